// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onLoneG, useGoTo } from './go-to.js';

const CHORD_MS = 600;
const navigate = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }));

function Keys() {
  useGoTo();
  return null;
}

const lone = vi.fn();
let stop: () => void;
let unmount: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Keys />));
  unmount = () => act(() => root.unmount());
  stop = onLoneG(lone);
});

afterEach(() => {
  stop();
  unmount();
  document.body.replaceChildren();
  vi.clearAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Presses a key on an element; gives back the event that it made. */
function press(key: string, of: KeyboardEventInit = {}, on: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...of });
  on.dispatchEvent(event);
  return event;
}

describe('G and a letter', () => {
  it.each([
    ['t', '/'],
    ['i', '/i'],
    ['m', '/match'],
    ['k', '/constraints'],
    ['d', '/data'],
  ])('%s goes to %s', (letter, to) => {
    press('g');
    press(letter);
    expect(navigate.mock.calls).toEqual([[{ to }]]);
  });

  it('does nothing else: the letter is used up, and G is not alone', () => {
    press('g');
    expect(press('t').defaultPrevented).toBe(true);
    vi.advanceTimersByTime(CHORD_MS);
    expect(lone).not.toHaveBeenCalled();
  });

  it('goes nowhere when the letter comes too late', () => {
    press('g');
    vi.advanceTimersByTime(CHORD_MS);
    press('t');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('goes nowhere without G, or after another letter', () => {
    press('t');
    press('g');
    press('x');
    press('t');
    expect(navigate).not.toHaveBeenCalled();
  });

  it.each(['input', 'textarea', 'select'])('is text in an %s', (name) => {
    const field = document.body.appendChild(document.createElement(name));
    press('g', {}, field);
    press('t', {}, field);
    vi.advanceTimersByTime(CHORD_MS);
    expect([navigate.mock.calls, lone.mock.calls]).toEqual([[], []]);
  });

  it('waits while a dialog is open', () => {
    document.body.appendChild(document.createElement('dialog')).setAttribute('open', '');
    press('g');
    press('t');
    expect(navigate).not.toHaveBeenCalled();
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])('is left to the browser with %j', (held) => {
    press('g', held);
    press('t');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('does nothing once the caller has left the screen', () => {
    unmount();
    press('g');
    press('t');
    expect(navigate).not.toHaveBeenCalled();
  });
});

describe('G alone', () => {
  it('is left to the screen, once no letter followed', () => {
    press('g');
    vi.advanceTimersByTime(CHORD_MS - 1);
    expect(lone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(lone).toHaveBeenCalledTimes(1);
  });

  it('counts once however long it is held', () => {
    for (let at = 0; at < 20; at++) press('g', { repeat: true });
    vi.advanceTimersByTime(CHORD_MS);
    expect(lone).toHaveBeenCalledTimes(1);
  });

  it('does nothing after the screen has stopped listening', () => {
    stop();
    press('g');
    vi.advanceTimersByTime(CHORD_MS);
    expect(lone).not.toHaveBeenCalled();
  });
});
