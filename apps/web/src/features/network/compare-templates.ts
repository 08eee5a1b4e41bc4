import type { NetworkRecord } from '@iolaus/contracts';

/** A prompt template of a network's core. */
export type CoreTemplate = NetworkRecord['core'][number];

/** The templates that tell most in a network, as its core lists them: by bits. */
export const templatesOf = ({ core }: Pick<NetworkRecord, 'core'>): CoreTemplate[] =>
  core.filter(({ kind, text }) => kind === 'prompt-template' && text);

/** Templates of one network beside those of another: what both send, and what each sends alone. */
export function compareTemplates(
  one: readonly CoreTemplate[],
  other: readonly CoreTemplate[],
): {
  readonly both: readonly CoreTemplate[];
  readonly one: readonly CoreTemplate[];
  readonly other: readonly CoreTemplate[];
} {
  const [inOne, inOther] = [one, other].map((of) => new Set(of.map(({ value }) => value))) as [
    Set<string>,
    Set<string>,
  ];
  return {
    both: one.filter(({ value }) => inOther.has(value)),
    one: one.filter(({ value }) => !inOther.has(value)),
    other: other.filter(({ value }) => !inOne.has(value)),
  };
}
