// Counts drawn frames and makes WebGL finish, alike for every drawer: no library is asked.
const contexts = [];
let frames = 0;
let last = -1;

/** Frames since the page began in which a canvas of the page was cleared. */
export const framesDrawn = () => frames;

/** Resolves once everything asked for has been drawn, by WebGL too. */
export async function settled() {
  for (let turn = 0; turn < 2; turn++) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
  for (const context of contexts)
    if (!context.isContextLost())
      context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
}

/** To be called before anything draws. */
export function watchCanvases() {
  after(HTMLCanvasElement.prototype, 'getContext', (canvas, context, kind) => {
    if (context && kind.startsWith('webgl') && !contexts.includes(context)) contexts.push(context);
  });
  const clears = [
    [CanvasRenderingContext2D.prototype, 'clearRect'],
    [WebGLRenderingContext.prototype, 'clear'],
    [WebGL2RenderingContext.prototype, 'clear'],
  ];
  for (const [prototype, clear] of clears)
    after(prototype, clear, ({ canvas }) => {
      if (canvas.isConnected) noteFrame();
    });
}

/** Has `look` see each call of a method, with what it was called on, gave and was given. */
function after(prototype, method, look) {
  const original = prototype[method];
  prototype[method] = function (...words) {
    const given = original.apply(this, words);
    look(this, given, ...words);
    return given;
  };
}

/** All callbacks of one frame see the same time. */
function noteFrame() {
  const now = document.timeline.currentTime;
  if (now !== last) frames++;
  last = now;
}
