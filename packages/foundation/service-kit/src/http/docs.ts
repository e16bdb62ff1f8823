import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { ProblemCode, ProblemCodes } from './codes.ts';
import type { JsonSchema } from './json-schema.ts';

/** Swagger UI's own policy, but without `upgrade-insecure-requests`: over plain http from another machine, nothing of the page would load. */
const DOCS_POLICY = {
  'default-src': ["'self'"],
  'base-uri': ["'self'"],
  'font-src': ["'self'", 'data:'],
  'frame-ancestors': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'"],
};

/**
 * `/` with links to what follows, `/openapi.json`, `/docs` (every asset from this server, none from a CDN), `/problems`, the same for programs at `/problems.json`, and `/problems/<code>`,
 * open to anybody. Listed are the codes that callers of the document's routes may meet; `codes` are all that have a page.
 */
export async function serveDocs(app: FastifyInstance, document: JsonSchema, codes: ProblemCodes, listed: ProblemCodes, hasPage: boolean): Promise<void> {
  const text = JSON.stringify(document);
  // The plugin's types know OpenAPI 3.0 only; it passes the document on as it is.
  await app.register(swagger, { mode: 'static', specification: { document: JSON.parse(text) } });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY, uiConfig: { docExpansion: 'list', persistAuthorization: true } });
  // A browser that is given the address of an API finds what is there; a server with a page of its own shows that.
  if (!hasPage) app.get('/', (_, reply) => reply.type(HTML).send(page('API', START)));
  app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(text));
  app.get('/problems', (_, reply) => reply.type(HTML).send(page('Problems', listOf(listed))));
  const catalogue = JSON.stringify({ problems: Object.entries(listed).map(([code, { status, title, cure }]) => ({ code, status, title, cure })) });
  app.get('/problems.json', (_, reply) => reply.type('application/json; charset=utf-8').send(catalogue));
  app.get<{ Params: { code: string } }>('/problems/:code', ({ params: { code } }, reply) => {
    const problem = Object.hasOwn(codes, code) ? codes[code] : undefined;
    if (!problem) return reply.callNotFound();
    return reply.type(HTML).send(page(code, about(code, problem)));
  });
}

const START =
  '<h1>API</h1><ul><li><a href="/docs">Documentation</a></li><li><a href="/openapi.json">OpenAPI document</a></li><li><a href="/problems">Problems</a></li></ul>';
const HTML = 'text/html; charset=utf-8';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head><body>${body}</body></html>`;

const about = (code: string, { status, title, cure }: ProblemCode): string =>
  `<h1>${escaped(title)}</h1><p><code>${escaped(code)}</code>, HTTP ${status}</p><p>${escaped(cure)}</p><p><a href="/problems">All problems</a></p>`;

const listOf = (codes: ProblemCodes): string =>
  `<h1>Problems</h1><ul>${Object.entries(codes)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(
      ([code, { status, title }]) => `<li>${status} <a href="/problems/${encodeURIComponent(code)}"><code>${escaped(code)}</code></a> ${escaped(title)}</li>`,
    )
    .join('')}</ul>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
