// Medians, ranges, ratios to our view, and the goals out of what the rounds brought.
import { DRAWERS } from './drawers.mjs';
import { goalsOf } from './goals.mjs';

const OURS = 'iolaus';
/** Figures of a round, each by its name in the answer; a list counts every frame. */
const FIGURES = {
  firstPictureMs: (run) => run.firstMs,
  wholePictureMs: (run) => run.wholeMs,
  loadMainCpuMs: (run) => run.loadMainMs,
  loadCpuMs: (run) => run.loadCpuMs,
  panMainCpuMs: (run) => run.pan.mainMs,
  panCpuMs: (run) => run.pan.cpuMs,
  zoomMainCpuMs: (run) => run.zoom.mainMs,
  zoomCpuMs: (run) => run.zoom.cpuMs,
  heapMb: (run) => run.heapMb + run.buffersMb,
  longestLoadTaskMs: (run) => run.longestLoadTaskMs,
  longestLoadTaskCpuMs: (run) => run.longestLoadTaskCpuMs,
  longestClickTaskMs: (run) => run.longestClickTaskMs,
  longestClickTaskCpuMs: (run) => run.longestClickTaskCpuMs,
  longestLayoutTaskMs: (run) => run.longestLayoutTaskMs,
};

/** The document of `npm run bench web`. */
export function summarise({ options, machine, cases }) {
  const summed = Object.fromEntries(Object.entries(cases).map(([name, measured]) => [name, summariseCase(measured)]));
  return {
    says: [
      'Every drawer has the same nodes, links and positions, counted in each; no layout runs but where longestLayoutTaskMs says so.',
      'Iolaus draws accounts and edges between communities in its far view, and links of an account when it is selected: part of its lead is what it leaves out. "no links" and the tuned rows that hide links tell how much.',
      '…MainCpuMs: CPU of the main thread a drawn frame; …CpuMs: of all processes of the browser. Both stand up to a loaded machine; …PictureMs and …TaskMs are times on the clock and do not.',
      'Chromium without a GPU: WebGL by SwiftShader, 2D canvases on the CPU. Nothing here speaks of a machine with one.',
    ],
    ...machine,
    rounds: options.rounds,
    framesARound: options.frames,
    budgetSeconds: options.budgetSeconds,
    goals: goalsOf(summed),
    cases: summed,
  };
}

function summariseCase({ graph, payload, runs }) {
  const drawers = Object.fromEntries(
    Object.entries(runs).map(([name, rounds]) => [name, summariseDrawer(name, rounds)]),
  );
  const ours = drawers[OURS];
  if (ours) for (const [name, each] of Object.entries(drawers)) if (name !== OURS) each.timesOurs = ratios(each, ours);
  return { graph, payload, drawers };
}

function summariseDrawer(name, rounds) {
  const whole = rounds.filter((round) => round.failed === undefined);
  const failed = rounds.flatMap((round) => round.failed ?? []);
  const figures = Object.entries(FIGURES).flatMap(([figure, of]) => {
    const values = whole.flatMap(of).filter((value) => typeof value === 'number');
    return values.length > 0 ? [[figure, spread(values)]] : [];
  });
  const frames = (motion) => whole.reduce((sum, round) => sum + round[motion].frames, 0);
  return {
    draws: DRAWERS[name].draws,
    ...(failed.length > 0 && { failed }),
    ...(whole.length > 0 && { holds: whole[0].held, panFrames: frames('pan'), zoomFrames: frames('zoom') }),
    ...Object.fromEntries(figures),
  };
}

/** How many times ours each median is. */
function ratios(each, ours) {
  const shared = Object.keys(FIGURES).filter((figure) => each[figure] && ours[figure]?.median > 0);
  return Object.fromEntries(shared.map((figure) => [figure, round(each[figure].median / ours[figure].median)]));
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median: round(median), least: round(sorted[0]), most: round(sorted.at(-1)) };
}

const round = (value) => (value < 10 ? Math.round(value * 100) / 100 : Math.round(value * 10) / 10);
