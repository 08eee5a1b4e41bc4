import { expect, it } from 'vitest';
import { openingRows, rowsStep, tableStep } from './drawer-steps.js';

it('opens the rows of days in place of the table, and closes them again', () => {
  expect(rowsStep({ table: true, mode: 'sign-ups' })[1]).toEqual({
    rows: { of: 'days' },
    table: undefined,
    mode: 'sign-ups',
  });
  expect(rowsStep({ rows: { of: 'days' } })[1]).toEqual({ rows: undefined });
  expect(rowsStep({ rows: { kind: 'ip', value: '203.0.113.47' } })[1]).toMatchObject({ rows: { of: 'days' } });
});

it('opens the rows of one lane on its day', () => {
  const day = { from: '2026-09-21', to: '2026-09-21' };
  expect(openingRows({ mode: 'lanes' }, { community: 'A-02', ...day })[1]).toEqual({
    ...day,
    rows: { of: 'days', community: 'A-02' },
    table: undefined,
    mode: 'lanes',
  });
});

it('leaves the comparison, which fills the drawer, for rows and table', () => {
  expect(openingRows({ mode: 'compare' })[1].mode).toBeUndefined();
  expect(tableStep({ table: undefined })[1]).toEqual({ table: true, rows: undefined, mode: undefined });
});
