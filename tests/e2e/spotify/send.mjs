// Calls of a test into the closed world: the names are Spotify's, the address is 127.0.0.1, the certificate is trusted.
import https from 'node:https';

/** A call from a test. Follows no redirect, reads `most` bytes at most; `json` is the body's value where it is JSON. */
export function send({ url, port, cert }, { method = 'GET', headers = {}, body, most = Infinity } = {}) {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        host: '127.0.0.1',
        port,
        servername: hostname,
        ca: cert,
        agent: false,
        method,
        path: pathname + search,
        headers: {
          host: hostname,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      async response => {
        try {
          const chunks = [];
          let size = 0;
          for await (const chunk of response) {
            chunks.push(chunk);
            size += chunk.length;
            if (size > most) throw new Error(`more than ${most} bytes`);
          }
          const bytes = Buffer.concat(chunks);
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({
            status: response.statusCode,
            headers: response.headers,
            bytes,
            text: bytes.toString(),
            get json() {
              return isJson && bytes.length ? JSON.parse(bytes) : undefined;
            },
          });
        } catch (error) {
          reject(error);
        }
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
