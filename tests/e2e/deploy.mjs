// A deploy that is cut: the host has some files of one build and some of the other when a person comes by.
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { button, until } from './browser.mjs';
import { kept, lives, place } from './life.mjs';
import { filesOf } from './variant.mjs';

/**
 * What a host does to put B in A's place: each file of B that is new, in the order of names, and then A's that are in B
 * no more. The worst order there is: the page comes before what it is made of.
 */
export async function deploySteps({ a, b, ofA, ofB }) {
  const [before, after] = [await filesOf(a), await filesOf(b)];
  const fixed = new Set(['index.html', 'service-worker.js', 'manifest.webmanifest', '_headers']);
  const isNew = name => !before.includes(name) || fixed.has(name);
  const steps = [
    ...after.filter(name => isNew(name) && !name.startsWith('.')).map(name => ({ put: name })),
    ...before.filter(name => !after.includes(name)).map(name => ({ drop: name })),
  ];
  if (ofA.build === ofB.build) throw new Error('one build twice');
  return steps;
}

async function carryOut({ b }, site, steps) {
  for (const { put, drop } of steps) {
    if (drop) await rm(path.join(site, drop), { force: true });
    else {
      await mkdir(path.dirname(path.join(site, put)), { recursive: true });
      await cp(path.join(b, put), path.join(site, put));
    }
  }
}

/** Which builds an open page has fetched hashed files of, beside those that both have. */
function buildsOf(paths, { ofA, ofB }) {
  const of = ({ files }) => new Set(Object.values(files).map(({ path }) => `/${path}`));
  const [inA, inB] = [of(ofA), of(ofB)];
  const found = new Set();
  for (const name of paths.filter(name => /-[0-9a-f]{16}\.\w+$/.test(name))) {
    if (inA.has(name) && !inB.has(name)) found.add('a');
    if (inB.has(name) && !inA.has(name)) found.add('b');
  }
  return found;
}

/** Reads a face, or finds words with a way out; answers with which. */
async function outcome(page) {
  const isThere = async () => {
    if (await button(page, 'Try again').count()) return 'words';
    if (await page.getByRole('link', { name: 'Load again' }).isVisible()) return 'words';
    if (await page.getByText('A new version is ready').isVisible()) return 'newer';
    return null;
  };
  return Promise.race([
    lives(page, 90_000).then(
      () => 'lives',
      () => 'dead',
    ),
    until(isThere, Boolean, 'words', 90_000).catch(() => 'dead'),
  ]);
}

/** Reads a face, at the first try or at the second, where one is offered. */
async function insist(page) {
  const found = await outcome(page);
  if (found === 'lives') return found;
  if (await button(page, 'Try again').count()) await button(page, 'Try again').click();
  return lives(page).then(() => 'lives', String);
}

/**
 * A person who has opened A, whole or with the reader still to come, is there while the deploy stands still after `cut`
 * steps: goes on with the open page, opens another, and after the deploy has gone on loads both again. Counts readers
 * that stay dead, and pages that were made of two builds.
 */
export async function visitCut(t, folder, builds, steps, cut, complete) {
  const site = path.join(folder, `site-${cut}-${complete}`);
  await cp(builds.a, site, { recursive: true });
  const { server, context } = await place(t, { root: site });
  const said = [];
  const counts = { dead: 0, mixed: 0 };
  const open = async what => {
    const page = await context.newPage();
    const paths = [];
    // Of the page and its workers: what the service worker fetches beside them is no part of either.
    page.on('response', answer => {
      if (answer.status() < 400 && !answer.request().serviceWorker()) paths.push(new URL(answer.url()).pathname);
    });
    await page.goto(server.url, { waitUntil: 'commit' });
    return { page, paths, what };
  };
  const judge = async ({ page, paths, what }, mustLive) => {
    const found = mustLive ? await insist(page) : await outcome(page);
    said.push(`${what}: ${found}`);
    if (found === 'dead' || (mustLive && found !== 'lives')) counts.dead += 1;
    if (buildsOf(paths, builds).size > 1) {
      counts.mixed += 1;
      said.push(`${what} was made of ${paths.join(' ')}`);
    }
  };

  if (!complete) server.faults.set('worker/', { hang: true });
  const early = await open('the open page');
  if (complete) await kept(early.page);
  else await early.page.getByRole('button', { name: 'Try the demo' }).and(early.page.locator(':enabled')).waitFor();
  await carryOut(builds, site, steps.slice(0, cut));
  server.faults.clear();
  if (!complete) server.hangUp();
  await judge(early, complete);
  const late = await open('a page that is opened meanwhile');
  await judge(late, false);
  await carryOut(builds, site, steps.slice(cut));
  for (const visit of [early, late]) {
    visit.paths.length = 0;
    await visit.page.reload({ waitUntil: 'commit' });
    await judge({ ...visit, what: `${visit.what}, loaded again` }, true);
  }
  await context.close();
  await server.close();
  return { ...counts, words: said.join('\n') };
}
