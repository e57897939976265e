// How the Web API says no.

/** Thrown by a route; becomes the answer. */
export class Refusal extends Error {
  constructor(status, message, reason) {
    super(message);
    Object.assign(this, { status, reason });
  }

  get body() {
    return { error: { status: this.status, message: this.message, ...(this.reason ? { reason: this.reason } : {}) } };
  }
}

export const refuseUnless = (fine, status, message, reason) => {
  if (!fine) throw new Refusal(status, message, reason);
};

/** A whole number of the query within these bounds. */
export function whole(query, name, { least = 0, most, otherwise, words = `Invalid ${name}` }) {
  const text = query.get(name);
  if (text === null) return otherwise;
  const number = Number(text);
  refuseUnless(/^\d+$/.test(text) && number >= least && number <= most, 400, words);
  return number;
}

/** A page of a list, by the limit and offset of the query. */
export function paged({ url, query }, items, { most = 50, otherwise = 20 } = {}) {
  const limit = whole(query, 'limit', { least: 1, most, otherwise });
  const offset = whole(query, 'offset', { most: 100_000, otherwise: 0 });
  const at = place => {
    const address = new URL(url);
    address.searchParams.set('limit', limit);
    address.searchParams.set('offset', place);
    return address.href;
  };
  return {
    href: url.href,
    limit,
    next: offset + limit < items.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: items.length,
    items: items.slice(offset, offset + limit),
  };
}

const URI = /^spotify:(track|episode|album|artist|playlist|show|audiobook|user):[0-9A-Za-z]{22}$/;

/** The uris of a query or a body; each well formed, between one and `most` of them. */
export function urisOf(value, most, types = /./) {
  const uris = Array.isArray(value) ? value : typeof value === 'string' && value ? value.split(',') : [];
  refuseUnless(uris.length, 400, 'Missing required field: uris');
  refuseUnless(uris.length <= most, 400, `Too many uris: at most ${most} in one request`);
  for (const uri of uris)
    refuseUnless(
      typeof uri === 'string' && types.test(URI.exec(uri)?.[1] ?? '') && URI.test(uri),
      400,
      `Invalid uri: ${uri}`,
    );
  return uris;
}
