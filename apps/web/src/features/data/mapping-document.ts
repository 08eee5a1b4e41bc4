import { isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';

/** One mapped target or declared kind, as the table shows it. */
export interface MappedTarget {
  readonly target: string;
  readonly paths: readonly string[];
  /** How it is read; undefined takes the way of the target. */
  readonly parse: string | undefined;
  readonly isRequired: boolean;
}

/** What a mapping text says, as far as it can be read. */
export interface MappingOutline {
  /** Glob of the files that it is for. */
  readonly match: string;
  readonly format: string;
  readonly entity: string;
  readonly fields: readonly MappedTarget[];
  readonly declared: readonly (MappedTarget & { readonly label: string; readonly family: string })[];
}

/** A change that the table makes to a mapping; comments and everything else in the text stay. */
export type MappingChange =
  | { readonly kind: 'entity'; readonly entity: string }
  /** The account was chosen: a draft becomes a mapping. */
  | { readonly kind: 'account'; readonly path: string }
  | { readonly kind: 'paths'; readonly target: string; readonly paths: readonly string[] }
  | { readonly kind: 'parse'; readonly target: string; readonly parse: string | undefined }
  | { readonly kind: 'required'; readonly target: string; readonly isRequired: boolean }
  | { readonly kind: 'leave-out'; readonly target: string }
  | { readonly kind: 'declare'; readonly name: string; readonly path: string; readonly family: string };

/** The outline of a mapping text; undefined where the text is no YAML map, and only the editor can help. */
export function outlineOf(text: string): MappingOutline | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const fields = document.get('fields');
  const indicators = document.get('indicators');
  return {
    match: textAt(document.contents, 'match'),
    format: textAt(document.contents, 'format'),
    entity: textAt(document.contents, 'entity'),
    fields: isMap(fields)
      ? fields.items.flatMap(({ key, value }) => (isMap(value) ? [targetOf(String(key), value)] : []))
      : [],
    declared: isSeq(indicators)
      ? indicators.items.filter(isMap).map((each) => ({
          ...targetOf(textAt(each, 'name'), each),
          label: textAt(each, 'label') || textAt(each, 'name'),
          family: textAt(each, 'family') || 'identity',
        }))
      : [],
  };
}

/** The text with a change in it. A text that is no YAML map comes back as it is. */
export function changeMapping(text: string, change: MappingChange): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  apply(document, change);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function apply(document: Document, change: MappingChange): void {
  if (change.kind === 'entity') return document.set('entity', change.entity);
  if (change.kind === 'account') return setAccount(document, change.path);
  if (change.kind === 'declare') return declare(document, change);
  const place = placeOf(document, change.target);
  if (change.kind === 'leave-out') return void document.deleteIn(place);
  if (!isMap(document.getIn(place))) document.setIn(place, flowMap(document, {}));
  if (change.kind === 'paths') document.setIn([...place, 'paths'], flowList(document, change.paths));
  else if (change.kind === 'parse') setOrDelete(document, [...place, 'parse'], change.parse);
  else setOrDelete(document, [...place, 'required'], change.isRequired ? true : undefined);
}

/** First under `fields`, as in every mapping. */
function setAccount(document: Document, path: string): void {
  const fields = document.get('fields');
  const account = document.createPair('account', flowMap(document, { paths: [path], required: true }));
  if (!isMap(fields)) document.set('fields', document.createNode({}));
  document.deleteIn(['fields', 'account']);
  const map = document.get('fields');
  if (isMap(map)) map.items.unshift(account);
}

function declare(document: Document, { name, path, family }: MappingChange & { kind: 'declare' }): void {
  if (!isSeq(document.get('indicators'))) document.set('indicators', document.createNode([]));
  document.addIn(['indicators'], flowMap(document, { name, paths: [path], family }));
}

/** Where a target stands: among the declared kinds when one is called so, else under `fields`. */
function placeOf(document: Document, target: string): (string | number)[] {
  const indicators = document.get('indicators');
  const at = isSeq(indicators)
    ? indicators.items.findIndex((each) => isMap(each) && textAt(each, 'name') === target)
    : -1;
  if (at >= 0) return ['indicators', at];
  if (!isMap(document.get('fields'))) document.set('fields', document.createNode({}));
  return ['fields', target];
}

function setOrDelete(document: Document, place: readonly (string | number)[], value: unknown): void {
  if (value === undefined) document.deleteIn(place);
  else document.setIn(place, value);
}

function flowMap(document: Document, value: object): unknown {
  return document.createNode(value, { flow: true });
}

function flowList(document: Document, paths: readonly string[]): unknown {
  return document.createNode(paths, { flow: true });
}

function targetOf(target: string, node: YAMLMap): MappedTarget {
  const paths = node.get('paths');
  const parse = textAt(node, 'parse');
  return {
    target,
    paths: isSeq(paths) ? paths.items.map((each) => String(isScalar(each) ? each.value : each)) : [],
    parse: parse === '' ? undefined : parse,
    isRequired: node.get('required') === true,
  };
}

function textAt(node: YAMLMap, key: string): string {
  const value = node.get(key);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The line that a refusal of a mapping names, from 1; undefined when it names none. */
export function lineOfRefusal(sentence: string): number | undefined {
  const found = /\bat line (\d+)/.exec(sentence);
  return found ? Number(found[1]) : undefined;
}
