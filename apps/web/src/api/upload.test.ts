// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusalOf } from './client.js';
import { uploadDump } from './upload.js';

/** A request that the test answers. */
class Request extends EventTarget {
  static last: Request;
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  status = 0;
  responseText = '';
  constructor() {
    super();
    Request.last = this;
  }
  open = vi.fn();
  send = vi.fn();
  abort = vi.fn(() => this.dispatchEvent(new Event('abort')));
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  answer(status: number, body: unknown): void {
    [this.status, this.responseText] = [status, JSON.stringify(body)];
    this.dispatchEvent(new Event('load'));
  }
}

beforeEach(() => vi.stubGlobal('XMLHttpRequest', Request));
afterEach(() => vi.unstubAllGlobals());

const file = new File(['row'], 'Prüfung 1.jsonl');
const batch = '0123456789ab';

describe('a file that is sent', () => {
  it('goes up with its name and batch, and comes back as its path', async () => {
    const sent = uploadDump(file, { batch });
    Request.last.answer(200, { path: '/inbox/0123456789ab/log.jsonl', sha256: 'a4' });
    expect(await sent).toEqual({ path: '/inbox/0123456789ab/log.jsonl', sha256: 'a4' });
    expect(Request.last.headers).toEqual({
      'content-type': 'application/octet-stream',
      'x-file-name': 'Pr%C3%BCfung%201.jsonl',
      'x-batch': batch,
    });
  });

  it('tells how much of it went out', async () => {
    const told: number[] = [];
    const sent = uploadDump(file, { batch, onSent: (bytes) => told.push(bytes) });
    Request.last.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 2 }));
    Request.last.answer(200, { path: '/inbox/x', sha256: '' });
    await sent;
    expect(told).toEqual([2]);
  });

  it('is refused in the words of the service', async () => {
    const sent = uploadDump(file, { batch });
    Request.last.answer(400, { code: 'BAD_INPUT', sentence: 'The file is too large.', hint: 'Split it.' });
    expect(refusalOf(await sent.catch((error: unknown) => error)).sentence).toBe('The file is too large.');
  });

  it('that nobody takes is offline', async () => {
    const sent = uploadDump(file, { batch });
    Request.last.dispatchEvent(new Event('error'));
    expect(refusalOf(await sent.catch((error: unknown) => error)).code).toBe('OFFLINE');
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const sent = uploadDump(file, { batch, signal: controller.signal });
    controller.abort(new Error('left out'));
    await expect(sent).rejects.toThrow('left out');
    expect(Request.last.abort).toHaveBeenCalledOnce();
  });
});
