import type { Command } from 'commander';
import type { Api, Constraint, Rule } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { follow, withSession } from '../session.js';
import { table } from '../terminal.js';

interface Verb {
  readonly verb: Rule['verb'];
  readonly takes: readonly string[];
  readonly about: string;
  readonly example: readonly string[];
  readonly ruleOf: (values: readonly string[]) => Rule;
}

const at = (values: readonly string[], index: number): string => values[index] ?? '';

const VERBS: readonly Verb[] = [
  {
    verb: 'cut-indicator',
    takes: ['kind', 'value'],
    about: 'the indicator links nobody and tells nothing',
    example: ['ip', '203.0.113.47'],
    ruleOf: (values) => ({ verb: 'cut-indicator', kind: at(values, 0), value: at(values, 1) }),
  },
  {
    verb: 'share-indicator',
    takes: ['kind', 'value'],
    about: 'the same, because many are known to share it',
    example: ['ip', '203.0.113.47'],
    ruleOf: (values) => ({ verb: 'share-indicator', kind: at(values, 0), value: at(values, 1) }),
  },
  {
    verb: 'cut-link',
    takes: ['a', 'b'],
    about: 'what b shares with a tells nothing of b',
    example: ['acct_9f3k27qd', 'acct_t6w81xzc'],
    ruleOf: (values) => ({ verb: 'cut-link', a: at(values, 0), b: at(values, 1) }),
  },
  {
    verb: 'verify-organisation',
    takes: ['organisation'],
    about: 'the organisation is who it says it is',
    example: ['Northwold College'],
    ruleOf: (values) => ({ verb: 'verify-organisation', organisation: at(values, 0) }),
  },
  {
    verb: 'pin-account',
    takes: ['account', 'network'],
    about: 'the account belongs to the network',
    example: ['acct_9f3k27qd', 'N-0001'],
    ruleOf: (values) => ({ verb: 'pin-account', account: at(values, 0), network: at(values, 1) }),
  },
  {
    verb: 'exclude-account',
    takes: ['account'],
    about: 'the account belongs to no network',
    example: ['acct_9f3k27qd'],
    ruleOf: (values) => ({ verb: 'exclude-account', account: at(values, 0) }),
  },
];

/** Adds `constrain` with a command for each verb, and `constraints`. */
export function addConstraintCommands(program: Command): void {
  const group = program.command('constrain').description('Hold detection to what you know, with a reason.');
  for (const verb of VERBS) {
    addCommand(group, {
      usage: [verb.verb, ...verb.takes.map((each) => `<${each}>`)].join(' '),
      about: `Hold detection to this: ${verb.about}.`,
      example: `constrain ${verb.verb} ${verb.example.map((each) => (each.includes(' ') ? `"${each}"` : each)).join(' ')} --reason "an office, asked and confirmed"`,
    })
      .requiredOption('--reason <TEXT>', 'why; it stays on record')
      .option('--author <NAME>', 'who says so; it stays on record')
      .action((...given: unknown[]) => {
        const values = given.slice(0, verb.takes.length) as string[];
        const flags = given[verb.takes.length] as AddFlags;
        return runAdd(verb.ruleOf(values), flags);
      });
  }
  addCommand(program, {
    usage: 'constraints',
    about: 'What detection is held to; with --undo, one of it no more.',
    example: 'constraints --undo C-0003',
  })
    .option('--undo <ID>', 'undo a constraint: detection is as if it had never been')
    .action(runList);
}

type AddFlags = CommonOptions & { readonly reason: string; readonly author?: string };

async function runAdd(rule: Rule, flags: AddFlags): Promise<void> {
  await withSession(flags.home, async ({ api }) => {
    const { constraint, job } = await api.constraints.add({ rule, reason: flags.reason, author: flags.author });
    await follow(api, job, terminalOf(flags));
    await answer(api, constraint, flags);
  });
}

async function runList(flags: CommonOptions & { readonly undo?: string }): Promise<void> {
  await withSession(flags.home, async ({ api }) => {
    const { undo } = flags;
    if (undo !== undefined) {
      const { constraint, job } = await api.constraints.undo({ id: undo });
      await follow(api, job, terminalOf(flags));
      await answer(api, constraint, flags);
      return;
    }
    const all = await api.constraints.list();
    terminalOf(flags).answer(all, () =>
      all.length === 0
        ? ['Nothing; `iolaus constrain --help` says what there is.']
        : table(
            ['id', 'rule', 'reason', 'state'],
            all.map((each) => [each.id, wordsOf(each), each.reason, each.undoneMs === null ? 'holds' : 'undone']),
          ),
    );
  });
}

/** Says what became of the networks: what the detection that follows has found changed. */
async function answer(api: Api, constraint: Constraint, flags: CommonOptions): Promise<void> {
  const { changes, unmet } = await api.detection.get();
  terminalOf(flags).answer({ constraint, changes, unmet }, () => [
    `${constraint.id} ${constraint.undoneMs === null ? 'holds' : 'is undone'}: ${wordsOf(constraint)}.`,
    ...(unmet.includes(constraint.id) ? ['It speaks of what this data does not hold, so it changes nothing yet.'] : []),
    ...(changes.length === 0 ? ['No network changed.'] : changes.slice(0, 20).map(({ sentence }) => sentence)),
    ...(changes.length > 20 ? [`20 of ${changes.length} changes shown; all with --json.`] : []),
  ]);
}

const wordsOf = ({ rule: { verb, ...values } }: Constraint): string => [verb, ...Object.values(values)].join(' ');
