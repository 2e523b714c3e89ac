// Text of a log on the page: always text, never markup. Characters that do something are shown; redactions are marked.
import type { ComponentChildren } from 'preact';

/** What a redaction looks like in the output. */
const MASK = /\[(?:REDACTED|withheld)[^\]\n]{0,80}\]|\b(?:tok|hash|enc)_[A-Za-z0-9-]{1,32}_[a-z2-7]{16,}|\bsha256_[a-z2-7]{20,}|\*{3,}/g;
// eslint-disable-next-line no-control-regex
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Characters that act on a reader, by their number. */
export function visible(text: string): string {
  return text.replace(ACTS, (sign) => `⟨${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}⟩`);
}

/** The text, with its redactions marked. */
export function Text({ children }: { children: string }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { 0: mask, index } of children.matchAll(MASK)) {
    if (index > at) parts.push(visible(children.slice(at, index)));
    parts.push(<mark class="mask">{visible(mask)}</mark>);
    at = index + mask.length;
  }
  if (at < children.length) parts.push(visible(children.slice(at)));
  return <>{parts}</>;
}

const counted = new Intl.NumberFormat('en');

export const count = (value: number): string => counted.format(value);

export const records = (number: number): string => `${count(number)} ${number === 1 ? 'record' : 'records'}`;

/** Bytes for people. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
