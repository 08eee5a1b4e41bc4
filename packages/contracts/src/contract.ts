import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import * as a from './account-table.js';
import * as c from './casebook.js';
import { cypherAnswer, cypherRequest } from './cypher.js';
import { constraint, rule } from './constraints.js';
import { networkRecord } from './detection.js';
import { dayRows, dayRowsQuery } from './day-rows.js';
import * as d from './dumps.js';
import * as g from './graph-tools.js';
import { learnReport, riskModelView } from './learning.js';
import { MOST_NAMED, MOST_ROWS, MOST_SELECTED } from './limits.js';
import * as l from './lineage.js';
import * as m from './match.js';
import * as p from './presence.js';
import * as s from './screens.js';
import { bridgeView, splitEvent } from './split.js';
import { takedownPlan } from './takedown.js';
import * as t from './time.js';
import { ENRICHMENT_KINDS } from './words.js';

const networkId = z.object({ id: z.string().min(1).max(40) });
const dumpId = z.object({ sha256: z.string().regex(/^[0-9a-f]{8,64}$/) });
const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(1000).default(100) };
const stepTaken = z.object({ step: c.stepRow, job: d.job.nullable() });
const get = (path: `/${string}`, summary: string) => oc.route({ method: 'GET', path, summary });
const remove = (path: `/${string}`, summary: string) => oc.route({ method: 'DELETE', path, summary });
const post = (path: `/${string}`, summary: string) => oc.route({ method: 'POST', path, summary });

/** Every question that the service answers, one row each. Server binding, typed clients, query keys and OpenAPI derive from it. */
export const contract = {
  status: {
    get: get('/status', 'State of the installation').output(s.status),
    health: get('/health', 'Checks of the installation').output(s.health),
  },
  networks: {
    triage: get('/networks', 'Ranked networks').output(s.triage),
    records: get('/networks/records', 'Network records, best first, as `networks --json` prints them').output(
      z.array(networkRecord),
    ),
    get: get('/networks/{id}', 'A network with its picture').input(networkId).output(s.networkView),
    plan: get('/networks/{id}/plan', 'What a takedown would remove, and whom it would hit')
      .input(networkId)
      .output(takedownPlan),
    turns: get('/networks/{id}/turns', 'Whether its accounts take turns, read from the order of their exchanges')
      .input(networkId)
      .output(s.turns),
    pivot: get('/networks/{id}/pivot', 'Share of its accounts that moved to a new model within a day, against others')
      .input(networkId)
      .output(s.pivot),
    accountIds: post('/networks/{id}/account-ids', 'Ids of members, asked for by their numbers in its frame')
      .input(networkId.extend({ numbers: z.array(z.number().int().min(0)).min(1).max(MOST_NAMED) }))
      .output(g.accountIds),
    accountNumbers: post('/networks/{id}/account-numbers', 'Numbers of members in its frame, asked for by id')
      .input(networkId.extend({ accounts: z.array(z.string()).min(1).max(MOST_NAMED) }))
      .output(g.accountNumbersOf),
    shades: get('/networks/{id}/shades', 'First sight and volume of its members, as steps of a ramp')
      .input(networkId)
      .output(g.shades),
    bridges: get('/networks/{id}/bridges', 'What holds its communities together, and whether it could be innocent')
      .input(networkId)
      .output(z.array(bridgeView)),
    split: get(
      '/networks/{id}/split',
      'What it would become without an indicator (server-sent events); changes nothing',
    )
      .input(networkId.extend({ kind: z.string(), value: z.string() }))
      .output(eventIterator(splitEvent)),
    timeline: get('/networks/{id}/timeline', 'Exchanges a day by community').input(networkId).output(s.timeline),
    days: get('/networks/{id}/days', 'Which member was active on which day; releases of models, bans')
      .input(networkId)
      .output(t.networkDays),
    compare: post('/networks/{id}/compare', 'How it differs between two windows of time')
      .input(t.compareQuery)
      .output(t.windowComparison),
    models: post('/networks/{id}/models', 'Its exchanges by model in two windows of time')
      .input(t.compareQuery)
      .output(t.modelUses),
    lineage: get('/networks/{id}/lineage', 'The generations that it is one of: what was banned, and what grew back')
      .input(networkId)
      .output(l.lineageView),
    difference: get('/networks/{id}/difference/{other}', 'What it has of an earlier network, and what it has not')
      .input(networkId.extend({ other: z.string().min(1).max(40) }))
      .output(l.networkDifference),
    members: get('/networks/{id}/members', 'Members, ordered and paged')
      .input(
        networkId.extend({
          ...page,
          community: z.string().optional(),
          minBits: z.coerce.number().optional(),
          ...t.chosenDays,
          /** Only these, as far as they are members. */
          accounts: z.array(z.string()).max(MOST_SELECTED).optional(),
          sort: z.enum(['bits', 'exchanges', 'account', 'created']).default('bits'),
          direction: z.enum(['asc', 'desc']).default('desc'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
      )
      .output(z.object({ rows: z.array(s.memberRow), total: z.number().int() })),
    rows: post('/networks/{id}/rows', 'Raw records that its members have on chosen days, newest first, masked')
      .input(dayRowsQuery)
      .output(dayRows),
    expandPreview: get('/networks/{id}/expand', 'What an expansion would add')
      .input(networkId.extend({ kind: z.string(), value: z.string() }))
      .output(s.expandPreview),
    expand: post('/networks/{id}/expand', 'Accounts that an expansion adds')
      .input(networkId.extend({ kind: z.string(), value: z.string(), only: z.enum(['more-than-chance', 'all']) }))
      .output(s.expansion),
    similar: post('/networks/{id}/similar', 'Members that share indicators with selected ones')
      .input(networkId.extend({ accounts: z.array(z.string()).min(1).max(MOST_SELECTED) }))
      .output(g.similar),
  },
  accounts: {
    list: post('/accounts', 'A window of the accounts that a query shows, in its order')
      .input(
        a.accountQuery.extend({
          window: z.number().int().min(0).default(0),
        }),
      )
      .output(z.object({ rows: z.array(a.accountRow) })),
    counts: post('/accounts/counts', 'How many accounts a query shows, and how many each value of its facets would')
      .input(a.accountQuery)
      .output(a.accountCounts),
    get: get('/accounts/{id}', 'An account')
      .input(z.object({ id: z.string() }))
      .output(s.accountView),
    rows: get('/accounts/{id}/rows', 'Raw records of an account, newest first, masked')
      .input(
        z.object({
          id: z.string(),
          kind: z.string().optional(),
          value: z.string().optional(),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(100),
        }),
      )
      .output(z.object({ rows: z.array(s.recordRow), total: z.number().int() })),
    reveal: post('/accounts/{id}/reveal', 'A record of an account without masks; why goes on record first')
      .input(c.revealRequest)
      .output(d.rawRow),
  },
  indicators: {
    get: get('/indicators/{kind}/{value}', 'An indicator')
      .input(z.object({ kind: z.string(), value: z.string() }))
      .output(s.indicatorView),
    radius: get('/indicators/{kind}/{value}/radius', 'Whom a block of an indicator would hit')
      .input(z.object({ kind: z.string(), value: z.string() }))
      .output(s.blastRadius),
    accounts: get('/indicators/{kind}/{value}/accounts', 'Accounts that hold an indicator, most used first, paged')
      .input(
        z.object({
          kind: z.string(),
          value: z.string(),
          holders: z.enum(s.HOLDERS).default('all'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
      )
      .output(z.object({ rows: z.array(s.holderRow), total: z.number().int() })),
    top: get('/indicators', 'Indicators by what they tell')
      .input(z.object({ kind: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
      .output(
        z.array(
          z.object({
            kind: z.string(),
            value: z.string(),
            text: z.string().nullable(),
            reach: z.number().int(),
            bits: z.number(),
            networks: z.number().int(),
          }),
        ),
      ),
  },
  links: {
    get: get('/links/{a}/{b}', 'What joins two accounts')
      .input(z.object({ a: z.string(), b: z.string() }))
      .output(s.linkView),
    paths: get('/links/{a}/{b}/paths', 'The best paths of evidence between two accounts')
      .input(
        z.object({
          a: z.string(),
          b: z.string(),
          most: z.coerce.number().int().min(1).max(g.MOST_PATHS).default(g.MOST_PATHS),
        }),
      )
      .output(g.linkPaths),
  },
  search: {
    query: get('/search', 'Accounts, indicators, networks by text')
      .input(z.object({ text: z.string().min(1).max(400), limit: z.coerce.number().int().min(1).max(50).default(12) }))
      .output(z.array(s.searchHit)),
    match: post('/match', 'What a pasted list of indicators finds; of a saved one also what is new since then')
      .input(z.object({ text: m.listText, list: z.string().max(120).optional() }))
      .output(m.matchAnswer),
    matchAccounts: post('/match/accounts', 'Accounts that touch a pasted list, those that hold most of it first, paged')
      .input(z.object({ text: m.listText, ...page }))
      .output(m.matchAccounts),
  },
  graph: {
    ask: post('/cypher', 'A read-only question in Cypher; answers commands of this machine alone, and stays on record')
      .input(cypherRequest)
      .output(cypherAnswer),
  },
  dumps: {
    list: get('/dumps', 'Dumps in the lake').output(z.array(d.dumpRow)),
    refused: get('/dumps/refused', 'Refused records')
      .input(
        z.object({
          dump: z.string().optional(),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
      )
      .output(z.object({ rows: z.array(d.refusedRow), total: z.number().int() })),
    refusedGroups: get('/dumps/refused/groups', 'Refused records by dump and reason, most first')
      .input(z.object({ dump: z.string().optional() }))
      .output(z.array(d.quarantineGroup)),
    get: get('/dumps/{sha256}', 'A dump with its mapping').input(dumpId).output(d.dumpView),
    rows: get(
      '/dumps/{sha256}/rows',
      'Exact bytes of records, read again from the dump; ordinals with commas. From a browser, records of accounts need purpose and author, which go on record first',
    )
      .input(c.rawRowsQuery)
      .output(z.array(d.rawRow)),
    remove: remove('/dumps/{sha256}', 'Remove a dump and all that came of it; answers with the job')
      .input(dumpId.extend({ lakeOnly: z.boolean().default(false) }))
      .output(d.job),
    reimport: post('/dumps/{sha256}/reimport', 'Read a dump again by a corrected mapping; answers with the job')
      .input(dumpId.extend({ mapping: z.string().min(1), lakeOnly: z.boolean().default(false) }))
      .output(d.job),
    detect: post(
      '/dumps/detect',
      'What a file looks like: packing, format, columns, known formats, a mapping to begin with',
    )
      .input(z.object({ path: z.string() }))
      .output(d.detectedFormat),
    dryRun: post('/dumps/dry-run', 'Read the first records of a file by a mapping')
      .input(z.object({ path: z.string(), mapping: z.string().optional() }))
      .output(d.dryRun),
    dryRunWhole: post('/dumps/dry-run/whole', 'Read all of a file by a mapping; answers with the job')
      .input(z.object({ path: z.string(), mapping: z.string().optional() }))
      .output(d.job),
    import: post('/dumps/import', 'Import files; answers with the job').input(d.importRequest).output(d.job),
  },
  enrichment: {
    list: get('/enrichment', 'Files that tell more about addresses, card BINs and prompts').output(
      z.array(d.enrichmentFile),
    ),
    add: post('/enrichment', 'Check such a file and keep a copy of it; the next rollup uses it')
      .input(z.object({ kind: z.enum(ENRICHMENT_KINDS), path: z.string() }))
      .output(d.enrichmentFile),
    remove: remove('/enrichment/{sha256}', 'Take such a file away, under every kind it was added as')
      .input(z.object({ sha256: z.string().regex(/^[0-9a-f]{8,64}$/) }))
      .output(z.array(d.enrichmentFile)),
  },
  mappings: {
    words: get('/mappings/words', 'Targets of each entity, and the ways to read them').output(d.mappingWords),
  },
  watches: {
    list: get('/watch', 'Watched folders, and what came of their files').output(z.array(d.watchView)),
    add: post('/watch', 'Import the files of a folder as they are completed')
      .input(
        z.object({
          folder: z.string(),
          mapping: z.string().optional(),
          lakeOnly: z.boolean().default(false),
          /** Go on after the service has been started again. */
          keep: z.boolean().default(true),
        }),
      )
      .output(d.watchView),
    remove: remove('/watch/{id}', 'Watch a folder no longer; what was imported stays')
      .input(z.object({ id: z.string() }))
      .output(d.watchView),
  },
  templates: {
    mine: post('/templates', 'Prompt templates, most used first; `out` also writes the document with their records')
      .input(
        z.object({
          out: z.string().optional(),
          minUses: z.number().int().min(1).optional(),
          minAccounts: z.number().int().min(1).optional(),
        }),
      )
      .output(z.array(d.templateRow)),
  },
  snapshots: {
    list: get('/snapshots', 'Snapshots that are kept, newest first: what accounts can be compared with').output(
      z.array(a.keptSnapshot),
    ),
  },
  detection: {
    get: get('/detection', 'Parameters and dumps of the detection that the screens show').output(s.detectionView),
    run: post('/detection', 'Detect networks; answers with the job').output(d.job),
  },
  riskModel: {
    get: get('/risk-model', 'Which model gives the points of networks').output(riskModelView),
    learn: post('/risk-model', 'Learn points from verdicts; kept for the next detection, unless only to be checked')
      .input(z.object({ check: z.boolean().default(false), author: c.whoSays }))
      .output(learnReport),
    forget: remove('/risk-model', 'Forget what was learned: the next detection uses the shipped points')
      .input(z.object({ author: c.whoSays }))
      .output(riskModelView),
  },
  constraints: {
    list: get('/constraints', 'What investigators said that detection must hold to, undone ones too').output(
      z.array(constraint),
    ),
    add: post('/constraints', 'Hold detection to a rule; answers with the job that detects anew')
      .input(z.object({ rule, reason: constraint.shape.reason, author: constraint.shape.author }))
      .output(z.object({ constraint, job: d.job })),
    undo: post('/constraints/{id}/undo', 'Undo a rule; answers with the job that detects anew')
      .input(z.object({ id: z.string() }))
      .output(z.object({ constraint, job: d.job })),
  },
  casebook: {
    get: get('/casebook', 'Verdicts, notes, views, lists, takes, branches, checkpoints; what undo and redo would do')
      .input(z.object({ author: z.string().optional() }))
      .output(c.casebookView),
    ofNetwork: get('/casebook/networks/{id}/verdicts', 'Members with a verdict of their own, by number in the frame')
      .input(networkId)
      .output(g.frameVerdicts),
    steps: get('/casebook/steps', 'Entries of the journal, newest first, paged')
      .input(c.stepsQuery)
      .output(z.object({ rows: z.array(c.stepRow), total: z.number().int() })),
    run: post('/casebook', 'Do a command; answers with its step, and with the job where detection follows')
      .input(c.runRequest)
      .output(stepTaken),
    undo: post('/casebook/undo', 'Undo a step, the last one without its id').input(c.undoRequest).output(stepTaken),
    redo: post('/casebook/redo', 'Put an undone step into force again, the last one without its id')
      .input(c.redoRequest)
      .output(stepTaken),
    list: get('/casebook/lists/{name}', 'A saved list with its text')
      .input(z.object({ name: z.string() }))
      .output(c.savedList),
    verify: get('/casebook/verify', 'Check the chain of the journal').output(c.journalCheck),
    watch: get(
      '/casebook/events',
      'New entries as they come (server-sent events), after a known one; between them, who is here',
    )
      .input(z.object({ after: z.coerce.number().int().min(0).optional() }))
      .output(eventIterator(z.union([c.stepRow, p.presence]))),
    here: post('/casebook/here', 'Say which network one looks at; forgotten after seconds, never kept')
      .input(p.signOfLife)
      .output(p.presence),
  },
  bundles: {
    export: post('/bundles', 'Seal the bundle of a network; answers with the job')
      .input(z.object({ network: z.string(), out: z.string().optional() }))
      .output(d.job),
  },
  jobs: {
    list: get('/jobs', 'Jobs of this and earlier runs of the service, newest first').output(z.array(d.job)),
    watch: get('/jobs/{id}/events', 'Progress of a job until it ends (server-sent events)')
      .input(z.object({ id: z.string() }))
      .output(eventIterator(d.job)),
    cancel: post('/jobs/{id}/cancel', 'Cancel a job')
      .input(z.object({ id: z.string() }))
      .output(d.job),
    pause: post('/jobs/{id}/pause', 'Hold an import at its next safe point')
      .input(z.object({ id: z.string() }))
      .output(d.job),
    resume: post('/jobs/{id}/resume', 'Let a paused import go on, or run an interrupted one again')
      .input(z.object({ id: z.string() }))
      .output(d.job),
  },
};

/** The service as a caller sees it: over HTTP or in-process, the same functions. */
export type Api = ContractRouterClient<typeof contract>;
