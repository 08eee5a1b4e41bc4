import type { Disc } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { AS_IT_COMES, groupsOf } from './arranged.js';
import type { Palette } from './palette.js';
import {
  accountColour,
  communityColour,
  isDrawn,
  leftOutOf,
  isSameBut,
  isSameIn,
  leadingFamily,
  type ColourBy,
  type Scene,
} from './scene.js';
import { shadeOf } from './shade.js';
import { buildDisc, buildFrame } from './testing/build-frame.js';
import { verdictsOf } from './verdicts.js';

const palette: Palette = {
  theme: 'dark',
  canvas: '#000000',
  surface: '#000000',
  line: '#000000',
  text: '#000000',
  text2: '#000000',
  text3: '#000000',
  halo: '#000000',
  accent: '#000000',
  campaign: 'campaign',
  dim: 'dim',
  edge: '#000000',
  family: { payment: 'payment', network: 'network' },
  hues: ['hue-0', 'hue-1'],
  noHue: 'no-hue',
  verdict: { none: 'none', confirmed: 'confirmed', cleared: 'cleared', contested: 'contested' },
  review: 'review',
  sequence: ['0', '1', '2', '3', '4', '5', '6'],
};

describe('the colour of a community', () => {
  const colour = (colourBy: ColourBy, disc: Partial<Disc>, index = 0): string => {
    const picture = {
      network: 'N-0001',
      extent: { minX: 0, minY: 0, maxX: 1, maxY: 1 },
      discs: [buildDisc(disc)],
      edges: [],
    };
    return communityColour({ picture, palette, colourBy, shade: undefined }, index);
  };

  it('is that of the network', () => {
    expect(colour('network', { ring: { payment: 1 } })).toBe('campaign');
  });

  it('is that of its leading family', () => {
    expect(colour('family', { ring: { network: 0.2, payment: 0.7 } })).toBe('payment');
  });

  it('is that of the network for a family without a colour', () => {
    expect(colour('family', { ring: { timing: 1 } })).toBe('campaign');
  });

  it.each([
    [0, '2'],
    [18, '2'],
    [27, '3'],
    [54, '6'],
    [400, '6'],
  ])('is a step of the scale by strength: %d bits are step %s', (bits, step) => {
    expect(colour('strength', { bits })).toBe(step);
  });

  it('is a hue of its own for the largest, grey for the others', () => {
    const discs = [0, 1, 2].map((index) => buildDisc({ index }));
    const picture = { network: 'N-0001', extent: { minX: 0, minY: 0, maxX: 1, maxY: 1 }, discs, edges: [] };
    const hue = (index: number): string =>
      communityColour({ picture, palette, colourBy: 'community', shade: undefined }, index);
    expect([0, 1, 2].map(hue)).toEqual(['hue-0', 'hue-1', 'no-hue']);
  });

  it('is dim for a community that there is not', () => {
    expect(colour('network', {}, 7)).toBe('dim');
  });
});

describe('the colour of an account', () => {
  const picture = {
    network: 'N-0001',
    extent: { minX: 0, minY: 0, maxX: 1, maxY: 1 },
    discs: [buildDisc({ bits: 54 })],
    edges: [],
  };
  const frame = buildFrame([{}, {}, {}]);
  const shade = shadeOf(frame, { steps: '03-', bounds: [] });
  const colours = (colourBy: ColourBy): string[] =>
    [0, 1, 2].map((account) => accountColour({ frame, picture, palette, colourBy, shade }, account));

  it('is that of its community', () => {
    expect(colours('strength')).toEqual(['6', '6', '6']);
  });

  it('is a step of its own by first sight and by volume, dim where that is not known', () => {
    expect(colours('first-seen')).toEqual(['3', '6', 'dim']);
    expect(colours('volume')).toEqual(['3', '6', 'dim']);
    expect(communityColour({ picture, palette, colourBy: 'volume', shade }, 0)).toBe('3');
  });
});

it('the colour of an account by verdict is that of its own verdict, not of its community', () => {
  const picture = {
    network: 'N-0001',
    extent: { minX: 0, minY: 0, maxX: 1, maxY: 1 },
    discs: [buildDisc()],
    edges: [],
  };
  const frame = buildFrame([{}, {}, {}]);
  const verdicts = verdictsOf(frame, { confirmed: [0, 1], cleared: [], contested: [2] });
  const scene = { frame, picture, palette, colourBy: 'verdict', shade: undefined, verdicts } as const;
  expect([0, 1, 2].map((account) => accountColour(scene, account))).toEqual(['confirmed', 'confirmed', 'contested']);
  expect(communityColour(scene, 0)).toBe('confirmed');
});

it('the leading family has the largest share, whatever its place', () => {
  expect(leadingFamily({ payment: 0.1, client: 0.6, identity: 0.3 })).toBe('client');
  expect(leadingFamily({})).toBe('network');
});

describe('an account is drawn', () => {
  const frame = buildFrame([{ bits: 4 }, { bits: 20 }]);
  const all = { frame, leastBits: 0, hiddenAccounts: new Uint8Array(), arranged: AS_IT_COMES };

  it('as long as no filter takes it out', () => {
    expect([isDrawn(all, 0), isDrawn(all, 1)]).toEqual([true, true]);
  });

  it('from as many bits as are asked for', () => {
    expect([3.75, 4, 4.25].map((leastBits) => isDrawn({ ...all, leastBits }, 0))).toEqual([true, true, false]);
  });

  it('not when it was hidden by hand', () => {
    const hiddenAccounts = Uint8Array.of(0, 1);
    expect([0, 1].map((account) => isDrawn({ ...all, hiddenAccounts }, account))).toEqual([true, false]);
  });

  it('when it is not among those that are left out, whatever leaves them out', () => {
    const hiddenAccounts = Uint8Array.of(0, 1);
    expect([...leftOutOf({ ...all, hiddenAccounts })]).toEqual([0, 1]);
    expect([...leftOutOf({ ...all, leastBits: 5 })]).toEqual([1, 0]);
    expect([...leftOutOf({ ...all, leastBits: 5, hiddenAccounts })]).toEqual([1, 1]);
    expect(leftOutOf({ ...all, hiddenAccounts })).toBe(hiddenAccounts);
  });

  it('not by itself when the mark of a group stands for it', () => {
    const arranged = { ...AS_IT_COMES, ...groupsOf([{ name: 'Ring', accounts: [0] }]) };
    expect([0, 1].map((account) => isDrawn({ ...all, arranged }, account))).toEqual([false, true]);
  });

  it('not before the frame is there', () => {
    expect(isDrawn({ ...all, frame: undefined }, 0)).toBe(false);
  });
});

it('two scenes are the same but for what is pointed at', () => {
  const scene = { hovered: 1, keyboardFocus: -1, focus: 2 } as unknown as Scene;
  expect(isSameBut(['hovered'], scene, { ...scene, hovered: 3 })).toBe(true);
  expect(isSameBut(['hovered'], scene, { ...scene, focus: 3 })).toBe(false);
});

it('two scenes are the same in what is asked for', () => {
  const scene = { hovered: 1, keyboardFocus: -1, focus: 2 } as unknown as Scene;
  expect(isSameIn(['focus', 'keyboardFocus'], scene, { ...scene, hovered: 3 })).toBe(true);
  expect(isSameIn(['focus', 'hovered'], scene, { ...scene, hovered: 3 })).toBe(false);
});
