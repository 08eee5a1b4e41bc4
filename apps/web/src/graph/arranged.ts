import type { Frame } from '@iolaus/contracts';
import { toScreen, type Projection } from './camera.js';
import type { Scene } from './scene.js';

/** Accounts that one named mark stands for. */
export interface AccountGroup {
  readonly name: string;
  /** Their numbers in the frame. */
  readonly accounts: readonly number[];
}

/** How somebody arranged the picture by hand. */
export interface Arranged {
  /** Communities that are not drawn, by place. */
  readonly hiddenCommunities: ReadonlySet<number>;
  readonly groups: readonly AccountGroup[];
  /** The group that an account is drawn in, by number. */
  readonly groupOf: ReadonlyMap<number, number>;
  /** Accounts, and indicators of the frame, that stay drawn and named however far the picture is away. */
  readonly pinned: readonly number[];
  readonly pinnedIndicators: readonly number[];
}

/** A picture that nobody arranged. */
export const AS_IT_COMES: Arranged = {
  hiddenCommunities: new Set(),
  groups: [],
  groupOf: new Map(),
  pinned: [],
  pinnedIndicators: [],
};

/** Groups with who is in which; an account that is in two is drawn in the first. */
export function groupsOf(groups: readonly AccountGroup[]): Pick<Arranged, 'groups' | 'groupOf'> {
  const groupOf = new Map<number, number>();
  groups.forEach(({ accounts }, at) => {
    for (const account of accounts) if (!groupOf.has(account)) groupOf.set(account, at);
  });
  return { groups, groupOf };
}

/** Half the width of the mark of a group, in pixels. */
export const GROUP_PIXELS = 13;

/** A place in the world. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where a group stands: in the middle of its accounts, of those in the open community where one is open; undefined where it has none there. */
export function placeOfGroup(scene: Pick<Scene, 'frame' | 'focus' | 'arranged'>, at: number): Place | undefined {
  const { frame, focus, arranged } = scene;
  if (!frame) return undefined;
  const accounts = arranged.groups[at]?.accounts.filter(
    (account) => arranged.groupOf.get(account) === at && (focus < 0 || frame.accountCommunity[account] === focus),
  );
  if (!accounts || accounts.length === 0) return undefined;
  const mean = (column: Float32Array): number =>
    accounts.reduce((sum, account) => sum + column[account]!, 0) / accounts.length;
  return { x: mean(frame.accountX), y: mean(frame.accountY) };
}

/** Where an account is drawn: at its own place, or where its group stands. */
export function placeOfAccount(
  scene: Pick<Scene, 'focus' | 'arranged'> & { readonly frame: Frame },
  account: number,
): Place {
  const group = scene.arranged.groupOf.get(account);
  const own = { x: scene.frame.accountX[account]!, y: scene.frame.accountY[account]! };
  return group === undefined ? own : (placeOfGroup(scene, group) ?? own);
}

/** The group whose mark is under a pixel; −1 for none. */
export function groupAt(projection: Projection, scene: Scene, at: { readonly x: number; readonly y: number }): number {
  return scene.arranged.groups.findLastIndex((_, group) => {
    const place = placeOfGroup(scene, group);
    if (!place) return false;
    const { x, y } = toScreen(projection, place.x, place.y);
    return Math.abs(x - at.x) <= GROUP_PIXELS && Math.abs(y - at.y) <= GROUP_PIXELS;
  });
}
