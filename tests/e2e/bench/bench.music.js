// The product's own library worker behind three globals, for a program that measures it. It starts when first asked.
//
//   importTable(file)    → { ms, summary, report }: the table read, and kept in this browser
//   teach(taste)         the taste from now on, as it is exported
//   drawList(request)    → { ms, list }: `request` as in src/domain/music/list_request.rs; the first of a library takes
//                          longer
//
// Milliseconds are the page's: the way to the worker and back is in them.

const ANSWER_PATIENCE_MS = 60_000;

const waiting = new Map();
let library;
let asked = 0;

function start() {
  // The policy of bench.js lets it pass.
  const worker = new Worker('%WORKER%', { type: 'module', name: 'library+json' });
  return new Promise((resolve, reject) => {
    worker.onerror = event =>
      reject(new Error(`the library worker did not start: ${event.message ?? 'no reason given'}`));
    worker.onmessage = ({ data }) => {
      // `{ kind: fields }`, as all that the worker says.
      const [[kind, said]] = Object.entries(JSON.parse(data.header));
      if (kind === 'ready') resolve(worker);
      else if (kind === 'failed' && said.seq === null) reject(new Error(JSON.stringify(said.fault)));
      else if (kind !== 'progress') waiting.get(said.seq)?.(kind, said);
    };
  });
}

async function tell(kind, fields, payload) {
  library ??= start();
  const worker = await library;
  worker.postMessage({ header: JSON.stringify({ [kind]: fields }), payload });
}

/** Asks, and gives the answer of this kind with the time that it took. */
async function question(kind, fields, wanted, payload) {
  library ??= start();
  await library;
  asked += 1;
  const seq = asked;
  const began = performance.now();
  const answer = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer to ${kind}`)), ANSWER_PATIENCE_MS);
    waiting.set(seq, (heard, said) => {
      clearTimeout(timer);
      waiting.delete(seq);
      if (heard === wanted) resolve({ ...said, ms: performance.now() - began });
      else reject(new Error(JSON.stringify(said)));
    });
  });
  await tell(kind, { seq, ...fields }, payload);
  return answer;
}

globalThis.importTable = file => question('import', {}, 'imported', file);
globalThis.teach = text => tell('taste', { text });
globalThis.drawList = async request => {
  const { ms, list } = await question('compose', { request }, 'composed');
  if (!list.Ok) throw new Error(`no list: ${JSON.stringify(list)}`);
  return { ms, list: list.Ok };
};
