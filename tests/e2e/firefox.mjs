// The other browser of the tests: the system's Firefox, over its own protocol, Marionette, since Playwright drives
// builds of its own only. Knows nothing of the page.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const executable = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

const START_PATIENCE_MS = 60_000;
const PREFS = {
  'marionette.port': 0,
  // Nothing calls home: no updates, no lists, no tests of the connection.
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#nothing',
  'toolkit.telemetry.enabled': false,
};

/** Waits until `read` answers. */
async function soon(read, what) {
  for (
    const end = Date.now() + START_PATIENCE_MS;
    Date.now() < end;
    await new Promise(resolve => setTimeout(resolve, 100))
  ) {
    const value = await read().catch(() => null);
    if (value) return value;
  }
  throw new Error(`${what} did not come in ${START_PATIENCE_MS} ms`);
}

/** The protocol: `length:[0, id, command, parameters]` there, `length:[1, id, error, answer]` back. */
function connect(port) {
  const socket = net.connect(port, '127.0.0.1');
  const waiting = new Map();
  let pending = Buffer.alloc(0);
  let count = 0;
  socket.on('data', piece => {
    pending = Buffer.concat([pending, piece]);
    for (;;) {
      const colon = pending.indexOf(':');
      const length = Number(pending.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || pending.length < colon + 1 + length) return;
      const message = JSON.parse(pending.subarray(colon + 1, colon + 1 + length));
      pending = pending.subarray(colon + 1 + length);
      // The first says what speaks.
      if (!Array.isArray(message)) continue;
      const [, id, error, answer] = message;
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`));
      else resolve(answer);
    }
  });
  const fail = error => {
    for (const { reject } of waiting.values()) reject(error ?? new Error('Firefox is gone'));
  };
  socket.on('error', fail).on('close', () => fail());
  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        const text = JSON.stringify([0, count, command, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}

/** Starts Firefox, headless, with a profile of its own and these settings beside ours. */
export async function launchFirefox(settings = {}) {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'feelharmonic-firefox-'));
  const prefs = Object.entries({ ...PREFS, ...settings }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(path.join(profile, 'user.js'), prefs.join(''));
  // The console of the browser is read from a context of the browser's own.
  const args = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  const firefox = spawn(executable, args, { stdio: 'ignore', env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } });
  const ended = new Promise(resolve => firefox.once('exit', resolve));
  const port = await soon(
    async () => Number(await readFile(path.join(profile, 'MarionetteActivePort'), 'utf8')),
    'the port of Firefox',
  );
  const { send, close } = connect(port);
  await send('WebDriver:NewSession', { strictFileInteractability: true });
  await send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });

  /** Runs a function in the page, or in the browser, and gives what it gives; it may be async. */
  const run = async (command, action, args) => {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${action})(...Array.from(arguments).slice(0, -1))).then(
        value => done({ value }), error => done({ error: String(error) }));`;
    const { value } = await send(command, { script, args });
    if (value.error) throw new Error(value.error);
    return value.value;
  };
  return {
    goto: url => send('WebDriver:Navigate', { url }),
    evaluate: (action, ...args) => run('WebDriver:ExecuteAsyncScript', action, args),
    /** Presses what a selector or an XPath finds, as a person would. */
    async click(using, value) {
      const { value: element } = await send('WebDriver:FindElement', { using, value });
      await send('WebDriver:ElementClick', { id: Object.values(element)[0] });
    },
    keys: text =>
      send('WebDriver:PerformActions', {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: [...text].flatMap(value => [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ]),
          },
        ],
      }),
    /** The console's complaints about the page: violations of its policy, uncaught errors, failed checks. */
    async complaints(origin) {
      await send('Marionette:SetContext', { value: 'chrome' });
      try {
        return await run(
          'WebDriver:ExecuteAsyncScript',
          from =>
            Services.console
              .getMessageArray()
              .filter(entry => entry instanceof Ci.nsIScriptError && !(entry.flags & Ci.nsIScriptError.warningFlag))
              .map(entry => `${entry.category}: ${entry.errorMessage} ${entry.sourceName}`)
              .filter(text => text.includes(from)),
          [origin],
        );
      } finally {
        await send('Marionette:SetContext', { value: 'content' });
      }
    },
    async close() {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => null);
      close();
      const killer = setTimeout(() => firefox.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(killer);
      await rm(profile, { recursive: true, force: true });
    },
  };
}
