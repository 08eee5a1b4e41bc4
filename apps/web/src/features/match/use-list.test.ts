// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropRun, MOST_KEPT, runList, useListDraft, useListRun } from './use-list.js';

beforeEach(() => {
  sessionStorage.clear();
  useListRun.setState({ run: undefined });
});

/** The run that a page which is loaded now begins with. */
async function afterReload(): Promise<{ run: string | undefined; draft: string }> {
  vi.resetModules();
  const again = await import('./use-list.js');
  return { run: again.useListRun.getState().run?.text, draft: again.useListDraft.getState().text };
}

describe('the list of a tab', () => {
  it('is run again under another id, also with the same text', () => {
    runList('acct_1');
    const first = useListRun.getState().run;
    runList('acct_1');
    expect(first).toEqual({ id: 1, text: 'acct_1' });
    expect(useListRun.getState().run).toEqual({ id: 2, text: 'acct_1' });
    expect(useListDraft.getState().text).toBe('acct_1');
  });

  it('survives a reload, in the field as well', async () => {
    runList('203[.]0[.]113[.]7\nacct_1');
    expect(await afterReload()).toEqual({ run: '203[.]0[.]113[.]7\nacct_1', draft: '203[.]0[.]113[.]7\nacct_1' });
  });

  it('is not kept where it is too long for what a tab may keep', async () => {
    runList('a'.repeat(MOST_KEPT + 1));
    expect(useListRun.getState().run?.text).toHaveLength(MOST_KEPT + 1);
    expect(await afterReload()).toEqual({ run: undefined, draft: '' });
  });

  it('stays in the field when its run is taken back', () => {
    runList('acct_1');
    dropRun();
    expect([useListRun.getState().run, useListDraft.getState().text]).toEqual([undefined, 'acct_1']);
  });
});
