interface Operation {
  readonly summary?: string;
}

/** A plain page of the OpenAPI document: one line a route, no script and no outside file. */
export function documentationPage(document: { readonly paths?: unknown }): string {
  const rows = Object.entries((document.paths ?? {}) as Record<string, Record<string, Operation>>).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(
        ([method, operation]) =>
          `<tr><td>${escape(method.toUpperCase())}</td><td><code>/api${escape(path)}</code></td><td>${escape(operation.summary ?? '')}</td></tr>`,
      ),
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Iolaus API</title><body><h1>Iolaus API</h1><p>The document: <a href="/api/openapi.json">openapi.json</a>. Sign in first, or send the home's token as a bearer.</p><table><tbody>${rows.join('')}</tbody></table></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
