const SHOWN = 20;

/** The start of a prompt; the rest is kept in the lake. */
export function maskPrompt(text: string): string {
  return text.length <= SHOWN ? text : `${wholeCharacters(text.slice(0, SHOWN))}…`;
}

/** The end of a payment token; nothing of one that is no longer than that. */
export function maskToken(text: string): string {
  return text.length <= 4 ? '••' : `••${wholeCharacters(text.slice(-4))}`;
}

/** A field as it may be shown. */
export function maskField(name: string, value: string): string {
  if (name === 'prompt' || name === 'system_prompt' || name === 'tools') return maskPrompt(value);
  if (name === 'payment_method') return maskToken(value);
  if (name === 'email') return maskEmail(value);
  return value;
}

/** The value of a declared indicator as it may be shown, by how it is read. */
export function maskDeclared(parse: string | undefined, value: string): string {
  if (parse === 'card-token') return maskToken(value);
  if (parse === 'email') return maskEmail(value);
  return value;
}

/** The domain of an e-mail address alone. */
function maskEmail(text: string): string {
  return text.includes('@') ? `••${text.slice(text.lastIndexOf('@'))}` : '••';
}

/** The text without the half characters that a cut left at its ends. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
