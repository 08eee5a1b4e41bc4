import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The workbench is built to dist and served by the service; in development calls go to a service on its default port. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // In one chunk: whoever makes a schema then finds that it must not be compiled.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'schemas', test: /node_modules\/zod\/|contracts\/dist\/no-eval/ }] },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4680' } },
});
