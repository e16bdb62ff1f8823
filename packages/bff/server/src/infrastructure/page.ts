import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Encoding, encodingFor, etagOf, isFresh, type Page } from '@noren/service-kit';

/** Only what the page itself brings runs in it; nothing inline, nothing evaluated, nobody frames it. Pictures of items are wherever the merchant has them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': POLICY,
} as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
};

type File = Readonly<{ type: string; cache: string; etag: string; in(encoding: Encoding): Buffer }>;

/** Addresses that are never a page of the console, whatever is missing there: a probe is told that health is elsewhere (the ops port), and not the page for ever. */
const NO_PAGE = /^\/(api|docs|problems|assets|healthz|readyz|livez|health|metrics)(\/|$)|^\/openapi\.json$|\.[a-z0-9]{1,8}$/;

/**
 * The built console from its folder: a fixed map of files, read once, so that no path leads anywhere else. What has a hash in its name is kept for ever; every other
 * address is the one page, which asks anew. Without a build it says how to make one.
 */
export function consolePage(folder: string): Page {
  const files = filesOf(folder);
  return (path, headers) => {
    const file = files.get(path === '/' ? '/index.html' : path) ?? (NO_PAGE.test(path) ? undefined : (files.get('/index.html') ?? unbuilt));
    if (!file) return undefined;
    if (file === unbuilt) return { status: 503, headers: { ...ALWAYS, 'content-type': file.type, 'cache-control': file.cache }, body: file.in('identity') };
    if (isFresh(headers['if-none-match'], file.etag))
      return { status: 304, headers: { ...ALWAYS, etag: file.etag, 'cache-control': file.cache, vary: 'accept-encoding' } };
    const encoding = isText(file.type) ? encodingFor(headers['accept-encoding']) : 'identity';
    return {
      status: 200,
      headers: {
        ...ALWAYS,
        ...{ 'content-type': file.type, 'cache-control': file.cache, etag: file.etag, vary: 'accept-encoding' },
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      },
      body: file.in(encoding),
    };
  };
}

function filesOf(folder: string): ReadonlyMap<string, File> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.slice(folder.length).includes('.') && Object.hasOwn(TYPES, extname(entry.name)))
      .map((entry) => {
        const whole = join(entry.parentPath, entry.name);
        const path = whole.slice(folder.length).replaceAll('\\', '/').replace(/^\/?/, '/');
        const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
        return [path, fileOf(readFileSync(whole), TYPES[extname(entry.name)] ?? '', cache)] as const;
      }),
  );
}

/** Each form is made when it is first asked for, and kept. */
function fileOf(bytes: Buffer, type: string, cache: string): File {
  const made = new Map<Encoding, Buffer>([['identity', bytes]]);
  const make = { br: brotli, gzip: (of: Buffer) => gzipSync(of), identity: (of: Buffer) => of };
  return {
    type,
    cache,
    etag: etagOf(bytes),
    in(encoding) {
      const ready = made.get(encoding) ?? make[encoding](bytes);
      made.set(encoding, ready);
      return ready;
    },
  };
}

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

const unbuilt = fileOf(
  Buffer.from(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Noren</title><p>The console has not been built. <code>npm start</code> builds it, or <code>npx nx build @noren/bff-console</code>.',
  ),
  'text/html; charset=utf-8',
  'no-store',
);

/** Pictures, fonts and sounds are compressed as they are. */
const isText = (type: string): boolean => /^text\/|json|svg/.test(type);
