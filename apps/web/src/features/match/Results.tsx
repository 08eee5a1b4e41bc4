import { useNavigate } from '@tanstack/react-router';
import type { MatchAnswer, MatchHit } from '@iolaus/contracts';
import { Download } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useMemo } from 'react';
import { formatCount } from '../../ui/format.js';
import { saveText } from '../../ui/save-text.js';
import { columnsCsv } from './columns-csv.js';
import { CopyMisses } from './CopyMisses.js';
import { MATCH_TABS, type MatchTab } from './match-view.js';
import { hitColumns, malformedColumns, missColumns, overCommonColumns, type Column } from './result-columns.js';
import { ResultTable } from './ResultTable.js';

const WORDS: Readonly<Record<MatchTab, { readonly word: string; readonly nothing: string }>> = {
  hits: { word: 'Hits', nothing: 'Nothing of the list is known here, or all that is known of it is over-common.' },
  new: { word: 'New', nothing: 'Every hit was one when the list was saved.' },
  misses: { word: 'Misses', nothing: 'Everything that could be read is known here.' },
  malformed: { word: 'Malformed', nothing: 'Everything could be read.' },
  'over-common': { word: 'Over-common', nothing: 'Nothing that was found is held by too many.' },
};

interface ResultsProps {
  readonly answer: MatchAnswer;
  readonly tab: MatchTab;
  readonly onTab: (tab: MatchTab) => void;
  readonly hasKeys: boolean;
}

/** What became of the entries: four tabs with their counts, each a table and a file. */
export function Results({ answer, tab: asked, onTab, hasKeys }: ResultsProps) {
  const tab = asked === 'new' && !answer.since ? 'hits' : asked;
  const { counts } = answer;
  const table = useTables(answer, hasKeys)[tab];
  const countOf: Readonly<Record<MatchTab, number>> = {
    hits: counts.hits,
    new: answer.since?.hits.length ?? 0,
    misses: counts.misses,
    malformed: counts.malformed,
    'over-common': counts.overCommon,
  };
  return (
    <Tabs.Root className="panel mat-results" value={tab} onValueChange={(next) => onTab(next as MatchTab)}>
      <div className="mat-tabs">
        <Tabs.List className="tabs fixed" aria-label="What became of the entries">
          {MATCH_TABS.filter((each) => each !== 'new' || answer.since).map((each) => (
            <Tabs.Trigger key={each} value={each}>
              {WORDS[each].word} <b>{formatCount(countOf[each])}</b>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <span className="sp" />
        {tab === 'misses' && counts.misses > 0 && <CopyMisses misses={answer.misses} />}
        {table.rows > 0 && (
          <button type="button" className="btn ghost" onClick={() => saveText({ ...table.file(), type: 'text/csv' })}>
            <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
          </button>
        )}
      </div>
      <Tabs.Content value={tab} className="mat-content" tabIndex={-1}>
        <p className="mat-said t2 small">{sentenceOf(answer, tab, table.rows)}</p>
        {table.rows > 0 && table.draw()}
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** How many rows there are where that is not the number of entries, and why. */
function sentenceOf({ counts, entries, lines, notes }: MatchAnswer, tab: MatchTab, rows: number): string {
  const all = `${formatCount(entries)} entries in ${formatCount(lines)} lines`;
  const repeated =
    counts.repeated > 0
      ? `, ${formatCount(counts.repeated)} of them ${counts.repeated === 1 ? 'repeats' : 'repeat'} an earlier one`
      : '';
  const beside = notes > 0 ? ` ${formatCount(notes)} words beside values are known to nobody.` : '';
  if (rows === 0) return WORDS[tab].nothing;
  if (tab === 'new') return 'Accounts and indicators that were no hit when the list was saved.';
  if (tab === 'hits' && rows !== counts.hits)
    return `${all}${repeated}. The hits stand for ${formatCount(rows)} accounts and indicators.${beside}`;
  if (tab === 'over-common' && rows !== counts.overCommon)
    return `${formatCount(rows)} found are held by too many to tell anything; entries that found something else besides are hits.`;
  if (tab === 'over-common') return 'Held by too many to tell anything: they are not counted for the accounts.';
  if (tab === 'malformed') return 'These could not be read. Mend them in the list, and match it again.';
  return `${all}${repeated}.${beside}`;
}

interface Table {
  readonly rows: number;
  readonly draw: () => React.ReactNode;
  readonly file: () => { readonly name: string; readonly text: string };
}

function useTables(answer: MatchAnswer, hasKeys: boolean): Readonly<Record<MatchTab, Table>> {
  const navigate = useNavigate();
  const networks = useMemo(() => new Map(answer.networks.map((each) => [each.id, each])), [answer.networks]);
  const open = ({ kind, value }: MatchHit): void => {
    if (kind === 'account') void navigate({ to: '/a/$id', params: { id: value } });
    else void navigate({ to: '/i/$kind/$value', params: { kind, value } });
  };
  const table = <Row,>(
    tab: MatchTab,
    columns: readonly Column<Row>[],
    of: { readonly rows: readonly Row[]; readonly onOpen?: (row: Row) => void },
  ): Table => ({
    rows: of.rows.length,
    draw: () => <ResultTable key={tab} label={WORDS[tab].word} columns={columns} hasKeys={hasKeys} {...of} />,
    file: () => ({ name: `match-${tab}.csv`, text: columnsCsv(columns, of.rows) }),
  });
  return {
    hits: table('hits', hitColumns(networks), { rows: answer.hits, onOpen: open }),
    new: table('new', hitColumns(networks), {
      rows: answer.since?.hits.flatMap((at) => answer.hits[at] ?? []) ?? [],
      onOpen: open,
    }),
    misses: table('misses', missColumns, { rows: answer.misses }),
    malformed: table('malformed', malformedColumns, { rows: answer.malformed }),
    'over-common': table('over-common', overCommonColumns, { rows: answer.overCommon, onOpen: open }),
  };
}
