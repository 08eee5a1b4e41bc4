/** A network and what an MMDB is to say of it. */
export interface MmdbEntry {
  /** The bits of the prefix, as zeros and ones. */
  readonly bits: string;
  readonly about: Readonly<Record<string, string | number>>;
}

type Node = { left?: Node | number; right?: Node | number };

/** The bytes of a MaxMind DB with these networks, none of which lies in another; IPv6 trees lead from `::ffff:0:0/96` to the IPv4 one, as real files do. */
export function writeMmdb(
  entries: readonly MmdbEntry[],
  { version, recordBits }: { readonly version: 4 | 6; readonly recordBits: 24 | 28 | 32 },
): Buffer {
  const root: Node = {};
  const data: Buffer[] = [];
  let offset = 0;
  for (const { bits, about } of entries) {
    insert(root, bits, offset);
    data.push(mapOf(about));
    offset += data.at(-1)!.length;
  }
  if (version === 6) insert(root, `${'0'.repeat(80)}${'1'.repeat(16)}`, nodeAt(root, '0'.repeat(96)));
  const nodes = numbered(root);
  const records = [...nodes.keys()].map((node) => recordsOf(node, nodes, recordBits));
  const metadata = mapOf({
    node_count: nodes.size,
    record_size: recordBits,
    ip_version: version,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    database_type: 'Example-ASN',
    build_epoch: 1,
  });
  return Buffer.concat([
    ...records,
    Buffer.alloc(16),
    ...data,
    Buffer.from('abcdef4d61784d696e642e636f6d', 'hex'),
    metadata,
  ]);
}

function nodeAt(root: Node, bits: string): Node | undefined {
  let node: Node | number | undefined = root;
  for (const bit of bits) node = typeof node === 'object' ? node[side(bit)] : undefined;
  return typeof node === 'object' ? node : undefined;
}

function insert(root: Node, bits: string, value: Node | number | undefined): void {
  if (value === undefined) return;
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = (node[side(bit)] ??= {});
    if (typeof next === 'number') throw new Error('a network lies in another');
    node = next;
  }
  node[side(bits.at(-1)!)] = value;
}

const side = (bit: string): 'left' | 'right' => (bit === '0' ? 'left' : 'right');

function numbered(root: Node): Map<Node, number> {
  const numbers = new Map([[root, 0]]);
  for (const node of numbers.keys())
    for (const next of [node.left, node.right])
      if (typeof next === 'object' && !numbers.has(next)) numbers.set(next, numbers.size);
  return numbers;
}

function recordsOf(node: Node, nodes: ReadonlyMap<Node, number>, bits: 24 | 28 | 32): Buffer {
  const [left = 0, right = 0] = [node.left, node.right].map((next) => {
    if (next === undefined) return nodes.size;
    return typeof next === 'number' ? nodes.size + 16 + next : nodes.get(next);
  });
  const pair = (BigInt(left) << BigInt(bits)) | BigInt(right);
  if (bits !== 28) return Buffer.from(pair.toString(16).padStart(bits / 2, '0'), 'hex');
  const middle = ((left >> 24) << 4) | (right >> 24);
  const hex = (value: number): string => (value & 0xffffff).toString(16).padStart(6, '0');
  return Buffer.from(`${hex(left)}${middle.toString(16).padStart(2, '0')}${hex(right)}`, 'hex');
}

function mapOf(about: Readonly<Record<string, string | number>>): Buffer {
  const fields = Object.entries(about).flatMap(([key, value]) => [
    textOf(key),
    typeof value === 'string' ? textOf(value) : uintOf(value),
  ]);
  return Buffer.concat([control(7, Object.keys(about).length), ...fields]);
}

function textOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([control(2, bytes.length), bytes]);
}

function uintOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return Buffer.concat([control(6, 4), bytes]);
}

/** Lengths up to 284. */
const control = (type: number, length: number): Buffer =>
  length < 29 ? Buffer.of((type << 5) | length) : Buffer.of((type << 5) | 29, length - 29);
