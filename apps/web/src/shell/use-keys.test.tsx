// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyName, useKeys, type KeyMap } from './use-keys.js';

describe('the name of a pressed key', () => {
  const plain = { ctrlKey: false, metaKey: false, shiftKey: false };

  it.each([
    ['h', {}, 'H'],
    ['H', { shiftKey: true }, 'Shift+H'],
    ['z', { ctrlKey: true }, 'Ctrl+Z'],
    ['z', { metaKey: true }, 'Ctrl+Z'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Z'],
    ['Enter', {}, 'Enter'],
    ['ArrowDown', { shiftKey: true }, 'Shift+ArrowDown'],
    ['?', { shiftKey: true }, '?'],
    ['[', {}, '['],
  ])('%s with %j is %s', (key, held, name) => {
    expect(keyName({ key, ...plain, ...held })).toBe(name);
  });
});

describe('keys of a screen', () => {
  const action = vi.fn();
  let unmount: () => void;

  function Screen({ keys }: { readonly keys: KeyMap }) {
    useKeys(keys);
    return null;
  }

  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    const root = createRoot(document.createElement('div'));
    act(() =>
      root.render(<Screen keys={{ H: action, Enter: action, 'Ctrl+K': action, 'Ctrl+Z': action, E: undefined }} />),
    );
    unmount = () => act(() => root.unmount());
  });

  afterEach(() => {
    unmount();
    document.body.replaceChildren();
    vi.clearAllMocks();
    vi.unstubAllGlobals();
  });

  const press = (key: string, of: KeyboardEventInit = {}, on: EventTarget = document.body): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...of });
    on.dispatchEvent(event);
    return event;
  };
  const add = (name: string): HTMLElement => document.body.appendChild(document.createElement(name));

  it('do what they are bound to, and nothing else', () => {
    expect(press('h').defaultPrevented).toBe(true);
    expect(press('x').defaultPrevented).toBe(false);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('are left alone while they are bound to nothing', () => {
    expect(press('e').defaultPrevented).toBe(false);
  });

  it.each(['input', 'textarea', 'select'])('are text in an %s', (name) => {
    press('h', {}, add(name));
    expect(action).not.toHaveBeenCalled();
  });

  it('with Ctrl work in a field too', () => {
    press('k', { ctrlKey: true }, add('input'));
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('leave undo to a draft, which has its own, but not to a filter', () => {
    const undo = { ctrlKey: true };
    press('z', undo, add('textarea'));
    press('z', undo, add('form').appendChild(document.createElement('input')));
    expect(action).not.toHaveBeenCalled();
    press('z', undo, add('input'));
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('wait while a dialog is open', () => {
    add('dialog').setAttribute('open', '');
    press('h');
    expect(action).not.toHaveBeenCalled();
  });

  it('leave Enter to a control that has the focus', () => {
    press('Enter', {}, add('button'));
    expect(action).not.toHaveBeenCalled();
    press('Enter');
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('with Alt are the browser’s', () => {
    press('h', { altKey: true });
    expect(action).not.toHaveBeenCalled();
  });

  it('that somebody else has taken are not done twice', () => {
    const event = new KeyboardEvent('keydown', { key: 'h', bubbles: true, cancelable: true });
    event.preventDefault();
    document.body.dispatchEvent(event);
    expect(action).not.toHaveBeenCalled();
  });

  it('end with the screen', () => {
    unmount();
    press('h');
    expect(action).not.toHaveBeenCalled();
  });
});
