import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CasebookView, StepRow } from '@iolaus/contracts';
import { Workbench } from '@iolaus/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from './start-server.js';

let home: string;
let workbench: Workbench;
let server: RunningServer;
let headers: Record<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'iolaus-casebook-'));
  workbench = await Workbench.open({ home, env: {} });
  server = await startServer({ workbench, port: 0 });
  const token = new URL(server.signInUrl()).hash.slice('#token='.length);
  const session = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token }),
  });
  const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  headers = { cookie, 'content-type': 'application/json', origin: server.url };
});
afterAll(async () => {
  await server.close();
  await workbench.close();
  rmSync(home, { recursive: true, force: true });
});

/** All that any of the routes says. */
type Said = CasebookView & {
  readonly step: StepRow;
  readonly rows: readonly StepRow[];
  readonly total: number;
  readonly code: string;
  readonly message: string;
};

async function ask(path: string, body?: unknown): Promise<{ readonly status: number; readonly said: Said }> {
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${server.url}/api${path}`, init);
  return { status: answer.status, said: (await answer.json()) as Said };
}
const note = (id: string, author: string, basedOn?: number) =>
  ask('/casebook', {
    command: { verb: 'note', subject: { on: 'account', id }, text: 'seen' },
    author,
    basedOn,
  });
const judge = (id: string, author: string, basedOn?: number) =>
  ask('/casebook', {
    command: { verb: 'verdict', subject: { on: 'account', id }, verdict: 'cleared' },
    author,
    basedOn,
  });

/** The first events of the stream, with their ids. */
async function events(
  path: string,
  count: number,
  more: Record<string, string> = {},
): Promise<[id: string, step: string][]> {
  const stop = new AbortController();
  const answer = await fetch(`${server.url}/api${path}`, { headers: { ...headers, ...more }, signal: stop.signal });
  const found: [string, string][] = [];
  let text = '';
  for await (const chunk of answer.body!) {
    text += Buffer.from(chunk).toString();
    const whole = [...text.matchAll(/event: message\n(?:id: (\d+)\n)?data: (.*)\n(?:id: (\d+)\n)?/g)];
    if (whole.length >= count) {
      found.push(
        ...whole.map(([, before, data, behind]): [string, string] => [
          before ?? behind ?? '',
          (JSON.parse(data) as StepRow).id,
        ]),
      );
      break;
    }
  }
  stop.abort();
  return found;
}

describe('the casebook over HTTP', () => {
  it('tells who is here in the stream of the journal, and keeps nothing of it', async () => {
    const sign = { tab: 't1', author: 'Ana', network: 'N-0001', looking: 'its plan' };
    expect((await ask('/casebook/here', sign)).said).toEqual({ here: [sign] });
    const stop = new AbortController();
    const stream = await fetch(`${server.url}/api/casebook/events?after=0`, { headers, signal: stop.signal });
    let text = '';
    for await (const chunk of stream.body!) {
      text += Buffer.from(chunk).toString();
      if (text.includes('"here"')) break;
    }
    stop.abort();
    expect(text).toContain('its plan');
    expect((await ask('/casebook/here', { ...sign, network: null })).said).toEqual({ here: [] });
    expect((await ask('/casebook')).said.seq).toBe(0);
  });

  it('keeps a command, and says where the casebook stands', async () => {
    const { status, said } = await note('acct_1', 'Ana');
    expect([status, said.step.id, said.step.name]).toEqual([200, 'S-0001', 'Noted on account acct_1']);
    const { said: book } = await ask('/casebook?author=Ana');
    expect(book).toMatchObject({ seq: 1, undo: { id: 'S-0001' }, notes: [{ text: 'seen', author: 'Ana' }] });
  });

  it('refuses what somebody else spoke of meanwhile, with that step', async () => {
    await note('acct_2', 'Ben');
    const { status, said } = await judge('acct_2', 'Ana', 1);
    expect([status, said.code]).toEqual([409, 'STEP_CONFLICT']);
    expect(said.message).toContain('S-0002 by Ben, “Noted on account acct_2”');
  });

  it('undoes and redoes, and pages the entries, newest first', async () => {
    await ask('/casebook/undo', { author: 'Ben' });
    await ask('/casebook/redo', { author: 'Ben' });
    const { said } = await ask('/casebook/steps?which=all&limit=2');
    expect([said.total, said.rows.map(({ verb }) => verb)]).toEqual([4, ['redo', 'undo']]);
    expect((await ask('/casebook/steps?offset=1')).said.rows.map(({ id }) => id)).toEqual(['S-0001']);
  });

  it.each([
    { verb: 'save-view', name: 'x', href: '//elsewhere.example' },
    { verb: 'save-view', name: 'x', href: 'https://elsewhere.example' },
    { verb: 'save-view', name: 'x', href: '/\\elsewhere.example' },
    { verb: 'save-list', name: 'x', text: 'line\n'.repeat(10_001) },
    { verb: 'note', subject: { on: 'account', id: 'a' }, text: 'x'.repeat(4001) },
    { verb: 'undo', step: 'S-0001', out: ['S-0001'], in: [] },
    { verb: 'paint' },
  ])('refuses %j', async (command) => {
    expect((await ask('/casebook', { command })).status).toBe(400);
  });

  it('says that the chain is whole', async () => {
    expect((await ask('/casebook/verify')).said).toMatchObject({ entries: 4, torn: [] });
  });

  it('tells a second tab what it missed, and goes on behind the last event that came', async () => {
    expect(await events('/casebook/events?after=1', 3)).toEqual([
      ['2', 'S-0002'],
      ['3', 'S-0003'],
      ['4', 'S-0004'],
    ]);
    expect(await events('/casebook/events?after=1', 1, { 'last-event-id': '3' })).toEqual([['4', 'S-0004']]);
    const next = events('/casebook/events?after=4', 1);
    await note('acct_3', 'Ana');
    expect(await next).toEqual([['5', 'S-0005']]);
  });
});

it('a browser may not ask the graph in Cypher, and nothing of it is on record', async () => {
  const { total } = (await ask('/casebook/steps?which=all')).said;
  const { status, said } = await ask('/cypher', { cypher: 'RETURN 1' });
  expect([status, said.code]).toEqual([403, 'TERMINAL_ONLY']);
  expect((await ask('/casebook/steps?which=all')).said.total).toBe(total);
});
