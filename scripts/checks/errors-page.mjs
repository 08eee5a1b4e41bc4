// The page docs/reference/errors.md, made from the catalogue. `node scripts/checks/errors-page.mjs` writes it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERRORS } from '@iolaus/contracts';
import { ROOT } from '../setup/workspace.mjs';

/** Where the page lies. */
export const ERRORS_PAGE = join(ROOT, 'docs/reference/errors.md');

/** The page as text. */
export function errorsPage() {
  const cell = (text) => text.replaceAll('|', '\\|');
  const rows = Object.entries(ERRORS).map(
    ([code, row]) => `| \`${code}\` | ${row.status} | ${cell(row.sentence)} | ${cell(row.hint)} |`,
  );
  return [
    '# Errors',
    'Every refusal has a code, a sentence and a next step. A command prints them and exits with 1 (2 for wrong usage); the service answers them with the status.',
    'Words in braces are filled in. No message holds prompt text, card data or tokens. Made from `packages/contracts/src/errors.ts`.',
    '',
    '| code | status | what happened | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ERRORS_PAGE, errorsPage());
