// The pictures of README and guide, taken from the demo: `node scripts/pictures.mjs [HOME]`. Run it when a screen changes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkbench } from './setup/workbench-page.mjs';
import { ROOT } from './setup/workspace.mjs';

const FOLDER = join(ROOT, 'docs/guide/pictures');
const EXCHANGES = join(ROOT, 'seed-data/tiny/payments.csv');
const MAPPING = join(ROOT, 'seed-data/tiny/payments.mapping.yaml');

const stage = (page, ready) => page.locator(`.stage-canvas[data-ready=${ready}]`).waitFor();

/** Each picture: its name, its theme, and the way to it from the best network of the demo. */
const PICTURES = [
  { name: 'triage', theme: 'dark', open: async (page) => page.locator('.tri-table tbody tr').nth(3).waitFor() },
  { name: 'network', theme: 'dark', path: ({ network }) => `/n/${network}`, open: (page) => stage(page, 'accounts') },
  {
    name: 'network-light',
    theme: 'light',
    path: ({ network }) => `/n/${network}`,
    open: (page) => stage(page, 'accounts'),
  },
  {
    name: 'community',
    theme: 'dark',
    path: ({ network, member }) =>
      `/n/${network}?${new URLSearchParams({ c: member.community, sel: JSON.stringify([member.account]) })}`,
    open: (page) => stage(page, 'accounts'),
  },
  {
    name: 'account',
    theme: 'dark',
    path: ({ member }) => `/a/${member.account}`,
    open: (page) => page.locator('.acc-rows tbody tr').first().waitFor(),
  },
  {
    name: 'indicator',
    theme: 'light',
    path: ({ indicator }) => `/i/${indicator.kind}/${encodeURIComponent(indicator.value)}`,
    open: (page) => page.locator('main h1').first().waitFor(),
  },
  {
    name: 'import',
    theme: 'dark',
    path: () => '/data/import',
    open: async (page) => {
      await page.getByLabel('Files to import').setInputFiles([EXCHANGES, MAPPING]);
      await page.getByText('found beside the file').waitFor();
    },
  },
];

const scratch = mkdtempSync(join(tmpdir(), 'iolaus-pictures-'));
try {
  mkdirSync(FOLDER, { recursive: true });
  await withWorkbench(process.argv[2] ?? scratch, takeAll);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function takeAll({ origin, newPage }) {
  const first = await newPage();
  const ask = async (path) => (await first.request.get(`${origin}/api${path}`)).json();
  const [best] = await ask('/networks/records');
  const { rows } = await ask(`/networks/${best.id}/members?limit=1`);
  const found = { network: best.id, member: rows[0], indicator: best.core.find(({ kind }) => kind === 'ip') };
  for (const { name, theme, path = () => '/', open } of PICTURES) {
    const page = await newPage({ theme });
    await page.goto(origin + path(found));
    await open(page);
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    // Pictures are taken once names have faded in and bars have grown.
    await page.waitForTimeout(2500);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await page.context().close();
    process.stdout.write(`${name}.png\n`);
  }
}
