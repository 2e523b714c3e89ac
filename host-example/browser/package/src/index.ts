// The entry point of pages, workers and bundlers. Bundlers see both files by their literal addresses.
import { from } from './load.js';

from((build) =>
  build === 'simd' ? new URL('./logveil.simd.wasm', import.meta.url) : new URL('./logveil.wasm', import.meta.url),
);

export * from './api.js';
