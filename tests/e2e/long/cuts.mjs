// Deploys that are cut at twelve points, with and without a whole first visit: no reader stays dead, no page is mixed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeBrowsers } from '../browser.mjs';
import { deploySteps, visitCut } from '../deploy.mjs';
import { twoBuilds } from '../life.mjs';

const POINTS = 12;
const folder = await mkdtemp(path.join(tmpdir(), 'feelharmonic-'));
const totals = { visits: 0, dead: 0, mixed: 0 };
try {
  const builds = await twoBuilds(folder);
  const steps = await deploySteps(builds);
  for (let point = 1; point <= POINTS; point += 1) {
    const cut = Math.round((point * steps.length) / (POINTS + 1));
    for (const complete of [false, true]) {
      const { dead, mixed, words } = await visitCut(undefined, folder, builds, steps, cut, complete);
      totals.visits += 4;
      totals.dead += dead;
      totals.mixed += mixed;
      const verdict = dead || mixed ? `${dead} dead, ${mixed} mixed\n${words}` : 'well';
      console.log(`cut after ${cut} of ${steps.length}, ${complete ? 'whole' : 'cut short'} first visit: ${verdict}`);
    }
  }
} finally {
  await closeBrowsers();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${totals.visits} pages: ${totals.dead} dead readers, ${totals.mixed} mixed pairs`);
process.exit(totals.dead || totals.mixed ? 1 : 0);
