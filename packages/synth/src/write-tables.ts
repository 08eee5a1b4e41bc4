import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paymentsOf, type MadeScenario } from './made-scenario.js';
import { mappingsOf } from './mappings.js';
import { bySignUp, drawPayments } from './payments.js';
import { csvRow } from './records.js';

/** Writes accounts.csv, payments.csv, where accounts are banned bans.csv, and the mapping files; gives the names of the dumps and how many payments there are. */
export async function writeTables(
  folder: string,
  made: MadeScenario,
): Promise<{ readonly files: string[]; readonly payments: number }> {
  const payments = paymentRows(made);
  const bans = banRows(made);
  const tables: [name: string, header: string, rows: readonly string[]][] = [
    [
      'accounts.csv',
      'account_id,created,email_domain,organisation,verified,programme,country,status',
      accountRows(made),
    ],
    ['payments.csv', 'account_id,ts,payment_method,bin,amount,currency', payments],
    ...(bans.length > 0 ? [['bans.csv', 'account_id,status,banned_at', bans] as [string, string, string[]]] : []),
  ];
  for (const [name, header, rows] of tables) await writeFile(join(folder, name), `${header}\n${rows.join('\n')}\n`);
  for (const [name, text] of Object.entries(mappingsOf(made.scenario))) await writeFile(join(folder, name), text);
  return { files: tables.map(([name]) => name), payments: payments.length };
}

/** Accounts as they were opened: who was banned since stands in bans.csv, which is read after this one. */
function accountRows({ people }: MadeScenario): string[] {
  return bySignUp(people).map((each) =>
    csvRow([
      each.id,
      new Date(each.createdMs).toISOString(),
      each.emailDomain,
      each.organisation,
      each.isVerified,
      each.programme,
      each.country,
      'active',
    ]),
  );
}

function paymentRows(made: MadeScenario): string[] {
  const { scenario, rng, people } = made;
  const payments = scenario.kind === 'cells' ? drawPayments(rng, people, scenario.days) : paymentsOf(made);
  return payments
    .map(({ person, timeMs, card, amount }) => ({
      timeMs,
      row: csvRow([person.id, new Date(timeMs).toISOString(), card.token, card.bin, amount, 'XTS']),
    }))
    .sort((a, b) => a.timeMs - b.timeMs || (a.row < b.row ? -1 : 1))
    .map(({ row }) => row);
}

function banRows({ people }: MadeScenario): string[] {
  return bySignUp(people).flatMap((each) =>
    each.bannedMs === undefined ? [] : [csvRow([each.id, 'banned', new Date(each.bannedMs).toISOString()])],
  );
}
