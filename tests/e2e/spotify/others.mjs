// The other hosts of Spotify that the page may name: the embedded player and the pictures.

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** open.spotify.com: a page with the name of what it would play, and one of what it would search for. */
export const openSpotify = {
  host: 'open.spotify.com',
  handle(request, response) {
    const { pathname } = new URL(request.url, 'https://open.spotify.com');
    const embedded = /^\/embed\/(track|playlist|album|artist)\/([0-9A-Za-z]{22})$/.exec(pathname);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const searched = pathname.startsWith('/search/');
    response.writeHead(embedded || searched ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    if (searched) return response.end('<!doctype html><title>Search</title>');
    response.end(
      embedded
        ? `<!doctype html><title>Embed</title><p>${embedded[1]} ${embedded[2]}</p>`
        : '<!doctype html><title>Not found</title>',
    );
  },
};

/** i.scdn.co: a picture of one pixel for every name. */
export const pictures = {
  host: 'i.scdn.co',
  handle(_request, response) {
    response.writeHead(200, {
      'Content-Type': 'image/png',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'max-age=3600',
    });
    response.end(PIXEL);
  },
};
