// The page docs/reference/api.md, made from the route contract. `node scripts/checks/api-page.mjs` writes it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract } from '@iolaus/contracts';
import { ROOT } from '../setup/workspace.mjs';

/** Where the page lies. */
export const API_PAGE = join(ROOT, 'docs/reference/api.md');

const HEAD = `# HTTP interface
The service of \`npm start\` answers on loopback under \`/api\`. \`GET /api/openapi.json\` is the whole description with every shape (OpenAPI 3.1), \`GET /api/docs\` a page of it.
Made from \`packages/contracts/src/contract.ts\`.

A browser signs in with the one-time token of the printed address. A program on the same machine sends the home's token instead, which only its owner can read:

\`\`\`
curl -H "Authorization: Bearer $(node -p 'JSON.parse(require("fs").readFileSync(".iolaus/lock.json")).token')" http://127.0.0.1:4690/api/networks
\`\`\`

A refusal is JSON with the code, the sentence and the next step of [errors](errors.md). Long work answers with a job at once; its progress comes as server-sent events.
A value in a path is percent-encoded.

| route | answers with |
| --- | --- |`;

const TAIL = `
Besides, outside that description: \`POST /api/session\` (token in, cookie out), \`POST /api/uploads\` (one file as the body, its name in \`x-file-name\`), \`GET /api/frames/{network}\`
(the columnar picture of a network), \`GET /api/frames/{network}/organic\` (other places for it), \`GET /api/dumps/refused.csv\` and \`GET /api/dumps/refused.jsonl\` (refused records as a file, of one dump with \`?dump=\`),
\`GET /api/bundles/{job}\` (a sealed bundle), \`GET /healthz\` and \`GET /readyz\`.
`;

/** The page as text. */
export function apiPage() {
  const rows = routesOf(contract).map(({ method, path, summary }) => `| \`${method} /api${path}\` | ${summary} |`);
  return [HEAD, ...rows, TAIL].join('\n');
}

function routesOf(node) {
  const own = node['~orpc']?.route;
  return own ? [own] : Object.values(node).flatMap(routesOf);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(API_PAGE, apiPage());
