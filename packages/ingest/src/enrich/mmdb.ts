import { ipv4Network, type IpRange } from './ip-range.js';
import { MmdbData, MmdbFault, type MmdbMap } from './mmdb-data.js';

const MARK = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
/** The metadata stand in the last 128 KiB. */
const METADATA_WITHIN = 128 * 1024;
/** Between the search tree and the data. */
const GAP = 16;
/** A file whose tree leads to the same nodes again and again would never end; the largest known one has under three million networks. */
const MOST_STEPS = 64_000_000;

/** Whether the bytes are a MaxMind DB. */
export function isMmdb(bytes: Buffer): boolean {
  return bytes.lastIndexOf(MARK) >= Math.max(0, bytes.length - METADATA_WITHIN);
}

/** A network of a MaxMind DB and what the file says of it; the same object for networks that share their data. */
export interface MmdbNetwork {
  readonly range: IpRange;
  readonly about: MmdbMap;
}

/**
 * Every network of a MaxMind DB (format 2.0, trees of IPv4 and IPv6), in the order of addresses. The IPv4 tree inside an IPv6 one is given once, as IPv4, and
 * not again where 6to4 or mapped prefixes lead to it. Throws {@link MmdbFault} where the file does not follow its format.
 */
export function* mmdbNetworks(bytes: Buffer): Generator<MmdbNetwork> {
  const tree = new Tree(bytes);
  const known = new Map<number, MmdbMap>();
  for (const { range, offset } of tree.leaves()) {
    let about = known.get(offset);
    if (about === undefined) known.set(offset, (about = tree.aboutAt(offset)));
    yield { range, about };
  }
}

interface Leaf {
  readonly range: IpRange;
  /** Byte of the data section. */
  readonly offset: number;
}

interface Branch {
  readonly record: number;
  readonly depth: number;
  /** The bits that led here. */
  readonly bits: bigint;
}

class Tree {
  readonly #bytes: Buffer;
  readonly #data: MmdbData;
  readonly #nodes: number;
  readonly #recordBits: number;
  readonly #width: 32 | 128;
  #steps = 0;

  constructor(bytes: Buffer) {
    const start = bytes.lastIndexOf(MARK) + MARK.length;
    const metadata = new MmdbData(bytes, start).valueAt(0);
    if (!(metadata instanceof Map)) throw new MmdbFault(start, 'its metadata are not a map');
    const number = (key: string): number => Number(metadata.get(key) ?? Number.NaN);
    this.#bytes = bytes;
    this.#nodes = number('node_count');
    this.#recordBits = number('record_size');
    this.#width = number('ip_version') === 4 ? 32 : 128;
    if (number('binary_format_major_version') !== 2) throw new MmdbFault(start, 'it is not of format 2');
    if (![24, 28, 32].includes(this.#recordBits))
      throw new MmdbFault(start, 'its records have neither 24, 28 nor 32 bits');
    const treeBytes = (this.#nodes * this.#recordBits) / 4;
    if (!(treeBytes + GAP <= start)) throw new MmdbFault(start, 'its search tree does not fit into the file');
    this.#data = new MmdbData(bytes, treeBytes + GAP);
  }

  aboutAt(offset: number): MmdbMap {
    const about = this.#data.valueAt(offset);
    if (about instanceof Map) return about;
    throw new MmdbFault((this.#nodes * this.#recordBits) / 4 + GAP + offset, 'what it says of a network is not a map');
  }

  *leaves(): Generator<Leaf> {
    const ipv4Root = this.#ipv4Root();
    const stack: Branch[] = [{ record: 0, depth: 0, bits: 0n }];
    for (let branch = stack.pop(); branch; branch = stack.pop()) {
      const { record, depth, bits } = branch;
      const isIpv4Root = this.#width === 128 && record === ipv4Root;
      if (isIpv4Root && (depth !== 96 || bits !== 0n)) continue;
      if (record > this.#nodes) {
        const range = this.#rangeOf(depth, bits);
        if (range) yield { range, offset: record - this.#nodes - GAP };
      } else if (record < this.#nodes) {
        if (++this.#steps > MOST_STEPS || depth === this.#width)
          throw new MmdbFault(this.#byteOf(record), 'its search tree has no end');
        stack.push({ record: this.#record(record, 1), depth: depth + 1, bits: (bits << 1n) | 1n });
        stack.push({ record: this.#record(record, 0), depth: depth + 1, bits: bits << 1n });
      }
    }
  }

  #rangeOf(depth: number, bits: bigint): IpRange | undefined {
    if (this.#width === 32) return ipv4Network(Number(bits << BigInt(32 - depth)), depth);
    if (depth >= 96 && bits >> BigInt(depth - 96) === 0n)
      return ipv4Network(Number(bits << BigInt(128 - depth)), depth - 96);
    const free = BigInt(128 - depth);
    return { family: 6, start: bits << free, end: ((bits + 1n) << free) - 1n };
  }

  /** The node under 96 zeros, where the IPv4 tree begins; -1 when the tree ends before. */
  #ipv4Root(): number {
    let record = 0;
    for (let depth = 0; depth < 96 && record < this.#nodes; depth++) record = this.#record(record, 0);
    return record < this.#nodes ? record : -1;
  }

  #byteOf(node: number): number {
    return (node * this.#recordBits) / 4;
  }

  /** The left (0) or right (1) record of a node; of 28 bits, the middle byte holds the upper four of both. */
  #record(node: number, side: 0 | 1): number {
    const bytes = this.#bytes;
    const at = this.#byteOf(node);
    if (this.#recordBits === 24) return bytes.readUIntBE(at + side * 3, 3);
    if (this.#recordBits === 32) return bytes.readUInt32BE(at + side * 4);
    const middle = bytes[at + 3]!;
    return side === 0
      ? (middle >> 4) * 0x1000000 + bytes.readUIntBE(at, 3)
      : (middle & 15) * 0x1000000 + bytes.readUIntBE(at + 4, 3);
  }
}
