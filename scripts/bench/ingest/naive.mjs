// What one writes in an afternoon: lines by readline, JSON.parse, one rollup in a Map. Writes `account, ip, uses` as TSV to its first argument.
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

const [out, ...paths] = process.argv.slice(2);
const uses = new Map();
for (const path of paths) {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line === '') continue;
    const { account_id: account, ip } = JSON.parse(line);
    let own = uses.get(account);
    if (own === undefined) uses.set(account, (own = new Map()));
    own.set(ip, (own.get(ip) ?? 0) + 1);
  }
}
const file = createWriteStream(out);
for (const [account, own] of uses)
  for (const [ip, count] of own) if (!file.write(`${account}\t${ip}\t${count}\n`)) await once(file, 'drain');
file.end();
await once(file, 'close');
