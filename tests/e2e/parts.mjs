// The parts of the page that are fetched when they are opened, by the names that people know them by.
import { menu, menuSheet } from './browser.mjs';

/** The name of each dialogue, which opens it in the menu too, words that only the part brings, and its file. */
export const PARTS = [
  { title: 'Menu', words: 'Your face, your data', file: 'sheets' },
  { title: "What it can't know", words: 'An expression is not a feeling', file: 'sheets' },
  { title: 'Filter', words: 'Hide strong language', file: 'sheets' },
  { title: 'Your taste', words: 'Save as a file', file: 'editors' },
  { title: 'Bring your own music', entry: 'Your music', words: 'A CSV file of tracks', file: 'editors' },
  { title: 'Spotify', words: 'Redirect URI', file: 'spotify' },
];

export const dialog = (page, { title }) => page.getByRole('dialog', { name: title, exact: true });

/** Opens a dialogue, which is there at once, whatever becomes of what is inside. */
export async function open(page, part) {
  if (part.title === 'Menu') await page.getByRole('button', { name: 'Menu', exact: true }).click();
  else await menu(page, part.entry ?? part.title);
  await dialog(page, part).waitFor({ timeout: 2000 });
}

/** Waits until the part is there. */
export const arrived = (page, part) => dialog(page, part).getByText(part.words).first().waitFor();

/** Waits for the words that say that it is not. */
export const missed = (page, part) =>
  dialog(page, part).getByRole('alert').getByText('This part of the page could not be fetched').waitFor();

/** Opens a part, waits until it is there, and closes it. */
export async function look(page, part) {
  await open(page, part);
  await arrived(page, part);
  await page.keyboard.press('Escape');
  await dialog(page, part).waitFor({ state: 'hidden' });
  await menuSheet(page).waitFor({ state: 'hidden' });
}
