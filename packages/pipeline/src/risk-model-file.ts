import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { IolausError, keptModel, type KeptModel } from '@iolaus/contracts';
import { RISK_TERMS } from '@iolaus/detect';
import { parseJson } from './parse-json.js';

/** The model of risk points that a home keeps, or undefined where the shipped one holds; refuses what is none, and terms that no verdict can teach (RISK_MODEL_DAMAGED). */
export function readRiskModel(path: string): KeptModel | undefined {
  if (!existsSync(path)) return undefined;
  const damaged = (detail: string, cause?: unknown): IolausError =>
    new IolausError('RISK_MODEL_DAMAGED', { path, detail }, { cause });
  const read = keptModel.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!read.success) throw damaged('it is of another form', read.error);
  const known = new Set(RISK_TERMS.map(({ feature }) => feature));
  const foreign = read.data.model.terms.find(({ feature }) => !known.delete(feature));
  if (foreign) throw damaged(`“${foreign.feature}” is no term, or stands there twice`);
  return read.data;
}

/** Keeps a model, whole or not at all. */
export function writeRiskModel(path: string, kept: KeptModel): void {
  writeFileSync(`${path}.tmp`, `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** Takes the model away; nothing where there is none. */
export const removeRiskModel = (path: string): void => rmSync(path, { force: true });
