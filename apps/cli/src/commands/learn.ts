import type { Command } from 'commander';
import type { LearnReport, RiskModelView } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

type Flags = CommonOptions & { readonly check?: boolean; readonly forget?: boolean; readonly author?: string };

/** Adds `learn`: risk points out of the investigators' verdicts. */
export function addLearnCommand(program: Command): void {
  addCommand(program, {
    usage: 'learn',
    about: 'Learns risk points from the verdicts on networks; the next detection uses them.',
    example: 'learn --check',
  })
    .option('--check', 'say what would be learned, and change nothing')
    .option('--forget', 'go back to the points that ship')
    .option('--author <NAME>', 'who says so; it stays on record')
    .action((flags: Flags) =>
      withSession(flags.home, async ({ api }) => {
        const terminal = terminalOf(flags);
        const by = flags.author === undefined ? {} : { author: flags.author };
        if (flags.forget === true) {
          const view = await api.riskModel.forget(by);
          terminal.answer(view, () => [forgottenText(view)]);
          return;
        }
        const report = await api.riskModel.learn({ check: flags.check === true, ...by });
        terminal.answer(report, () => learnText(report));
      }),
    );
}

const forgottenText = ({ source }: RiskModelView): string => `Points are ${source} from the next \`iolaus detect\` on.`;

/** The report as lines of a terminal. */
export function learnText(report: LearnReport): string[] {
  const { verdicts, logLoss, inAct, base, changes } = report;
  const rows = changes.map(({ feature, from, shipped, learned }) => [
    feature,
    from === null ? 'below the first bound' : `from ${from}`,
    signed(shipped),
    signed(learned),
  ]);
  if (base.shipped !== base.learned) rows.unshift(['Any network', '', signed(base.shipped), signed(base.learned)]);
  return [
    `${verdicts.confirmed} confirmed and ${verdicts.cleared} cleared networks; ${verdicts.contested} contested are left out, ${verdicts.gone} ${verdicts.gone === 1 ? 'is' : 'are'} no network now.`,
    '',
    ...(rows.length === 0 ? ['No points changed.'] : table(['term', 'amount', 'shipped', 'learned'], rows)),
    '',
    `Log loss, each verdict by points learned without it: ${logLoss.shipped.toFixed(3)} shipped, ${logLoss.learned.toFixed(3)} learned.`,
    `Of the confirmed ${inAct.confirmed.shipped} were in Act and ${inAct.confirmed.learned} would be; of the cleared ${inAct.cleared.shipped} and ${inAct.cleared.learned}.`,
    `${report.freedom.toFixed(1)} degrees of freedom for ${verdicts.confirmed + verdicts.cleared} verdicts.`,
    ...reliabilityText(report),
    outcome(report),
  ];
}

function reliabilityText({ reliability, verdicts }: LearnReport): string[] {
  if (!reliability)
    return [
      `No probabilities: they need 100 confirmed and 100 cleared networks, of which there are ${verdicts.confirmed} and ${verdicts.cleared}.`,
    ];
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    `Probabilities: Brier score ${reliability.brier.toFixed(3)}, expected calibration error ${reliability.calibrationError.toFixed(3)}.`,
    ...table(
      ['said', 'confirmed', '95 % interval', 'verdicts'],
      reliability.bins.map((bin) => [
        percent(bin.said01),
        percent(bin.confirmed01),
        `${percent(bin.low01)} to ${percent(bin.high01)}`,
        bin.verdicts,
      ]),
    ),
  ];
}

function outcome({ isKept, isBetter }: LearnReport): string {
  if (isKept) return 'Kept: the next `iolaus detect` uses them. `iolaus learn --forget` goes back.';
  return isBetter ? 'Nothing was changed: only checked.' : 'Nothing was changed: they foretell verdicts no better.';
}

const signed = (points: number): string => (points > 0 ? `+${points.toFixed(1)}` : points.toFixed(1));
