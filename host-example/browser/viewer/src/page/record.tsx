// One record: its fields as a tree with the findings in place, or its text.
import type { Found } from '../protocol.js';
import { chosen, close, details, narrow } from './state.js';
import { Text, count, visible } from './text.js';
import { tree, type Node } from './tree.js';

const ID = /^(trace|span|request|correlation|run|flow|step|session|transaction|parent)?[._-]?ids?$|_id$|Id$/i;

export function Record() {
  const record = details.value;
  if (chosen.value < 0) return null;
  if (!record) return <aside class="record" aria-label="Record" aria-busy="true" />;
  const root = record.cut ? undefined : tree(record.text);
  const pointers = new Set<string>();
  if (root) collect(root, pointers);
  const elsewhere = record.findings.filter((found) => !root || !found.pointer || !pointers.has(found.pointer));
  return (
    <aside class="record" aria-label="Record">
      <div class="bar">
        <h2>{visible(record.source)}:{count(record.line)}</h2>
        <button type="button" aria-label="Close the record" onClick={close}>×</button>
      </div>
      {elsewhere.length ? <ul class="notes">{elsewhere.map((found, at) => <li key={at}><Note found={found} placed={false} /></li>)}</ul> : null}
      {root ? <ul class="tree"><Branch node={root} findings={record.findings} top /></ul> : <pre class="raw"><Text>{record.text}</Text></pre>}
      {record.cut ? <p class="note">The first {count(record.text.length)} characters of {count(record.bytes)} bytes.</p> : null}
      {record.findings.length >= 200 ? <p class="note">The first 200 findings.</p> : null}
    </aside>
  );
}

function collect(node: Node, into: Set<string>): void {
  into.add(node.pointer);
  for (const child of node.children) collect(child, into);
}

function Branch({ node, findings, top }: { node: Node; findings: readonly Found[]; top?: boolean }) {
  const mine = node.pointer ? findings.filter(({ pointer }) => pointer === node.pointer) : [];
  const leaf = node.kind !== 'object' && node.kind !== 'array';
  const children = node.children.map((child, at) => <Branch key={at} node={child} findings={findings} />);
  if (top && !leaf) return <>{children}</>;
  return (
    <li class={mine.length ? 'marked' : ''}>
      <span class="key">{visible(node.name)}</span>
      {leaf ? <Value node={node} /> : <span class="kind">{node.kind === 'array' ? `[${node.children.length}]` : node.children.length ? '' : '{}'}</span>}
      {mine.map((found, at) => <Note key={at} found={found} placed />)}
      {node.children.length ? <ul>{children}</ul> : null}
    </li>
  );
}

function Value({ node }: { node: Node }) {
  if (node.kind === 'string' && ID.test(node.name) && node.text && node.text.length <= 200 && !node.text.includes('[REDACTED')) {
    return <button type="button" class="value id" title="All records with this id" onClick={() => narrow({ id: node.text })}>{visible(node.text)}</button>;
  }
  return <span class={`value ${node.kind}`}><Text>{node.text}</Text></span>;
}

/** A hint as a sentence. */
function said(hint = ''): string {
  return hint && `${hint[0]?.toUpperCase()}${hint.slice(1)}.`;
}

function Note({ found, placed }: { found: Found; placed: boolean }) {
  return (
    <span class={`finding ${found.severity}`}>
      <strong>{found.rule}</strong> {found.message}
      {placed ? null : <small> Bytes {count(found.start)}–{count(found.end)}{found.pointer ? `, ${visible(found.pointer)}` : ''}.</small>}
      <small> {found.rule.startsWith('leak/') ? 'Taken out of what is shown and saved here.' : said(found.hint)}</small>
    </span>
  );
}
