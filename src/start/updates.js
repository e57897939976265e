// Keeps the page for times without a network, and tells of newer builds of it.
import { HOME } from './files.js';

const BUILD = document.documentElement.dataset.build;
/** How often a page that stays open asks for a newer build. */
const ASK_EVERY_MS = 60 * 60 * 1000;
const RELOADED = `feelharmonic-reloaded:${HOME.pathname}`;

const reveal = (id, isShown) => {
  const element = document.getElementById(id);
  if (element) element.hidden = !isShown;
};

/**
 * Loads the page again, since a helper is of another build: once in the life of a tab. A second time it would be of no
 * use, and there are words.
 */
export function reloadOnce() {
  let again = true;
  try {
    again = sessionStorage.getItem(RELOADED) !== null;
    sessionStorage.setItem(RELOADED, BUILD);
  } catch (error) {
    console.info('Nothing can be kept in this tab:', error.message);
  }
  if (again) reveal('mixed', true);
  else location.reload();
}

/** Whether a build is on its way that is newer than the one that spoke: it will speak itself. */
async function newerComes() {
  const registration = await navigator.serviceWorker.getRegistration(HOME);
  await registration?.update().catch(error => console.info('No word of a newer build:', error.message));
  return Boolean(registration?.installing ?? registration?.waiting);
}

async function hear({ data, ports: [port] }) {
  // Copies of the page in other folders of this origin have service workers of their own.
  const isMine = data?.copy === HOME.href;
  if (data?.ask === 'build') port?.postMessage(isMine ? BUILD : 'elsewhere');
  if (!isMine) return;
  if (data.withdrawn) reveal('update', true);
  if (!data.kept) return;
  const isThis = data.kept === BUILD;
  reveal('kept', isThis && data.whole);
  // A build speaks once its files are all there: whatever is loaded now is loaded from one.
  reveal('update', !isThis && !(await newerComes()));
}

/** Registers the service worker once `calm`, when nothing that a person waits for is on its way. */
export async function followUpdates(calm) {
  for (const button of document.querySelectorAll('[data-reload]'))
    button.addEventListener('click', () => location.reload());
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener('message', hear);
  serviceWorker.startMessages();
  // One that is there already watches over this page from its first moment.
  if (!serviceWorker.controller) await calm;
  try {
    const registration = await serviceWorker.register(new URL('service-worker.js', HOME), { updateViaCache: 'none' });
    registration.active?.postMessage({ hello: BUILD });
    let asked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_EVERY_MS) return;
      asked = Date.now();
      registration.update().catch(error => console.info('No word of a newer build:', error.message));
    });
  } catch (error) {
    console.info('The page is not kept for times without a network:', error.message);
  }
}
