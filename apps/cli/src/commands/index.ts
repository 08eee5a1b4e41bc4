import type { Command } from 'commander';
import { addConstraintCommands } from './constraints.js';
import { addCypherCommand } from './cypher.js';
import { addDataCommands } from './data.js';
import { addEnrichCommand } from './enrich.js';
import { addDumpCommands } from './dumps.js';
import { addEvidenceCommands } from './evidence.js';
import { addJournalCommand } from './journal.js';
import { addLearnCommand } from './learn.js';
import { addMatchCommand } from './match.js';
import { addQuestionCommands } from './questions.js';
import { addSelftestCommand } from './selftest.js';
import { addStartCommand } from './start.js';
import { addTemplatesCommand } from './templates.js';

/** Adds every command to the program. */
export function register(program: Command): void {
  addStartCommand(program);
  addDataCommands(program);
  addEnrichCommand(program);
  addQuestionCommands(program);
  addMatchCommand(program);
  addCypherCommand(program);
  addConstraintCommands(program);
  addJournalCommand(program);
  addLearnCommand(program);
  addEvidenceCommands(program);
  addSelftestCommand(program);
  addTemplatesCommand(program);
  addDumpCommands(program);
}
