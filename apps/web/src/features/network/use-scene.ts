import { useContext, useMemo } from 'react';
import { placePath, readPalette, type PlacedStep, type Scene } from '../../graph/index.js';
import { useTheme } from '../../shell/theme.js';
import { Kinds } from '../../ui/kinds.js';
import type { NetworkProps } from './NetworkScreen.js';
import type { NetworkTime } from '../timeline/use-network-time.js';
import type { BridgeState } from './use-bridges.js';
import type { Added } from './use-added.js';
import { numbersOf } from './numbers-of.js';
import { useArranged } from './use-arranged.js';
import { useShade } from './use-shade.js';
import { useVerdicts } from './use-verdicts.js';
import type { EvidencePath } from './use-paths.js';

const NOWHERE: readonly PlacedStep[] = [];

/** The scene that the stage draws, from the view in the address. Parts keep their identity while they say the same, so that the stage can tell what changed. */
export function useScene({
  network,
  frame,
  names,
  view,
  hidden: hiddenAccounts,
  focus,
  added,
  path,
  bridges,
  hovered,
  keyboardFocus,
}: NetworkProps & {
  readonly hidden: NetworkTime['hidden'];
  readonly focus: number;
  readonly added: readonly Added[];
  readonly path: EvidencePath | undefined;
  readonly bridges: BridgeState;
  readonly hovered: number;
  readonly keyboardFocus: number;
}): Scene {
  const theme = useTheme();
  const palette = useMemo(() => readPalette(document.documentElement, theme), [theme]);
  const kinds = useContext(Kinds);
  const familyOf = useMemo(() => {
    const families = new Map(kinds.map(({ kind, family }) => [kind, family as string]));
    return (kind: string): string => families.get(kind) ?? 'identity';
  }, [kinds]);
  const indicators = useMemo(
    () =>
      new Map(frame?.indicatorValues.map((value, at) => [`${frame.kinds[frame.indicatorKind[at]!]!} ${value}`, at])),
    [frame],
  );
  const arranged = useArranged({ network, names, view, focus, indicators });
  const hiddenFamilies = useMemo(() => new Set<string>(view.off), [view.off]);
  const shade = useShade(network.record.id, frame, view.by);
  const verdicts = useVerdicts(network.record.id, frame, view.by);
  const steps = useMemo(() => (frame && path ? placePath(frame, names, path) : NOWHERE), [frame, names, path]);
  const selection = useMemo(() => numbersOf(names, view.sel), [names, view.sel]);
  const addedAccounts = useMemo(
    () =>
      added.flatMap(({ expansion, result }) => {
        const indicator = indicators.get(`${expansion.kind} ${expansion.value}`);
        return indicator === undefined || !result
          ? []
          : [{ indicator, accounts: result.accounts.map(({ account }) => account) }];
      }),
    [added, indicators],
  );
  return useMemo(
    () => ({
      picture: network.picture,
      frame,
      names,
      palette,
      focus,
      hovered,
      keyboardFocus,
      selection,
      indicator: view.ind ? (indicators.get(`${view.ind.kind} ${view.ind.value}`) ?? -1) : -1,
      added: addedAccounts,
      path: steps,
      hiddenFamilies,
      leastBits: view.min ?? 0,
      hiddenAccounts,
      arranged,
      colourBy: view.by ?? 'network',
      shade,
      verdicts,
      familyOf,
      bridges: bridges.marks,
      parts: bridges.parts,
    }),
    [
      network.picture,
      frame,
      names,
      palette,
      focus,
      hovered,
      keyboardFocus,
      selection,
      view.ind,
      indicators,
      addedAccounts,
      steps,
      hiddenFamilies,
      view.min,
      hiddenAccounts,
      arranged,
      view.by,
      shade,
      verdicts,
      familyOf,
      bridges.marks,
      bridges.parts,
    ],
  );
}
