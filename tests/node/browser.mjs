// Every vector against the npm package in Node: browser.mjs DIST. Once with each build, in a process of its own; and what
// becomes of pipelines when the module stops.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { through } from './through.mjs';
import { close, vectors, wrong } from './vectors.mjs';

const [, script, dist, build] = process.argv;
if (!build) {
  for (const one of ['simd', 'scalar', 'fast']) {
    const child = spawnSync(process.execPath, [script, dist, one], { stdio: 'inherit' });
    if (child.status) process.exitCode = 1;
  }
  if (spawnSync(process.execPath, [fileURLToPath(new URL('stopped.mjs', import.meta.url)), dist], { stdio: 'inherit' }).status) process.exitCode = 1;
} else {
  const { load, Pipeline } = await import(new URL('node.js', pathToFileURL(`${resolve(dist)}/`)));
  await load({ build });
  let passed = 0;
  const failures = [];
  for (const vector of vectors()) {
    let why;
    try {
      why = wrong(vector, through(Pipeline, vector));
    } catch (error) {
      why = String(error?.stack ?? error);
    }
    if (why) failures.push(`${vector.name}: ${why}`);
    else passed += 1;
  }
  close(`browser in Node, ${build}`, passed, failures, {});
}
