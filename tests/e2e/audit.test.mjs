// What .ci/audit says of advisories that are there, gone again, or never were: from a repository that stands in for
// those of RustSec. A fault of a crate that is built in is the control.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const audit = fileURLToPath(new URL('../../.ci/audit', import.meta.url));

const advisory = (crate, more = '') => `\`\`\`toml
[advisory]
id = "RUSTSEC-2025-0999"
package = "${crate}"
date = "2025-01-01"
${more}

[versions]
patched = [">= 99.0.0"]
\`\`\`

# Made up

For a test.
`;

test('advisories fail the audit, are kept for a day without a network, and are missed in words', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-audit-'));
  t.after(() => rm(folder, { recursive: true }));
  const from = path.join(folder, 'from');
  const git = (...words) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: from });
  const look = async () => {
    const env = { ...process.env, ADVISORIES_FROM: from, ADVISORIES: path.join(folder, 'kept') };
    const { code = 0, stdout } = await run(audit, [], { env }).catch(error => error);
    return { code, stdout };
  };

  const never = await look();
  assert.equal(never.code, 0);
  assert.match(never.stdout, /known faults: SKIPPED, since the advisories can't be fetched and none were kept/);

  await mkdir(from);
  await git('init', '--quiet');
  const publish = async (crate, more) => {
    await mkdir(path.join(from, 'crates', crate), { recursive: true });
    await writeFile(path.join(from, 'crates', crate, 'RUSTSEC-2025-0999.md'), advisory(crate, more));
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'An advisory');
  };
  await publish('csv-core', 'informational = "unmaintained"');
  const old = await look();
  assert.equal(old.code, 0);
  assert.match(old.stdout, /unmaintained/);

  await publish('csv-core');
  const found = await look();
  assert.equal(found.code, 1);
  assert.match(found.stdout, /csv-core[\s\S]*RUSTSEC-2025-0999/);

  await rm(from, { recursive: true });
  const gone = await look();
  assert.equal(gone.code, 1);
  assert.match(gone.stdout, /can't be fetched now: going by those of \d{4}-\d\d-\d\d/);
});
