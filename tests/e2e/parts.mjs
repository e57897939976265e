// The parts of the page that are fetched when they are opened, by the names that people know them by.
import { button } from './browser.mjs';

/** What opens each, the name of its dialogue, words that only the part brings, and the file that has them. */
export const PARTS = [
  {
    opener: 'Runs on your device',
    title: "What Feelharmonic can and can't know",
    words: 'What leaves this device',
    file: 'sheets',
  },
  { opener: 'Filter', title: 'Filter the list', words: 'Hide explicit tracks', file: 'sheets' },
  { opener: 'Your taste', title: 'Your taste', words: 'Save as a file', file: 'sheets' },
  { opener: 'Your music', title: 'Bring your own music', words: 'A CSV file of tracks', file: 'sheets' },
  { opener: /^Spotify|^Connect Spotify/, title: 'Spotify', words: 'Redirect URI', file: 'spotify' },
];

export const dialog = (page, { title }) => page.getByRole('dialog', { name: title });

/** Opens a dialogue, which is there at once, whatever becomes of what is inside. */
export async function open(page, part) {
  await button(page, part.opener).first().click();
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
}
