// A slow line in front of the test server: bytes come at one rate over all connections, answers after a round trip.
// The browser's own throttle does not reach workers and service workers; this one knows no difference.

/** The lines that are measured, by the names that people know them by. */
export const LINES = {
  'Slow 4G': { bytesPerSecond: 1_600_000 / 8, latency: 150 },
  '700 kbit/s': { bytesPerSecond: 700_000 / 8, latency: 150 },
  '50 kB/s': { bytesPerSecond: 50_000, latency: 150 },
};

/** What a connection carries at a time before it is the next one's turn. */
const PACKET = 1460;

export class Meter {
  /** Bytes that were sent, headers not counted. */
  sent = 0;
  #sending = [];
  #known = new WeakSet();
  #due = 0;
  #timer;

  constructor({ bytesPerSecond, latency }) {
    Object.assign(this, { bytesPerSecond, latency });
  }

  /** Sends a body over the line: the headers, one round trip later (two on a new connection), lead it. */
  send(request, response, body) {
    const trips = this.#known.has(request.socket) ? 1 : 2;
    this.#known.add(request.socket);
    setTimeout(() => {
      this.#sending.push({ response, body, at: 0 });
      this.#run();
    }, trips * this.latency);
  }

  #run() {
    if (this.#timer) return;
    this.#due = performance.now();
    this.#timer = setInterval(() => this.#step(), 5);
  }

  #step() {
    const now = performance.now();
    // Never more than a quarter of a second at once, however late the timer is.
    this.#due = Math.max(this.#due, now - 250);
    while (this.#due <= now && this.#sending.length) {
      const next = this.#sending.shift();
      const piece = next.body.subarray(next.at, next.at + PACKET);
      next.at += piece.length;
      this.sent += piece.length;
      this.#due += (piece.length / this.bytesPerSecond) * 1000;
      if (next.response.destroyed) continue;
      if (next.at >= next.body.length) next.response.end(piece);
      else {
        next.response.write(piece);
        this.#sending.push(next);
      }
    }
    if (this.#sending.length) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
