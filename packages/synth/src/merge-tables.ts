import type { IndicatorKind, LakeTables } from '@iolaus/contracts';

/** Two lakes' tables as one: accounts in byte order, indicators of the same kind and value as one, rows by account, then indicator. Accounts must be of one table only. */
export function mergeTables(one: LakeTables, two: LakeTables): LakeTables {
  const both = [one, two];
  const ids = both.flatMap(({ sightings }) => sightings.accounts);
  const accounts = ids.toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  const numberOf = new Map(accounts.map((id, a) => [id, a]));
  if (numberOf.size < ids.length) throw new Error('an account is in both tables');
  const kinds: IndicatorKind[] = [...one.sightings.kinds];
  for (const kind of two.sightings.kinds) if (!kinds.some((each) => each.kind === kind.kind)) kinds.push(kind);
  const indicators = new Map<string, { kind: string; value: string; text: string | undefined; classes: number }>();
  for (const { sightings } of both) {
    sightings.indicatorValue.forEach((value, e) => {
      const { kind } = sightings.kinds[sightings.indicatorKind[e]];
      const key = `${kind} ${value}`;
      const classes = sightings.indicatorClass[e] | (indicators.get(key)?.classes ?? 0);
      indicators.set(key, { kind, value, text: indicators.get(key)?.text ?? sightings.indicatorText[e], classes });
    });
  }
  const keys = [...indicators.keys()];
  const indicatorOf = new Map(keys.map((key, e) => [key, e]));
  const rows = both.flatMap(({ sightings }, at) =>
    Array.from(sightings.account.keys(), (row) => {
      const e = sightings.indicator[row];
      return {
        at,
        row,
        account: numberOf.get(sightings.accounts[sightings.account[row]])!,
        indicator: indicatorOf.get(
          `${sightings.kinds[sightings.indicatorKind[e]].kind} ${sightings.indicatorValue[e]}`,
        )!,
      };
    }),
  );
  rows.sort((x, y) => x.account - y.account || x.indicator - y.indicator);
  const column = (of: (sightings: LakeTables['sightings']) => ArrayLike<number>): number[] =>
    rows.map(({ at, row }) => of(both[at].sightings)[row]);
  return {
    sightings: {
      accounts,
      kinds,
      indicatorKind: Uint8Array.from(keys, (key) => kinds.findIndex((each) => each.kind === indicators.get(key)!.kind)),
      indicatorValue: keys.map((key) => indicators.get(key)!.value),
      indicatorText: keys.map((key) => indicators.get(key)!.text),
      indicatorClass: Uint8Array.from(keys, (key) => indicators.get(key)!.classes),
      account: Uint32Array.from(rows, ({ account }) => account),
      indicator: Uint32Array.from(rows, ({ indicator }) => indicator),
      count: Uint32Array.from(column(({ count }) => count)),
      firstMs: Float64Array.from(column(({ firstMs }) => firstMs)),
      lastMs: Float64Array.from(column(({ lastMs }) => lastMs)),
      dump: Uint16Array.from(column(({ dump }) => dump)),
      ordinal: Uint32Array.from(column(({ ordinal }) => ordinal)),
      dumps: one.sightings.dumps,
    },
    accounts: mergeAccounts(both, numberOf),
    activity: mergeActivity(both, numberOf),
  };
}

function mergeAccounts(both: readonly LakeTables[], numberOf: ReadonlyMap<string, number>): LakeTables['accounts'] {
  const from = Array.from({ length: numberOf.size }, () => ({ at: 0, a: 0 }));
  both.forEach(({ sightings }, at) => sightings.accounts.forEach((id, a) => (from[numberOf.get(id)!] = { at, a })));
  const organisations = [...new Set(both.flatMap(({ accounts }) => accounts.organisations))].sort();
  const numbers = (of: (accounts: LakeTables['accounts']) => ArrayLike<number>): number[] =>
    from.map(({ at, a }) => of(both[at].accounts)[a]);
  const texts = (of: (accounts: LakeTables['accounts']) => readonly (string | undefined)[]): (string | undefined)[] =>
    from.map(({ at, a }) => of(both[at].accounts)[a]);
  return {
    createdMs: Float64Array.from(numbers(({ createdMs }) => createdMs)),
    exchanges: Float64Array.from(numbers(({ exchanges }) => exchanges)),
    firstMs: Float64Array.from(numbers(({ firstMs }) => firstMs)),
    lastMs: Float64Array.from(numbers(({ lastMs }) => lastMs)),
    organisation: Int32Array.from(from, ({ at, a }) => {
      const { accounts } = both[at];
      return accounts.organisation[a] < 0
        ? -1
        : organisations.indexOf(accounts.organisations[accounts.organisation[a]]);
    }),
    organisations,
    isVerified: Uint8Array.from(numbers(({ isVerified }) => isVerified)),
    programme: texts(({ programme }) => programme),
    status: texts(({ status }) => status),
    bannedMs: Float64Array.from(numbers(({ bannedMs }) => bannedMs)),
    emailDomain: texts(({ emailDomain }) => emailDomain),
    country: texts(({ country }) => country),
  };
}

function mergeActivity(both: readonly LakeTables[], numberOf: ReadonlyMap<string, number>): LakeTables['activity'] {
  const rows = both.flatMap(({ sightings, activity }) =>
    Array.from(activity.account, (a, row) => ({
      account: numberOf.get(sightings.accounts[a])!,
      hour: activity.hour[row],
      count: activity.count[row],
    })),
  );
  rows.sort((x, y) => x.account - y.account || x.hour - y.hour);
  return {
    account: Uint32Array.from(rows, ({ account }) => account),
    hour: Uint32Array.from(rows, ({ hour }) => hour),
    count: Uint32Array.from(rows, ({ count }) => count),
  };
}
