// Checks the built npm package: publint and arethetypeswrong have nothing to say, and each module is small enough.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Bytes of what a page downloads, behind gzip: they may not grow over this. A page begins with the small
 * one; the one with SIMD is for policies that ask for all, the one without SIMD for browsers of before
 * 2023. The fast one is for where the module lies near.
 */
const MOST = { 'logveil.small.wasm': 250_000, 'logveil.simd.wasm': 337_000, 'logveil.wasm': 350_000, 'glue.js': 10_000, 'glue-small.js': 10_000 };
const FILES = [...Object.keys(MOST), 'logveil.fast.wasm'];
const root = new URL('./', import.meta.url);
const at = (path) => new URL(path, root).pathname;
const checks = {
  publint: [at('node_modules/publint/src/cli.js'), 'run', at('package'), '--strict', '--pack', 'npm'],
  arethetypeswrong: [
    at('node_modules/@arethetypeswrong/cli/dist/index.js'),
    '--pack', at('package'), '--profile', 'esm-only', '--exclude-entrypoints', './logveil.wasm', './logveil.small.wasm', './logveil.simd.wasm', './logveil.fast.wasm', '--no-emoji',
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
for (const file of FILES) {
  const bytes = readFileSync(at(`package/dist/${file}`));
  const packed = gzipSync(bytes, { level: 9 }).length;
  console.log(`| ${file} | ${bytes.length} bytes | ${packed} bytes gzip |`);
  if (packed > (MOST[file] ?? Infinity)) {
    failed += 1;
    console.log(`FAILED ${file}: more than ${MOST[file]} bytes`);
  }
}
console.log(`npm package: ${2 + Object.keys(MOST).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
