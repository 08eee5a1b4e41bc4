import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Detection, EvidenceItem, ImportReport, LakeTables } from '@iolaus/contracts';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { answers, importDumps, verifyFile, Workbench } from '@iolaus/pipeline';
import { grouped, recountLake, type Recount, type Seen } from './testing/recount-lake.js';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');

const home = mkdtempSync(join(tmpdir(), 'iolaus-path-'));
let workbench: Workbench;
let report: ImportReport;
let tables: LakeTables;
let detection: Detection;
let lake: Recount;
/** The id of each account's network. */
let networkOf: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { uri, user, password } = inject('neo4j');
  workbench = await Workbench.open({
    home,
    env: { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
  });
  report = await importDumps(workbench, { paths: [TINY], lakeOnly: false });
  ({ detection, tables } = await workbench.detect({ publish: true }));
  lake = recountLake(tables);
  networkOf = new Map(detection.networks.flatMap((network) => membersOf(network).map((id) => [id, network.record.id])));
});

afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

const membersOf = ({ members }: Detection['networks'][number]): string[] =>
  Array.from(members.account, (a) => tables.sightings.accounts[a]);
const indicatorAt = (e: number): { kind: string; value: string } => ({
  kind: tables.sightings.kinds[tables.sightings.indicatorKind[e]].kind,
  value: tables.sightings.indicatorValue[e],
});
const best = (): Detection['networks'][number] => detection.networks[0];
const keyOf = ({ kind, value }: { readonly kind: string; readonly value: string }): string => `${kind} ${value}`;
const sum = (counts: Iterable<number>): number => [...counts].reduce((total, each) => total + each, 0);
const earliest = (seen: readonly Seen[]): number => Math.min(...seen.map((each) => each.firstMs ?? Infinity));
const latest = (seen: readonly Seen[]): number => Math.max(...seen.map((each) => each.lastMs ?? -Infinity));
const strangers = (): string[] => tables.sightings.accounts.filter((id) => !networkOf.has(id));

describe('the published graph', () => {
  it('holds as many accounts, indicators, pairs and sightings as the lake', async () => {
    const status = await answers.readStatus(workbench);
    const own = {
      accounts: tables.sightings.accounts.length,
      indicators: new Set(lake.seen.map(keyOf)).size,
      pairs: lake.seen.length,
      sightings: sum(lake.seen.map((each) => each.count)),
    };
    expect(status).toMatchObject(own);
    expect(report).toMatchObject({ ...own, newAccounts: own.accounts });
  });

  it('holds as many of each kind as the lake', async () => {
    const { kinds } = await (await workbench.graph.store()).status();
    const own = [...grouped(lake.seen, (each) => each.kind)].map(([kind, seen]) => ({
      kind,
      indicators: new Set(seen.map((each) => each.value)).size,
      sightings: sum(seen.map((each) => each.count)),
      pairs: seen.length,
    }));
    const byKind = (x: { kind: string }, y: { kind: string }): number => (x.kind < y.kind ? -1 : 1);
    expect(kinds.filter((each) => each.pairs > 0).toSorted(byKind)).toEqual(own.toSorted(byKind));
  });

  it('holds the networks that were detected, record by record', async () => {
    expect(detection.networks.length).toBeGreaterThan(2);
    expect(await (await workbench.graph.store()).networkRecords()).toEqual(
      detection.networks.map((network) => network.record),
    );
  });

  it('holds every member of every network', async () => {
    const store = await workbench.graph.store();
    for (const network of detection.networks) {
      const { rows, total } = await store.members({ network: network.record.id, limit: 1000 });
      expect(rows.map((row) => row.account).toSorted()).toEqual(membersOf(network).toSorted());
      expect(total).toBe(network.record.accounts);
    }
  });
});

describe('the same content again', () => {
  it('brings no new account, by the count of the snapshot', async () => {
    const again = await importDumps(workbench, { paths: [TINY], lakeOnly: false });
    expect(again).toMatchObject({ records: 0, accounts: report.accounts, newAccounts: 0 });
  });

  it('is what the detection says that it read', () => {
    const { parameters, dumps } = answers.detectionView(workbench);
    expect(parameters).toEqual(detection.parameters);
    expect(dumps).toEqual(tables.sightings.dumps);
  });
});

describe('the answer on a network', () => {
  it('counts its members by kind as a recount does, and everybody else', () => {
    const { record, kindCounts, outside } = answers.networkView(workbench, best().record.id);
    const core = new Set(record.core.map(keyOf));
    const own = lake.seen.filter((each) => networkOf.get(each.account) === record.id && core.has(keyOf(each)));
    const counted = [...grouped(own, (each) => each.kind)].map(([kind, seen]) => ({
      kind,
      members: new Set(seen.map((each) => each.account)).size,
      indicators: new Set(seen.map((each) => each.value)).size,
    }));
    expect(new Set(kindCounts)).toEqual(new Set(counted));
    expect(outside).toBe(tables.sightings.accounts.length - membersOf(best()).length);
  });

  it('says of each core indicator how many members and accounts hold it', () => {
    for (const { record } of detection.networks) {
      for (const { kind, value, members, reach } of record.core) {
        const holders = lake.ofIndicator(kind, value);
        expect(reach).toBe(holders.length);
        expect(members).toBe(holders.filter(({ account }) => networkOf.get(account) === record.id).length);
      }
    }
  });

  it('lists each member with what the lake knows of it', async () => {
    const { rows, total } = await answers.networkMembers(workbench, {
      id: best().record.name.toUpperCase(),
      sort: 'account',
      direction: 'asc',
      offset: 0,
      limit: 1000,
    });
    expect(rows.map((row) => row.account)).toEqual(membersOf(best()).toSorted());
    expect(total).toBe(rows.length);
    for (const row of rows) {
      const at = tables.sightings.accounts.indexOf(row.account);
      const { exchanges, createdMs, firstMs, lastMs } = tables.accounts;
      expect([row.exchanges, row.createdMs, row.firstMs, row.lastMs]).toEqual([
        exchanges[at],
        createdMs[at],
        firstMs[at],
        lastMs[at],
      ]);
    }
  });
});

describe('the answers on days', () => {
  const DAY = 86_400_000;
  /** Days on which each member was active, as the lake's tables say it. */
  const recounted = (): Map<string, Map<number, number>> => {
    const { activity, sightings } = tables;
    const days = new Map(membersOf(best()).map((id) => [id, new Map<number, number>()]));
    activity.account.forEach((a, row) => {
      const own = days.get(sightings.accounts[a]);
      const day = Math.floor(activity.hour[row] / 24);
      own?.set(day, (own.get(day) ?? 0) + activity.count[row]);
    });
    return days;
  };
  const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

  it('says of each member on which days it was active', async () => {
    const days = recounted();
    const told = await answers.networkDays(workbench, best().record.id);
    const first = told.startMs / DAY;
    const bits = Buffer.from(told.active, 'base64');
    const width = Math.ceil(told.days / 8);
    workbench.snapshot().networks[0].members.ids.forEach((id, member) => {
      const active = Array.from({ length: told.days }, (_, day) => day).filter(
        (day) => bits[member * width + (day >> 3)] & (1 << (day & 7)),
      );
      expect(active.map((day) => first + day)).toEqual([...days.get(id)!.keys()].toSorted((x, y) => x - y));
    });
  });

  it('tells who came, who went, and what is new between two windows', async () => {
    const days = recounted();
    const all = [...days.values()].flatMap((own) => [...own.keys()]);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const middle = Math.floor((first + last) / 2);
    const found = await answers.compareWindows(workbench, {
      id: best().record.id,
      earlier: { from: dateOf(first), to: dateOf(middle) },
      later: { from: dateOf(middle + 1), to: dateOf(last) },
    });
    const within = (from: number, to: number): Set<string> =>
      new Set([...days].filter(([, own]) => [...own.keys()].some((day) => day >= from && day <= to)).map(([id]) => id));
    const [a, b] = [within(first, middle), within(middle + 1, last)];
    expect([found.earlier.members, found.later.members]).toEqual([a.size, b.size]);
    expect(found.both).toBe([...a].filter((id) => b.has(id)).length);
    expect(new Set(found.joined.accounts.map(({ account }) => account))).toEqual(
      new Set([...b].filter((id) => !a.has(id))),
    );
    expect(found.left.total).toBe([...a].filter((id) => !b.has(id)).length);
    const uses = [...days.values()].flatMap((own) => [...own]).reduce((sum, [, n]) => sum + n, 0);
    expect(found.earlier.exchanges + found.later.exchanges).toBe(uses);
    const members = new Set(membersOf(best()));
    for (const each of found.fresh.rows) {
      const held = lake.ofIndicator(each.kind, each.value).filter(({ account }) => members.has(account));
      expect(held).toHaveLength(each.accounts);
      expect(Math.min(...held.map(({ firstMs }) => firstMs ?? Infinity))).toBeGreaterThanOrEqual((middle + 1) * DAY);
    }
    const models = await answers.windowModels(workbench, {
      id: best().record.id,
      earlier: { from: dateOf(first), to: dateOf(middle) },
      later: { from: dateOf(middle + 1), to: dateOf(last) },
    });
    expect(models.reduce((sum, { earlier, later }) => sum + earlier + later, 0)).toBe(uses);
  });

  it('lists the members of some days, and refuses days that end before they begin', async () => {
    const days = recounted();
    const day = [...days.values()].flatMap((own) => [...own.keys()])[0];
    const query = { id: best().record.id, sort: 'bits', direction: 'desc', offset: 0, limit: 1000 } as const;
    const { rows } = await answers.networkMembers(workbench, { ...query, from: dateOf(day), to: dateOf(day) });
    expect(new Set(rows.map(({ account }) => account))).toEqual(
      new Set([...days].filter(([, own]) => own.has(day)).map(([id]) => id)),
    );
    const refused = answers.networkMembers(workbench, { ...query, from: dateOf(day), to: dateOf(day - 1) });
    await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('lists who came and who went between two days, and refuses without the earlier one', async () => {
    const days = recounted();
    const [early, late] = [...new Set([...days.values()].flatMap((own) => [...own.keys()]))].toSorted((x, y) => x - y);
    const compared = { from: dateOf(late), to: dateOf(late), vsFrom: dateOf(early), vsTo: dateOf(early) };
    const order = { sort: 'bits', direction: 'desc', offset: 0, limit: 1000 } as const;
    const query = { id: best().record.id, ...order, ...compared };
    const idsOf = async (daysOf: 'came' | 'went'): Promise<Set<string>> =>
      new Set((await answers.networkMembers(workbench, { ...query, daysOf })).rows.map(({ account }) => account));
    const onlyOn = (one: number, other: number): Set<string> =>
      new Set([...days].filter(([, own]) => own.has(one) && !own.has(other)).map(([id]) => id));
    expect(await idsOf('came')).toEqual(onlyOn(late, early));
    expect(await idsOf('went')).toEqual(onlyOn(early, late));
    const refused = answers.networkMembers(workbench, { ...query, daysOf: 'came', vsTo: undefined });
    await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('gives the rows behind a day: as many exchanges as the timeline counts, all of members', async () => {
    const days = recounted();
    const [day] = [...days.values()].flatMap((own) => [...own.keys()]);
    const query = { id: best().record.id, from: dateOf(day), to: dateOf(day), daysOf: 'active', limit: 1000 } as const;
    const { rows, total, counts } = await answers.networkDayRows(workbench, query);
    const exchanges = counts.find(({ entity }) => entity === 'exchange')!;
    const uses = [...days.values()].reduce((sum, own) => sum + (own.get(day) ?? 0), 0);
    expect(exchanges.rows - exchanges.repeats).toBe(uses);
    expect(rows).toHaveLength(Math.min(1000, total));
    const members = new Set(membersOf(best()));
    for (const { account, timeMs } of rows) {
      expect(members.has(account!)).toBe(true);
      expect(Math.floor(timeMs! / DAY)).toBe(day);
    }
    const [{ account }] = rows;
    const ofOne = await answers.networkDayRows(workbench, { ...query, account: account! });
    expect(new Set(ofOne.rows.map((row) => row.account))).toEqual(new Set([account]));
  });

  it('gives the sign-up records behind a day of sign-ups', async () => {
    const { ids, createdMs } = workbench.snapshot().networks[0].members;
    const day = Math.floor(createdMs[0] / DAY);
    const born = ids.filter((_, row) => Math.floor(createdMs[row] / DAY) === day);
    const query = { id: best().record.id, from: dateOf(day), to: dateOf(day), limit: 1000 } as const;
    const { rows } = await answers.networkDayRows(workbench, { ...query, daysOf: 'sign-ups' });
    expect(new Set(rows.map(({ entity }) => entity))).toEqual(new Set(['account']));
    expect(new Set(rows.map(({ account }) => account))).toEqual(new Set(born));
  });
});

describe('the answer on an account', () => {
  it('lists all that a member was seen with, and who shares it inside and outside its network', async () => {
    for (const id of membersOf(best()).slice(0, 5)) {
      const { indicators, indicatorTotal } = await answers.accountView(workbench, id);
      const own = lake.ofAccount(id);
      expect(indicators.map(figuresOf).toSorted(byKey)).toEqual(own.map(recounted).toSorted(byKey));
      expect(new Map(indicators.map((each) => [keyOf(each), [each.firstMs, each.lastMs, each.text]]))).toEqual(
        new Map(own.map((each) => [keyOf(each), [each.firstMs, each.lastMs, each.text]])),
      );
      expect(indicatorTotal).toBe(own.length);
    }
  });

  it('finds nobody of an own network with a stranger', async () => {
    const id = strangers()[0];
    const view = await answers.accountView(workbench, id);
    expect(view).toMatchObject({ network: null, why: null, secondBest: null, usualDayOfNetwork: [] });
    expect(view.indicators.map(keyOf).toSorted()).toEqual(lake.ofAccount(id).map(keyOf).toSorted());
    expect(view.indicators.every((each) => each.members === 0 && each.outside === each.reach)).toBe(true);
    expect(view.indicators.some((each) => each.rarity.includes('outside'))).toBe(false);
  });

  it('counts its neighbours by kind, and those of its network', async () => {
    const id = membersOf(best())[0];
    const { neighbours } = await answers.accountView(workbench, id);
    const others = lake
      .ofAccount(id)
      .flatMap(({ kind, value }) => lake.ofIndicator(kind, value).filter(({ account }) => account !== id));
    const counted = [...grouped(others, (each) => each.kind)].map(([kind, seen]) => {
      const accounts = [...new Set(seen.map((each) => each.account))];
      return {
        kind,
        accounts: accounts.length,
        members: accounts.filter((each) => networkOf.get(each) === best().record.id).length,
      };
    });
    expect(new Set(neighbours)).toEqual(new Set(counted));
  });

  it('shows its usual day and that of its network', async () => {
    const id = membersOf(best())[0];
    const { usualDay, usualDayOfNetwork } = await answers.accountView(workbench, id);
    expect(usualDay).toEqual(usualDayOf([id]).map((share) => expect.closeTo(share, 12) as number));
    expect(usualDayOfNetwork).toEqual(
      usualDayOf(membersOf(best())).map((share) => expect.closeTo(share, 12) as number),
    );
  });
});

type Figures = Pick<EvidenceItem, 'kind' | 'value' | 'reach' | 'members' | 'outside' | 'rows'>;

const figuresOf = ({ kind, value, reach, members, outside, rows }: EvidenceItem): Figures => ({
  kind,
  value,
  reach,
  members,
  outside,
  rows,
});

/** The figures of a sighting by a member of the best network, counted in the lake. */
function recounted({ kind, value, count }: Pick<Seen, 'kind' | 'value' | 'count'>): Figures {
  const holders = lake.ofIndicator(kind, value);
  const members = holders.filter(({ account }) => networkOf.get(account) === best().record.id).length;
  return { kind, value, reach: holders.length, members, outside: holders.length - members, rows: count };
}

const byKey = (x: Figures, y: Figures): number => (keyOf(x) < keyOf(y) ? -1 : 1);

/** Shares of the exchanges of accounts by hour of the day, UTC. */
function usualDayOf(accounts: readonly string[]): number[] {
  const { account, hour, count } = tables.activity;
  const rows = Array.from(account.keys()).filter((row) => accounts.includes(tables.sightings.accounts[account[row]]));
  const total = sum(rows.map((row) => count[row]));
  return Array.from(
    { length: 24 },
    (_, h) => sum(rows.filter((row) => hour[row] % 24 === h).map((row) => count[row])) / total,
  );
}

describe('the paths between two accounts', () => {
  const pathsOf = (a: string, b: string) => answers.linkPaths(workbench, { a, b, most: 5 });
  const isHeld = (account: string, of: { kind: string; value: string }): boolean =>
    lake.seen.some((seen) => seen.account === account && keyOf(seen) === keyOf(of));

  /** Two of the fewest members that hold one indicator of the core. */
  const pairOfCore = (): [string, string] => {
    const members = new Set(membersOf(best()));
    const holders = Array.from(best().core, (e) => {
      const key = keyOf(indicatorAt(e));
      return lake.seen.filter((seen) => keyOf(seen) === key && members.has(seen.account)).map((seen) => seen.account);
    });
    const [rarest] = holders.filter((each) => each.length >= 2).toSorted((x, y) => x.length - y.length);
    return [rarest[0], rarest.at(-1)!];
  };

  it('lead from one to the other by indicators that both accounts of a step hold, best first', async () => {
    const [a, b] = pairOfCore();
    const { paths } = await pathsOf(a, b);
    expect(paths.length).toBeGreaterThan(0);
    for (const { bits, steps } of paths) {
      expect([steps[0].from, steps.at(-1)!.to]).toEqual([a, b]);
      expect(steps.length).toBeLessThanOrEqual(4);
      expect(bits).toBe(Math.min(...steps.map((step) => step.bits)));
      steps.forEach((step, at) => {
        if (at > 0) expect(step.from).toBe(steps[at - 1].to);
        expect([isHeld(step.from, step), isHeld(step.to, step)]).toEqual([true, true]);
      });
    }
    const order = paths.map(({ bits }) => bits);
    expect(order).toEqual(order.toSorted((x, y) => y - x));
  });

  it('are the same when they are asked for again, and as strong the other way round', async () => {
    const [a, b] = pairOfCore();
    const there = await pathsOf(a, b);
    expect(await pathsOf(a, b)).toEqual(there);
    const back = await pathsOf(b, a);
    expect(back.paths.map(({ bits, steps }) => [bits, steps.length])).toEqual(
      there.paths.map(({ bits, steps }) => [bits, steps.length]),
    );
  });

  it('are refused for one account, and for one that is not there', async () => {
    const [a] = membersOf(best());
    await expect(pathsOf(a, a)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(pathsOf(a, 'acct_none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('members that are similar to a selection', () => {
  it('are counted and listed by the indicators that they share with it', async () => {
    const [a] = membersOf(best());
    const answer = await answers.similarMembers(workbench, { id: best().record.id, accounts: [a] });
    const core = new Set(Array.from(best().core, (e) => keyOf(indicatorAt(e))));
    const held = (account: string): Set<string> =>
      new Set(lake.seen.filter((seen) => seen.account === account).map(keyOf));
    const own = held(a);
    expect(answer.accounts.length).toBeGreaterThan(0);
    expect(answer.accounts.length).toBe(Math.min(200, answer.atLeast[0]));
    for (const { account, shared } of answer.accounts)
      expect([...held(account)].filter((key) => own.has(key) && core.has(key)).length).toBeGreaterThanOrEqual(shared);
    expect(answer).toMatchObject({ selected: 1, others: best().record.accounts - 1 });
  });
});

describe('the answer on a link', () => {
  it('lists what two members share, with the rows of both', async () => {
    const [a = '', b = ''] = membersOf(best());
    const { why, atLarge } = await answers.linkView(workbench, a, b);
    const shared = lake.ofAccount(a).flatMap((one) => {
      const other = lake.ofAccount(b).find((each) => keyOf(each) === keyOf(one));
      return other ? [{ ...one, count: one.count + other.count }] : [];
    });
    expect(shared.length).toBeGreaterThan(1);
    expect(why.shares.map(figuresOf).toSorted(byKey)).toEqual(shared.map(recounted).toSorted(byKey));
    const { fdr, thresholdBits } = workbench.snapshot().linkTest;
    expect(atLarge).toMatchObject({ fdr, thresholdBits, isAccepted: atLarge!.q <= fdr });
    expect(atLarge!.eBits).toBeGreaterThan(0);
  });

  it('refuses an account that the lake does not know', async () => {
    await expect(answers.linkView(workbench, membersOf(best())[0], 'acct_none')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the answer on an indicator', () => {
  it('counts holders, rows, networks and outsiders as a recount does', async () => {
    const every = best().record.core.slice(0, 12);
    for (const { kind, value } of every) {
      const holders = lake.ofIndicator(kind, value);
      const view = await answers.indicatorView(workbench, kind, value);
      const inside = grouped(
        holders.filter(({ account }) => networkOf.has(account)),
        ({ account }) => networkOf.get(account)!,
      );
      expect(view).toMatchObject({
        reach: holders.length,
        records: sum(holders.map((each) => each.count)),
        firstMs: earliest(holders),
        lastMs: latest(holders),
        outside: holders.filter(({ account }) => !networkOf.has(account)).length,
      });
      expect(new Map(view.networks.map(({ id, accounts }) => [id, accounts]))).toEqual(
        new Map([...inside].map(([id, seen]) => [id, seen.length])),
      );
    }
  });

  it('pages its holders, most used first, to the last one', async () => {
    const { kind, value } = widest();
    const holders = lake
      .ofIndicator(kind, value)
      .toSorted((x, y) => y.count - x.count || (x.account < y.account ? -1 : 1));
    const rows: string[] = [];
    for (let offset = 0; offset < holders.length; offset += 50) {
      const page = await answers.indicatorAccounts(workbench, { kind, value, holders: 'all', offset, limit: 50 });
      expect(page.total).toBe(holders.length);
      rows.push(...page.rows.map((row) => row.account));
    }
    expect(rows).toEqual(holders.map((each) => each.account));
  });

  it('says whom a block would hit with the counts of the lake, tier by tier', async () => {
    const tierOf = new Map(detection.networks.map(({ record }) => [record.id, record.tier]));
    for (const { kind, value } of [widest(), ...best().record.core.slice(0, 5)]) {
      const { groups } = await answers.blastRadius(workbench, kind, value);
      const byTier = grouped(
        lake.ofIndicator(kind, value),
        ({ account }) => tierOf.get(networkOf.get(account) ?? '') ?? null,
      );
      expect(new Map(groups.map(({ tier, accounts }) => [tier, accounts]))).toEqual(
        new Map([...byTier].map(([tier, seen]) => [tier, seen.length])),
      );
    }
    await expect(answers.blastRadius(workbench, 'ip', 'nobody')).rejects.toThrow('no ip nobody');
  });

  it('counts what its holders hold as well', async () => {
    const { kind, value } = best().record.core[0];
    const holders = new Set(lake.ofIndicator(kind, value).map((each) => each.account));
    const { together } = await answers.indicatorView(workbench, kind, value);
    expect(together.length).toBeGreaterThan(0);
    for (const other of together)
      expect(other.accounts).toBe(
        lake.ofIndicator(other.kind, other.value).filter(({ account }) => holders.has(account)).length,
      );
  });

  it('stands in the list of indicators when it is of the core of a network that passes', () => {
    const passing = detection.networks.filter(({ record }) => record.q <= 0.01);
    const listed = answers.topIndicators(workbench, { limit: 500 });
    expect(new Set(listed.map(keyOf))).toEqual(new Set(passing.flatMap(({ record }) => record.core.map(keyOf))));
  });
});

/** The indicator that most accounts hold. */
function widest(): Seen {
  const byReach = [...grouped(lake.seen, keyOf).values()].toSorted((x, y) => y.length - x.length);
  return byReach[0][0];
}

describe('search', () => {
  const found = async (text: string): Promise<string[]> =>
    (await answers.search(workbench, { text, limit: 50 })).map((hit) => `${hit.kind} ${hit.id}`);
  const coreOf = (kind: string): { value: string; text?: string | undefined } =>
    detection.networks.flatMap(({ record }) => record.core).find((each) => each.kind === kind)!;

  it('finds a network by its name', async () => {
    expect(await found(` ${best().record.name.toLowerCase()} `)).toContain(`network ${best().record.id}`);
  });

  it('finds an account by its id', async () => {
    expect(await found(strangers()[3])).toEqual([`account ${strangers()[3]}`]);
  });

  it('finds an address, with its counts', async () => {
    const { value } = coreOf('ip');
    const holders = lake.ofIndicator('ip', value);
    const [hit] = await answers.search(workbench, { text: value, limit: 1 });
    expect(hit).toMatchObject({
      kind: 'ip',
      id: value,
      fact: `${holders.length} accounts, ${sum(holders.map((each) => each.count))} sightings`,
    });
  });

  it('finds a card by its token and by its last four', async () => {
    const { value } = coreOf('payment-method');
    expect(await found(value)).toEqual([`payment-method ${value}`]);
    expect(await found(`••${value.slice(-4)}`)).toContain(`payment-method ${value}`);
  });

  it('finds a template by its words', async () => {
    const { value, text = '' } = coreOf('prompt-template');
    const words = text.match(/\p{L}{3,}/gu)!.slice(0, 4);
    expect(await found(words.join(' '))).toContain(`prompt-template ${value}`);
  });
});

describe('a list of VPN exits', () => {
  it('weakens its addresses in the network, in links, on their pages and in plans, and a bundle still verifies', async () => {
    const before = best().record;
    const [{ value }] = before.core.filter((each) => each.kind === 'ip' && each.members > 2);
    const list = join(home, 'exits.txt');
    writeFileSync(list, `${value}/32\n`);
    const { sha256 } = await workbench.lake.addEnrichment({ kind: 'vpn', path: list });
    const { snapshot } = await workbench.detect({ publish: true });
    const { record, plan } = snapshot.networks.find((network) => network.record.id === before.id)!;
    const bitsIn = (core: readonly { kind: string; value: string; bits: number }[]): number =>
      core.find((each) => each.kind === 'ip' && each.value === value)!.bits;
    expect(record.core.find((each) => each.value === value)?.classes).toEqual(['vpn']);
    expect(Math.abs(bitsIn(record.core) - bitsIn(before.core) / 3)).toBeLessThan(0.2);
    expect(record.hypotheses.find(({ id }) => id === 'vpn-exit')?.figure).toMatch(
      /^1 of \d+ addresses are on your VPN list, .*; 1 counts a third/,
    );
    expect(plan.blocks.some((block) => block.value === value)).toBe(false);

    const { linking } = await answers.indicatorView(workbench, 'ip', value);
    expect(linking).toMatch(/a third of what another would, as it is a VPN exit by your list/);
    const [one = '', other = ''] = lake
      .ofIndicator('ip', value)
      .map(({ account }) => account)
      .filter((account) => networkOf.get(account) === before.id);
    const { why } = await answers.linkView(workbench, one, other);
    expect(why.against).toContain(`The IP address ${value} is a VPN exit by your list: it counts a third.`);

    const out = join(home, 'listed.zip');
    expect(await workbench.jobs.ended(answers.startExport(workbench, { network: before.id, out }).id)).toMatchObject({
      state: 'done',
    });
    expect(await verifyFile(out)).toMatchObject({ ok: true });

    await workbench.lake.removeEnrichment({ sha256 });
    const again = await workbench.detect({ publish: true });
    expect(again.snapshot.id).not.toBe(snapshot.id);
    expect(again.snapshot.networks.find((network) => network.record.id === before.id)?.record.core).toEqual(
      before.core,
    );
  });
});

describe('a move to a new model', () => {
  it('is told of the members and of all others, or that it cannot be told', async () => {
    const pivot = await answers.networkPivot(workbench, best().record.id);
    expect(pivot.sentence).toMatch(pivot.answer === 'measured' ? / moved to / : /^(No model is new|Too few)/);
    expect(pivot.members).toBeLessThanOrEqual(best().record.accounts);
    expect(pivot.others).toBeLessThanOrEqual(tables.sightings.accounts.length - best().record.accounts);
  });
});

describe('a bundle', () => {
  const paths = ['once.zip', 'twice.zip', 'changed.zip'].map((name) => join(home, name));
  const [once = '', twice = '', changed = ''] = paths;

  it('is the same to the byte when it is exported twice, verifies after the graph is closed, and fails when one byte differs', async () => {
    const ended = async (out: string): Promise<unknown> =>
      workbench.jobs.ended(answers.startExport(workbench, { network: best().record.id, out }).id);
    expect(await ended(once)).toMatchObject({ state: 'done', bundle: { path: once } });
    expect(await ended(twice)).toMatchObject({ state: 'done', bundle: { path: twice } });
    const bytes = readFileSync(once);
    expect(readFileSync(twice).equals(bytes)).toBe(true);

    await workbench.graph.close();
    const verification = await verifyFile(once);
    expect(verification.checks.filter((check) => !check.ok)).toEqual([]);
    expect(verification.figures.every((figure) => figure.ok)).toBe(true);
    expect(verification).toMatchObject({ ok: true });

    for (let part = 1; part < 20; part++) {
      const other = Buffer.from(bytes);
      other[Math.floor((bytes.length * part) / 20)] ^= 1;
      writeFileSync(changed, other);
      expect((await verifyFile(changed)).ok).toBe(false);
    }
  });
});
