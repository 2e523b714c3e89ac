// Builds dist/: build.mjs FOLDER, where FOLDER is what `logveil-flavours browser` wrote (its `browser` folder).
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = resolve(process.argv[2] ?? join(here, '../../../tests/.work/browser'));
const dist = join(here, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const [from, to] of [
  ['logveil.js', 'glue.js'],
  ['logveil.d.ts', 'glue.d.ts'],
]) {
  copyFileSync(join(built, from), join(dist, to));
}
// What the compiler left is made smaller, or faster, once more; what the modules are allowed to use is what it takes for granted.
const allowed = ['simd', 'bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'reference-types', 'multivalue', 'mutable-globals'];
const strip = ['--strip-debug', '--strip-producers', ...allowed.map((name) => `--enable-${name}`)];
for (const [from, to, level] of [
  ['logveil.scalar.wasm', 'logveil.wasm', '-Oz'],
  ['logveil.simd.wasm', 'logveil.simd.wasm', '-Oz'],
  ['logveil.fast.wasm', 'logveil.fast.wasm', '-O2'],
]) {
  const tool = join(here, '../node_modules/binaryen/bin/wasm-opt');
  execFileSync(process.execPath, [tool, join(built, from), '-o', join(dist, to), level, ...strip], { stdio: 'inherit' });
}
// The sources name the glue as their neighbour.
for (const file of ['glue.js', 'glue.d.ts']) copyFileSync(join(dist, file), join(here, 'src', file));
execFileSync(process.execPath, [join(here, '../node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' });
