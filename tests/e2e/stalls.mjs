// How long a page keeps its person waiting: by the browser's own count of tasks, and by timers that come late.

/** Before the page's own scripts: `gaps.begin()`, then `gaps.end()` → the browser's long tasks and the longest gap. */
export const watchGaps = () => {
  const seen = { longTasks: [], gap: 0 };
  new PerformanceObserver(list => seen.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  let last;
  // Messages, since nested timers are held back by 4 ms.
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    seen.gap = Math.max(seen.gap, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 0);
  };
  globalThis.gaps = {
    begin() {
      Object.assign(seen, { longTasks: [], gap: 0 });
      last = performance.now();
      channel.port2.postMessage(0);
    },
    end: () => seen,
  };
};

/**
 * The longest task of the page's main thread during `play`, from the browser's trace; milliseconds. `wall` by the clock,
 * `cpu` without the time that it waited for a processor.
 */
export async function longestTask(browser, page, play) {
  await browser.startTracing(page, { categories: ['toplevel'] });
  let trace;
  try {
    await play();
  } finally {
    trace = JSON.parse(await browser.stopTracing());
  }
  const { traceEvents: events } = trace;
  // Of every page that is open: there is one.
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const isOurs = ({ pid, tid }) => threads.some(thread => thread.pid === pid && thread.tid === tid);
  const tasks = events.filter(event => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && isOurs(event));
  const longest = of => Math.max(0, ...tasks.map(of)) / 1000;
  return { wall: longest(({ dur }) => dur), cpu: longest(({ dur, tdur }) => tdur ?? dur) };
}
