import { FAMILIES, IolausError, type Family, type NetworkRecord } from '@iolaus/contracts';
import type { Snapshot, SnapshotMembers, SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';

/** A member as a test writes it down; what it leaves out is 0, or not known. */
export interface PlainMember {
  readonly id: string;
  readonly bits?: number;
  readonly byFamily?: Partial<Record<Family, number>>;
  readonly community?: number;
  readonly contested?: number;
  readonly campaignUses?: number;
  readonly uses?: number;
  readonly exchanges?: number;
  readonly createdMs?: number;
  readonly firstMs?: number;
  readonly lastMs?: number;
  readonly status?: string;
}

/** Members as a snapshot has them, in the order given. */
export function membersOf(members: readonly PlainMember[]): SnapshotMembers {
  const floats = (of: (member: PlainMember) => number | undefined, absent = 0): Float64Array =>
    Float64Array.from(members, (member) => of(member) ?? absent);
  return {
    ids: members.map(({ id }) => id),
    bits: Float32Array.from(members, ({ bits = 0 }) => bits),
    bitsByFamily: Float32Array.from(
      members.flatMap(({ byFamily = {} }) => FAMILIES.map((each) => byFamily[each] ?? 0)),
    ),
    community: Uint16Array.from(members, ({ community = 0 }) => community),
    timingZ: new Float32Array(members.length),
    contested: Int32Array.from(members, ({ contested = -1 }) => contested),
    campaignUses: floats(({ campaignUses }) => campaignUses),
    uses: floats(({ uses }) => uses),
    exchanges: floats(({ exchanges }) => exchanges),
    createdMs: floats(({ createdMs }) => createdMs, Number.NaN),
    firstMs: floats(({ firstMs }) => firstMs, Number.NaN),
    lastMs: floats(({ lastMs }) => lastMs, Number.NaN),
    status: members.map(({ status = null }) => status),
  };
}

/** A network of a snapshot with what a test needs of it. */
export function networkOf(
  id: string,
  of: {
    readonly members?: readonly PlainMember[];
    readonly record?: Partial<NetworkRecord>;
    readonly communities?: readonly string[];
    readonly core?: SnapshotNetwork['core'];
  } = {},
): SnapshotNetwork {
  const { members = [], record = {}, communities = ['A-01'], core = [] } = of;
  return {
    record: {
      id,
      name: `Name of ${id}`,
      tier: 'act',
      q: 0.001,
      accounts: members.length,
      hypotheses: [],
      fragility: [],
      points: [],
      ...record,
    },
    members: membersOf(members),
    communities: communities.map((label) => ({ label })),
    core,
    spark: [],
  } as unknown as SnapshotNetwork;
}

/** A workbench that shows these networks and has a lake of these answers, and what `others` are; nothing is shown without networks. */
export function workbenchOf(of: {
  readonly networks?: readonly SnapshotNetwork[];
  readonly snapshot?: Partial<Snapshot>;
  readonly lake?: Partial<Workbench['lake']>;
  readonly others?: Readonly<Record<string, unknown>>;
}): Workbench {
  const { networks, snapshot, lake = {}, others } = of;
  const shown = networks && { id: 'snapshot', networks, ...snapshot };
  return {
    snapshot: () => {
      if (!shown) throw new IolausError('NOTHING_IMPORTED');
      return shown;
    },
    hasSnapshot: shown !== undefined,
    lake,
    ...others,
  } as unknown as Workbench;
}
