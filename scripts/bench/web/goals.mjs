// What our view is held to. Each goal is a question to the summed cases; those that were not measured are left out.

/** Goals against another drawer at 24,000 accounts: ours may be at most `share` of theirs. */
const AGAINST = [
  { figure: 'firstPictureMs', name: 'vis-network', share: 1 / 4 },
  { figure: 'firstPictureMs', name: 'cytoscape', share: 1 / 12 },
  // The same of the picture with every account in it: ours shows discs before.
  { figure: 'wholePictureMs', name: 'vis-network', share: 1 / 4 },
  { figure: 'wholePictureMs', name: 'cytoscape', share: 1 / 12 },
  { figure: 'panMainCpuMs', name: 'force-graph', share: 1 / 3 },
  { figure: 'panMainCpuMs', name: 'vis-network', share: 1 / 12 },
  { figure: 'panMainCpuMs', name: 'cytoscape', share: 1 / 50 },
  { figure: 'panCpuMs', name: 'force-graph', share: 1 },
];
const MOST_HEAP_MB = 60;
const MOST_RAW_KIB = 1024;
const MOST_GZIP_KIB = 350;
const LONGEST_TASK_MS = 200;
/** On the clock, and by CPU: what other programs of a loaded machine took is in the first alone. */
const FREEZE_FIGURES = ['longestLoadTaskMs', 'longestLoadTaskCpuMs', 'longestClickTaskMs', 'longestClickTaskCpuMs'];

/** Every goal with what was measured, the most it allows, and whether it was met; against a library as it comes, and against its best settings. */
export function goalsOf(cases) {
  const whole = cases['24k'];
  return [...(whole ? goalsAt24k(whole) : []), ...Object.entries(cases).flatMap(freezeGoals)];
}

function goalsAt24k({ drawers, payload }) {
  const { iolaus } = drawers;
  const against = AGAINST.flatMap(({ figure, name, share }) =>
    [name, `${name} tuned`].flatMap((peer) => {
      const theirs = drawers[peer]?.[figure]?.median;
      const most = theirs === undefined ? undefined : theirs * share;
      return goal(`24k: ${figure} against ${peer}`, iolaus?.[figure]?.median, most);
    }),
  );
  return [
    ...against,
    ...goal('24k: heap, MB', iolaus?.heapMb?.median, MOST_HEAP_MB),
    ...goal('24k: payload raw, KiB', payload.ours.rawKiB, MOST_RAW_KIB),
    ...goal('24k: payload gzipped, KiB', payload.ours.gzipKiB, MOST_GZIP_KIB),
  ];
}

function freezeGoals([name, { graph, drawers }]) {
  if (!graph.isFreeze) return [];
  return FREEZE_FIGURES.flatMap((figure) =>
    goal(`${name}: ${figure}`, drawers.iolaus?.[figure]?.median, LONGEST_TASK_MS),
  );
}

function goal(what, measured, most) {
  if (measured === undefined || most === undefined) return [];
  return [{ goal: what, measured, most: Math.round(most * 10) / 10, isMet: measured <= most }];
}
