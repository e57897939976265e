// Brings a tool ready-made from its release page: the archive is fetched, checked, unpacked and tried, and only then
// put among the tools of this machine.
//
//   node .ci/ready-made.mjs TOOL VERSION FOLDER     where it can't: exit 1, with the reason on one line
//
// TOOLS_FROM stands in for https://github.com, for a mirror with the same paths.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HOME = 'https://github.com';
/** How long a server may say nothing, before its answer and within. */
const PATIENCE_MS = 15_000;

/**
 * archive: where one lies below the host; its name without the ending is its folder, if it has one.
 * published: what the file beside it with its sum is called.
 * platforms: the release's names for those of Node; binaries: what is taken, the first one tells its version.
 * sums: SHA-256 by version and platform, known from elsewhere than the release page: what was exchanged there later is
 * refused. A version without them is checked against the published sum, which guards the way alone. To raise a
 * version, note here what its release publishes.
 */
export const RELEASES = {
  trunk: {
    archive: (version, platform) => `trunk-rs/trunk/releases/download/v${version}/trunk-${platform}.tar.gz`,
    published: archive => `${archive}.sha256`,
    platforms: {
      'linux-x64': 'x86_64-unknown-linux-gnu',
      'linux-arm64': 'aarch64-unknown-linux-gnu',
      'darwin-x64': 'x86_64-apple-darwin',
      'darwin-arm64': 'aarch64-apple-darwin',
    },
    binaries: ['trunk'],
    sums: {
      '0.21.14': {
        'linux-x64': 'f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b',
        'linux-arm64': 'b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9',
        'darwin-x64': 'f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95',
        'darwin-arm64': '764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e',
      },
    },
  },
  'wasm-bindgen': {
    archive: (version, platform) =>
      `wasm-bindgen/wasm-bindgen/releases/download/${version}/wasm-bindgen-${version}-${platform}.tar.gz`,
    published: archive => `${archive}.sha256sum`,
    platforms: {
      'linux-x64': 'x86_64-unknown-linux-musl',
      'linux-arm64': 'aarch64-unknown-linux-musl',
      'darwin-x64': 'x86_64-apple-darwin',
      'darwin-arm64': 'aarch64-apple-darwin',
    },
    binaries: ['wasm-bindgen', 'wasm-bindgen-test-runner'],
    // None is known yet for 0.2.130.
    sums: {},
  },
};

/** The body at an address, unless the server says nothing for too long. */
async function download(address, patience) {
  const silence = new AbortController();
  const watch = setTimeout(() => silence.abort(new Error(`no answer for ${patience / 1000} s`)), patience);
  try {
    const answer = await fetch(address, { signal: silence.signal });
    if (!answer.ok) throw new Error(`the answer is ${answer.status}`);
    const pieces = [];
    for await (const piece of answer.body) {
      watch.refresh();
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    throw new Error(`${new URL(address).host} could not be read: ${(error.cause ?? error).message}`);
  } finally {
    clearTimeout(watch);
  }
}

/** The sum that an archive must have, and who says so. */
async function wantedSum({ release, version, platform, address, patience }) {
  const known = release.sums[version]?.[platform];
  if (known) return { sum: known, by: 'the one noted here' };
  const text = (await download(release.published(address), patience)).toString();
  const sum = text.match(/^[0-9a-f]{64}\b/)?.[0];
  if (!sum) throw new Error('no sum is published beside the archive');
  return { sum, by: 'the published one' };
}

/** Unpacks an archive, tries its first binary, and puts all of them into the folder. */
async function unpack({ archive, name, binaries, version, folder }) {
  const work = await mkdtemp(path.join(tmpdir(), 'feelharmonic-tool-'));
  try {
    await writeFile(path.join(work, name), archive);
    await run('tar', ['-xzf', name], { cwd: work });
    const inside = path.join(work, name.replace(/\.tar\.gz$/, ''));
    for (const [at, binary] of binaries.entries()) {
      const part = path.join(folder, `.${binary}.part`);
      await copyFile(path.join(inside, binary), part).catch(() => copyFile(path.join(work, binary), part));
      await chmod(part, 0o755);
      if (at > 0) continue;
      const { stdout } = await run(part, ['--version']);
      if (!stdout.includes(version)) throw new Error(`it says "${stdout.trim()}", not ${version}`);
    }
    for (const binary of binaries) await rename(path.join(folder, `.${binary}.part`), path.join(folder, binary));
  } finally {
    await rm(work, { recursive: true });
    for (const binary of binaries) await rm(path.join(folder, `.${binary}.part`), { force: true });
  }
}

/** Brings a release's binaries into a folder; answers with what it was checked by, and throws where it can't. */
export async function bringReadyMade({ release, version, folder, from = HOME, patience = PATIENCE_MS }) {
  const platform = `${process.platform}-${process.arch}`;
  const named = release.platforms[platform];
  if (!named) throw new Error(`there is none for ${platform}`);
  const address = `${from.replace(/\/$/, '')}/${release.archive(version, named)}`;
  const { sum, by } = await wantedSum({ release, version, platform, address, patience });
  const archive = await download(address, patience);
  const found = createHash('sha256').update(archive).digest('hex');
  if (found !== sum) throw new Error(`its sum is ${found}, and ${by} is ${sum}: it was not unpacked`);
  await mkdir(folder, { recursive: true });
  await unpack({ archive, name: path.basename(address), binaries: release.binaries, version, folder });
  return { sum, by };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , tool, version, folder] = process.argv;
  try {
    const release = RELEASES[tool];
    if (!release) throw new Error('no release page has it');
    const { sum, by } = await bringReadyMade({ release, version, folder, from: process.env.TOOLS_FROM });
    console.log(`${tool} ${version} came ready-made; its sum is ${by}: ${sum}`);
  } catch (error) {
    console.log(`${tool} ${version} does not come ready-made: ${error.message.split('\n')[0]}`);
    process.exit(1);
  }
}
