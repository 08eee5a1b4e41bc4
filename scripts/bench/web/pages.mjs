// Builds the pages of the drawers and serves them, with the graph in hand, on this machine alone.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../setup/workspace.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** Bundles each drawer for itself, as a production build. */
export async function buildPages(outDir) {
  await build({
    root: join(ROOT, 'scripts/bench/web/page'),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, chunkSizeWarningLimit: 5000 },
  });
}

/** Serves a folder, and over it what `setFiles` was last given by name; `close` ends it. */
export async function servePages(folder) {
  let files = {};
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    try {
      const body = files[name] ?? readFileSync(join(folder, name));
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    setFiles: (given) => (files = given),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
