import { createRouterClient, implement, ORPCError } from '@orpc/server';
import { contract, IolausError, type Api } from '@iolaus/contracts';
import { answers, type Workbench } from '@iolaus/pipeline';
import { namedFile, namedMapping } from './named-files.js';
import { whoIsHere } from './presence.js';
import { stepEvents } from './step-events.js';

/** Who may ask for files on this machine's disk. */
export type Caller = 'browser' | 'local';

/** What each call is given. */
export interface CallContext {
  readonly workbench: Workbench;
  readonly caller: Caller;
}

const os = implement(contract).$context<CallContext>();

/** The contract bound to the workbench, one line a route. Refusals travel with code, sentence and hint. */
export const router = os
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw asRefusal(error);
    }
  })
  .router({
    status: {
      get: os.status.get.handler(({ context }) => answers.readStatus(context.workbench)),
      health: os.status.health.handler(({ context }) => answers.checkHealth(context.workbench)),
    },
    networks: {
      triage: os.networks.triage.handler(({ context }) => answers.triage(context.workbench)),
      records: os.networks.records.handler(({ context }) => answers.networkRecords(context.workbench)),
      get: os.networks.get.handler(({ context, input }) => answers.networkView(context.workbench, input.id)),
      plan: os.networks.plan.handler(({ context, input }) => answers.takedownPlan(context.workbench, input.id)),
      turns: os.networks.turns.handler(({ context, input }) => answers.networkTurns(context.workbench, input.id)),
      pivot: os.networks.pivot.handler(({ context, input }) => answers.networkPivot(context.workbench, input.id)),
      timeline: os.networks.timeline.handler(({ context, input }) =>
        answers.networkTimeline(context.workbench, input.id),
      ),
      days: os.networks.days.handler(({ context, input }) => answers.networkDays(context.workbench, input.id)),
      compare: os.networks.compare.handler(({ context, input }) => answers.compareWindows(context.workbench, input)),
      models: os.networks.models.handler(({ context, input }) => answers.windowModels(context.workbench, input)),
      accountIds: os.networks.accountIds.handler(({ context, input }) =>
        answers.networkAccountIds(context.workbench, input),
      ),
      accountNumbers: os.networks.accountNumbers.handler(({ context, input }) =>
        answers.networkAccountNumbers(context.workbench, input),
      ),
      lineage: os.networks.lineage.handler(({ context, input }) => answers.networkLineage(context.workbench, input.id)),
      difference: os.networks.difference.handler(({ context, input }) =>
        answers.networkDifference(context.workbench, input),
      ),
      shades: os.networks.shades.handler(({ context, input }) => answers.networkShades(context.workbench, input.id)),
      bridges: os.networks.bridges.handler(({ context, input }) => answers.networkBridges(context.workbench, input.id)),
      split: os.networks.split.handler(({ context, input, signal }) =>
        answers.previewSplit(context.workbench, input, signal),
      ),
      members: os.networks.members.handler(({ context, input }) => answers.networkMembers(context.workbench, input)),
      expandPreview: os.networks.expandPreview.handler(({ context, input }) =>
        answers.expandPreview(context.workbench, input),
      ),
      expand: os.networks.expand.handler(({ context, input }) => answers.expand(context.workbench, input)),
      rows: os.networks.rows.handler(({ context, input }) => answers.networkDayRows(context.workbench, input)),
      similar: os.networks.similar.handler(({ context, input }) => answers.similarMembers(context.workbench, input)),
    },
    accounts: {
      list: os.accounts.list.handler(({ context, input: { window, ...query } }) =>
        answers.accountWindow(context.workbench, query, window),
      ),
      counts: os.accounts.counts.handler(({ context, input }) => answers.accountCounts(context.workbench, input)),
      get: os.accounts.get.handler(({ context, input }) => answers.accountView(context.workbench, input.id)),
      rows: os.accounts.rows.handler(({ context, input }) => answers.accountRows(context.workbench, input)),
      reveal: os.accounts.reveal.handler(({ context, input }) => answers.revealRecord(context.workbench, input)),
    },
    snapshots: {
      list: os.snapshots.list.handler(({ context }) => answers.keptSnapshots(context.workbench)),
    },
    indicators: {
      get: os.indicators.get.handler(({ context, input }) =>
        answers.indicatorView(context.workbench, input.kind, input.value),
      ),
      radius: os.indicators.radius.handler(({ context, input }) =>
        answers.blastRadius(context.workbench, input.kind, input.value),
      ),
      accounts: os.indicators.accounts.handler(({ context, input }) =>
        answers.indicatorAccounts(context.workbench, input),
      ),
      top: os.indicators.top.handler(({ context, input }) => answers.topIndicators(context.workbench, input)),
    },
    links: {
      get: os.links.get.handler(({ context, input }) => answers.linkView(context.workbench, input.a, input.b)),
      paths: os.links.paths.handler(({ context, input }) => answers.linkPaths(context.workbench, input)),
    },
    search: {
      query: os.search.query.handler(({ context, input }) => answers.search(context.workbench, input)),
      match: os.search.match.handler(({ context, input, signal }) =>
        answers.matchSavedList(context.workbench, input, signal),
      ),
      matchAccounts: os.search.matchAccounts.handler(({ context, input }) =>
        answers.matchedAccounts(context.workbench, input),
      ),
    },
    graph: {
      ask: os.graph.ask.handler(({ context, input }) => {
        if (context.caller !== 'local') throw new IolausError('TERMINAL_ONLY', { what: 'ask the graph in Cypher' });
        return answers.askGraph(context.workbench, input);
      }),
    },
    dumps: {
      list: os.dumps.list.handler(({ context }) => [...context.workbench.lake.dumps()]),
      refused: os.dumps.refused.handler(({ context, input: { dump, offset, limit } }) =>
        context.workbench.lake.refused({ offset, limit, ...(dump === undefined ? {} : { dump }) }),
      ),
      refusedGroups: os.dumps.refusedGroups.handler(({ context, input: { dump } }) =>
        context.workbench.lake.refusedGroups(dump === undefined ? {} : { dump }),
      ),
      get: os.dumps.get.handler(({ context, input }) => answers.dumpView(context.workbench, input.sha256)),
      rows: os.dumps.rows.handler(({ context: { caller, workbench }, input }) =>
        caller === 'local' ? answers.rawRows(workbench, input) : answers.rawRowsOnRecord(workbench, input),
      ),
      remove: os.dumps.remove.handler(({ context, input }) => answers.startRemoval(context.workbench, input)),
      reimport: os.dumps.reimport.handler(({ context, input }) => answers.startReimport(context.workbench, input)),
      detect: os.dumps.detect.handler(({ context, input }) => answers.detect(namedFile(context, input.path))),
      dryRun: os.dumps.dryRun.handler(({ context, input }) =>
        answers.dryRun({
          path: namedFile(context, input.path),
          ...namedMapping(context, input.mapping),
        }),
      ),
      dryRunWhole: os.dumps.dryRunWhole.handler(({ context, input }) =>
        answers.startDryRun(context.workbench, {
          path: namedFile(context, input.path),
          ...namedMapping(context, input.mapping),
        }),
      ),
      import: os.dumps.import.handler(({ context, input }) =>
        answers.startImport(context.workbench, {
          paths: input.paths.map((path) => namedFile(context, path)),
          lakeOnly: input.lakeOnly,
          engine: input.engine,
          ...namedMapping(context, input.mapping),
        }),
      ),
    },
    enrichment: {
      list: os.enrichment.list.handler(({ context }) => context.workbench.lake.enrichment()),
      add: os.enrichment.add.handler(({ context, input: { kind, path } }) =>
        context.workbench.lake.addEnrichment({ kind, path: namedFile(context, path) }),
      ),
      remove: os.enrichment.remove.handler(({ context, input }) => context.workbench.lake.removeEnrichment(input)),
    },
    mappings: { words: os.mappings.words.handler(() => answers.mappingWords()) },
    watches: {
      list: os.watches.list.handler(({ context }) => context.workbench.watches.list()),
      add: os.watches.add.handler(({ context, input }) =>
        answers.startWatch(context.workbench, {
          folder: namedFile(context, input.folder),
          keep: input.keep,
          lakeOnly: input.lakeOnly,
          ...namedMapping(context, input.mapping),
        }),
      ),
      remove: os.watches.remove.handler(({ context, input }) => context.workbench.watches.remove(input.id)),
    },
    templates: {
      mine: os.templates.mine.handler(({ context, input: { out, ...limits } }) =>
        context.workbench.lake.templates(context.caller === 'local' && out !== undefined ? { ...limits, out } : limits),
      ),
    },
    detection: {
      get: os.detection.get.handler(({ context }) => answers.detectionView(context.workbench)),
      run: os.detection.run.handler(({ context }) => answers.startDetection(context.workbench)),
    },
    riskModel: {
      get: os.riskModel.get.handler(({ context }) => answers.riskModelView(context.workbench)),
      learn: os.riskModel.learn.handler(({ context, input }) => answers.learnFromVerdicts(context.workbench, input)),
      forget: os.riskModel.forget.handler(({ context, input }) => answers.forgetRiskModel(context.workbench, input)),
    },
    constraints: {
      list: os.constraints.list.handler(({ context }) => context.workbench.casebook.constraints()),
      add: os.constraints.add.handler(({ context, input }) => answers.addConstraint(context.workbench, input)),
      undo: os.constraints.undo.handler(({ context, input }) => answers.undoConstraint(context.workbench, input.id)),
    },
    casebook: {
      get: os.casebook.get.handler(({ context, input }) => answers.casebookView(context.workbench, input)),
      ofNetwork: os.casebook.ofNetwork.handler(({ context, input }) =>
        answers.frameVerdicts(context.workbench, input.id),
      ),
      steps: os.casebook.steps.handler(({ context, input }) => answers.casebookSteps(context.workbench, input)),
      run: os.casebook.run.handler(({ context, input }) => answers.keepCommand(context.workbench, input)),
      undo: os.casebook.undo.handler(({ context, input }) => answers.undoStep(context.workbench, input)),
      redo: os.casebook.redo.handler(({ context, input }) => answers.redoStep(context.workbench, input)),
      list: os.casebook.list.handler(({ context, input }) => answers.savedList(context.workbench, input.name)),
      verify: os.casebook.verify.handler(({ context }) => answers.verifyJournal(context.workbench)),
      watch: os.casebook.watch.handler(({ context, input, signal, lastEventId }) =>
        stepEvents(context.workbench, { ...input, lastEventId }, signal),
      ),
      here: os.casebook.here.handler(({ context, input }) => whoIsHere(context.workbench).sign(input)),
    },
    bundles: {
      export: os.bundles.export.handler(({ context, input }) =>
        answers.startExport(context.workbench, context.caller === 'local' ? input : { network: input.network }),
      ),
    },
    jobs: {
      list: os.jobs.list.handler(({ context }) => context.workbench.jobs.list()),
      watch: os.jobs.watch.handler(({ context, input, signal }) => context.workbench.jobs.watch(input.id, signal)),
      cancel: os.jobs.cancel.handler(({ context, input }) => context.workbench.jobs.cancel(input.id)),
      pause: os.jobs.pause.handler(({ context, input }) => context.workbench.jobs.pause(input.id)),
      resume: os.jobs.resume.handler(({ context, input }) => answers.resumeJob(context.workbench, input.id)),
    },
  });

/** The same contract without HTTP, for commands that open a home themselves. */
export function localApi(workbench: Workbench): Api {
  return createRouterClient(router, { context: { workbench, caller: 'local' } });
}

/** A refusal as it goes over the wire; what is not ours becomes INTERNAL, and its text stays here. */
function asRefusal(error: unknown): ORPCError<string, { sentence: string; hint: string }> {
  if (error instanceof ORPCError) return error as ORPCError<string, { sentence: string; hint: string }>;
  const refusal = error instanceof IolausError ? error : new IolausError('INTERNAL', {}, { cause: error });
  return new ORPCError(refusal.code, {
    status: Math.min(refusal.status, 599),
    message: refusal.message,
    data: { sentence: refusal.message, hint: refusal.hint },
    cause: error,
  });
}
