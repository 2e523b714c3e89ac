// Typed errors. None of them holds a value of a log or a secret of a policy.

/** What every error of this package is. */
export class LogveilError extends Error {
  override readonly name: string = 'LogveilError';
}

/** The policy was refused; nothing was processed. */
export class PolicyError extends LogveilError {
  override readonly name = 'PolicyError';
  /** `syntax`: no JSON. `unknown-name`: see `nearest`. `invalid`: a value that makes no sense. */
  readonly kind: 'syntax' | 'unknown-name' | 'invalid';
  /** RFC 6901 into the policy. */
  readonly pointer: string;
  /** The nearest known name, where one was not known. */
  readonly nearest: string | undefined;

  constructor(kind: PolicyError['kind'], message: string, pointer: string, nearest?: string) {
    super(`${pointer && `${pointer}: `}${message}${nearest ? ` (did you mean \`${nearest}\`?)` : ''}`);
    this.kind = kind;
    this.pointer = pointer;
    this.nearest = nearest;
  }
}

/** A call was refused. The stream stands where it stood before the call. */
export class PipelineError extends LogveilError {
  override readonly name = 'PipelineError';
  /** `verb`: another one holds until `finish`. `state`: not what `save` wrote. `freed`: after `free`. */
  readonly kind: 'verb' | 'state' | 'not-yet' | 'freed';

  constructor(kind: PipelineError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * The module stopped (out of memory, or a mistake of ours). Nothing of the chunk came out, and nothing must be passed on
 * in its place. A new instance stands ready: open the pipeline anew, and `restore` what it saved before the call.
 */
export class StoppedError extends LogveilError {
  override readonly name = 'StoppedError';
  /** `this`: in this very call. `other`: in an earlier one, of another pipeline of this page or process. */
  readonly where: 'this' | 'other';

  constructor(where: StoppedError['where'], options?: ErrorOptions) {
    const message = where === 'this' ? 'the module stopped' : 'the module stopped under another pipeline: open this one anew';
    super(message, options);
    this.where = where;
  }
}

/** There is no module to do it. */
export class LoadError extends LogveilError {
  override readonly name = 'LoadError';
  /** `failed`: it could not be loaded. `not-yet`: `await load()` first. `whole`: the same, the small one that was loaded is without something. */
  readonly kind: 'failed' | 'not-yet' | 'whole';

  constructor(kind: LoadError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What the module threw, as one of the above. */
export function typed(thrown: string): LogveilError {
  const [kind, message, pointer, nearest] = JSON.parse(thrown) as [string, string, string?, string?];
  if (kind === 'whole') return new LoadError('whole', 'the small module is without something that the policy asks for, or the policy is wrong: await load() first');
  if (pointer === undefined) return new PipelineError(kind as PipelineError['kind'], message);
  return new PolicyError(kind as PolicyError['kind'], message, pointer, nearest ?? undefined);
}
