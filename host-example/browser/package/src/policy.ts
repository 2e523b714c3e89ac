// Policies as callers write them become JSON text; a key is drawn where a policy needs one and none is given.
import type { Core } from './core.js';
import { PolicyError } from './errors.js';
import type { Detected, Key, Needs, Policy, Preset } from './types.js';

/** Letters and digits that are hard to mistake for each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * Nothing is guessed: a text or a whole buffer would be taken for no bytes, or for others.
 *
 * @throws TypeError
 */
export function assertBytes(chunk: unknown): asserts chunk is Uint8Array {
  if (ArrayBuffer.isView(chunk) && (chunk as Partial<Uint8Array>).BYTES_PER_ELEMENT === 1) return;
  const hint = typeof chunk === 'string' ? ': new TextEncoder().encode(text) makes one of a text' : '';
  throw new TypeError(`a chunk is a Uint8Array${hint}`);
}

/**
 * The policy as JSON text.
 *
 * @throws TypeError where it is none
 */
export function text(policy: Policy): string {
  if (typeof policy !== 'string' && (typeof policy !== 'object' || policy === null)) throw new TypeError("a policy is a preset's name, JSON text, or an object");
  if (typeof policy !== 'string') return JSON.stringify(policy);
  if (/^[a-z0-9_-]+$/.test(policy)) return JSON.stringify({ version: 1, extends: [policy] });
  return policy;
}

/** What a policy needs before its first byte. */
export function needs(core: Core, policy: string): Needs {
  const [quarantine, keys] = JSON.parse(core.call((glue) => glue.check(policy))) as [boolean, string[]];
  return { quarantine, keys };
}

/** The policies that come with the package. */
export function presets(core: Core): readonly Preset[] {
  const rows = JSON.parse(core.call((glue) => glue.presets())) as [string, string, string][];
  return rows.map(([name, about, policy]) => ({ name, about, policy }));
}

/** The format of each record of whole lines. */
export function detect(core: Core, text: Uint8Array): readonly Detected[] {
  assertBytes(text);
  const rows = JSON.parse(core.call((glue) => glue.detect(text))) as [number, string, number][];
  return rows.map(([line, format, confidence]) => ({ line, format, confidence }));
}

/** The policy with its presets merged in, as JSON text. */
export function merged(core: Core, policy: string): string {
  return core.call((glue) => glue.merged(policy));
}

/** The policy and the keys for it: one is drawn for this pipeline where the policy needs one and none is given. */
export function settled(core: Core, policy: string, keys: readonly Key[]): { policy: string; keys: readonly Key[] } {
  if (keys.length) return { policy, keys };
  const needed = needs(core, policy).keys;
  if (!needed.length) return { policy, keys };
  const letters = crypto.getRandomValues(new Uint8Array(4));
  const id = `run-${Array.from(letters, (letter) => ALPHABET[letter % 32]).join('')}`;
  const drawn = [{ id, bytes: crypto.getRandomValues(new Uint8Array(32)) }];
  if (needed.every((name) => name === '')) return { policy, keys: drawn };
  return { policy: renamed(policy, id), keys: drawn };
}

/** Every `key` of `redact` becomes `id`. */
function renamed(policy: string, id: string): string {
  const root: unknown = JSON.parse(policy);
  if (typeof root !== 'object' || root === null) throw new PolicyError('invalid', 'a policy is an object', '');
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'key' && typeof inner === 'string') (value as Record<string, unknown>)[name] = id;
      else visit(inner);
    }
  };
  visit((root as Record<string, unknown>)['redact']);
  return JSON.stringify(root);
}
