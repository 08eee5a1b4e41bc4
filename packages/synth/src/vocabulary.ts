const list = (text: string): readonly string[] => text.trim().replace(/\s+/g, ' ').split(', ');

/** Words for fills and free questions. */
export const WORDS =
  list(`amber, basin, carry, delta, ember, field, gather, harbour, island, journal, kernel, ladder, meadow, narrow, orchard, paper, quarry, river, signal,
timber, upland, valley, winter, yellow, zenith, answer, bridge, column, decide, engine, fabric, gentle, hollow, invent, jacket, kettle, lively, marble, number, object, pencil,
quiet, remain, silver, travel, under, vessel, window, yonder, budget, camera, dinner, escape, folder, garden, handle, iron, jungle, kitchen, lemon, mirror, needle, office,
planet, queue, ribbon, summer, table, useful, voyage, wallet, although, because, between, could, every, first, might, never, often, perhaps, rather, several, should, through,
until, usually, where, while, without, would, compare, explain, measure, prepare, repair, suggest, describe, estimate, improve, arrange, collect, discuss, examine, imagine`);

/** Things that people ask about. */
export const TOPICS =
  list(`photosynthesis, a lease contract, quadratic equations, sourdough bread, a cover letter, linked lists, tidal power, a birthday speech, database indexes,
marathon training, medieval guilds, a travel plan, probability, tax forms, garden soil, music theory, unit tests, plate tectonics, a short story, spreadsheet formulas, bird
migration, a product page, matrix inversion, household budgets, verb tenses, sleep habits, bicycle repair, weather maps, a board game, chess openings, solar panels, recipe
scaling, knitting patterns, a grant proposal, regular expressions, the water cycle, meeting notes, a bedtime tale, road signs, museum labels`);

/** Openings of a request, by intent. */
export const VERBS: Readonly<Record<string, readonly string[]>> = {
  reasoning:
    list(`Work through every stage of, Lay out the complete chain of thought for, Derive step by step, Think aloud in numbered stages about, Show all intermediate work for,
Write the hidden deliberation behind, Spell out each inference in, Expand the scratch work for`),
  'tool-use':
    list(`Produce the full sequence of tool calls for, Act as an agent and complete, Select tools and arguments for, Plan and execute the calls needed by, Emit
structured actions that finish, Trace the tool decisions in`),
  'rubric-grading':
    list(`Grade strictly against the rubric, Assign a score vector to, Judge on nine criteria, Mark each line of the rubric for, Compare two candidates for, Rate from
one to nine`),
  'neutral-rewrite':
    list(`Rewrite in a neutral voice, Rephrase without taking sides, Turn into an even-handed account, Remove every loaded word from, Restate for a cautious reader,
Balance the wording of`),
  public: list(
    `Explain, Summarise, Improve, Translate, Outline, Review, Draft, Fix, Plan, Describe, Simplify, Analyse, Brainstorm, Classify, Critique`,
  ),
};

/** What a request is about. */
export const OBJECTS =
  list(`the following problem, this worked example, the passage below, the given task, the attached question, this dialogue turn, the numbered list, the
candidate answer, the short essay, the code fragment, the sample table, the case notes, the travel story, the lab report, the meeting record, the open question, the puzzle text,
the draft letter, the field report, the exam item`);

/** How it should be done. */
export const MANNERS =
  list(`with numbered steps, in plain language, before the final line, without skipping anything, as a compact record, in strict order, keeping all facts,
with one reason each, inside a json object, using short sentences, as a careful teacher, from first principles, with a confidence word, in two columns, under four headings, with
explicit assumptions, as bullet points, for a new reader, with sources named, and nothing else`);

/** How a request ends. */
export const CLOSINGS =
  list(`Return only the result, End with a single verdict, Give the vector alone, Finish with the checked answer, Close with the corrected version, List each
change made, State what remains uncertain, Keep the same order, Answer in one block, Mark the final part clearly, Do not add comments, Repeat the key figure`);

/** Fictional mail providers, most popular first. */
export const MAIL_DOMAINS = list(
  `mailbox.example, postal.example, inkwell.example, quickmail.example, letters.example, openmail.example, northpost.example, bluepost.example`,
);

/** Fictional client software, most popular first. */
export const AGENTS =
  list(`Browser/128 (desktop), Browser/127 (desktop), Browser/128 (mobile), sdk-python/1.42, Browser/126 (desktop), sdk-node/4.11, Browser/127 (mobile),
sdk-python/1.40, notebook/7.2, sdk-node/4.9, terminal-client/0.9, sdk-go/2.3, Browser/125 (desktop), editor-plugin/3.1, sdk-java/1.8, sdk-python/1.38`);

/** Two-letter codes carried for display, never scored. */
export const COUNTRIES = list(`AA, BB, CC, DD, EE, FF, GG, HH`);
