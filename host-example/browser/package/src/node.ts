// The entry point of Node: the module is read from the disk, so the fast one is the usual one.
import { readFile } from 'node:fs/promises';

import { from } from './load.js';

const FILES = { fast: './logveil.fast.wasm', small: './logveil.small.wasm', simd: './logveil.simd.wasm', scalar: './logveil.wasm' };
from((build) => readFile(new URL(FILES[build], import.meta.url)), 'fast', 'fast');

export * from './api.js';
