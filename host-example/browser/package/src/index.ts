// The entry point of pages, workers and bundlers. Bundlers see the files by their literal addresses.
import { from } from './load.js';

from((build) => {
  if (build === 'fast') return new URL('./logveil.fast.wasm', import.meta.url);
  if (build === 'small') return new URL('./logveil.small.wasm', import.meta.url);
  return build === 'simd' ? new URL('./logveil.simd.wasm', import.meta.url) : new URL('./logveil.wasm', import.meta.url);
}, 'simd', 'small');

export * from './api.js';
