import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import type { SearchHit } from '@iolaus/contracts';
import { Command } from 'cmdk';
import {
  Bookmark,
  CircleUser,
  ClipboardList,
  Database,
  GitFork,
  Group,
  List,
  ListChecks,
  Moon,
  Network,
  Spline,
  Tag,
  Upload,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useDeferredValue, useState, type ClipboardEvent } from 'react';
import { queries } from '../api/client.js';
import { useCasebook } from '../features/casebook/use-casebook.js';
import { openView, setViewsMenu } from '../features/casebook/views.js';
import { rulesInHand } from '../features/constraints/rules-in-hand.js';
import { draftRule } from '../features/constraints/use-constraining.js';
import { commandWords, VERBS } from '../features/constraints/verbs.js';
import { lineWords, linesOf } from '../features/match/list-lines.js';
import { runList } from '../features/match/use-list.js';
import { arrangeCommands } from '../features/network/arrange-commands.js';
import { readNetworkView, withoutEmpty } from '../features/network/network-view.js';
import { Dialog } from '../ui/Dialog.js';
import { IndicatorGlyph } from '../ui/figures.js';
import { formatIndicator } from '../ui/format.js';
import { SafeText } from '../ui/safe-text.js';
import { Failure } from '../ui/states.js';
import { useSteps } from './steps.js';
import { switchTheme } from './theme.js';

const GROUPS = [
  { type: 'account', heading: 'Accounts' },
  { type: 'indicator', heading: 'Indicators' },
  { type: 'network', heading: 'Networks' },
] as const;

/** The service takes no longer text. */
const MOST_SEARCHED = 400;

interface PaletteProps {
  readonly onClose: () => void;
  /** Several lines that were pasted into the box before it was open. */
  readonly pasted?: string | undefined;
}

/** One box for things and commands: finds accounts, indicators and networks by text, matches pasted lines, and runs what the rail can. */
export function Palette({ onClose, pasted }: PaletteProps) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [list, setList] = useState(pasted);
  const wanted = useDeferredValue(text.trim().slice(0, MOST_SEARCHED));
  const hits = useQuery({
    ...queries.search.query.queryOptions({ input: { text: wanted || ' ', limit: 18 } }),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  });
  const found = wanted ? (hits.data ?? []) : [];
  const commands = useCommands().filter(({ words }) => words.toLowerCase().includes(wanted.toLowerCase()));
  const router = useRouter();
  const saved = useCasebook().data?.views ?? [];
  const views = saved
    .filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, wanted ? MOST_VIEWS : FEW_VIEWS);
  const lists = (useCasebook().data?.lists ?? [])
    .filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, wanted ? MOST_VIEWS : FEW_VIEWS);
  const values = [
    ...(list === undefined ? [] : [MATCH]),
    ...found.map(valueOf),
    ...views.map(viewValue),
    ...lists.map(listValue),
    ...commands.map(({ words }) => words),
  ];
  // The first hit is in hand until the user moves on.
  const [moved, setMoved] = useState('');
  const inHand = values.find((value) => value === moved) ?? values[0] ?? '';
  const run = (action: () => void) => (): void => {
    onClose();
    action();
  };
  const paste = (event: ClipboardEvent): void => {
    const lines = pastedList(event);
    if (lines === undefined) return;
    // A field of one line would join them.
    event.preventDefault();
    setList(lines);
    setMoved('');
  };
  const match = (lines: string) =>
    run(() => {
      runList(lines);
      void navigate({ to: '/match' });
    });
  const open = (hit: SearchHit) => run(() => void navigate(addressOf(hit)));
  return (
    <Dialog title="Search and commands" onClose={onClose} isPalette>
      <Command label="Search and commands" shouldFilter={false} loop value={inHand} onValueChange={setMoved}>
        <div className="palette-box">
          <Command.Input
            autoFocus
            value={text}
            onPaste={paste}
            onValueChange={(next) => {
              setText(next);
              setList(undefined);
              setMoved('');
            }}
            placeholder="Account, IP, card, template…"
          />
          <kbd>Esc</kbd>
        </div>
        <Command.List>
          {list !== undefined && (
            <Command.Group heading="Pasted list">
              <Command.Item value={MATCH} onSelect={match(list)}>
                <ClipboardList size={14} strokeWidth={1.5} aria-hidden="true" />
                <span>Match {lineWords(linesOf(list).length)}</span>
                <span className="small t3 mono ell">
                  <SafeText>{(linesOf(list)[0] ?? '').trim().slice(0, 60)}</SafeText>
                </span>
              </Command.Item>
            </Command.Group>
          )}
          {hits.isError && <Failure error={hits.error} />}
          {GROUPS.map(({ type, heading }) => {
            const of = found.filter((hit) => hit.type === type);
            return (
              of.length > 0 && (
                <Command.Group key={type} heading={heading}>
                  {of.map((hit) => (
                    <Command.Item key={valueOf(hit)} value={valueOf(hit)} onSelect={open(hit)}>
                      <HitGlyph hit={hit} />
                      <span className="mono ell">
                        <SafeText>
                          {hit.type === 'indicator' ? formatIndicator(hit.kind, hit.id, hit.label) : hit.label}
                        </SafeText>
                      </span>
                      <span className="small t3 ell">{hit.fact}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )
            );
          })}
          {wanted && !hits.isFetching && found.length === 0 && !hits.isError && (
            <p className="palette-none t3">
              Nothing is called that. Search takes whole account ids, addresses, the end of a card token, and words of a
              template.
            </p>
          )}
          {views.length > 0 && (
            <Command.Group heading="Saved views">
              {views.map((view) => (
                <Command.Item
                  key={viewValue(view)}
                  value={viewValue(view)}
                  onSelect={run(() => openView(view, (href) => router.history.push(href)))}
                >
                  <Bookmark size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />
                  <span className="ell">
                    <SafeText>{view.name}</SafeText>
                  </span>
                  <span className="small t3 ell">
                    <SafeText>{view.author ?? 'no name given'}</SafeText>
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {lists.length > 0 && (
            <Command.Group heading="Saved lists">
              {lists.map((saved) => (
                <Command.Item
                  key={listValue(saved)}
                  value={listValue(saved)}
                  onSelect={run(() => void navigate({ to: '/match', search: { list: saved.name } }))}
                >
                  <ClipboardList size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />
                  <span className="ell">
                    <SafeText>{saved.name}</SafeText>
                  </span>
                  <span className="small t3 ell">run again, {lineWords(saved.lines)}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Commands">
            {commands.map(({ words, Icon, act, keys }) => (
              <Command.Item key={words} value={words} onSelect={run(act)}>
                <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
                <span className="ell">
                  <SafeText>{words}</SafeText>
                </span>
                <span className="sp" />
                {keys && <kbd>{keys}</kbd>}
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
        <p className="palette-foot micro t3">Paste more than one line to match a list of indicators</p>
      </Command>
    </Dialog>
  );
}

/** What tells the row of a pasted list from the others. */
const MATCH = 'match the pasted list';

/** The text of a paste that has more than one line; undefined where it has not. */
export function pastedList(event: Pick<ClipboardEvent, 'clipboardData'>): string | undefined {
  const text = event.clipboardData.getData('text/plain');
  return linesOf(text).length > 1 ? text : undefined;
}

interface PaletteCommand {
  readonly words: string;
  readonly Icon: LucideIcon;
  readonly act: () => void;
  readonly keys: string | undefined;
}

const PLACES = [
  { words: 'Go to Triage', Icon: List, to: '/', keys: 'G T' },
  { words: 'Go to Accounts', Icon: Users, to: '/accounts', keys: 'G A' },
  { words: 'Go to Indicators', Icon: Tag, to: '/i', keys: 'G I' },
  { words: 'Paste a list of indicators', Icon: ClipboardList, to: '/match', keys: 'G M' },
  { words: 'Go to Constraints', Icon: ListChecks, to: '/constraints', keys: 'G K' },
  { words: 'Go to Data', Icon: Database, to: '/data', keys: 'G D' },
  { words: 'Import dumps', Icon: Upload, to: '/data/import', keys: undefined },
] as const;

/** What can be done from here: rules about what is in hand first, then where to go. */
function useCommands(): PaletteCommand[] {
  const navigate = useNavigate();
  const location = useRouterState({ select: (state) => state.location });
  const network = /^\/n\/([^/]+)/.exec(location.pathname)?.[1];
  const nameNext = useSteps((state) => state.nameNext);
  const rules = rulesInHand({ pathname: location.pathname, search: location.search });
  return [
    ...rules.map((rule) => ({
      words: commandWords(rule),
      Icon: VERBS[rule.verb].Icon,
      act: () => draftRule(rule),
      keys: undefined,
    })),
    ...(network === undefined
      ? []
      : [
          ...arrangeCommands(readNetworkView(location.search)).map(({ words, keys, step: [name, patch] }) => ({
            words,
            keys,
            Icon: Group,
            act: () => {
              nameNext(name);
              void navigate({
                to: '/n/$id',
                params: { id: network },
                search: withoutEmpty({ ...readNetworkView(location.search), ...patch }),
                replace: true,
              });
            },
          })),
          {
            words: 'Find the bridges of this network',
            Icon: Spline,
            act: () => void navigate({ to: '/n/$id', params: { id: network }, search: { tab: 'bridges' } }),
            keys: 'B',
          },
          {
            words: `See the generations of ${network}`,
            Icon: GitFork,
            act: () => void navigate({ to: '/n/$id/lineage', params: { id: network } }),
            keys: undefined,
          },
        ]),
    ...PLACES.map(({ words, Icon, to, keys }) => ({ words, Icon, keys, act: () => void navigate({ to }) })),
    { words: 'Save this view…', Icon: Bookmark, act: () => setViewsMenu(true), keys: undefined },
    { words: 'Switch the theme', Icon: Moon, act: switchTheme, keys: undefined },
  ];
}

const MOST_VIEWS = 12;
const FEW_VIEWS = 5;
const listValue = ({ name }: { readonly name: string }): string => `list ${name}`;
const viewValue = ({ name }: { readonly name: string }): string => `view ${name}`;

/** What tells a row of the list from the others; cmdk compares it as it stands. */
const valueOf = (hit: SearchHit): string => `${hit.kind} ${hit.id}`;

function HitGlyph({ hit }: { readonly hit: SearchHit }) {
  if (hit.type === 'indicator') return <IndicatorGlyph kind={hit.kind} />;
  const Icon = hit.type === 'account' ? CircleUser : Network;
  return <Icon size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />;
}

function addressOf(hit: SearchHit) {
  if (hit.type === 'account') return { to: '/a/$id', params: { id: hit.id } } as const;
  if (hit.type === 'network') return { to: '/n/$id', params: { id: hit.id } } as const;
  return { to: '/i/$kind/$value', params: { kind: hit.kind, value: hit.id } } as const;
}
