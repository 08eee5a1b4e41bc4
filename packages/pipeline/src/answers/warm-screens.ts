import type { SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { accountCounts, accountWindow } from './account-table.js';
import { accountView, linkView } from './accounts.js';
import { blastRadius, indicatorView } from './indicators.js';
import { expand, expandPreview } from './networks.js';
import { linkPaths } from './paths.js';
import { search } from './work.js';

/** Each question is asked so often: Neo4j plans a statement at its first run, and runs it faster after a few. */
const ROUNDS = 4;
const HITS = 12;
const MOST_PATHS = 3;
/** Letters of a text that somebody has typed so far. */
const TYPED = 7;

/**
 * Asks what screens ask, of the network that leads the queue, so that the first who opens an account, expands or searches need not wait until statements are planned and tables are built. Changes
 * nothing; in turn among the jobs. Does nothing in a home without networks.
 */
export function warmScreens(workbench: Workbench): Promise<void> {
  return workbench.jobs.inTurn(async (signal) => {
    const network = workbench.hasSnapshot ? workbench.snapshot().networks.find(isAskable) : undefined;
    if (!network) return;
    for (let round = 0; round < ROUNDS; round++)
      for (const ask of questions(workbench, network, round)) {
        signal.throwIfAborted();
        await ask();
      }
  });
}

const isAskable = ({ members, core }: SnapshotNetwork): boolean => members.ids.length > 1 && core.length > 0;

function questions(workbench: Workbench, network: SnapshotNetwork, round: number): (() => Promise<unknown>)[] {
  const { ids } = network.members;
  const [one, other] = [ids[round % ids.length]!, ids[(round + 1) % ids.length]!];
  const { kind, value } = network.core[round % network.core.length]!;
  const indicator = { id: network.record.id, kind, value };
  const typed = [one, one.slice(0, TYPED), value, value.slice(0, TYPED), network.record.name, `••${value.slice(-4)}`];
  return [
    () => accountView(workbench, one),
    () => linkView(workbench, one, other),
    () => linkPaths(workbench, { a: one, b: other, most: MOST_PATHS }),
    () => indicatorView(workbench, kind, value),
    () => blastRadius(workbench, kind, value),
    () => expandPreview(workbench, indicator),
    () => expand(workbench, { ...indicator, only: 'more-than-chance' }),
    () => expand(workbench, { ...indicator, only: 'all' }),
    ...typed.map((text) => () => search(workbench, { text, limit: HITS })),
    () => accountWindow(workbench, { sort: 'exchanges', direction: 'desc' }, 0),
    () => accountCounts(workbench, { sort: 'exchanges', direction: 'desc' }),
  ];
}
