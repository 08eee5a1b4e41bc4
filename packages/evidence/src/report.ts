import { FAMILIES } from '@iolaus/contracts';
import type { BundleInput } from './bundle-input.js';
import { escapeXml } from './plain-text.js';

const SHOWN = 50;
const count = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const percent = (value01: number): string => `${Math.round(value01 * 100)} %`;
const day = (ms: number | null): string => (ms === null ? 'unknown' : new Date(ms).toISOString().slice(0, 10));

/** The report: one HTML page without script or outside file, for the screen and for print. */
export function reportOf(input: BundleInput): string {
  const { record } = input;
  const title = `${record.name} ${record.id}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title><style>${STYLE}</style></head>
<body><main>
<header><p class="over">Iolaus evidence report · snapshot ${escapeXml(input.snapshot.id)}, ${day(input.snapshot.createdMs)} UTC</p><h1>${escapeXml(record.name)} <small>${escapeXml(record.id)}</small></h1>
<p>${count(record.accounts)} accounts in ${count(record.communities)} communities, ${count(record.exchanges)} exchanges, seen from ${day(record.firstMs)} to ${day(record.lastMs)}. Members are accounts, not people; nobody is accused by name, and country and nationality play no part in any figure.</p></header>
<section class="figures">${figure('Significance', `q ${record.q.toExponential(0)}`, 'could chance do this?')}${figure('Strength', `${record.strength.toFixed(1)} bits`, `median member; the bar is ${record.barBits.toFixed(1)}`)}${figure(
    'Risk tier',
    record.tier.replace(/^./, (c) => c.toUpperCase()),
    `score ${record.score.toFixed(1)}; above 0 is Act`,
  )}</section>
<section><h2>Why</h2><ul>${record.reasons.map((reason) => `<li>${escapeXml(reason.sentence)}</li>`).join('')}</ul></section>
<section><h2>What speaks against it</h2>${table(
    ['Question', 'Answer', 'Figure'],
    record.hypotheses.map((each) => [each.question, each.answer, each.figure]),
  )}</section>
<section><h2>What would break it</h2>${table(
    ['Without', 'Members that stay', ''],
    record.fragility.map((each) => [
      each.kind === 'family' ? each.without : `${each.kind} ${each.value}`,
      percent(each.remains),
      each.holds ? 'holds' : 'falls',
    ]),
  )}</section>
<section><h2>What it does: points of the risk tier</h2>${table(
    ['Feature', 'Value', 'Points'],
    record.points.map((point) => [point.feature, point.value, point.points.toFixed(1)]),
  )}</section>
<section><h2>What holds it together</h2>${table(
    ['Family', 'Members'],
    FAMILIES.filter((family) => record.heldBy[family]).map((family) => [family, percent(record.heldBy[family] ?? 0)]),
  )}
${table(
  ['Kind', 'Indicator', 'Members', 'Accounts in all', 'Bits'],
  input.indicators
    .slice(0, SHOWN)
    .map((each) => [each.kind, each.text ?? each.value, count(each.members), count(each.reach), each.bits.toFixed(1)]),
)}${capped(input.indicators.length, 'indicators', 'data/network/indicators.jsonl')}</section>
<section><h2>Communities</h2>${table(
    ['Community', 'Accounts', 'Exchanges', 'Bits', 'Held by'],
    input.communities
      .slice(0, SHOWN)
      .map((each) => [
        each.label,
        count(each.accounts),
        count(each.exchanges),
        each.bits.toFixed(1),
        each.holdsTogether,
      ]),
  )}${capped(input.communities.length, 'communities', 'data/network/communities.jsonl')}</section>
<section><h2>Strongest members</h2>${table(
    ['Account', 'Bits', 'Community', 'Exchanges'],
    input.members
      .slice(0, SHOWN)
      .map((each) => [each.account, each.bits.toFixed(1), each.community, count(each.exchanges)]),
  )}${capped(input.members.length, 'members', 'data/network/accounts.csv')}</section>
<section><h2>Sources</h2>${table(
    ['Dump', 'Records', 'SHA-256 of its inflated bytes'],
    input.dumps.map((dump) => [dump.name, count(dump.records), dump.sha256]),
  )}<p>${count(input.citations.length)} records are quoted byte for byte in data/raw.</p></section>
<section><h2>What this does not prove</h2><p>${escapeXml(input.nullModel)} A link is a fact about accounts, not about intent. The signature proves that the holder of a key sealed these bytes, not that the dumps are true. Reach and population come from the snapshot; the dumps themselves are not inside.</p><p>VERIFY.txt says how to check this bundle with common tools.</p></section>
</main></body></html>
`;
}

function figure(name: string, value: string, what: string): string {
  return `<div><p class="over">${name}</p><p class="value">${escapeXml(value)}</p><p>${escapeXml(what)}</p></div>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table><thead><tr>${head.map((each) => `<th>${escapeXml(each)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((each) => `<td>${escapeXml(each)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

function capped(total: number, what: string, file: string): string {
  return total > SHOWN
    ? `<p class="over">${SHOWN} of ${count(total)} ${what} shown, the strongest first; all are in ${file}.</p>`
    : '';
}

const STYLE = `:root{--text:#17191c;--text-2:#464b53;--text-3:#616770;--line:#e3e5e8;--bg:#f6f6f7}*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:14px/21px Inter,system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:48px 40px;background:#fff;min-height:100vh}h1{font-size:28px;line-height:34px;margin:4px 0 8px;letter-spacing:-.02em}h1 small{font:400 15px/20px "JetBrains Mono",monospace;color:var(--text-3)}
h2{font-size:15px;margin:32px 0 8px}p{margin:0 0 8px;color:var(--text-2)}.over{font-size:12px;color:var(--text-3)}ul{padding-left:18px;margin:0;color:var(--text-2)}li{margin-bottom:6px}
.figures{display:grid;grid-template-columns:repeat(3,1fr);border:1px solid var(--line);border-radius:10px;margin-top:24px}.figures div{padding:14px 16px;border-left:1px solid var(--line)}.figures div:first-child{border:0}.value{font-size:22px;line-height:28px;font-weight:600;color:var(--text)}
table{width:100%;border-collapse:collapse;margin:4px 0 12px;font-size:12.5px}th{text-align:left;font-weight:500;color:var(--text-3);font-size:11px;padding:6px 8px 6px 0;border-bottom:1px solid var(--line)}td{padding:6px 8px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;word-break:break-word}
@media print{body{background:#fff}main{padding:0;max-width:none}section{break-inside:avoid-page}}`;
