// Loads the module once: with SIMD where the engine has it, else the scalar one. The same bytes come out of all of them.
import { LoadError } from './errors.js';
import init from './glue.js';

/** Where a module comes from: its bytes, compiled, or an address. */
export type Source = BufferSource | WebAssembly.Module | Response | URL | string;

/**
 * Which of the modules. `simd` and `scalar` are built for size, since pages download them; `fast` has SIMD, is twice as
 * large, and faster: for where the module lies near.
 */
export type Build = 'simd' | 'scalar' | 'fast';

// A module of one function: `(func (result v128) i32.const 0 i8x16.splat)`.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Whether this engine has SIMD. */
export const hasSimd = (): boolean => WebAssembly.validate(SIMD);

let find: ((build: Build) => Source | Promise<Source>) | undefined;
let loaded: Promise<Build> | undefined;
let ready = false;
let module: WebAssembly.Module | undefined;

let usual: Build = 'simd';

/** The entry points say where their files are, and which build is the usual one where there is SIMD. */
export function from(source: (build: Build) => Source | Promise<Source>, build: Build): void {
  find = source;
  usual = build;
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

async function start({ source, build = hasSimd() ? usual : 'scalar' }: LoadOptions): Promise<Build> {
  const given = source ?? (await find?.(build));
  if (given === undefined) throw new Error('no source');
  module = given instanceof WebAssembly.Module ? given : await compile(given as Parameters<typeof compile>[0]);
  await init({ module_or_path: module });
  ready = true;
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
  assertLoaded();
  return module as WebAssembly.Module;
}

/** @throws {LoadError} where `load` has not come to its end */
export function assertLoaded(): void {
  if (!ready) throw new LoadError('await load() first');
}
