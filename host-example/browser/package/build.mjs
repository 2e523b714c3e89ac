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
  ['logveil.wasm', 'logveil.wasm'],
  ['logveil.simd.wasm', 'logveil.simd.wasm'],
]) {
  copyFileSync(join(built, from), join(dist, to));
}
// The sources name the glue as their neighbour.
for (const file of ['glue.js', 'glue.d.ts']) copyFileSync(join(dist, file), join(here, 'src', file));
execFileSync(process.execPath, [join(here, '../node_modules/typescript/bin/tsc'), '-p', here], { stdio: 'inherit' });
