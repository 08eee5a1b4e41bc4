const SHOWN = 20;

/** The start of a prompt; the rest is kept in the lake. */
export function maskPrompt(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** The end of a payment token. */
export function maskToken(text: string): string {
  return `••${text.slice(-4)}`;
}

/** A field as it may be shown. */
export function maskField(name: string, value: string): string {
  if (name === 'prompt' || name === 'system_prompt' || name === 'tools') return maskPrompt(value);
  if (name === 'payment_method') return maskToken(value);
  if (name === 'email') return value.replace(/^[^@]*/, '••');
  return value;
}
