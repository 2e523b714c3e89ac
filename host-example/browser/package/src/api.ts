// What both entry points give.
import { loaded } from './core.js';
import * as policies from './policy.js';
import type { Detected, Key, Needs, Policy, Preset } from './types.js';

export { LoadError, LogveilError, PipelineError, PolicyError, StoppedError } from './errors.js';
export { compiled, hasSimd, load, type Build, type LoadOptions, type Source } from './load.js';
export { Pipeline } from './pipeline.js';
export { Review, type Reviewed } from './review.js';
export { LogveilStream, type StreamOptions } from './transform.js';
export type * from './types.js';

/** The policies that come with the package, by name; of the `small` build without their tests. After `await load()`. */
export function presets(): readonly Preset[] {
  return policies.presets(loaded());
}

/** Tells the format of each record of a text of whole lines. After `await load()`. */
export function detect(text: Uint8Array): readonly Detected[] {
  return policies.detect(loaded(), text);
}

/**
 * Compiles a policy without opening a stream, and tells what it needs. After `await load()`.
 *
 * @throws {PolicyError} where it is wrong
 */
export function check(policy: Policy): Needs {
  return policies.needs(loaded(), policies.text(policy));
}

/**
 * The policy with its presets merged in, JSON text. After `await load()`.
 *
 * @throws {PolicyError} where it is wrong
 */
export function merged(policy: Policy): string {
  return policies.merged(loaded(), policies.text(policy));
}

/**
 * The policy, and the keys for it: one is drawn where it needs one. For several pipelines, in several workers, that are
 * to write the same tokens. After `await load()`.
 *
 * @throws {PolicyError} where it is wrong
 */
export function settle(policy: Policy, keys: readonly Key[] = []): { readonly policy: string; readonly keys: readonly Key[] } {
  return policies.settled(loaded(), policies.text(policy), keys);
}
