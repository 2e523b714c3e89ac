// Checks the built npm package: publint and arethetypeswrong have nothing to say, and each module is small enough.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Bytes of what a page downloads, behind gzip: the aim is 250,000, and it may not grow over this. The one without SIMD is for
 * browsers of before 2023; the fast one is for where the module lies near.
 */
const MOST = { 'logveil.simd.wasm': 342_000, 'logveil.wasm': 355_000, 'glue.js': 20_000 };
const root = new URL('./', import.meta.url);
const at = (path) => new URL(path, root).pathname;
const checks = {
  publint: [at('node_modules/publint/src/cli.js'), 'run', at('package'), '--strict', '--pack', 'npm'],
  arethetypeswrong: [
    at('node_modules/@arethetypeswrong/cli/dist/index.js'),
    '--pack', at('package'), '--profile', 'esm-only', '--exclude-entrypoints', './logveil.wasm', './logveil.simd.wasm', './logveil.fast.wasm', '--no-emoji',
  ],
};
let failed = 0;
for (const [name, command] of Object.entries(checks)) {
  try {
    execFileSync(process.execPath, command, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stdout}${error.stderr}`);
  }
}
for (const file of ['logveil.simd.wasm', 'logveil.wasm', 'glue.js', 'logveil.fast.wasm']) {
  const bytes = readFileSync(at(`package/dist/${file}`));
  const packed = gzipSync(bytes, { level: 9 }).length;
  console.log(`| ${file} | ${bytes.length} bytes | ${packed} bytes gzip |`);
  if (packed > (MOST[file] ?? Infinity)) {
    failed += 1;
    console.log(`FAILED ${file}: more than ${MOST[file]} bytes`);
  }
}
console.log(`npm package: ${5 - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
