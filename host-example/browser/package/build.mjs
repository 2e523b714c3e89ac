// Builds dist/: build.mjs FOLDER, where FOLDER is what `logveil-flavours browser` wrote (its `browser` folder).
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ordered } from './order.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const built = resolve(process.argv[2] ?? join(here, '../../../tests/.work/browser'));
const dist = join(here, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const [from, to] of [
  ['logveil.js', 'glue.js'],
  ['logveil.d.ts', 'glue.d.ts'],
  ['logveil.small.js', 'glue-small.js'],
  ['logveil.small.d.ts', 'glue-small.d.ts'],
]) {
  copyFileSync(join(built, from), join(dist, to));
}
// What the compiler left is made smaller, or faster, once more; what the modules are allowed to use is what it takes for granted.
const allowed = ['simd', 'bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'reference-types', 'multivalue', 'mutable-globals'];
const tool = join(here, '../node_modules/binaryen/bin/wasm-opt');
const opt = (from, to, ...flags) =>
  execFileSync(process.execPath, [tool, from, '-o', to, ...flags, ...allowed.map((name) => `--enable-${name}`)], { stdio: 'inherit' });
const bare = ['--strip-debug', '--strip-producers'];
// The stack lies lowest, so that nothing is ever found in the first thousand bytes. Ways through the code are laid out anew,
// and a function stays one of its own unless it is tiny: what is alike is found by gzip where its locals are few.
const small = ['--low-memory-unused', '--optimize-added-constants-propagate', '-ocimfs', '50', '-Oz', '--flatten', '--rereloop', '-Oz', '-Oz'];
for (const [from, to] of [
  ['logveil.small.wasm', 'logveil.small.wasm'],
  ['logveil.simd.wasm', 'logveil.simd.wasm'],
  ['logveil.scalar.wasm', 'logveil.wasm'],
]) {
  const named = join(dist, `${to}.named`);
  opt(join(built, from), named, ...small, '-g');
  writeFileSync(named, ordered(readFileSync(named)));
  opt(named, join(dist, to), '--reorder-functions-by-name', ...bare);
  rmSync(named);
}
opt(join(built, 'logveil.fast.wasm'), join(dist, 'logveil.fast.wasm'), '-O2', ...bare);
// The sources name the glue as their neighbour.
for (const file of ['glue.js', 'glue.d.ts', 'glue-small.js', 'glue-small.d.ts']) copyFileSync(join(dist, file), join(here, 'src', file));
execFileSync(process.execPath, [join(here, '../node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' });
