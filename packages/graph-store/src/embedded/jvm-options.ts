/** Options of each JVM of ours: Neo4j needs the opened packages, and one that is out of memory must not linger. */
export const JVM_OPTIONS: readonly string[] = [
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '-XX:+UseParallelGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Xshare:auto',
];
