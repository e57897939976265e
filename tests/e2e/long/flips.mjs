// One changed byte in each of twenty places of every file that runs or is read: none of it runs, none is read.
//
//   node tests/e2e/long/flips.mjs [--places 20] [part of a name]
import { parseArgs } from 'node:util';
import { closeBrowsers } from '../browser.mjs';
import { checkedFiles, meet, places } from '../flips.mjs';

const { values, positionals } = parseArgs({
  options: { places: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const totals = { flips: 0, ran: 0 };
for (const file of await checkedFiles()) {
  if (positionals.length && !positionals.some(part => file.name.includes(part))) continue;
  let ran = 0;
  const tried = places(file.bytes, Number(values.places));
  for (const byte of tried) if ((await meet(file, byte)) === 'ran') ran += 1;
  totals.flips += tried.length;
  totals.ran += ran;
  console.log(`${file.name.padEnd(28)} ${String(ran).padStart(3)} of ${tried.length} ran`);
}
await closeBrowsers();
console.log(`${totals.flips} flips: ${totals.ran} ran`);
process.exit(totals.ran || !totals.flips ? 1 : 0);
