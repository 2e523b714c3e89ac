// Every vector against the npm package in Node: browser.mjs DIST. Once with each build, in a process of its own; what the
// small one refuses goes through the whole one then. And which policies it refuses; and what becomes of pipelines when the
// module stops.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { asksForWhole, through } from './through.mjs';
import { close, vectors, wrong } from './vectors.mjs';

const [, script, dist, build] = process.argv;
if (!build) {
  for (const one of ['small', 'simd', 'scalar', 'fast']) {
    const child = spawnSync(process.execPath, [script, dist, one], { stdio: 'inherit' });
    if (child.status) process.exitCode = 1;
  }
  for (const cases of ['small.mjs', 'stopped.mjs']) {
    if (spawnSync(process.execPath, [fileURLToPath(new URL(cases, import.meta.url)), dist], { stdio: 'inherit' }).status) process.exitCode = 1;
  }
} else {
  const { load, Pipeline } = await import(new URL('node.js', pathToFileURL(`${resolve(dist)}/`)));
  await load({ build });
  let passed = 0;
  const [failures, refused] = [[], []];
  const told = (vector, why) => {
    if (why) failures.push(`${vector.name}: ${why}`);
    else passed += 1;
  };
  const tried = (vector, orElse) => {
    try {
      told(vector, wrong(vector, through(Pipeline, vector)));
    } catch (error) {
      if (error?.kind === 'whole' && orElse) orElse(vector);
      else told(vector, String(error?.stack ?? error));
    }
  };
  vectors().forEach((vector) => tried(vector, (left) => refused.push(left)));
  if (refused.length) {
    console.log(`the small module: ${passed} vectors itself, ${refused.length} want the whole one`);
    await load();
    for (const vector of refused) asksForWhole(vector) ? tried(vector) : told(vector, 'refused, and it asks for nothing');
  }
  close(`browser in Node, ${build}`, passed, failures, {});
}
