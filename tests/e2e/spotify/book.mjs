// The book of the closed world: what was called, how, and by whom; no query, no header, no body.
import { HOST as API, endpointOf } from './api.mjs';

/** What a referrer gives away: nothing, an origin, or an address. */
function referrerKind(referrer) {
  if (!referrer) return 'none';
  const { pathname, search } = new URL(referrer);
  return pathname === '/' && !search ? 'origin' : 'address';
}

// The ids of a sign-in under way stay out of the log.
const withoutIds = path => path.replace(/^\/(authorize|interaction)\/.+/, '/$1/*');

/** The entry of a call; its status comes when it is over, and is 0 when the answer never got through. */
export function entryFor(request, host, path) {
  const { headers, method } = request;
  return {
    host,
    method,
    path: withoutIds(path),
    endpoint: host === API ? endpointOf(method, path) : `${method} ${withoutIds(path)}`,
    referrer: referrerKind(headers.referer),
    cookies: headers.cookie !== undefined,
    authorization: headers.authorization !== undefined,
    // Sec-Fetch-Site: what belongs to no page is the browser's own.
    site: headers['sec-fetch-site'] ?? 'none',
    bytes: Number(headers['content-length'] ?? 0),
    status: null,
  };
}
