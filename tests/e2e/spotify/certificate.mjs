// A self-signed certificate for the closed world, made at its start and kept nowhere: RFC 5280 in a little DER.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const DAY = 86_400_000;

function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts) => der(0x30, ...parts);
const integer = bytes => der(0x02, Buffer.from(bytes));
const bits = bytes => der(0x03, Buffer.from([0]), bytes);
const time = date => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** Object identifiers, already in DER. */
const OID = {
  commonName: Buffer.from('0603550403', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
  subjectAltName: Buffer.from('0603551d11', 'hex'),
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
};
const TRUE = Buffer.from('0101ff', 'hex');

const pem = (label, bytes) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** Key and certificate in PEM for these hosts, and the hash of the public key by which Chromium is told to trust it. */
export function certificateFor(hosts, now = Date.now()) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(OID.ecdsaWithSha256);
  const name = sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from('closed world of the tests')))));
  const extensions = sequence(
    sequence(OID.basicConstraints, TRUE, der(0x04, sequence(TRUE))),
    sequence(OID.subjectAltName, der(0x04, sequence(...hosts.map(host => der(0x82, Buffer.from(host)))))),
  );
  const body = sequence(
    der(0xa0, integer([2])),
    integer([1, ...randomBytes(8)]),
    algorithm,
    name,
    sequence(time(new Date(now - DAY)), time(new Date(now + DAY))),
    name,
    spki,
    der(0xa3, extensions),
  );
  const certificate = sequence(body, algorithm, bits(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: pem('CERTIFICATE', certificate),
    spkiHash: createHash('sha256').update(spki).digest('base64'),
  };
}
