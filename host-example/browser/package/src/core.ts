// The module as it is called: the whole one, and the small one that pages take first. Each has the JavaScript that was
// made for it.
import { LoadError, StoppedError, typed } from './errors.js';
import * as small from './glue-small.js';
import * as whole from './glue.js';

/** What both have. */
type Glue = Pick<typeof whole, 'Stream' | 'check' | 'detect' | 'merged' | 'presets' | '__wbg_reset_state'> & {
  default(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
};

/** See the file's head. */
export class Core<Own extends Glue = Glue> {
  #instances = 0;
  /** What was loaded. */
  module: WebAssembly.Module | undefined;

  constructor(readonly glue: Own) {}

  /** Which instance of the module this is. A pipeline of an earlier one is dead. */
  get instance(): number {
    return this.#instances;
  }

  /** @throws {LoadError} where it is not loaded */
  ready(): this {
    if (!this.module) throw new LoadError('not-yet', 'await load() first');
    return this;
  }

  async start(module: WebAssembly.Module): Promise<void> {
    await this.glue.default({ module_or_path: module });
    this.module = module;
  }

  /** Calls the module; what it throws becomes an error of ours. Where it stopped, a new instance takes its place. */
  call<T>(what: (glue: Own) => T): T {
    try {
      return what(this.glue);
    } catch (thrown) {
      if (typeof thrown === 'string') throw typed(thrown);
      // Not a byte array, or the like: nothing has begun.
      if (thrown instanceof TypeError) throw thrown;
      this.#instances += 1;
      this.glue.__wbg_reset_state();
      throw new StoppedError('this', { cause: thrown });
    }
  }
}

/** With all that there is. */
export const WHOLE = new Core(whole);
/** Without what few policies ask for: it refuses those. */
export const SMALL: Core = new Core<Glue>(small);

/**
 * The one that is loaded; the whole one where both are.
 *
 * @throws {LoadError} where none is
 */
export function loaded(): Core {
  return (SMALL.module && !WHOLE.module ? SMALL : WHOLE).ready();
}
