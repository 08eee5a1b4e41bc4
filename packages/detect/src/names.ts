const FIRST = [
  'Alder',
  'Bracken',
  'Brack',
  'Cinder',
  'Coppice',
  'Cormorant',
  'Curlew',
  'Dunlin',
  'Eider',
  'Fen',
  'Gannet',
  'Greylag',
  'Hollin',
  'Ibis',
  'Kestrel',
  'Lapwing',
  'Marram',
  'Merlin',
  'Osier',
  'Oxbow',
  'Plover',
  'Quillwort',
  'Reed',
  'Salt',
  'Sedge',
  'Stone',
  'Tern',
  'Tide',
  'Wigeon',
  'Withy',
];
const SECOND = [
  'bank',
  'brook',
  'creek',
  'dale',
  'field',
  'ford',
  'gate',
  'ham',
  'hollow',
  'island',
  'lea',
  'marsh',
  'mere',
  'moor',
  'pool',
  'reach',
  'ridge',
  'row',
  'shore',
  'strand',
  'tarn',
  'wold',
  'wrack',
  'weir',
];

/** An invented name from a number: marsh words, never a company or a person. Different numbers may give the same name; see {@link nameAll}. */
function nameOf(number: number): string {
  const first = FIRST[number % FIRST.length];
  const second = SECOND[Math.floor(number / FIRST.length) % SECOND.length];
  return first.length > 5 ? `${first} ${second.replace(/^./, (c) => c.toUpperCase())}` : `${first}${second}`;
}

/** Distinct names for networks, none of them `known`, each from its own fingerprint, so that it keeps its name when the run is repeated. */
export function nameAll(fingerprints: readonly number[], known: Iterable<string> = []): string[] {
  const taken = new Set<string>(known);
  return fingerprints.map((fingerprint) => {
    let number = fingerprint;
    while (taken.has(nameOf(number)) && taken.size < FIRST.length * SECOND.length) number++;
    const base = nameOf(number);
    const name = taken.has(base) ? `${base} ${taken.size}` : base;
    taken.add(name);
    return name;
  });
}

/** A whole number from a text (FNV-1a). */
export function fingerprintOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
