// Words for a page that has not started. They stand in index.html, for the case that this script does not come either:
// then a style shows the first of them after some seconds. Here it is decided which of them hold.

/** Shows the words for what is wrong: `slow`, `broken` or `old`. */
export function say(what) {
  document.documentElement.dataset.start = what;
}
