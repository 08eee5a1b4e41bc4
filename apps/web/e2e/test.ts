import { test as base } from '@playwright/test';
import { runningService } from './service.js';

/** A story of the signed-in user, against the service that global set-up started. */
export const test = base.extend({
  // Playwright wants the first argument taken apart.
  // oxlint-disable-next-line no-empty-pattern
  baseURL: async ({}, use) => use(runningService().url),
});
export { expect, type Page } from '@playwright/test';
