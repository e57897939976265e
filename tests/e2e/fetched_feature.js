// Starts the page of fetched_feature.rs as src/start/page.js starts the whole one: files by their names, checked.
import start from 'bundle';
import { fetchFile } from '../../src/start/files.js';

globalThis.feelharmonicPart = fetchFile;
start({ module_or_path: await fetchFile('page/app_bg.wasm') }).then(() => {
  document.title = 'ready';
});
