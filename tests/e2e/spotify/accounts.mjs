// accounts.spotify.com: a real authorisation server (oidc-provider) with Spotify's paths, scopes and habits.
//
// It refuses what Spotify refuses: a redirect that is not registered to the letter, a code without PKCE, a code or a
// rotated refresh token used twice. What Spotify may do with a refresh token is a mode, changed at any time.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { errors } from 'oidc-provider';
import { createStorage } from './storage.mjs';

export const HOST = 'accounts.spotify.com';
const ISSUER = `https://${HOST}`;
const SIX_MONTHS_S = 182 * 86_400;

/** Every scope that Spotify documents for the Web API and the Web Playback SDK. */
export const SCOPES = [
  'ugc-image-upload',
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'app-remote-control',
  'streaming',
  'playlist-read-private',
  'playlist-read-collaborative',
  'playlist-modify-private',
  'playlist-modify-public',
  'user-follow-modify',
  'user-follow-read',
  'user-read-playback-position',
  'user-top-read',
  'user-read-recently-played',
  'user-library-modify',
  'user-library-read',
  'user-read-email',
  'user-read-private',
];

/** What becomes of the refresh token at a refresh: a new one, the same again, none in the answer, or the end. */
export const MODES = ['rotated', 'same', 'omitted', 'expired'];

/** The rule of the developer dashboard for a redirect: HTTPS, or HTTP on a loopback address written as a number. */
export function redirectIsAllowed(uri) {
  const { protocol, hostname, hash } = new URL(uri);
  if (hash || hostname === 'localhost') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname));
}

const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;
const escaped = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
const consentPage = scopes =>
  page(
    'Agree?',
    `
  <ul>${scopes.map(scope => `<li>${escaped(scope)}</li>`).join('')}</ul>
  <form method="post">
    <button name="answer" value="agree">Agree</button><button name="answer" value="cancel">Cancel</button>
  </form>`,
  );

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

// The server would ignore a scope that it does not know; Spotify refuses it.
function refuseUnknownScopes({ query }) {
  const unknown = query.scope?.split(' ').find(scope => !SCOPES.includes(scope));
  if (unknown !== undefined) throw new errors.InvalidScope('Invalid scope', unknown);
}

const configuration = (settings, storage) => ({
  adapter: storage.adapter,
  scopes: SCOPES,
  responseTypes: ['code'],
  routes: { authorization: '/authorize', token: '/api/token' },
  clientAuthMethods: ['none'],
  pkce: { required: () => true },
  clientBasedCORS: () => true,
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
  },
  issueRefreshToken: () => true,
  expiresWithSession: () => false,
  rotateRefreshToken: () => settings.mode === 'rotated',
  ttl: {
    AccessToken: () => settings.accessTokenSeconds,
    // Six months from the first authorisation, whatever was refreshed.
    RefreshToken: context => context?.oidc.entities.RotatedRefreshToken?.remainingTTL ?? SIX_MONTHS_S,
    AuthorizationCode: 60,
    Grant: SIX_MONTHS_S,
    IdToken: 3600,
    Interaction: 3600,
    Session: SIX_MONTHS_S,
  },
  // A parameter of Spotify's own; its check sees every request, after the redirect was found good.
  extraParams: { show_dialog: refuseUnknownScopes },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  jwks: {
    keys: [
      {
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
        use: 'sig',
        alg: 'ES256',
      },
    ],
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  renderError: (context, { error, error_description: words }) => {
    context.type = 'html';
    context.body = page('Something went wrong', `<p>${escaped(error)}: ${escaped(words ?? '')}</p>`);
  },
});

/** What went over the wire: an entry for each answered call of the token endpoint, and every secret. */
function createBook() {
  const tokenRequests = [];
  const secrets = [];
  const keep = (kind, value) => {
    if (value) secrets.push({ kind, value });
  };
  return {
    tokenRequests,
    secrets,
    authorization: ({ state }) => keep('state', state),
    callback: ({ searchParams }) => keep('code', searchParams.get('code')),
    token(grant, verifier, { status, body }) {
      tokenRequests.push({ grant, status, error: body?.error });
      keep('verifier', verifier);
      keep('access token', body?.access_token);
      keep('refresh token', body?.refresh_token);
    },
  };
}

/** Spotify's habits with what the server is about to answer, and the book of it. */
const habits = (settings, book) => async (context, next) => {
  await next();
  const { route, params = {} } = context.oidc ?? {};
  if (route === 'token') {
    const { grant_type: grant = 'none', code_verifier: verifier } = params;
    if (grant === 'refresh_token' && settings.mode === 'omitted' && context.status === 200)
      delete context.body.refresh_token;
    book.token(grant, verifier, context);
  }
  if (route === 'authorization') book.authorization(params);
  const location = context.response.get('location');
  if (!location || !params.redirect_uri || !location.startsWith(params.redirect_uri)) return;
  const callback = new URL(location);
  book.callback(callback);
  if (settings.issuer === 'omitted') callback.searchParams.delete('iss');
  else if (settings.issuer !== 'named') callback.searchParams.set('iss', settings.issuer);
  context.set('location', callback.href);
};

/** The listener in front of the page that asks for their consent. */
const consentOf = (provider, settings) => async (request, response) => {
  const { params } = await provider.interactionDetails(request, response);
  const answer =
    request.method === 'POST'
      ? new URLSearchParams(await textOf(request)).get('answer')
      : { agrees: 'agree', refuses: 'cancel' }[settings.consent];
  if (answer === 'agree') {
    const grant = new provider.Grant({ accountId: settings.user, clientId: params.client_id });
    if (params.scope) grant.addOIDCScope(params.scope);
    return provider.interactionFinished(request, response, {
      login: { accountId: settings.user },
      consent: { grantId: await grant.save() },
    });
  }
  if (answer === 'cancel')
    return provider.interactionFinished(
      request,
      response,
      { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    );
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(consentPage(params.scope?.split(' ') ?? []));
};

/**
 * The server without its socket: `handle(request, response)` answers what came for its host.
 *
 * - `mode`: one of `MODES`
 * - `consent`: the listener's answer: `agrees` at once, `refuses` at once, or `asked` on a page with two buttons
 * - `accessTokenSeconds`: how long the next access tokens live
 * - `issuer`: the `iss` that comes back with a code (RFC 9207): `omitted`, `named`, or that text
 */
export function createAccounts({
  mode = 'rotated',
  consent = 'agrees',
  accessTokenSeconds = 3600,
  issuer = 'omitted',
  user = 'listener',
} = {}) {
  const settings = { mode, consent, accessTokenSeconds, issuer, user };
  const storage = createStorage();
  const book = createBook();
  const provider = new Provider(ISSUER, configuration(settings, storage));
  provider.on('server_error', (_, error) => console.error(error));
  provider.use(habits(settings, book));
  const ask = consentOf(provider, settings);
  const answer = provider.callback();

  return {
    settings,
    /** One entry for each answered call of the token endpoint: its grant, status and error code. */
    tokenRequests: book.tokenRequests,
    count: (grant, status) =>
      book.tokenRequests.filter(entry => entry.grant === grant && (status === undefined || entry.status === status))
        .length,
    /** Every secret that went over the wire, as `{ kind, value }`: what `leaks.mjs` looks for in a page. */
    secrets: book.secrets,
    async handle(request, response) {
      if (settings.mode === 'expired') storage.end('RefreshToken');
      return request.url.startsWith('/interaction/') ? ask(request, response) : answer(request, response);
    },
    /** Makes an app of the dashboard; the redirects are compared to the letter. */
    register({ clientId = randomBytes(16).toString('hex'), redirectUris }) {
      const refused = redirectUris.find(uri => !redirectIsAllowed(uri));
      if (refused !== undefined) throw new Error(`This redirect URI is not secure: ${refused}`);
      storage.clients.set(clientId, {
        client_id: clientId,
        redirect_uris: redirectUris,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        id_token_signed_response_alg: 'ES256',
      });
      return clientId;
    },
    /** The listener takes the app's rights back, on the page of their account. */
    revoke: () => storage.forget('Grant', 'AccessToken', 'RefreshToken', 'Session'),
    expireAccessTokens: () => storage.end('AccessToken'),
    /** Six months have passed. */
    endRefreshTokens: () => storage.end('RefreshToken'),
    /** What an access token allows, or why it allows nothing. */
    async holder(token) {
      const found = token && (await provider.AccessToken.find(token, { ignoreExpiration: true }));
      if (!found) return { state: 'unknown' };
      if (found.isExpired) return { state: 'expired' };
      return { state: 'valid', clientId: found.clientId, user: found.accountId, scopes: found.scopes };
    },
  };
}
