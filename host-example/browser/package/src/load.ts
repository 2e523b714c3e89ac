// Loads the module once: with SIMD where the engine has it, else the scalar one. The same bytes come out of both.
import { LoadError } from './errors.js';
import init from './glue.js';

/** Where a module comes from: its bytes, compiled, or an address. */
export type Source = BufferSource | WebAssembly.Module | Response | URL | string;

/** Which of the two modules. */
export type Build = 'simd' | 'scalar';

// A module of one function: `(func (result v128) i32.const 0 i8x16.splat)`.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Whether this engine has SIMD. */
export const hasSimd = (): boolean => WebAssembly.validate(SIMD);

let find: ((build: Build) => Source | Promise<Source>) | undefined;
let loaded: Promise<Build> | undefined;
let ready = false;

/** The entry points say where their files are. */
export function from(source: (build: Build) => Source | Promise<Source>): void {
  find = source;
}

/** What `load` may be told. */
export interface LoadOptions {
  /** The module, where it is not beside this package's JavaScript. */
  readonly source?: Source;
  /** Which build; by default what the engine can run. */
  readonly build?: Build;
}

/**
 * Loads the module, once; `Pipeline.open` does it too. Gives the build that was taken.
 *
 * @throws {LoadError} where it can't be fetched or compiled
 */
export function load(options: LoadOptions = {}): Promise<Build> {
  loaded ??= start(options).catch((cause: unknown) => {
    loaded = undefined;
    throw new LoadError('the module could not be loaded', { cause });
  });
  return loaded;
}

async function start({ source, build = hasSimd() ? 'simd' : 'scalar' }: LoadOptions): Promise<Build> {
  await init({ module_or_path: source ?? (await find?.(build)) });
  ready = true;
  return build;
}

/** @throws {LoadError} where `load` has not come to its end */
export function assertLoaded(): void {
  if (!ready) throw new LoadError('await load() first');
}
