import { describe, expect, it } from 'vitest';
import { summarise } from './summarise.mjs';

const run = (firstMs, panMainMs) => ({
  held: { nodes: 3, links: 2 },
  firstMs,
  wholeMs: firstMs + 10,
  loadMainMs: 5,
  loadCpuMs: 20,
  longestLoadTaskMs: 0,
  heapMb: 10,
  buffersMb: 2,
  pan: { frames: panMainMs.length, mainMs: panMainMs, cpuMs: 40 },
  zoom: { frames: 1, mainMs: [4], cpuMs: 30 },
});
const payload = { ours: { rawKiB: 1000, gzipKiB: 400 }, others: { rawKiB: 7000, gzipKiB: 1000 } };
const summed = (runs) =>
  summarise({
    options: { rounds: 2, frames: 2, budgetSeconds: 60 },
    machine: {},
    cases: { '24k': { graph: { isFreeze: false }, payload, runs } },
  });

describe('the summary of drawers', () => {
  it('takes the median over the frames of all rounds, and tells their range', () => {
    const { iolaus } = summed({ iolaus: [run(100, [1, 9]), run(300, [2, 4])] }).cases['24k'].drawers;
    expect(iolaus.panMainCpuMs).toEqual({ median: 3, least: 1, most: 9 });
    expect(iolaus.firstPictureMs).toEqual({ median: 200, least: 100, most: 300 });
    expect(iolaus.panFrames).toBe(4);
  });

  it('says how many times ours a figure is', () => {
    const { drawers } = summed({ iolaus: [run(100, [3])], cytoscape: [run(1500, [90])] }).cases['24k'];
    expect(drawers.cytoscape.timesOurs).toMatchObject({ firstPictureMs: 15, panMainCpuMs: 30, heapMb: 1 });
  });

  it('holds goals against a library as it comes and against its best settings', () => {
    const { goals } = summed({
      iolaus: [run(100, [30])],
      'force-graph': [run(900, [100])],
      'force-graph tuned': [run(900, [60])],
    });
    expect(goals.filter(({ goal }) => goal.includes('panMainCpuMs'))).toEqual([
      { goal: '24k: panMainCpuMs against force-graph', measured: 30, most: 33.3, isMet: true },
      { goal: '24k: panMainCpuMs against force-graph tuned', measured: 30, most: 20, isMet: false },
    ]);
    expect(goals.find(({ goal }) => goal.includes('gzipped')).isMet).toBe(false);
  });

  it('keeps the reason of a round that failed beside those that did not', () => {
    const { cytoscape } = summed({ cytoscape: [{ failed: 'held 1 instead of 3' }, run(50, [8])] }).cases['24k'].drawers;
    expect(cytoscape.failed).toEqual(['held 1 instead of 3']);
    expect(cytoscape.firstPictureMs.median).toBe(50);
  });

  it('gives no figure of a drawer that failed in every round', () => {
    const { sigma } = summed({ sigma: [{ failed: 'out of memory' }] }).cases['24k'].drawers;
    expect(sigma.firstPictureMs).toBeUndefined();
    expect(sigma.failed).toEqual(['out of memory']);
  });
});
