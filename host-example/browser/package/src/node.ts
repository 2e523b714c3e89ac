// The entry point of Node: the module is read from the disk.
import { readFile } from 'node:fs/promises';

import { from } from './load.js';

from((build) => readFile(new URL(build === 'simd' ? './logveil.simd.wasm' : './logveil.wasm', import.meta.url)));

export * from './api.js';
