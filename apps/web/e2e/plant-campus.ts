import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The address of the campus through which two networks and their neighbours go. */
export const CAMPUS = { kind: 'ip', value: '192.0.2.77' } as const;

const DAY_S = 86_400;
const START_S = Date.UTC(2026, 2, 1) / 1000;

const MAPPING = `version: 1
match: 'exchanges*.csv'
format: csv
entity: exchange
fields:
  account: { paths: [account], required: true }
  time: { paths: [time], required: true, parse: unix-s }
  ip: { paths: [ip], parse: ip }
  user_agent: { paths: [user_agent] }
indicators:
  - { name: wallet, label: Wallet, paths: [wallet], family: payment, reliability: 1, parse: text }
  - { name: frame, label: Prompt frame, paths: [frame], family: prompt, reliability: 0.9, parse: text }
`;

interface Planted {
  readonly id: string;
  readonly ips: readonly string[];
  readonly wallets: readonly string[];
  readonly frames: readonly string[];
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** One cell of an operator: five addresses and a prompt frame of its own, and the operator's wallets and frames. */
const cell = (operator: string, number: number, net: string): Planted[] =>
  times(40, (at) => ({
    id: `${operator}-${number}${String(at).padStart(2, '0')}`,
    ips: [`${net}.${number * 10 + (at % 5)}`, `${net}.${number * 10 + ((at + 1) % 5)}`],
    wallets: [`w-${operator}-1`, `w-${operator}-2`],
    frames: [`${operator}-frame-a`, `${operator}-frame-b`, `${operator}-frame-${number}`],
  }));

const operatorOf = (name: string, net: string): Planted[] => [1, 2, 3].flatMap((number) => cell(name, number, net));

const onCampus = (account: Planted, frame?: string): Planted => ({
  ...account,
  ips: [...account.ips, CAMPUS.value],
  frames: frame === undefined ? account.frames : [...account.frames, frame],
});

/**
 * Two networks that share nothing but the NAT address of a campus and one prompt frame, among students of that campus and accounts that nothing joins. Without the address the two fall apart.
 */
function plantedAccounts(): Planted[] {
  const east = operatorOf('east', '198.51.100').map((each, at) => (at < 24 ? onCampus(each) : each));
  const west = operatorOf('west', '203.0.113').map((each, at) => (at < 20 ? onCampus(each, 'east-frame-1') : each));
  const students = times(16, (at) => onCampus(stranger('student', at, `10.3.0.${at}`)));
  // The other addresses of the campus: its /24 tells nothing.
  const dormitory = times(600, (at) => stranger('dorm', at, `192.0.2.${100 + (at % 150)}`));
  const others = times(3000, (at) => stranger('own', at, `10.${4 + (at >> 8)}.${at & 255}.7`));
  return [...east, ...west, ...students, ...dormitory, ...others];
}

const stranger = (name: string, at: number, ip: string): Planted => ({
  id: `${name}-${String(at).padStart(4, '0')}`,
  ips: [ip],
  wallets: [`w-${name}-${at}`],
  frames: [`public-${at % 40}`],
});

/** Writes the dump and its mapping into a new folder. */
export function plantCampus(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'exchanges.mapping.yaml'), MAPPING);
  const rows = plantedAccounts().flatMap(({ id, ips, wallets, frames }, row) =>
    times(Math.max(ips.length, wallets.length, frames.length), (at) => {
      const seconds = START_S + ((row * 7_919 + at * 3_571) % (40 * DAY_S));
      const things = [ips, wallets, frames].map((all) => all[at % all.length]);
      return [id, seconds, things[0], `Browser/${row % 6}`, things[1], things[2]].join(',');
    }),
  );
  writeFileSync(join(folder, 'exchanges.csv'), `account,time,ip,user_agent,wallet,frame\n${rows.join('\n')}\n`);
}
