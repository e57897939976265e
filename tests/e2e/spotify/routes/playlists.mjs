// Playlists of the listener: made, filled, read. They remember their items in order.
import { createHash } from 'node:crypto';
import { idFor, link } from '../library.mjs';
import { paged, Refusal, refuseUnless, urisOf } from '../refusal.mjs';

const ITEMS_MOST = 100;
const NAME_MOST = 100;
const TEXT_MOST = 300;
const MODIFY = ['playlist-modify-private', 'playlist-modify-public'];

const snapshot = playlist => createHash('sha1').update(`${playlist.id} ${playlist.items.length}`).digest('base64');
const entry =
  library =>
  ({ uri, at }) => ({
    added_at: at,
    is_local: false,
    item: library.track(uri.split(':')[2]) ?? { ...link('track', uri.split(':')[2]) },
  });

function summary(playlist, { state }) {
  return {
    ...link('playlist', playlist.id),
    name: playlist.name,
    description: playlist.description,
    collaborative: false,
    images: [],
    // Spotify is reported to make it public whatever was asked for.
    public: state.keepsPrivate ? playlist.public : true,
    owner: { ...link('user', playlist.owner), display_name: state.user.name },
    items: { href: `https://api.spotify.com/v1/playlists/${playlist.id}/items`, total: playlist.items.length },
    snapshot_id: snapshot(playlist),
  };
}

function find({ params, state }) {
  const playlist = state.playlists.find(({ id }) => id === params.id);
  if (!playlist) throw new Refusal(404, 'Resource not found');
  return playlist;
}

function make(context) {
  const { body, state } = context;
  refuseUnless(typeof body.name === 'string' && body.name.trim(), 400, 'Missing required field: name');
  refuseUnless(body.name.length <= NAME_MOST, 400, 'Playlist name is too long');
  refuseUnless(body.description === undefined || typeof body.description === 'string', 400, 'Invalid description');
  refuseUnless((body.description ?? '').length <= TEXT_MOST, 400, 'Description exceeds the maximum length');
  refuseUnless(body.public === undefined || typeof body.public === 'boolean', 400, 'Invalid public');
  refuseUnless(context.scopes.has(body.public === false ? MODIFY[0] : MODIFY[1]), 403, 'Insufficient client scope');
  const playlist = {
    id: idFor(`playlist ${state.playlists.length} ${body.name}`),
    name: body.name,
    description: body.description ?? null,
    public: body.public ?? true,
    owner: state.user.id,
    items: [],
  };
  state.playlists.push(playlist);
  return { status: 201, body: summary(playlist, context) };
}

function add(context) {
  const { body, query, state } = context;
  const playlist = find(context);
  refuseUnless(playlist.owner === state.user.id, 403, "You cannot add tracks to a playlist you don't own.");
  const uris = urisOf(body.uris ?? query.get('uris'), ITEMS_MOST, /track|episode/);
  const position = body.position ?? playlist.items.length;
  refuseUnless(
    Number.isInteger(position) && position >= 0 && position <= playlist.items.length,
    400,
    'Index out of bounds',
  );
  playlist.items.splice(position, 0, ...uris.map(uri => ({ uri, at: new Date().toISOString() })));
  return { status: 201, body: { snapshot_id: snapshot(playlist) } };
}

function list(context) {
  const { url, query, state, scopes } = context;
  const shown = state.playlists
    .map(playlist => summary(playlist, context))
    .filter(({ public: open }) => open || scopes.has('playlist-read-private'));
  return paged({ url, query }, shown.reverse());
}

function read(context) {
  const playlist = find(context);
  const { url, query, library } = context;
  const whole = summary(playlist, context);
  return {
    ...whole,
    items: {
      ...paged({ url, query }, playlist.items.map(entry(library)), { otherwise: 100, most: 100 }),
      href: whole.items.href,
    },
  };
}
const items = context => paged(context, find(context).items.map(entry(context.library)));
const gone = () => {
  throw new Refusal(403, 'Forbidden');
};

export const playlists = [
  { method: 'GET', path: '/v1/me/playlists', answer: list },
  { method: 'POST', path: '/v1/me/playlists', scopes: MODIFY, json: true, answer: make },
  { method: 'GET', path: '/v1/playlists/{id}', answer: read },
  { method: 'GET', path: '/v1/playlists/{id}/items', answer: items },
  { method: 'POST', path: '/v1/playlists/{id}/items', scopes: MODIFY, json: true, answer: add },
  { method: 'POST', path: '/v1/users/{id}/playlists', answer: gone },
  ...['GET', 'POST', 'PUT', 'DELETE'].map(method => ({ method, path: '/v1/playlists/{id}/tracks', answer: gone })),
];
