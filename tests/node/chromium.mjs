// The real Chromium (Debian's), driven by playwright-core; and a small harness for what is tried in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../host-example/browser/package.json', import.meta.url));

/** Starts it, with a profile that is gone afterwards. */
export async function launch() {
  const { chromium } = require('playwright-core');
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', ...quiet] });
}

/** axe-core's source, to be evaluated in a page. */
export const axe = () => require('axe-core').source;

/** A folder that is gone when the process ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'logveil-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs named cases one after the other, and prints the closing line. */
export class Cases {
  #passed = 0;
  #failed = 0;

  constructor(name) {
    this.name = name;
  }

  async try(name, what) {
    try {
      await what();
      this.#passed += 1;
      console.log(`ok ${name}`);
    } catch (error) {
      this.#failed += 1;
      console.log(`FAILED ${name}: ${error?.stack ?? error}`);
    }
  }

  close() {
    console.log(`${this.name}: ${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed ? 1 : 0;
  }
}
