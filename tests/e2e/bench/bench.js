// The product's own worker behind two globals, for a program that measures it: no page, no camera.
//
//   benchReady          a promise: code and models loaded, first inference done
//   runFrame(canvas)    → { faces: [{ box: [x, y, width, height], scores }], detect_ms, emotion_ms, input }
//   readPhoto(bytes)    → the same, of an encoded picture

globalThis.benchInfo = { name: 'feelharmonic', version: '0.1.0', note: 'plans, simd128, one worker' };

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'sad', 'surprised', 'neutral'];
const ANSWER_PATIENCE_MS = 60_000;

// The page's policy wants trusted addresses; these are the page's own files.
const trusted = globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: address => (new URL(address, location.href).origin === location.origin ? address : null),
});
// tests/e2e/bench/copy.mjs knows its name.
const address = '%WORKER%';
const worker = new Worker(trusted?.createScriptURL(address) ?? address, { type: 'module', name: '+json' });
const waiting = new Map();
let seq = 0;

globalThis.benchReady = new Promise((resolve, reject) => {
  worker.onerror = event => reject(new Error(`the worker did not start: ${event.message ?? 'no reason given'}`));
  worker.onmessage = ({ data }) => {
    const said = JSON.parse(data.header);
    const { ready, faces, failed } = said;
    if (ready) resolve(ready);
    else if (faces) settle(faces.seq, ask => ask.resolve(faces));
    else if (failed) {
      const error = new Error(JSON.stringify(failed.fault));
      if (failed.seq === null) reject(error);
      else settle(failed.seq, ask => ask.reject(error));
    }
  };
});

function settle(number, how) {
  const ask = waiting.get(number);
  waiting.delete(number);
  if (!ask) return;
  clearTimeout(ask.timer);
  how(ask);
}

function ask(kind, payload) {
  seq += 1;
  const number = seq;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(number, () => reject(new Error('no answer'))), ANSWER_PATIENCE_MS);
    waiting.set(number, { resolve, reject, timer });
    worker.postMessage({ header: JSON.stringify({ [kind]: { seq: number } }), payload }, [payload]);
  });
}

const answer = ({ faces, detect, classify, input, size }) => ({
  faces: faces.map(({ bounds_in_frame: { x, y, width, height }, scores }) => ({
    box: [x, y, width, height],
    scores: Object.fromEntries(EMOTIONS.map((emotion, at) => [emotion, scores[at]])),
  })),
  detect_ms: detect,
  emotion_ms: classify,
  input: [input.height, input.width],
  size: [size.width, size.height],
});

globalThis.runFrame = async canvas => answer(await ask('frame', await createImageBitmap(canvas)));
globalThis.readPhoto = async bytes => {
  const upright = { imageOrientation: 'from-image' };
  return answer(await ask('photo', await createImageBitmap(new Blob([bytes]), upright)));
};
