// How long a page keeps its person waiting: by the browser's own count of tasks, and by timers that come late.

/** Before the page's own scripts: `gaps.begin()`, then `gaps.end()` → the browser's long tasks and the longest gap. */
export const watchGaps = () => {
  const seen = { longTasks: [], gap: 0 };
  new PerformanceObserver(list => seen.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
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

/** Whether an event carries what a test asks of the page: no work of the page's own. */
const isTools = ({ args }) => args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession';
const contains = (task, event) => event.ts >= task.ts && event.ts <= task.ts + task.dur;

/**
 * The longest task of the page's main thread during `play`, from the browser's trace; milliseconds. `wall` by the
 * clock, `cpu` without the time that it waited for a processor.
 */
export async function longestTask(browser, page, play) {
  await browser.startTracing(page, { categories: ['toplevel'] });
  let trace;
  try {
    await play();
  } finally {
    trace = JSON.parse(await browser.stopTracing());
  }
  const { traceEvents } = trace;
  // Of every page that is open: there is one.
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const events = traceEvents.filter(
    ({ ph, pid, tid }) => ph === 'X' && threads.some(thread => thread.pid === pid && thread.tid === tid),
  );
  const tools = events.filter(isTools);
  const tasks = events.filter(
    event => event.name === 'ThreadControllerImpl::RunTask' && !tools.some(tool => contains(event, tool)),
  );
  const longest = of => Math.max(0, ...tasks.map(of)) / 1000;
  return { wall: longest(({ dur }) => dur), cpu: longest(({ dur, tdur }) => Math.min(dur, tdur ?? dur)) };
}
