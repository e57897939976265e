// The first visit over slow lines: the first try reads a face, and when.
//
//   node tests/e2e/long/lines.mjs [--rounds 3]
import { parseArgs } from 'node:util';
import { closeBrowsers } from '../browser.mjs';
import { assertOnce, firstVisit } from '../first_visit.mjs';
import { LINES } from '../meter.mjs';
import { quantile } from '../quantile.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
/** The most seconds until buttons can act and until the first reading, where there is a bound. */
const BOUNDS = { 'Slow 4G': { buttons: 2.5, reading: 10 } };
let failed = 0;
for (const line of Object.keys(LINES)) {
  const found = { buttons: [], reading: [] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const { server, context, page, buttons, reading } = await firstVisit(undefined, line);
    if (await page.getByText('Try again').count()) failed += 1;
    assertOnce(server.log);
    found.buttons.push(buttons);
    found.reading.push(reading);
    await context.close();
    await server.close();
  }
  const middle = Object.fromEntries(Object.entries(found).map(([name, times]) => [name, quantile(times, 0.5)]));
  const over = Object.entries(BOUNDS[line] ?? {}).filter(([name, most]) => middle[name] > most);
  failed += over.length;
  const words = over.map(([name, most]) => `, ${name} over ${most} s`).join('');
  console.log(
    `${line.padEnd(12)} buttons ${middle.buttons.toFixed(1)} s, first reading ${middle.reading.toFixed(1)} s${words}`,
  );
}
await closeBrowsers();
process.exit(failed ? 1 : 0);
