import { describe, expect, it } from 'vitest';
import { AS_IT_COMES } from './arranged.js';
import { accountNames } from './account-names.js';
import { svgOf, type ExportedView } from './export-picture.js';
import { legendOf, type LegendFacts } from './legend.js';
import type { Scene } from './scene.js';
import { buildDisc, buildFrame } from './testing/build-frame.js';
import { verdictsOf } from './verdicts.js';

const COLOUR = '#101010';
const scene: Scene = {
  picture: {
    network: 'N-0001',
    extent: { minX: -100, minY: -100, maxX: 100, maxY: 100 },
    discs: [buildDisc({ label: 'A-01', ring: { payment: 1 } })],
    edges: [],
  },
  frame: buildFrame([{ x: 0 }, { x: 10, bits: 2 }, { x: 20 }, { x: 9_000 }]),
  names: accountNames(new Map()),
  palette: {
    theme: 'dark',
    canvas: '#0c0d0f',
    surface: COLOUR,
    line: COLOUR,
    text: COLOUR,
    text2: COLOUR,
    text3: COLOUR,
    halo: '#ffffff',
    accent: '#8ab4ff',
    campaign: '#7fdccf',
    hues: [],
    noHue: COLOUR,
    verdict: { none: '#5b6068', confirmed: '#ff8a73', cleared: '#9fb0a8', contested: '#f0bf5a' },
    review: COLOUR,
    dim: COLOUR,
    edge: COLOUR,
    family: Object.fromEntries(
      ['payment', 'network', 'prompt', 'client', 'identity', 'timing'].map((family) => [family, COLOUR]),
    ),
    sequence: [COLOUR, COLOUR, COLOUR, COLOUR, COLOUR, COLOUR, COLOUR],
  },
  focus: -1,
  hovered: 0,
  keyboardFocus: 0,
  selection: [],
  indicator: -1,
  added: [],
  path: [],
  hiddenFamilies: new Set(),
  leastBits: 4,
  hiddenAccounts: new Uint8Array(),
  arranged: AS_IT_COMES,
  colourBy: 'network',
  shade: undefined,
  familyOf: () => 'network',
};
const facts: LegendFacts = {
  discs: scene.picture.discs,
  frame: scene.frame,
  shade: undefined,
  verdicts: undefined,
  networkVerdict: 'none',
};
const view: ExportedView = {
  scene,
  projection: { scale: 1, x: 200, y: 200, width: 400, height: 400, points: 4 },
  legend: legendOf(scene, facts),
  caption: 'Lerna <N-0001> · 2 of 4 accounts drawn',
};
const svg = svgOf(view, (text) => text.length * 6);
/** Circles that are written in the colour of accounts. */
const accounts = svg.split('\n').find((line) => line.startsWith('<path') && line.endsWith('fill="#7fdccf"/>')) ?? '';

describe('a view as an SVG', () => {
  it('is as large as the stage and a strip for legend and caption, on the ground of the canvas', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="400" height="470"/);
    expect(svg).toContain('<rect x="0" y="0" width="400" height="400" fill="#0c0d0f"/>');
  });

  it('draws the accounts that are on the picture and in sight, once each', () => {
    expect(accounts.match(/M/g)).toHaveLength(2);
  });

  it('holds names, legend and caption as text, and no font', () => {
    for (const text of ['A-01', 'area: accounts', 'Lerna &lt;N-0001&gt; · 2 of 4 accounts drawn'])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).not.toContain('@font-face');
  });

  it('leaves out what points at the picture for the moment', () => {
    expect(svg).not.toContain('#ffffff');
    expect(svg).not.toContain('#8ab4ff');
  });

  it('carries verdicts as colours with marks, and in its legend with their counts', () => {
    const verdicts = verdictsOf(scene.frame!, { confirmed: [0], cleared: [2], contested: [] });
    const judged: Scene = { ...scene, colourBy: 'verdict', verdicts };
    const drawn = svgOf({ ...view, scene: judged, legend: legendOf(judged, { ...facts, verdicts }) }, () => 40);
    for (const colour of ['#ff8a73', '#9fb0a8']) expect(drawn).toMatch(new RegExp(`<path d="M.*" fill="${colour}"/>`));
    expect(drawn).toMatch(/>Confirmed<\/text>\n<text[^>]*>1<\/text>/);
    const marks = (of: string): number => of.split('\n').filter((line) => line.endsWith('fill="#0c0d0f"/>')).length;
    expect(marks(drawn)).toBe(marks(svg) + 2);
  });

  it('is the same for the same view', () => {
    expect(svgOf(view, (text) => text.length * 6)).toBe(svg);
  });
});
