// The bundles: what is compiled apart from the rest, and the page that fetches the others. From a row follow its
// build (.ci/build-bundle), its budget (.ci/sizes.mjs), and in dist/ its folder, its integrity, whether the service
// worker keeps it at once, and whether the page may start it (.ci/finish-dist.mjs).
//
// A bundle is a binary of Cargo.toml, and a start script public/NAME/boot.js that checks its wasm. A part of the page
// that is fetched when it is opened needs no row: `fetched!` in src/page/ui/lazy.rs makes it.
import { pathToFileURL } from 'node:url';

/** Leptos' components without their types: less code. One value, so that shared crates compile once. */
const WITH_PAGE = '--cfg erase_components';

/**
 * name: the binary, its folder in dist/ and below public/ (the page's own are the top level).
 * title: its line in the table of sizes.
 * features, rustflags, cargo: how it is compiled; wasmOpt: what binaryen is told beside the usual.
 * runs: `page` is the page itself, `beside` has a memory of its own on the page's thread, `worker` a thread of its own.
 * fetched: `first` with the page, `early` after its first paint, `later` when somebody asks for it.
 * built: `after` for what the page can be used without and what takes long: `make serve` serves the page first.
 * budget: decimal kB of wasm after gzip -9.
 */
export const BUNDLES = [
  {
    // Trunk builds it: .ci/build hands over the features, index.html says the rest, and .ci/finish-dist.mjs compares.
    name: 'app',
    title: 'page',
    runs: 'page',
    fetched: 'first',
    budget: 366,
    features: 'split',
    rustflags: WITH_PAGE,
    cargo: [],
    // Each measured on the compressed page. Large functions with one caller stay functions, since a compressor finds
    // more alike (3.6 kB); the first kilobyte is the end of the stack, which nothing addresses (1.7 kB); code taken
    // apart to basic blocks and put together anew is smaller (3.8 kB); in the order of their names, functions stand
    // beside those of their kind (7.5 kB, for which build.rs keeps the names until then).
    wasmOpt: [
      '--one-caller-inline-max-function-size=20',
      '--low-memory-unused',
      '--flatten',
      '--rereloop',
      '-Oz',
      '-Oz',
      '--reorder-functions-by-name',
    ],
  },
  {
    name: 'worker',
    title: 'worker',
    runs: 'worker',
    fetched: 'early',
    budget: 400,
    features: '',
    // Networks without SIMD are 2.5 to 4 times slower; the page is built without, so that an old browser gets words.
    rustflags: '-Ctarget-feature=+simd128',
    // Our own loops (the networks, the area filter) are what a reading takes. Only here: the page must stay small.
    cargo: ['--config', 'profile.release.package.feelharmonic.opt-level=3'],
    // As for the page: 6 kB. Not what takes code apart, since the loops are as they are for their speed.
    wasmOpt: ['--enable-simd', '--one-caller-inline-max-function-size=20', '--low-memory-unused', '-Oz'],
  },
  {
    name: 'spotify',
    title: 'Spotify',
    runs: 'beside',
    fetched: 'later',
    budget: 290,
    features: 'page',
    rustflags: WITH_PAGE,
    cargo: [],
    wasmOpt: [],
  },
];

/** The page's own row. */
export const PAGE = BUNDLES.find(({ runs }) => runs === 'page');
/** Those with a folder of their own; in a build that is to be served soon, without those that are built after it. */
export const ownBundles = (rows, build) =>
  rows.filter(row => row !== PAGE && (build !== 'soon' || row.built !== 'after'));
/** Those with a folder of their own in the build that is under way. */
export const OWN = ownBundles(BUNDLES, process.env.FEELHARMONIC_BUILD);
/** The names of those that the page is served before. */
export const AFTER = BUNDLES.filter(({ built }) => built === 'after').map(({ name }) => name);
/** What rustc's wasm uses by default; binaryen has to be told. */
export const WASM_FEATURES = [
  '--enable-bulk-memory',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-reference-types',
  '--enable-multivalue',
];
/** Decimal kB after gzip -9, for each part of the page that is fetched when it is opened. */
export const PART_BUDGET = 40;
/** What the page, by Debian's Rust, must have left: rustup's makes it up to 3 kB larger. */
export const ROOM_FOR_RUSTUP = 4;

const quoted = text => `'${text.replaceAll("'", `'\\''`)}'`;

/** One row as variables of a shell. */
function shell({ name, features, rustflags, cargo, wasmOpt }) {
  return [
    `bundle_name=${quoted(name)}`,
    `bundle_features=${quoted(features)}`,
    `bundle_rustflags=${quoted(rustflags)}`,
    `bundle_cargo=(${cargo.map(quoted).join(' ')})`,
    `bundle_wasm_opt=(${[...wasmOpt, ...WASM_FEATURES].map(quoted).join(' ')})`,
  ].join('\n');
}

// `node .ci/bundles.mjs` lists those with a folder of their own, `--after` those that the page is served before, and
// `node .ci/bundles.mjs NAME` prints a row for a shell.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , name] = process.argv;
  if (name === '--after') {
    for (const after of AFTER) console.log(after);
    process.exit();
  }
  const row = BUNDLES.find(bundle => bundle.name === name);
  if (name && !row) {
    console.error(`no bundle is called ${name}: ${BUNDLES.map(bundle => bundle.name).join(', ')}`);
    process.exit(1);
  }
  console.log(row ? shell(row) : OWN.map(bundle => bundle.name).join('\n'));
}
