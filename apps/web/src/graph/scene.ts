import type { Disc, Frame, Picture, Verdict } from '@iolaus/contracts';
import type { BridgeMark } from './bridge-marks.js';
import type { Arranged } from './arranged.js';
import type { AccountNames } from './account-names.js';
import type { Palette } from './palette.js';
import { NO_PART, type Parts } from './parts.js';
import type { PlacedStep } from './path-places.js';
import { FIRST_SHADE, NO_SHADE, type Shade } from './shade.js';
import { VERDICT_ORDER, type Verdicts } from './verdicts.js';

/** What colours accounts and discs. */
export type ColourBy = 'network' | 'community' | 'verdict' | 'family' | 'strength' | 'first-seen' | 'volume';

/** Accounts from outside that an expansion brought in, drawn together beside the indicator that they touch. */
export interface AddedAccounts {
  /** Number of the indicator in the frame. */
  readonly indicator: number;
  readonly accounts: readonly string[];
}

/** Everything that the stage shows; it is drawn from this alone. */
export interface Scene {
  readonly picture: Picture;
  readonly frame: Frame | undefined;
  /** Names of those that are selected, or named for another reason. */
  readonly names: AccountNames;
  readonly palette: Palette;
  /** Index of the open community, −1 in the far view. */
  readonly focus: number;
  readonly hovered: number;
  readonly keyboardFocus: number;
  /** Numbers of the selected accounts in the frame. */
  readonly selection: readonly number[];
  /** Number of the indicator in hand, −1 for none. */
  readonly indicator: number;
  readonly added: readonly AddedAccounts[];
  /** Steps of the path that is looked at; empty for none. */
  readonly path: readonly PlacedStep[];
  /** Families whose indicators are switched off. */
  readonly hiddenFamilies: ReadonlySet<string>;
  /** Accounts weaker than this are not drawn. */
  readonly leastBits: number;
  /** What is hidden, grouped and pinned by hand. */
  readonly arranged: Arranged;
  /** 1 for each account that is not drawn whatever its strength; what it is too short for is drawn. */
  readonly hiddenAccounts: Uint8Array;
  readonly colourBy: ColourBy;
  /** Steps of the ramp for what a frame does not carry; undefined while they are on their way. */
  readonly shade: Shade | undefined;
  /** What was said of accounts; undefined while it is on its way, and where nothing shows it. */
  readonly verdicts?: Verdicts | undefined;
  readonly familyOf: (kind: string) => string;
  /** Bridges that are shown; absent for none. */
  readonly bridges?: readonly BridgeMark[] | undefined;
  /** The parts that a cut would leave, while it is looked at: they colour everything. */
  readonly parts?: Parts | undefined;
}

/** The discs that are on the picture. */
export const shownDiscs = ({ picture, arranged }: Pick<Scene, 'picture' | 'arranged'>): readonly Disc[] =>
  picture.discs.filter(({ index }) => !arranged.hiddenCommunities.has(index));

/** The part of a community while a cut is looked at: its place, NO_PART for none; undefined where no cut is. */
export const partOfCommunity = ({ parts }: Pick<Scene, 'parts'>, index: number): number | undefined =>
  parts?.ofCommunity[index];

const partColour = ({ hues, dim }: Palette, part = NO_PART): string => hues[part] ?? dim;

/** The verdict that a community is drawn with; undefined where colour means something else. */
export const verdictOfCommunity = (
  { colourBy, verdicts, parts }: Pick<Scene, 'colourBy' | 'verdicts' | 'parts'>,
  index: number,
): Verdict | undefined =>
  colourBy === 'verdict' && !parts ? VERDICT_ORDER[verdicts?.ofCommunity[index] ?? 0] : undefined;

/** Whether two scenes differ at most in these parts. */
export function isSameBut(parts: readonly (keyof Scene)[], a: Scene, b: Scene): boolean {
  return (Object.keys(b) as (keyof Scene)[]).every((part) => parts.includes(part) || a[part] === b[part]);
}

/** Whether two scenes are the same in these parts. */
export function isSameIn(parts: readonly (keyof Scene)[], a: Scene, b: Scene): boolean {
  return parts.every((part) => a[part] === b[part]);
}

/** The family that most members of a disc are held by, as its ring says; timing and prompts, which hold nearly all, give way to what tells discs apart. */
export function leadingFamily(ring: Readonly<Record<string, number | undefined>>): string {
  const entries = Object.entries(ring).sort((a, b) => (b[1] ?? 0) - (a[1] ?? 0));
  return entries[0]?.[0] ?? 'network';
}

/** The first step of the sequential ramp that stands for strength. */
export const LEAST_STRENGTH_STEP = 2;

type Coloured = Pick<Scene, 'picture' | 'palette' | 'colourBy' | 'shade' | 'verdicts' | 'parts'>;

/** Colour of a community under the scene's rule. */
export function communityColour(scene: Coloured, index: number): string {
  const disc = scene.picture.discs[index];
  if (!disc) return scene.palette.dim;
  if (scene.parts) return partColour(scene.palette, partOfCommunity(scene, index));
  switch (scene.colourBy) {
    case 'network':
      return scene.palette.campaign;
    case 'community':
      return scene.palette.hues[index] ?? scene.palette.noHue;
    case 'verdict':
      return scene.palette.verdict[verdictOfCommunity(scene, index) ?? 'none'];
    case 'family':
      return scene.palette.family[leadingFamily(disc.ring)] ?? scene.palette.campaign;
    case 'strength':
      return (
        scene.palette.sequence[Math.max(LEAST_STRENGTH_STEP, Math.min(6, Math.round(disc.bits / 9)))] ??
        scene.palette.campaign
      );
    case 'first-seen':
    case 'volume':
      return shadeColour(scene.palette, scene.shade?.ofCommunity[index]);
  }
}

/** Colour of an account under the scene's rule: that of its community, but where each has a shade of its own. */
export function accountColour(scene: Coloured & Pick<Scene, 'frame'>, account: number): string {
  if (scene.parts) return partColour(scene.palette, scene.parts.ofAccount[account]);
  if (scene.colourBy === 'first-seen' || scene.colourBy === 'volume')
    return shadeColour(scene.palette, scene.shade?.ofAccount[account]);
  if (scene.colourBy === 'verdict')
    return scene.palette.verdict[VERDICT_ORDER[scene.verdicts?.ofAccount[account] ?? 0]!];
  return communityColour(scene, scene.frame!.accountCommunity[account]!);
}

/** Colour of a step of the ramp; dim for what is not known. */
function shadeColour({ sequence, dim }: Palette, step = NO_SHADE): string {
  return sequence[FIRST_SHADE + step] ?? dim;
}

/** What says whether an account is drawn. */
export type Filtered = Pick<Scene, 'frame' | 'leastBits' | 'hiddenAccounts' | 'arranged'>;

/** Whether an account is drawn as a point of its own: not before the frame is there, not where a group stands for it. */
export const isDrawn = (scene: Filtered, account: number): boolean =>
  scene.frame !== undefined &&
  !scene.arranged.groupOf.has(account) &&
  !isLeftOut(scene.frame, scene.leastBits, scene.hiddenAccounts, account);

/** Accounts that are not drawn, 1 each: those that days leave out, and those with less than the least bits. */
export function leftOutOf({ frame, leastBits, hiddenAccounts }: Omit<Filtered, 'arranged'>): Uint8Array {
  if (!frame || leastBits === 0) return hiddenAccounts;
  return frame.accountBits.map((_, account) => (isLeftOut(frame, leastBits, hiddenAccounts, account) ? 1 : 0));
}

/** Bits of accounts are in quarters. */
const isLeftOut = (frame: Frame, leastBits: number, hidden: Uint8Array, account: number): boolean =>
  frame.accountBits[account]! < leastBits * 4 || hidden[account] === 1;
