import type { Command } from '@iolaus/contracts';
import { visibleText } from '../../ui/safe-text.js';
import { sayOrAsk } from './say.js';
import { networkSubject } from './verdicts.js';

/** Gives a network a name; a colleague's that came meanwhile is asked about. */
export const nameNetwork = (id: string, name: string): void =>
  sayOf(id, { verb: 'name-network', subject: networkSubject(id), name }, `Named ${id} ${visibleText(name)}`);

/** Has a network called again what detection called it. */
export const unnameNetwork = (id: string): void =>
  sayOf(id, { verb: 'unname-network', subject: networkSubject(id) }, `Took back the name of ${id}`);

function sayOf(id: string, command: Command, name: string): void {
  void sayOrAsk({ commands: [command], name, look: `/n/${encodeURIComponent(id)}` });
}
