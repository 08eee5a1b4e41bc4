// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actOfSteps } from '../features/casebook/moves.js';
import { arriveAt, didHere, useSteps, type Steps } from './steps.js';

const step = (href: string, name = `Opened ${href}`) => ({ name, href });
const arrivals = fc.array(fc.tuple(fc.constantFrom('/a', '/b', '/c', '/d'), fc.constantFrom('x', 'y'), fc.boolean()));
const NONE: Steps = { steps: [], at: -1 };
const three: Steps = { steps: [step('/a'), step('/b'), step('/c')], at: 2 };

describe('arriving at an address', () => {
  it('is the first step of an empty list', () => {
    expect(arriveAt(NONE, step('/a'), false)).toEqual({ steps: [step('/a')], at: 0 });
  });

  it('that is new is a step after the present one', () => {
    expect(arriveAt(three, step('/d'), false)).toEqual({ steps: [...three.steps, step('/d')], at: 3 });
  });

  it('where one already is changes nothing', () => {
    expect(arriveAt(three, step('/c', 'other words'), true)).toEqual(three);
  });

  it('of the step before undoes the present one', () => {
    expect(arriveAt(three, step('/b'), false)).toEqual({ ...three, at: 1 });
  });

  it('of the step after redoes it', () => {
    expect(arriveAt({ ...three, at: 0 }, step('/b'), false)).toEqual({ ...three, at: 1 });
  });

  it('after an undo ends what was undone', () => {
    expect(arriveAt({ ...three, at: 0 }, step('/d'), false)).toEqual({ steps: [step('/a'), step('/d')], at: 1 });
  });

  it('of an earlier step that is no neighbour is a step of its own', () => {
    expect(arriveAt(three, step('/a'), false).steps.map(({ href }) => href)).toEqual(['/a', '/b', '/c', '/a']);
  });

  it('of the step before is a new step when somebody named it', () => {
    const { steps, at } = arriveAt(three, step('/b', 'Took it back'), true);
    expect([steps.at(-1), at]).toEqual([step('/b', 'Took it back'), 3]);
  });

  it('with the same words goes on with the present step', () => {
    const typing = arriveAt(three, step('/c?find=l', 'Filtered'), true);
    expect(arriveAt(typing, step('/c?find=le', 'Filtered'), true)).toEqual({
      steps: [...three.steps, step('/c?find=le', 'Filtered')],
      at: 3,
    });
  });

  it('with the same words that nobody gave is a step of its own', () => {
    const before = { steps: [step('/n/1', 'Opened')], at: 0 };
    expect(arriveAt(before, step('/n/2', 'Opened'), false).steps).toHaveLength(2);
  });

  it('keeps the newest five hundred steps', () => {
    let all = NONE;
    for (let at = 0; at < 510; at++) all = arriveAt(all, step(`/${at}`), false);
    expect([all.steps.length, all.steps[0]?.href, all.steps[all.at]?.href]).toEqual([500, '/10', '/509']);
  });

  it('keeps fewer of long addresses, so that the tab can store them', () => {
    const long = (at: number) => ({ name: `${at}`, href: `/${at}/${'a'.repeat(400_000)}` });
    let all: Steps = NONE;
    for (let at = 0; at < 6; at++) all = arriveAt(all, long(at), true);
    expect([all.steps.map(({ name }) => name), all.at]).toEqual([['3', '4', '5'], 2]);
  });

  it('always ends at that address, with the present step in the list', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        let now = NONE;
        for (const [href, name, isNamed] of all) {
          now = arriveAt(now, { href, name }, isNamed);
          expect(now.steps[now.at]?.href).toBe(href);
        }
      }),
      { seed: 1 },
    );
  });

  it('with the same words, back at the address before them, leaves no step behind', () => {
    const typing = arriveAt(three, step('/c?find=l', 'Filtered'), true);
    expect(arriveAt(typing, step('/c', 'Filtered'), true)).toEqual(three);
  });

  it('never puts two neighbouring steps at one address', () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        let now = NONE;
        for (const [href, name, isNamed] of all) now = arriveAt(now, { href, name }, isNamed);
        expect(now.steps.filter(({ href }, at) => href === now.steps[at - 1]?.href)).toEqual([]);
      }),
      { seed: 2 },
    );
  });

  it('does not change what it was given', () => {
    const given = structuredClone(three);
    arriveAt(given, step('/d'), true);
    expect(given).toEqual(three);
  });
});

describe('what was done on record', () => {
  const act = actOfSteps(['S-0001']);
  const done = didHere(three, { name: 'Cleared N-1', act });

  it('is a step after the present one, in the same view, and ends what was undone', () => {
    expect(done).toEqual({ steps: [...three.steps, { name: 'Cleared N-1', href: '/c', act }], at: 3 });
    expect(didHere({ ...three, at: 0 }, { name: 'x', act }).steps).toHaveLength(2);
  });

  it('is not passed by going back to the view before, or by arriving where one is', () => {
    expect(arriveAt(done, step('/c'), false)).toEqual(done);
    expect(arriveAt(done, step('/b'), false)).toEqual({ steps: [...done.steps, step('/b')], at: 4 });
  });

  it('never goes on as a view of the same words', () => {
    expect(arriveAt(done, step('/d', 'Cleared N-1'), true).steps.map(({ href }) => href)).toEqual([
      '/a',
      '/b',
      '/c',
      '/c',
      '/d',
    ]);
  });

  it('stays before a view that went on until it was back where it began', () => {
    const typing = arriveAt(done, step('/c?find=l', 'Filtered'), true);
    expect(arriveAt(typing, step('/c', 'Filtered'), true)).toEqual(done);
  });

  it('is nothing before there is a view', () => {
    expect(didHere(NONE, { name: 'x', act })).toEqual(NONE);
  });
});

describe('the steps of a tab', () => {
  beforeEach(() => {
    sessionStorage.clear();
    useSteps.setState({ ...NONE, nextName: undefined });
  });

  const { arrive, nameNext } = useSteps.getState();

  it('take the words that were given for the next arrival, once', () => {
    nameNext('Hid acct_1');
    arrive('/n/1?hide=acct_1', 'Opened N-0001');
    arrive('/n/2', 'Opened N-0002');
    expect(useSteps.getState().steps.map(({ name }) => name)).toEqual(['Hid acct_1', 'Opened N-0002']);
  });

  it('forget those words also when the arrival changed nothing', () => {
    arrive('/n/1', 'Opened N-0001');
    nameNext('Selected nothing new');
    arrive('/n/1', 'Opened N-0001');
    arrive('/n/2', 'Opened N-0002');
    expect(useSteps.getState().steps.map(({ name }) => name)).toEqual(['Opened N-0001', 'Opened N-0002']);
  });

  /** The store as a page finds it that is loaded again with this in the tab's storage. */
  const reload = async (): Promise<Steps> => {
    vi.resetModules();
    const { steps, at } = (await import('./steps.js')).useSteps.getState();
    return { steps, at };
  };

  it('are there again after a reload, with what was undone', async () => {
    arrive('/a', 'Opened a');
    arrive('/b', 'Opened b');
    arrive('/a', 'Opened a');
    expect(await reload()).toEqual({ steps: [step('/a', 'Opened a'), step('/b', 'Opened b')], at: 0 });
  });

  it('are stored without the words for the next arrival', () => {
    nameNext('Hid acct_1');
    expect(JSON.parse(sessionStorage.getItem('iolaus.steps') ?? '{}').state).toEqual(NONE);
  });

  it('begin anew when the storage cannot be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    sessionStorage.setItem('iolaus.steps', '{"state":{"steps":[');
    expect(await reload()).toEqual(NONE);
  });
});
