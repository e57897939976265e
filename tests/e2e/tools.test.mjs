// What a newcomer waits for. Tools come ready-made from a server that stands in for the release pages: a good archive
// is used, an altered or missing one is refused with the reason, and cargo builds the tool then.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BUNDLES, ownBundles } from '../../.ci/bundles.mjs';
import { bringReadyMade, RELEASES } from '../../.ci/ready-made.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const platform = `${process.platform}-${process.arch}`;
const VERSION = '9.8.7';
const release = RELEASES['wasm-bindgen'];
const place = `/${release.archive(VERSION, release.platforms[platform])}`;
const sumOf = bytes => createHash('sha256').update(bytes).digest('hex');

async function scratch(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-tools-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** An archive as the release page has it, of scripts that tell a version. */
async function archiveOf(t, version) {
  const folder = await scratch(t);
  const name = path.basename(place, '.tar.gz');
  await mkdir(path.join(folder, name));
  for (const binary of release.binaries) {
    const file = path.join(folder, name, binary);
    await writeFile(file, `#!/bin/sh\necho ${binary} ${version}\n`);
    await chmod(file, 0o755);
  }
  await run('tar', ['-czf', 'archive', name], { cwd: folder });
  return readFile(path.join(folder, 'archive'));
}

/** The stand-in: answers with these bodies by path, with 404 to all else, and not at all where the body is `null`. */
async function standIn(t, bodies) {
  const asked = [];
  const server = http.createServer(({ url }, response) => {
    asked.push(url);
    if (bodies[url] === null) return;
    response.writeHead(bodies[url] === undefined ? 404 : 200).end(bodies[url]);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { from: `http://127.0.0.1:${server.address().port}`, asked };
}

const published = archive => ({ [place]: archive, [release.published(place)]: `${sumOf(archive)}  ${place}\n` });
const flipped = bytes => Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)));
const known = sum => ({ ...release, sums: { [VERSION]: { [platform]: sum } } });

test('an archive with the published sum is used, all of its binaries', async t => {
  const folder = await scratch(t);
  const { from } = await standIn(t, published(await archiveOf(t, VERSION)));
  await bringReadyMade({ release, version: VERSION, folder, from });
  assert.deepEqual(await readdir(folder), release.binaries);
  const { stdout } = await run(path.join(folder, 'wasm-bindgen-test-runner'));
  assert.match(stdout, /9\.8\.7/);
});

test('a known sum counts, and no published one is asked for', async t => {
  const folder = await scratch(t);
  const archive = await archiveOf(t, VERSION);
  const { from, asked } = await standIn(t, published(archive));
  await bringReadyMade({ release: known(sumOf(archive)), version: VERSION, folder, from });
  assert.deepEqual(asked, [place]);
});

test('an altered archive is refused, and so is one that was exchanged together with its sum', async t => {
  const folder = await scratch(t);
  const archive = await archiveOf(t, VERSION);
  const altered = await standIn(t, { ...published(archive), [place]: flipped(archive) });
  await assert.rejects(bringReadyMade({ release, version: VERSION, folder, from: altered.from }), /not unpacked/);
  const exchanged = await standIn(t, published(flipped(archive)));
  const { from } = exchanged;
  await assert.rejects(
    bringReadyMade({ release: known(sumOf(archive)), version: VERSION, folder, from }),
    /the one noted here is .*not unpacked/,
  );
  assert.deepEqual(await readdir(folder), []);
});

test('a release that is missing, silent, without a sum or of another version leaves nothing behind', async t => {
  const folder = await scratch(t);
  const archive = await archiveOf(t, VERSION);
  for (const [bodies, why] of [
    [{}, /the answer is 404/],
    [{ [place]: archive }, /the answer is 404/],
    [{ [place]: archive, [release.published(place)]: '<html>' }, /no sum is published/],
    [{ ...published(archive), [place]: null }, /no answer for 0\.2 s/],
    [published(await archiveOf(t, '1.2.3')), /says "wasm-bindgen 1\.2\.3"/],
  ]) {
    const { from } = await standIn(t, bodies);
    await assert.rejects(bringReadyMade({ release, version: VERSION, folder, from, patience: 200 }), why);
  }
  assert.deepEqual(await readdir(folder), []);
});

/** Runs the set-up's step in a clone of nothing else, with a cargo that only notes what it is asked for. */
async function install(t, from) {
  const folder = await scratch(t);
  for (const part of ['bin', 'src', 'tests', 'models']) await mkdir(path.join(folder, part));
  await cp(`${root}.ci`, path.join(folder, '.ci'), { recursive: true });
  const cargo = path.join(folder, 'bin/cargo');
  await writeFile(cargo, `#!/bin/sh\necho "$@" >'${folder}/asked'\n`);
  await chmod(cargo, 0o755);
  const PATH = `${folder}/bin:${process.env.PATH}`;
  const env = { ...process.env, PATH, XDG_CACHE_HOME: folder, CARGO_TARGET_DIR: `${folder}/target`, TOOLS_FROM: from };
  delete env.READY_MADE;
  const step = path.join(folder, '.ci/install-tool');
  const { stdout } = await run(step, ['wasm-bindgen', VERSION, 'wasm-bindgen-cli'], { env });
  const asked = await readFile(path.join(folder, 'asked'), 'utf8').catch(() => '');
  return { stdout, asked, there: existsSync(path.join(folder, 'feelharmonic-tools/bin/wasm-bindgen')) };
}

test('the set-up takes what comes ready-made, and says what it was checked by', async t => {
  const { from } = await standIn(t, published(await archiveOf(t, VERSION)));
  const { stdout, asked, there } = await install(t, from);
  assert.match(stdout, /came ready-made; its sum is the published one: [0-9a-f]{64}/);
  assert.equal(asked, '');
  assert.ok(there);
});

test('the set-up has cargo build what does not come, or not as it should, and says why', async t => {
  const archive = await archiveOf(t, VERSION);
  for (const [bodies, why] of [
    [{}, /does not come ready-made: 127.* 404/],
    [{ ...published(archive), [place]: flipped(archive) }, /does not come ready-made: its sum is .* not unpacked/],
  ]) {
    const { from } = await standIn(t, bodies);
    const { stdout, asked, there } = await install(t, from);
    assert.match(stdout, why);
    assert.match(stdout, /building wasm-bindgen 9\.8\.7 with cargo/);
    assert.match(asked, /^install .*--version 9\.8\.7 wasm-bindgen-cli$/m);
    assert.ok(!there);
  }
});

test('a build that is to be served soon leaves out what is built after, and nothing else', () => {
  const rows = [...BUNDLES, { name: 'late', built: 'after' }];
  const names = build => ownBundles(rows, build).map(({ name }) => name);
  assert.ok(names().includes('late'));
  assert.deepEqual(
    names('soon'),
    names().filter(name => name !== 'late' && BUNDLES.find(row => row.name === name).built !== 'after'),
  );
  assert.ok(!names().includes('app'));
});
