// A pipeline as a TransformStream: bytes in, bytes out.
import { Pipeline } from './pipeline.js';
import type { Key, Output, Policy, Summary, Verb } from './types.js';

/** What a `LogveilStream` may be told. */
export interface StreamOptions {
  /** `run` by default. */
  readonly verb?: Verb;
  readonly keys?: readonly Key[];
  /** Called with each output, for its findings, counts and quarantine. */
  readonly onOutput?: (output: Output) => void;
  /** Called at the end with the stream's tallies. */
  readonly onSummary?: (summary: Summary) => void;
}

/**
 * Records through a policy, as a stream. Where anything fails the stream fails: nothing passes as it stood.
 *
 * ```ts
 * const clean = response.body.pipeThrough(new LogveilStream('cp1'));
 * ```
 */
export class LogveilStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(policy: Policy, { verb = 'run', keys = [], onOutput, onSummary }: StreamOptions = {}) {
    let pipeline: Pipeline | undefined;
    const give = (output: Output, controller: TransformStreamDefaultController<Uint8Array>): void => {
      onOutput?.(output);
      if (output.bytes.length) controller.enqueue(output.bytes);
    };
    super({
      async start() {
        pipeline = await Pipeline.open(policy, keys);
      },
      transform(chunk, controller) {
        if (pipeline) give(pipeline.push(verb, chunk), controller);
      },
      flush(controller) {
        if (!pipeline) return;
        const summary = pipeline.finish();
        pipeline.free();
        give(summary.last, controller);
        onSummary?.(summary);
      },
    });
  }
}
