import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders of a home; made on first use, for their owner alone. */
export interface Home {
  readonly path: string;
  readonly lake: string;
  readonly snapshots: string;
  readonly keys: string;
  readonly logs: string;
  readonly inbox: string;
  readonly demo: string;
  readonly bundles: string;
  /** History of the jobs, one JSON line a change of state. */
  readonly jobs: string;
  /** Watched folders, and which of their files were taken. */
  readonly watches: string;
  /** What investigators did, one JSON line an entry. */
  readonly journal: string;
  /** Constraints of a home of an earlier version, which go into the journal. */
  readonly constraints: string;
  /** The model of risk points that was learned from verdicts. */
  readonly riskModel: string;
  readonly lock: string;
}

/** The home at `path`, with its folders. */
export function openHome(path: string): Home {
  const root = resolve(path);
  const home: Home = {
    path: root,
    lake: join(root, 'lake'),
    snapshots: join(root, 'snapshots'),
    keys: join(root, 'keys'),
    logs: join(root, 'logs'),
    inbox: join(root, 'inbox'),
    demo: join(root, 'demo'),
    bundles: join(root, 'bundles'),
    jobs: join(root, 'jobs.jsonl'),
    watches: join(root, 'watches.json'),
    journal: join(root, 'journal.jsonl'),
    constraints: join(root, 'constraints.jsonl'),
    riskModel: join(root, 'risk-model.json'),
    lock: join(root, 'lock.json'),
  };
  for (const folder of [home.path, home.lake, home.snapshots, home.logs, home.inbox, home.bundles])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  return home;
}
