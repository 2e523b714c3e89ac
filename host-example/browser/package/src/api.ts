// What both entry points give.
import { assertLoaded } from './load.js';
import * as policies from './policy.js';
import type { Detected, Needs, Policy, Preset } from './types.js';

export { LoadError, LogveilError, PipelineError, PolicyError, StoppedError } from './errors.js';
export { compiled, hasSimd, load, type Build, type LoadOptions, type Source } from './load.js';
export { Pipeline } from './pipeline.js';
export { LogveilStream, type StreamOptions } from './transform.js';
export type * from './types.js';

/** The policies that come with the package, by name. After `await load()`. */
export function presets(): readonly Preset[] {
  assertLoaded();
  return policies.presets();
}

/**
 * What a list of records shows at a glance, six numbers for each line: its start, its end, the level (0 none, 1 error,
 * 2 warn, 3 info, 4 debug), the time in milliseconds or NaN, the component's start and end. Of the `fast` build alone.
 */
export function outline(text: Uint8Array): Float64Array {
  assertLoaded();
  return policies.outline(text);
}

/** Tells the format of each record of a text of whole lines. After `await load()`. */
export function detect(text: Uint8Array): readonly Detected[] {
  assertLoaded();
  return policies.detect(text);
}

/**
 * Compiles a policy without opening a stream, and tells what it needs. After `await load()`.
 *
 * @throws {PolicyError} where it is wrong
 */
export function check(policy: Policy): Needs {
  assertLoaded();
  return policies.needs(policies.text(policy));
}

/**
 * The policy with its presets merged in, JSON text. After `await load()`.
 *
 * @throws {PolicyError} where it is wrong
 */
export function merged(policy: Policy): string {
  assertLoaded();
  return policies.merged(policies.text(policy));
}
