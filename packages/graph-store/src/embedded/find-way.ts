import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IolausError } from '@iolaus/contracts';
import { runTool } from './run-tool.js';

/** How this machine can come by a Neo4j: a server that is named, or one of its own from Maven's jars. */
export type Neo4jWay =
  | { readonly kind: 'external'; readonly uri: string; readonly user: string; readonly password: string }
  | { readonly kind: 'embedded'; readonly java: string; readonly javac: string; readonly mvn: string };

const OLDEST_JAVA = 17;
const NEWEST_JAVA = 21;

/** NEO4J_URI first, then Java 17–21 with Maven; refuses with NO_JAVA that names each missing piece. */
export async function findNeo4jWay(env: NodeJS.ProcessEnv): Promise<Neo4jWay> {
  const { NEO4J_URI: uri, NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '' } = env;
  if (uri) return { kind: 'external', uri, user, password };
  const tools = javaTools(env);
  const missing = (
    await Promise.all([missingJava(tools.java, env), missingTool(tools.javac, env), missingTool(tools.mvn, env)])
  ).filter((each) => each !== undefined);
  if (missing.length === 0) return { kind: 'embedded', ...tools };
  if ((await missingTool('docker', env)) === undefined) missing.push('but Docker is here');
  throw new IolausError('NO_JAVA', { missing: missing.join(', ') });
}

/** Paths of the Java tools: those of JAVA_HOME when it holds them, else by PATH. */
export function javaTools(env: NodeJS.ProcessEnv): { java: string; javac: string; mvn: string } {
  const named = (tool: string): string => {
    const path = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', tool) : tool;
    return existsSync(path) ? path : tool;
  };
  return { java: named('java'), javac: named('javac'), mvn: 'mvn' };
}

/** The major version in what `java -version` prints, undefined when it says none. */
export function javaMajor(printed: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(printed);
  if (match === null) return undefined;
  return Number(match[1] === '1' ? match[2] : match[1]);
}

async function missingJava(java: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { code, output } = await runTool(java, { arguments: ['-version'], env });
  if (code !== 0) return 'java is not found';
  const major = javaMajor(output);
  const fits = major !== undefined && major >= OLDEST_JAVA && major <= NEWEST_JAVA;
  return fits ? undefined : `java is ${major ?? 'of an unknown version'}, not ${OLDEST_JAVA}–${NEWEST_JAVA}`;
}

async function missingTool(tool: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { code } = await runTool(tool, { arguments: ['--version'], env });
  return code === 0 ? undefined : `${tool} is not found`;
}
