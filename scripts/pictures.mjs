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
    name: 'expand',
    theme: 'dark',
    path: ({ network, wide }) => `/n/${network}?${new URLSearchParams({ c: 'A-01', ind: JSON.stringify(wide) })}`,
    open: async (page) => {
      await stage(page, 'accounts');
      await page.keyboard.press('e');
      await page.locator('.expand-counts tbody tr').first().waitFor();
    },
  },
  {
    name: 'why',
    theme: 'dark',
    path: ({ network, member, mate }) =>
      `/n/${network}?${new URLSearchParams({ c: member.community, sel: JSON.stringify([member.account, mate]), table: 'true' })}`,
    open: async (page) => {
      await stage(page, 'accounts');
      await page.locator('.why-sentence').waitFor();
    },
  },
  {
    name: 'prompts',
    theme: 'dark',
    path: ({ network }) => `/n/${network}?tab=templates`,
    open: async (page) => {
      await stage(page, 'accounts');
      await page.locator('.template-item').first().waitFor();
    },
  },
  {
    name: 'compare',
    theme: 'dark',
    path: ({ network }) => `/n/${network}?mode=compare`,
    open: async (page) => {
      await stage(page, 'accounts');
      await page.locator('.compare-sentence').waitFor();
    },
  },
  {
    name: 'plan',
    theme: 'light',
    path: ({ network }) => `/n/${network}?tab=plan`,
    open: async (page) => {
      await stage(page, 'accounts');
      await page.locator('.plan-sentence').waitFor();
    },
  },
  {
    name: 'verdict',
    theme: 'dark',
    path: ({ network }) => `/n/${network}`,
    // The dialog is shown and left: a picture puts nothing on record.
    open: async (page) => {
      await stage(page, 'accounts');
      await page.keyboard.press('v');
      await page.getByLabel(/^Words/).fill('Shared cards on every day of the campaign; no innocent explanation holds.');
    },
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
  const mate = await mateOf(ask, rows[0].account);
  const { kind, value } = best.core.find(({ reach, members }) => reach > members) ?? best.core[0];
  const found = {
    network: best.id,
    member: rows[0],
    mate,
    wide: { kind, value },
    indicator: best.core.find(({ kind }) => kind === 'ip'),
  };
  for (const { name, theme, path = () => '/', open } of PICTURES) {
    const page = await newPage({ theme });
    await page.addInitScript(() => localStorage.setItem('iolaus.author', 'Iris Vole'));
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

/** Another member that holds what tells most of an account. */
async function mateOf(ask, account) {
  const { indicators } = await ask(`/accounts/${account}`);
  const { kind, value } = indicators[0];
  const { rows } = await ask(`/indicators/${kind}/${encodeURIComponent(value)}/accounts?holders=members&limit=5`);
  return rows.find((each) => each.account !== account).account;
}
