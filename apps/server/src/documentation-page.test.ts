import { expect, it } from 'vitest';
import { documentationPage } from './documentation-page.js';

it('lists each route in one line, under /api', () => {
  const page = documentationPage({
    paths: { '/networks': { get: { summary: 'Ranked networks' } }, '/detections': { post: {} } },
  });
  expect(page).toContain('<tr><td>GET</td><td><code>/api/networks</code></td><td>Ranked networks</td></tr>');
  expect(page).toContain('<tr><td>POST</td><td><code>/api/detections</code></td><td></td></tr>');
});

it('shows markup in a document as text', () => {
  const page = documentationPage({ paths: { '/<b>': { get: { summary: `"><script src='x'>&` } } } });
  expect(page).toContain('/api/&#60;b&#62;');
  expect(page).toContain('&#34;&#62;&#60;script src=&#39;x&#39;&#62;&#38;');
});

it('is a page without rows for a document without routes', () => {
  expect(documentationPage({})).toContain('<tbody></tbody>');
});
