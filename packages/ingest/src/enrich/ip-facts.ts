import type { EnrichmentStore } from './enrichment-store.js';
import { ipNumber, type IpNumber } from './ip-number.js';
import { IP_CLASSES } from './kinds.js';
import { RangeIndexBuilder, type RangeIndex } from './range-index.js';
import { rangeListRows } from './range-list.js';
import { asnRows } from './read-asns.js';

/** What the files say of an address. */
export interface IpFacts {
  /** Written as `AS64500`. */
  readonly asn: string | undefined;
  readonly organisation: string | undefined;
  /** Kinds of the lists that hold it, for example `vpn,datacenter`. */
  readonly classes: string | undefined;
  /** For people, for example `AS64500 Example Transit · VPN exit`. */
  readonly note: string;
}

interface Asn {
  readonly asn: string;
  readonly organisation: string;
}

/** Answers what the files of a store say of an address; loaded into memory once. */
export class IpKnowledge {
  readonly #asns: readonly Asn[];
  readonly #asnIndex: RangeIndex;
  readonly #classes: readonly { readonly kind: string; readonly words: string; readonly index: RangeIndex }[];

  private constructor(
    asns: readonly Asn[],
    asnIndex: RangeIndex,
    classes: readonly { readonly kind: string; readonly words: string; readonly index: RangeIndex }[],
  ) {
    this.#asns = asns;
    this.#asnIndex = asnIndex;
    this.#classes = classes;
  }

  static async load(store: EnrichmentStore): Promise<IpKnowledge> {
    const { asns, index } = await loadAsns(store);
    const classes = [];
    for (const [kind, words] of IP_CLASSES) {
      const builder = new RangeIndexBuilder();
      for (const source of store.sources(kind)) for await (const range of rangeListRows(source)) builder.add(range, 1);
      classes.push({ kind, words, index: builder.build() });
    }
    return new IpKnowledge(asns, index, classes);
  }

  /** Undefined when nothing is known of the text, or it is no address. */
  of(text: string): IpFacts | undefined {
    const ip = ipNumber(text);
    return ip === undefined ? undefined : this.#factsOf(ip);
  }

  #factsOf(ip: IpNumber): IpFacts | undefined {
    const known = this.#asns[this.#asnIndex.labelOf(ip) - 1];
    const classes = this.#classes.filter(({ index }) => index.labelOf(ip) > 0);
    if (known === undefined && classes.length === 0) return undefined;
    const announced = known === undefined ? [] : [`${known.asn} ${known.organisation}`.trim()];
    return {
      asn: known?.asn,
      organisation: known?.organisation || undefined,
      classes: classes.map(({ kind }) => kind).join(',') || undefined,
      note: [...announced, ...classes.map(({ words }) => words)].join(' · '),
    };
  }
}

async function loadAsns(store: EnrichmentStore): Promise<{ asns: Asn[]; index: RangeIndex }> {
  const asns: Asn[] = [];
  const labels = new Map<string, number>();
  const builder = new RangeIndexBuilder();
  for (const source of store.sources('asn')) {
    for await (const row of asnRows(source)) {
      if (row === undefined) continue;
      const key = `${row.asn} ${row.organisation}`;
      let label = labels.get(key);
      if (label === undefined) labels.set(key, (label = asns.push({ asn: row.asn, organisation: row.organisation })));
      builder.add(row.range, label);
    }
  }
  return { asns, index: builder.build() };
}
