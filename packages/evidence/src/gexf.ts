import type { BundleInput } from './bundle-input.js';
import { escapeXml } from './plain-text.js';

/** The network as GEXF 1.3 (Gephi, networkx): accounts and core indicators as nodes, sightings as edges. */
export function gexfOf(input: BundleInput): string {
  const account = new Map(input.members.map((member, at) => [member.account, `a${at}`]));
  const indicator = new Map(input.indicators.map((each, at) => [`${each.kind}:${each.value}`, `i${at}`]));
  const accounts = input.members.map(
    (member, at) =>
      `<node id="a${at}" label="${escapeXml(member.account)}"><attvalues><attvalue for="0" value="account"/><attvalue for="1" value="${member.bits}"/><attvalue for="2" value="${escapeXml(member.community)}"/></attvalues></node>`,
  );
  const indicators = input.indicators.map(
    (each, at) =>
      `<node id="i${at}" label="${escapeXml(each.value)}"><attvalues><attvalue for="0" value="${escapeXml(each.kind)}"/><attvalue for="1" value="${each.bits}"/></attvalues></node>`,
  );
  const edges = input.sightings.map(
    (sighting, at) =>
      `<edge id="e${at}" source="${account.get(sighting.account)}" target="${indicator.get(`${sighting.kind}:${sighting.value}`)}" weight="${sighting.count}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
<attributes class="node"><attribute id="0" title="kind" type="string"/><attribute id="1" title="bits" type="double"/><attribute id="2" title="community" type="string"/></attributes>
<nodes>
${[...accounts, ...indicators].join('\n')}
</nodes>
<edges>
${edges.join('\n')}
</edges>
</graph></gexf>
`;
}
