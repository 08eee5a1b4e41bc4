import { IolausError } from '@iolaus/contracts';

/** A size in MiB from the environment, or its default; refuses what is not a whole number above 0. */
export function megabytes(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new IolausError('BAD_INPUT', { detail: `${name} must be a whole number of MiB` });
  return value;
}
