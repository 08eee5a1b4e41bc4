const QUOTED = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** A query in Cypher as it may stay on record: texts in it are left out, and so are comments, which may hold some as well. Names in backticks stay. */
export function withoutValues(cypher: string): string {
  return cypher.replace(QUOTED, (part) => {
    if (part.startsWith('`')) return part;
    return part.startsWith('/') ? '' : `${part[0]}…${part[0]}`;
  });
}
