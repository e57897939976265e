// The speakers of the listener. Commands need Premium and a device that is awake, in this order.
import { Refusal, refuseUnless, urisOf, whole } from '../refusal.mjs';

const READ = ['user-read-playback-state'];
const MODIFY = ['user-modify-playback-state'];
const PLAY_MOST = 100;

/** The device that a command is for: the named one, or the active one. */
function deviceOf({ query, state }) {
  const id = query.get('device_id');
  const device = state.devices.find(device => (id ? device.id === id : device.is_active));
  if (!device && id) throw new Refusal(404, 'Device not found');
  if (!device) throw new Refusal(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE');
  refuseUnless(!device.is_restricted, 403, 'Player command failed: Restricted device', 'DEVICE_NOT_CONTROLLABLE');
  return device;
}

function activate(state, chosen) {
  for (const device of state.devices) device.is_active = device === chosen;
}
const restricted = () => new Refusal(403, 'Player command failed: Restriction violated', 'UNKNOWN');

function play(context) {
  const { body, state } = context;
  const device = deviceOf(context);
  if (body.uris !== undefined) {
    const [first, ...rest] = urisOf(body.uris, PLAY_MOST, /track|episode/);
    Object.assign(state.playback, { uri: first, queue: rest, progress_ms: body.position_ms ?? 0 });
  } else if (!state.playback.uri || state.playback.playing) throw restricted();
  state.playback.playing = true;
  activate(state, device);
}

function pause(context) {
  deviceOf(context);
  if (!context.state.playback.playing) throw restricted();
  context.state.playback.playing = false;
}

function skip(context) {
  deviceOf(context);
  const { playback } = context.state;
  Object.assign(playback, { uri: playback.queue.shift() ?? null, progress_ms: 0 });
  playback.playing = playback.uri !== null;
}

function enqueue(context) {
  const [uri] = urisOf(context.query.get('uri'), 1, /track|episode/);
  deviceOf(context);
  context.state.playback.queue.push(uri);
}

function volume(context) {
  refuseUnless(context.query.has('volume_percent'), 400, 'Missing required field: volume_percent');
  const percent = whole(context.query, 'volume_percent', { most: 100 });
  const device = deviceOf(context);
  refuseUnless(
    device.supports_volume,
    403,
    'Player command failed: Cannot control device volume',
    'VOLUME_CONTROL_DISALLOW',
  );
  device.volume_percent = percent;
}

function seek(context) {
  refuseUnless(context.query.has('position_ms'), 400, 'Missing required field: position_ms');
  const position = whole(context.query, 'position_ms', { most: Number.MAX_SAFE_INTEGER });
  deviceOf(context);
  context.state.playback.progress_ms = position;
}

function transfer({ body, state }) {
  refuseUnless(Array.isArray(body.device_ids) && body.device_ids.length === 1, 400, 'Exactly one device_id is needed');
  const device = state.devices.find(({ id }) => id === body.device_ids[0]);
  if (!device) throw new Refusal(404, 'Device not found');
  activate(state, device);
  if (body.play === true) state.playback.playing = state.playback.uri !== null;
}

function playing({ state, library }) {
  const device = state.devices.find(({ is_active: active }) => active);
  if (!device) return null;
  const { uri, playing: is_playing, progress_ms } = state.playback;
  return {
    device,
    is_playing,
    progress_ms,
    timestamp: Date.now(),
    shuffle_state: false,
    repeat_state: 'off',
    context: null,
    currently_playing_type: 'track',
    item: uri ? (library.track(uri.split(':')[2]) ?? null) : null,
  };
}

const command = (method, name, act, more = {}) => ({
  method,
  path: `/v1/me/player/${name}`,
  scopes: MODIFY,
  premium: true,
  answer: context => {
    act(context);
    return null;
  },
  ...more,
});

export const player = [
  { method: 'GET', path: '/v1/me/player', scopes: READ, answer: playing },
  { method: 'GET', path: '/v1/me/player/devices', scopes: READ, answer: ({ state }) => ({ devices: state.devices }) },
  { ...command('PUT', '', transfer, { json: true }), path: '/v1/me/player' },
  command('PUT', 'play', play, { json: true }),
  command('PUT', 'pause', pause),
  command('POST', 'next', skip),
  command('POST', 'queue', enqueue),
  command('PUT', 'volume', volume),
  command('PUT', 'seek', seek),
];
