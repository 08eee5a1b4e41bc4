import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvRow } from './records.js';
import type { Person } from './world.js';

/** Writes the ground truth: accounts.csv (who is of which campaign) and templates.csv. The product never reads it. */
export async function writeTruth(folder: string, people: readonly Person[]): Promise<void> {
  const rows = people.map((each) =>
    csvRow([
      each.id,
      each.campaign,
      each.kind,
      each.isStealth,
      each.campaign === '' ? '' : each.campaignShare01.toFixed(3),
      each.campaign === '' ? '' : each.generation,
    ]),
  );
  await writeFile(
    join(folder, 'accounts.csv'),
    `account,campaign,kind,stealth,campaign_share,generation\n${rows.join('\n')}\n`,
  );
  const frames = new Map(
    people.flatMap((each) => [...each.frames, ...each.coverFrames].map((frame) => [frame.id, frame] as const)),
  );
  const templates = [...frames.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((frame) => csvRow([frame.id, frame.intent, frame.shape, frame.opening, frame.closing]));
  await writeFile(join(folder, 'templates.csv'), `template,intent,shape,opening,closing\n${templates.join('\n')}\n`);
}
