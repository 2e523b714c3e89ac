// Loads the modules, each once: with SIMD where the engine has it, else the scalar one. The same bytes come out of all.
import { SMALL, WHOLE, loaded, type Core } from './core.js';
import { LoadError } from './errors.js';

/** Where a module comes from: its bytes, compiled, or an address. */
export type Source = BufferSource | WebAssembly.Module | Response | URL | string;

/**
 * Which of the modules. `small`, `simd` and `scalar` are built for size, since pages download them. `small` is without
 * users' patterns, checks beyond CP1, output formats beside CP1, and keys: it refuses policies that ask for these. `fast`
 * has SIMD, is twice as large, and faster: for where the module lies near.
 */
export type Build = 'small' | 'simd' | 'scalar' | 'fast';

// A module of one function: `(func (result v128) i32.const 0 i8x16.splat)`.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Whether this engine has SIMD. */
export const hasSimd = (): boolean => WebAssembly.validate(SIMD);

type Find = (build: Build) => Source | Promise<Source>;

let find: Find | undefined;
let usual: Build = 'simd';
let first: Build = 'simd';
/** What was taken for the whole core, and for the small one. */
const builds = new Map<Core, Promise<Build>>();

/** The entry points say where their files are, and where there is SIMD: which build is the usual one, and the first one. */
export function from(source: Find, build: Build, begin: Build): void {
  [find, usual, first] = [source, build, begin];
}

/** What `load` may be told. */
export interface LoadOptions {
  /** The module, where it is not beside this package's JavaScript. */
  readonly source?: Source;
  /** Which build; by default the whole core, as the engine can run it. */
  readonly build?: Build;
}

/**
 * Loads the module, once; `Pipeline.open` does it too. Gives the build that was taken. `small` may be loaded besides.
 *
 * @throws {LoadError} where it can't be fetched or compiled
 */
export function load({ source, build = hasSimd() ? usual : 'scalar' }: LoadOptions = {}): Promise<Build> {
  const core: Core = build === 'small' ? SMALL : WHOLE;
  const known = builds.get(core) ?? start(core, source, build).catch((cause: unknown) => {
    builds.delete(core);
    throw new LoadError('failed', 'the module could not be loaded', { cause });
  });
  builds.set(core, known);
  return known;
}

/** Loads what a pipeline is opened with, where nothing is loaded. */
export async function begin(): Promise<void> {
  await (builds.get(WHOLE) ?? builds.get(SMALL) ?? load({ build: hasSimd() ? first : 'scalar' }));
}

async function start(core: Core, source: Source | undefined, build: Build): Promise<Build> {
  const given = source ?? (await find?.(build));
  if (given === undefined) throw new Error('no source');
  await core.start(given instanceof WebAssembly.Module ? given : await compile(given as Parameters<typeof compile>[0]));
  return build;
}

/** Compiles while it arrives, where the server names its type right. */
async function compile(source: BufferSource | Response | URL | string): Promise<WebAssembly.Module> {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const answer = source instanceof Response ? source : await fetch(source as string | URL);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  if (answer.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** The compiled module, for another worker of the same page: `load({ source, build })` there. After `await load()`. */
export function compiled(): WebAssembly.Module {
  return loaded().module as WebAssembly.Module;
}
