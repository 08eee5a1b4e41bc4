import { FAMILIES, type Family, type Verification } from '@iolaus/contracts';
import { manifestOf, sha256, textOf, unzipBag, zipBag, type BagFiles } from './bag.js';
import type { BundleIndicator, BundleMember, BundleSighting } from './bundle-input.js';
import { blobOfLine, fingerprintOf, SIGNER } from './signing-key.js';
import { checkSignature } from './sshsig.js';

/** Figures recomputed from rows; injected, since the formulas belong to detection. */
export interface Recompute {
  /** Bits of an indicator from its counts. */
  indicatorBits(counts: {
    held: number;
    members: number;
    reach: number;
    accounts: number;
    reliability01: number;
  }): number;
  /** Bits of a family from the best and the sum of its indicators' bits. */
  familySum(best: number, sum: number): number;
  /** Least bits by which a family counts for a member. */
  readonly familyCounts: number;
}

/** What to verify. With `trustedKey` (an OpenSSH public key line had by another way) the signature must be that key's. */
export interface VerifyOptions {
  readonly bytes: Uint8Array;
  readonly recompute: Recompute;
  readonly trustedKey?: string;
}

type Check = Verification['checks'][number];
type Figure = Verification['figures'][number];

/** Checks a bundle: its bytes, its manifests, its signature, its quotes; then recomputes its figures from the rows inside. Never writes a file. */
export function verifyBundle(options: VerifyOptions): Verification {
  const opened = unzipBag(options.bytes);
  if ('reason' in opened)
    return {
      ok: false,
      bundle: '',
      checks: [{ id: 'zip', ok: false, sentence: `The file is not a bundle: ${opened.reason}.` }],
      figures: [],
      signer: null,
      keyFingerprint: null,
    };
  const { folder, files } = opened;
  const signature = signatureCheck(files, options.trustedKey);
  const checks = [
    zipCheck(options.bytes, folder, files),
    manifestCheck(files, 'manifest-sha256.txt', (path) => path.startsWith('data/')),
    manifestCheck(
      files,
      'tagmanifest-sha256.txt',
      (path) => !path.startsWith('data/') && !path.startsWith('tagmanifest'),
    ),
    signature.check,
    oxumCheck(files),
    quotesCheck(files),
  ];
  const isSound = checks.every((check) => check.ok);
  const figures = isSound ? figuresOf(files, options.recompute) : [];
  const figuresCheck: Check = {
    id: 'figures',
    ok: figures.length > 0 && figures.every((figure) => figure.ok),
    sentence: isSound ? figuresSentence(figures) : 'Figures were not recomputed, since the bundle is not sound.',
  };
  return {
    ok: isSound && figuresCheck.ok,
    bundle: folder,
    checks: [...checks, figuresCheck],
    figures,
    signer: signature.check.ok ? SIGNER : null,
    keyFingerprint: signature.fingerprint,
  };
}

/** A zip has room for bytes that no file owns: only the one zip that these files give is accepted. */
function zipCheck(bytes: Uint8Array, folder: string, files: BagFiles): Check {
  const ok = Buffer.compare(zipBag(folder, files), bytes) === 0;
  return {
    id: 'zip',
    ok,
    sentence: ok
      ? 'The zip holds these files and nothing else.'
      : 'The zip differs from the one that its files give: something was changed or added between them.',
  };
}

function manifestCheck(files: BagFiles, manifest: string, isListed: (path: string) => boolean): Check {
  const listed = new Map([...files].filter(([path]) => isListed(path)));
  const stated = textOf(files, manifest);
  const actual = manifestOf(listed);
  const id = manifest.replace('-sha256.txt', '');
  if (stated === actual) return { id, ok: true, sentence: `All ${listed.size} files of ${manifest} have their sums.` };
  const expected = new Map(
    stated
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const changed = [...listed.keys()].find(
    (path) => expected.has(path) && expected.get(path) !== sha256(listed.get(path)!),
  );
  const planted = [...listed.keys()].find((path) => !expected.has(path));
  const missing = [...expected.keys()].find((path) => !listed.has(path));
  const what = changed
    ? `${changed} differs from its seal`
    : planted
      ? `${planted} was added`
      : missing
        ? `${missing} is missing`
        : `${manifest} is not in its form`;
  return { id, ok: false, sentence: `Not intact: ${what}.` };
}

function signatureCheck(files: BagFiles, trustedKey: string | undefined): { check: Check; fingerprint: string | null } {
  const found = checkSignature(
    textOf(files, 'tagmanifest-sha256.txt.sig'),
    files.get('tagmanifest-sha256.txt') ?? new Uint8Array(),
  );
  const fingerprint = found ? fingerprintOf(found.keyBlob) : null;
  const fail = (sentence: string): { check: Check; fingerprint: string | null } => ({
    check: { id: 'signature', ok: false, sentence },
    fingerprint,
  });
  if (!found?.isValid) return fail('The signature does not fit.');
  const named = blobOfLine(textOf(files, 'allowed_signers'));
  if (!named?.equals(found.keyBlob)) return fail('allowed_signers names another key than the one that signed.');
  if (trustedKey !== undefined) {
    const trusted = blobOfLine(trustedKey);
    if (!trusted?.equals(found.keyBlob))
      return fail(`It was signed by ${fingerprint}, which is not the key that you trust.`);
    return {
      check: { id: 'signature', ok: true, sentence: `Signed by the key that you trust, ${fingerprint}.` },
      fingerprint,
    };
  }
  return {
    check: {
      id: 'signature',
      ok: true,
      sentence: `One key signed all of it: ${fingerprint}. Whose key that is, you must learn by another way (--key).`,
    },
    fingerprint,
  };
}

function oxumCheck(files: BagFiles): Check {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const oxum = `${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`;
  const ok = textOf(files, 'bag-info.txt').includes(`Payload-Oxum: ${oxum}\n`);
  return {
    id: 'oxum',
    ok,
    sentence: ok
      ? `The payload has the size that it says, ${oxum}.`
      : 'The payload does not have the size that bag-info.txt says.',
  };
}

function quotesCheck(files: BagFiles): Check {
  const paths = [...files.keys()].filter((path) => path.startsWith('data/raw/'));
  const wrong = paths.find((path) => {
    const quote = parse(textOf(files, path)) as
      | Partial<Record<'base64' | 'sha256' | 'byteLength', unknown>>
      | null
      | undefined;
    if (typeof quote?.base64 !== 'string') return true;
    const bytes = Buffer.from(quote.base64, 'base64');
    return sha256(bytes) !== quote.sha256 || bytes.length !== quote.byteLength;
  });
  return {
    id: 'quotes',
    ok: wrong === undefined,
    sentence:
      wrong === undefined
        ? `All ${paths.length} quoted records have their own sums.`
        : `${wrong} does not hold the record that it says.`,
  };
}

function figuresSentence(figures: readonly Figure[]): string {
  if (figures.length === 0) return 'The rows inside are not those of a network.';
  const wrong = figures.find((figure) => !figure.ok);
  return wrong
    ? `A stated figure does not follow from the rows: ${wrong.name}.`
    : `All ${figures.length} figures follow from the rows inside.`;
}

/** Figures of the rows inside; none when they are no rows of a network: anybody can seal anything under a key of their own. */
function figuresOf(files: BagFiles, recompute: Recompute): Figure[] {
  try {
    return recomputeFigures(files, recompute);
  } catch {
    return [];
  }
}

function recomputeFigures(files: BagFiles, recompute: Recompute): Figure[] {
  const head = parse(textOf(files, 'data/network.json')) as {
    population: number;
    record: {
      accounts: number;
      exchanges: number;
      strength: number;
      score: number;
      communities: number;
      heldBy: Partial<Record<Family, number>>;
      points: { points: number }[];
    };
  };
  const members = lines<BundleMember>(files, 'data/network/accounts.jsonl');
  const indicators = lines<BundleIndicator>(files, 'data/network/indicators.jsonl');
  const sightings = lines<BundleSighting>(files, 'data/network/sightings.jsonl');
  const rows = scoreMembers({ members, indicators, sightings, population: head.population, recompute });
  const medianBits = median(rows.map((row) => row.total));
  const worst = rows.reduce((most, row, at) => Math.max(most, Math.abs(row.total - members[at]!.bits)), 0);
  const held = new Map<string, number>();
  for (const sighting of sightings)
    held.set(`${sighting.kind} ${sighting.value}`, (held.get(`${sighting.kind} ${sighting.value}`) ?? 0) + 1);
  const wrongHeld = indicators.filter((each) => (held.get(`${each.kind} ${each.value}`) ?? 0) !== each.members).length;
  const points = head.record.points.reduce((sum, each) => sum + each.points, 0);
  return [
    equal('accounts', head.record.accounts, members.length),
    equal('communities', head.record.communities, new Set(members.map((member) => member.community)).size),
    equal(
      'exchanges',
      head.record.exchanges,
      members.reduce((sum, member) => sum + member.exchanges, 0),
    ),
    equal('indicators whose members are counted right', indicators.length, indicators.length - wrongHeld),
    near('largest difference of a member’s bits', 0, worst),
    near('strength, median bits', head.record.strength, medianBits),
    near('risk score, sum of points', head.record.score, points),
    ...FAMILIES.filter((family) => head.record.heldBy[family] !== undefined).map((family) =>
      near(
        `share held by ${family}`,
        head.record.heldBy[family] ?? 0,
        rows.filter((row) => (row.byFamily[family] ?? 0) >= recompute.familyCounts - 1e-4).length /
          Math.max(1, rows.length),
        0.01,
      ),
    ),
  ];
}

interface Scored {
  readonly total: number;
  readonly byFamily: Partial<Record<Family, number>>;
}

/** Bits of every member from its sightings; timing rests on hourly activity, which is not inside, and is taken as stated. */
function scoreMembers(of: {
  members: readonly BundleMember[];
  indicators: readonly BundleIndicator[];
  sightings: readonly BundleSighting[];
  population: number;
  recompute: Recompute;
}): Scored[] {
  const held = new Map<string, number>();
  for (const { kind, value } of of.sightings) held.set(`${kind} ${value}`, (held.get(`${kind} ${value}`) ?? 0) + 1);
  const worth = new Map(
    of.indicators.map((each) => [
      `${each.kind} ${each.value}`,
      {
        family: each.family,
        bits: of.recompute.indicatorBits({
          held: held.get(`${each.kind} ${each.value}`) ?? 0,
          members: of.members.length,
          reach: each.reach,
          accounts: of.population,
          reliability01: each.reliability01,
        }),
      },
    ]),
  );
  const sums = new Map<string, Map<Family, { best: number; sum: number }>>();
  for (const { account, kind, value } of of.sightings) {
    const each = worth.get(`${kind} ${value}`);
    if (!each || each.bits <= 0) continue;
    const families = sums.get(account) ?? new Map<Family, { best: number; sum: number }>();
    const { best, sum } = families.get(each.family) ?? { best: 0, sum: 0 };
    families.set(each.family, { best: Math.max(best, each.bits), sum: sum + each.bits });
    sums.set(account, families);
  }
  return of.members.map((member) => {
    const byFamily: Partial<Record<Family, number>> =
      member.bitsByFamily.timing === undefined ? {} : { timing: member.bitsByFamily.timing };
    for (const [family, { best, sum }] of sums.get(member.account) ?? [])
      byFamily[family] = of.recompute.familySum(best, sum);
    return { byFamily, total: Object.values(byFamily).reduce((a, b) => a + b, 0) };
  });
}

const equal = (name: string, stated: number, recomputed: number): Figure => ({
  name,
  stated: String(stated),
  recomputed: String(recomputed),
  ok: stated === recomputed,
});

/** Stated figures are rounded to one decimal, and so are the timing bits inside them. */
function near(name: string, stated: number, recomputed: number, tolerance = 0.11): Figure {
  return {
    name,
    stated: stated.toFixed(2),
    recomputed: recomputed.toFixed(2),
    ok: Math.abs(stated - recomputed) <= tolerance,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0
    ? 0
    : sorted.length % 2 === 1
      ? sorted[middle]!
      : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function lines<T>(files: BagFiles, path: string): T[] {
  return textOf(files, path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
