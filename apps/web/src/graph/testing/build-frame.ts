import type { Disc, Frame } from '@iolaus/contracts';

/** An account of a test frame; at the origin, in community 0, with 10 bits unless told otherwise. */
export interface TestAccount {
  readonly x?: number;
  readonly y?: number;
  readonly community?: number;
  readonly bits?: number;
}

/** An indicator of a test frame, with the numbers of the accounts that hold it. */
export interface TestIndicator {
  readonly kind?: string;
  readonly value?: string;
  readonly x?: number;
  readonly y?: number;
  readonly community?: number;
  readonly isHeart?: boolean;
  readonly bits?: number;
  readonly holders?: readonly number[];
}

/** A frame out of literal accounts and indicators. */
export function buildFrame(accounts: readonly TestAccount[], indicators: readonly TestIndicator[] = []): Frame {
  const kinds = [...new Set(indicators.map(({ kind = 'ip' }) => kind))];
  const starts = [0];
  for (const { holders = [] } of indicators) starts.push((starts.at(-1) ?? 0) + holders.length);
  return {
    network: 'N-0001',
    extent: { minX: -1000, minY: -1000, maxX: 1000, maxY: 1000 },
    accountX: Float32Array.from(accounts, ({ x = 0 }) => x),
    accountY: Float32Array.from(accounts, ({ y = 0 }) => y),
    accountCommunity: Uint16Array.from(accounts, ({ community = 0 }) => community),
    accountSize: Uint8Array.from(accounts, () => 1),
    accountBits: Uint8Array.from(accounts, ({ bits = 10 }) => bits * 4),
    kinds,
    indicatorValues: indicators.map(({ value }, at) => value ?? `203.0.113.${at}`),
    indicatorKind: Uint8Array.from(indicators, ({ kind = 'ip' }) => kinds.indexOf(kind)),
    indicatorX: Float32Array.from(indicators, ({ x = 0 }) => x),
    indicatorY: Float32Array.from(indicators, ({ y = 0 }) => y),
    indicatorCommunity: Uint16Array.from(indicators, ({ community = 0 }) => community),
    indicatorReach: Uint32Array.from(indicators, ({ holders = [] }) => holders.length),
    indicatorBits: Float32Array.from(indicators, ({ bits = 0 }) => bits),
    indicatorIsHeart: Uint8Array.from(indicators, ({ isHeart = false }) => Number(isHeart)),
    linkStart: Uint32Array.from(starts),
    linkAccount: Uint32Array.from(indicators.flatMap(({ holders = [] }) => holders)),
  };
}

/** A disc of the far view; a hundred units wide at the origin unless told otherwise. */
export function buildDisc(of: Partial<Disc> = {}): Disc {
  return {
    label: 'C1',
    index: 0,
    x: 0,
    y: 0,
    r: 50,
    accounts: 10,
    exchanges: 100,
    bits: 18,
    ring: {},
    heldBy: {},
    holdsTogether: '',
    cards: 0,
    ...of,
  };
}
