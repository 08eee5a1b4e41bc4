import type { Command } from 'commander';
import type { Bridge, LinkPaths, NetworkRecord, PathStep, TakedownPlan, Why } from '@iolaus/contracts';
import { membersOf } from '../members.js';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

const percent = (share01: number): string => `${(100 * share01).toFixed(share01 > 0 && share01 < 0.01 ? 2 : 0)} %`;

function planText(plan: TakedownPlan): string[] {
  const rows = plan.frontier.map((point) => [
    point.step,
    point.accountsSuspended,
    point.indicatorsBlocked,
    percent(point.volumeRemoved01),
    percent(point.wayBackBlocked01),
    point.benignHit,
    percent(point.benignHit01),
    point.benignTenureDays ?? '–',
  ]);
  const kept = plan.notBlocked.slice(0, 10);
  return [
    `${plan.network} ${plan.name}, tier ${plan.tier}. Each line counts all steps up to it; nothing is executed.`,
    ...table(
      ['step', 'suspended', 'blocked', 'volume removed', 'way back met', 'benign hit', 'of benign', 'their days'],
      rows,
    ),
    `After it, a successor on what is left would share ${plan.regrowth.bits} bits: ${plan.regrowth.isRecognised ? 'it would be recognised' : 'it might not be recognised'}.`,
    ...(plan.notBlockedTotal === 0 ? [] : [`Not to be blocked, ${kept.length} of ${plan.notBlockedTotal}:`]),
    ...kept.map(({ kind, value, reason }) => `  ${kind} ${value}: ${reason}`),
    ...plan.notes,
  ];
}

/** Adds `networks`, `network`, `plan`, `account`, `link`, `search` and `doctor`: the answers that the screens show. */
export function addQuestionCommands(program: Command): void {
  addCommand(program, { usage: 'networks', about: 'Ranked networks, best first.', example: 'networks --json' }).action(
    (flags: CommonOptions) =>
      withSession(flags.home, async ({ api }) => {
        const records = await api.networks.records();
        const rows = records.map((record) => [
          record.id,
          record.name,
          record.tier,
          record.accounts,
          record.exchanges,
          record.strength.toFixed(1),
          record.q.toExponential(0),
          record.score.toFixed(1),
        ]);
        terminalOf(flags).answer(records, () =>
          table(['id', 'name', 'tier', 'accounts', 'exchanges', 'bits', 'q', 'score'], rows),
        );
      }),
  );
  addCommand(program, {
    usage: 'network <id>',
    about: 'One network: figures, reasons, what would break it, what speaks against it; with --json also its members.',
    example: 'network N-0001',
  }).action((id: string, flags: CommonOptions) =>
    withSession(flags.home, async ({ api }) => {
      const { record } = await api.networks.get({ id });
      const terminal = terminalOf(flags);
      const turns = await api.networks.turns({ id });
      const pivot = await api.networks.pivot({ id });
      if (flags.json) terminal.answer({ ...record, turns, pivot, members: await membersOf(api, record) }, () => []);
      else terminal.answer(record, () => [...networkText(record), turns.sentence, pivot.sentence]);
    }),
  );
  addCommand(program, {
    usage: 'plan <network>',
    about: 'A takedown: what it would remove, and whom it would hit. Nothing is executed.',
    example: 'plan N-0001',
  }).action((id: string, flags: CommonOptions) =>
    withSession(flags.home, async ({ api }) => {
      const plan = await api.networks.plan({ id });
      terminalOf(flags).answer(plan, () => planText(plan));
    }),
  );
  addCommand(program, {
    usage: 'account <id>',
    about: 'One account: what holds it, and in which network.',
    example: 'account acct_9f3k27qd',
  }).action((id: string, flags: CommonOptions) =>
    withSession(flags.home, async ({ api }) => {
      const account = await api.accounts.get({ id });
      const place = account.network
        ? `${account.network.name} ${account.network.id}, ${account.network.community}, tier ${account.network.tier}`
        : 'in no network';
      terminalOf(flags).answer(account, () => [
        `${account.id}: ${place}`,
        ...(account.why ? whyText(account.why) : sharesText(account.indicators)),
        ...(account.indicatorTotal > account.indicators.length
          ? [`${account.indicators.length} of ${account.indicatorTotal} indicators shown, those that tell most.`]
          : []),
      ]);
    }),
  );
  addCommand(program, {
    usage: 'link <a> <b>',
    about: 'What joins two accounts, and how rare it is.',
    example: 'link acct_9f3k27qd acct_t6w81xzc',
  })
    .option('--paths', 'also the best paths of evidence between them, over other accounts')
    .action((a: string, b: string, flags: CommonOptions & { readonly paths?: true }) =>
      withSession(flags.home, async ({ api }) => {
        const link = await api.links.get({ a, b });
        const paths = flags.paths && (await api.links.paths({ a, b }));
        terminalOf(flags).answer(paths ? { ...link, paths } : link, () => [
          ...whyText(link.why),
          ...(link.atLarge ? [link.atLarge.sentence] : []),
          ...(paths ? pathsText(paths) : []),
        ]);
      }),
    );
  addCommand(program, {
    usage: 'search <text>',
    about: 'Accounts, addresses, card tokens, words of a template, networks.',
    example: 'search 203.0.113.47',
  }).action((text: string, flags: CommonOptions) =>
    withSession(flags.home, async ({ api }) => {
      const hits = await api.search.query({ text });
      terminalOf(flags).answer(hits, () =>
        hits.length === 0
          ? ['Nothing found.']
          : table(
              ['kind', 'value', ''],
              hits.map((hit) => [hit.kind, hit.label, hit.fact]),
            ),
      );
    }),
  );
  addCommand(program, { usage: 'doctor', about: 'Checks the installation.', example: 'doctor' }).action(
    (flags: CommonOptions) =>
      withSession(flags.home, async ({ api }) => {
        const health = await api.status.health();
        terminalOf(flags).answer(health, () =>
          health.checks.flatMap((check) => [
            `${check.ok ? '✓' : '✗'} ${check.name}: ${check.found}`,
            ...(check.hint ? [`    ${check.hint}`] : []),
          ]),
        );
        if (!health.ok) process.exitCode = 1;
      }),
  );
}

function networkText(record: NetworkRecord): string[] {
  return [
    `${record.name} ${record.id}, tier ${record.tier}: ${record.accounts.toLocaleString('en-US')} accounts in ${record.communities} communities`,
    `significance q ${record.q.toExponential(0)} · strength ${record.strength} bits (bar ${record.barBits}) · risk score ${record.score}`,
    ...record.reasons.map((reason) => `- ${reason.sentence}`),
    '',
    'What would break it',
    ...record.fragility.map(
      (each) =>
        `  without ${each.kind === 'family' ? each.without : `${each.kind} ${each.value}`}: ${Math.round(each.remains * 100)} % stay${each.holds ? '' : ', it falls'}`,
    ),
    ...(record.communities > 1 ? ['What joins its communities', ...record.bridges.map(bridgeText)] : []),
    'Could it be innocent?',
    ...record.hypotheses.map((each) => `  ${each.question}: ${each.answer}. ${each.figure}`),
    'Points',
    ...record.points.map(
      (point) => `  ${point.points >= 0 ? '+' : ''}${point.points} ${point.feature}: ${point.value}`,
    ),
  ];
}

function bridgeText(bridge: Bridge): string {
  const [one, other] = bridge.communities;
  const joins = bridge.needed === 1 ? 'links' : 'members';
  return `  ${bridge.kind} ${bridge.value}: ${bridge.members[0]} in ${one}, ${bridge.members[1]} in ${other}, ${bridge.bits} bits; ${bridge.parts ? 'they would part without it' : 'they stay one without it'} (${bridge.commonWithout} of ${bridge.common} ${joins} still join them, it takes ${bridge.needed})`;
}

function whyText(why: Why): string[] {
  return [
    why.sentence,
    `strength ${why.bits} bits (bar ${why.barBits.toFixed(1)})${why.q === null ? '' : ` · q ${why.q.toExponential(0)}`}`,
    ...sharesText(why.shares),
    ...why.against.map((line) => `- ${line}`),
  ];
}

function pathsText({ sentence, paths, notFollowed }: LinkPaths): string[] {
  const stepText = (step: PathStep): string => {
    const others = step.others === 0 ? '' : ` or one of ${step.others.toLocaleString('en-US')} others`;
    return `  ${step.kind} ${step.value}, ${step.bits.toFixed(1)} bits, ${step.rarity} → ${step.to}${others}`;
  };
  return [
    '',
    sentence,
    ...paths.flatMap(({ bits, steps }, at) => [
      `Path ${at + 1}, ${bits.toFixed(1)} bits: ${steps[0]?.from ?? ''}`,
      ...steps.map(stepText),
    ]),
    ...notFollowed.map((line) => `- ${line}`),
  ];
}

function sharesText(shares: Why['shares']): string[] {
  return table(
    ['kind', 'value', 'bits', 'rarity', 'rows'],
    shares.map((item) => [item.kind, item.value, item.bits.toFixed(1), item.rarity, item.rows]),
  );
}
