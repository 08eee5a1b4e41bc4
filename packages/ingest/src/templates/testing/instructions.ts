import type { Random } from './random.js';

/** Where a generated instruction keeps its fixed text. */
export type Layout = 'opening' | 'closing' | 'both' | 'middle' | 'labels' | 'short opener' | 'preamble';

/** A slot within a generated instruction. */
export const FILL = '\u0000';

const ROLES = [
  'You are a careful editor for a local newspaper',
  'Act as a strict examiner of first-year students',
  'You are an assistant that never explains itself',
  'As a patient language teacher',
  'You are a senior reviewer of source code',
  'Imagine that you run the help desk of a small library',
  'You work for a museum that answers letters from children',
  'As an analyst of customer feedback',
];
const VERBS = [
  'Summarize',
  'Translate',
  'Rewrite',
  'Classify',
  'Shorten',
  'Expand',
  'Correct',
  'Explain',
  'Paraphrase',
  'Rate',
  'Simplify',
  'Outline',
  'Proofread',
  'Continue',
  'Review',
  'Annotate',
];
const OBJECTS = [
  'the following paragraph',
  'this customer review',
  'the passage below',
  'the given dialogue',
  'this news article',
  'the next sentence',
  'this product description',
  'the text',
  'the student essay below',
  'the following email',
  'this support ticket',
  'the meeting notes below',
  'this short story',
  'the abstract',
  'the transcript',
  'the claim below',
];
const MANNERS = [
  'in one sentence',
  'in plain English',
  'for a reader of ten years',
  'without adding new facts',
  'as a numbered list',
  'in a friendly tone',
  'in at most forty words',
  'with one label out of positive, negative and neutral',
  'and name the main reason',
  'so that a beginner understands it',
  'using formal language',
  'while keeping every name and figure',
  'and mark what is uncertain',
  'as if it were written a century ago',
  'from the view of the seller',
  'in three bullet points',
];
const CHECKS = [
  'Think step by step before you answer.',
  'Do not repeat the question.',
  'Reply with yes or no only.',
  'Return valid JSON with the keys label and reason.',
  'If you are not sure, say so.',
  'Give only the final answer.',
  'Use no more than two sentences.',
  'Explain your choice briefly.',
  'Write the result between the tags result and end.',
  'Keep the order of the original.',
  'Score it from one to ten.',
  'Cite the words that you rely on.',
];
const QUESTIONS = [
  'what is the sentiment of this text',
  'which of the two options fits better',
  'does the second sentence follow from the first',
  'who is the speaker talking about',
  'what would a careful reader ask next',
  'is the statement above true, false or unclear',
  'which topic does this belong to',
  'what is the most likely cause of the problem',
  'how would you describe the mood of the writer',
  'what do both speakers want in the end',
  'where does the story take place',
  'why was the order sent back',
  'how many people are mentioned by name',
  'which sentence should be left out',
  'what is the opposite of the last word',
  'is this a question or a request',
  'which product would suit this person',
  'what is wrong with the argument',
  'who should answer this message',
  'when must the work be finished',
  'what happened first according to the text',
  'can we conclude that the author agrees',
  'which word is used in the wrong sense',
];
const BRIDGE_STARTS = [
  'Based on the paragraph above,',
  'Compare the text above with what follows and decide:',
  'Given that,',
  'That was the source. Now',
  'Keeping all of this in mind,',
  'Does the passage above tell us',
  'Above is what was said in class; below is what a student wrote down.',
  'Use only what was said so far and',
  'Having read this,',
  'According to the lines before,',
  'If all of that is true,',
  'The writer stops here. Next,',
];
const BRIDGE_ENDS = [
  'can we conclude that',
  'which of these is the better reply to the customer:',
  'judge whether this version is faithful to it:',
  'answer the following question:',
  'whether the next statement holds:',
  'grade what was written down:',
  'continue this line:',
  'say what the speaker means by',
  'find the error in this summary:',
  'explain why someone would say',
  'list what is missing from',
  'would a critic agree with',
  'pick the word that fits the gap in',
  'put a title above',
];
const LABELS = [
  'Passage',
  'Context',
  'Question',
  'Text',
  'Review',
  'Sentence',
  'Document',
  'Premise',
  'Input',
  'Article',
  'Statement',
  'Title',
];
const ANSWERS = [
  'Answer:',
  'Your answer:',
  'Label:',
  'Summary:',
  'Output:',
  'Result:',
  'Response:',
  'The answer is',
  'Yes or no?',
  '',
];

/** One instruction with its slots, of a layout that is asked for. */
export function makeInstruction(layout: Layout, random: Random): string {
  const task = (): string => `${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.pick(MANNERS)}`;
  const question = (): string => capital(random.pick(QUESTIONS));
  switch (layout) {
    case 'opening':
      return `${random.chance(0.4) ? `${random.pick(ROLES)}. ` : ''}${task()}${random.chance(0.5) ? `. ${random.pick(CHECKS)}\n\n` : ': '}${FILL}`;
    case 'closing':
      return `${FILL}\n\n${random.chance(0.5) ? `${question()}? ${random.pick(CHECKS)}` : `${task()}. ${random.pick(CHECKS)}`} ${random.pick(ANSWERS)}`.trim();
    case 'both':
      return `${task()}.\n${random.pick(LABELS)}: ${FILL}\n${random.pick(CHECKS)}\n${random.pick(ANSWERS)}`.trim();
    case 'middle':
      return `${FILL}\n${random.pick(BRIDGE_STARTS)} ${random.pick(BRIDGE_ENDS)} ${random.chance(0.5) ? `${random.pick(LABELS).toLowerCase()} ` : ''}${FILL}`;
    case 'labels': {
      const [a, b] = [random.pick(LABELS), random.pick(LABELS)];
      return `${a}: ${FILL}\n${b}: ${FILL}\n${question()}? ${random.pick(ANSWERS)}`.trim();
    }
    case 'short opener':
      return `${random.pick(LABELS)}: ${FILL}\n\n${question()}?${random.chance(0.5) ? ` ${random.pick(CHECKS)}` : ''}`;
    case 'preamble':
      return `${random.pick(ROLES)}. ${random.pick(CHECKS)} ${question()}?\n\n${random.pick(LABELS)}: ${FILL}\n${random.pick(LABELS)}: ${FILL}\n${random.pick(ANSWERS)}`.trim();
  }
}

/** The same instruction in other words: synonyms, words left out, fillers, another opener or closer. */
export function paraphrase(instruction: string, random: Random): string {
  const words = instruction.split(' ').flatMap((word) => {
    if (word.includes(FILL) || word.includes(':')) return [word];
    const synonyms = SYNONYMS[word.toLowerCase()];
    if (synonyms && random.chance(0.75)) return [random.pick(synonyms)];
    if (random.chance(0.1)) return [];
    return random.chance(0.08) ? [random.pick(FILLERS), word] : [word];
  });
  const opener = random.chance(0.4) ? `${random.pick(OPENERS)} ` : '';
  const closer = random.chance(0.4) ? ` ${random.pick(CHECKS)}` : '';
  return `${opener}${words.join(' ')}${closer}`;
}

const OPENERS = ['Hello!', 'Please help me.', 'Task:', 'Here is what I need:', 'Quick one:', 'Dear assistant,'];
const FILLERS = ['please', 'kindly', 'just', 'really', 'now', 'carefully'];
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  summarize: ['Condense', 'Sum up'],
  translate: ['Render', 'Convert'],
  rewrite: ['Rephrase', 'Reword'],
  classify: ['Categorize', 'Label'],
  shorten: ['Trim', 'Cut down'],
  explain: ['Clarify', 'Describe'],
  correct: ['Fix', 'Repair'],
  rate: ['Grade', 'Judge'],
  review: ['Check', 'Assess'],
  following: ['next', 'given'],
  passage: ['excerpt', 'text'],
  paragraph: ['section', 'passage'],
  text: ['writing', 'piece'],
  sentence: ['line', 'phrase'],
  answer: ['reply', 'response'],
  question: ['query', 'problem'],
  reader: ['person', 'audience'],
  tone: ['voice', 'style'],
  main: ['chief', 'central'],
  reason: ['cause', 'ground'],
  words: ['terms', 'tokens'],
  list: ['series', 'enumeration'],
  below: ['underneath', 'that follows'],
  customer: ['client', 'buyer'],
  write: ['put', 'give'],
  return: ['Output', 'Produce'],
  use: ['Employ', 'Take'],
  only: ['solely', 'just'],
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
