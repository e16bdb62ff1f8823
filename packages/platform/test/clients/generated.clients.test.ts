import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { logIn } from '../golden/doors.ts';
import { contextsOf } from '../support/contexts.ts';
import { type Merchant, newMerchant } from '../support/merchant.ts';
import { type Noren, oneProcess } from '../support/noren.ts';
import { goRuntime } from './toolchains.ts';

const tools = inject('toolchains');
const edges = { api: 'link-core', till: 'merchant-link-core', feeds: 'link-google-merchant', console: 'bff-server' } as const;
const documents = Object.keys(edges);
/** More than 32 bits hold, as a price in won or dong may be. */
const article = { sku: 'PIANO', price: 3_000_000_000, onHand: 100 };

const folder = mkdtempSync(join(tmpdir(), 'noren-clients-'));
const at = (...path: readonly string[]): string => join(folder, ...path);
const document = (name: string): string => at('documents', `${name}.json`);
const program = (name: string): string => join(import.meta.dirname, 'programs', name);
let noren: Noren;
let merchant: Merchant;
let session: Readonly<{ cookie: string; csrf: string }>;
let later: Server;
let url: string;

beforeAll(async () => {
  noren = await oneProcess({ LOG_LEVEL: 'warn' });
  const contexts = contextsOf(noren);
  merchant = await newMerchant(noren, contexts, { articles: [article] });
  const owner = { email: 'owner@matsu.example', password: 'a good long passphrase' };
  await contexts.people.takeOn({
    ...owner,
    merchantId: merchant.merchantId,
    name: 'Owner',
    language: 'en',
    shops: [{ shopId: merchant.shopId, role: 'owner' }],
  });
  session = await logIn(`http://${noren.address(edges.console)}`, owner.email, owner.password);
  contexts.close();
  mkdirSync(at('documents'));
  for (const [name, port] of Object.entries(edges)) writeFileSync(document(name), await (await fetch(`http://${noren.address(port)}/openapi.json`)).text());
  later = laterVersion(`http://${noren.address(edges.api)}`).listen(0, '127.0.0.1');
  await once(later, 'listening');
  const address = later.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  later?.close();
  await noren?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Adds a field to whatever has some; names by language have none, but keys. */
const grown = (key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && key !== 'names' ? { ...value, addedLater: { at: 1 } } : value;

/** The API as it may be one day, with fields that today's document does not know. */
const laterVersion = (today: string): Server =>
  createServer((request, response) => {
    void (async () => {
      const { authorization = '', 'content-type': type = '', 'idempotency-key': key = '' } = request.headers;
      const body = await buffer(request);
      const headers = { authorization, ...(type && { 'content-type': type }), ...(key && { 'idempotency-key': String(key) }) };
      const answer = await fetch(`${today}${request.url}`, { method: request.method ?? 'GET', headers, ...(body.length > 0 ? { body } : {}) });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(JSON.stringify(JSON.parse(await answer.text(), grown)));
    })();
  });

/** Runs a program to its end; its words are the error where it fails. */
async function run(file: string, args: readonly string[], options: Readonly<{ cwd?: string; env?: Readonly<Record<string, string>> }> = {}): Promise<string> {
  const { cwd = folder, env = {} } = options;
  const done = promisify(execFile)(file, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await done.catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${file}: ${error.stdout?.slice(-4_000)}\n${error.stderr?.slice(-4_000)}`, { cause: error });
  });
  return stdout;
}

/** Runs a program that places an order through a client, and looks at what it says: how the order stands, its price, its name, and a decline's code. */
async function placesAnOrder(id: string, file: string, args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<void> {
  const asked = { NOREN_URL: url, NOREN_KEY: merchant.platformKey, NOREN_SHOP: merchant.shopId, NOREN_SKU: article.sku, NOREN_ID: id };
  const said = await run(file, args, { ...options, env: { ...options.env, ...asked } });
  expect(said.trim()).toBe(`confirmed true ${id} order_not_found`);
}

const openapiGenerator = (language: string, name: string, ...options: readonly string[]): Promise<string> => {
  const jar = globSync(join(tools.java ?? '', 'generator', '*.jar'))[0] ?? '';
  const sources = 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false';
  return run('java', ['-jar', jar, 'generate', '-g', language, '-i', document(name), '-o', at(language, name), '--global-property', sources, ...options]);
};

it('no toolchain is missing where all are required', () => expect(process.env['CLIENTS_REQUIRED'] ? inject('missingToolchains') : {}).toEqual({}));

describe.skipIf(!tools.npm)('TypeScript', () => {
  it.each(documents)('Spectral has nothing to say of the document of the %s', async (name) => {
    writeFileSync(at('spectral.yaml'), 'extends: ["spectral:oas"]\n');
    const spectral = join(tools.npm ?? '', 'node_modules/.bin/spectral');
    await run(spectral, ['lint', '--fail-severity=warn', '--ruleset', at('spectral.yaml'), document(name)]);
  });

  it('an order is placed with a client made by openapi-typescript; all documents compile', async () => {
    mkdirSync(at('typescript'));
    symlinkSync(join(tools.npm ?? '', 'node_modules'), at('typescript', 'node_modules'));
    const bin = (name: string): string => at('typescript', 'node_modules/.bin', name);
    for (const name of documents) await run(bin('openapi-typescript'), [document(name), '-o', at('typescript', `${name}.ts`)]);
    copyFileSync(program('order.ts.txt'), at('typescript', 'order.ts'));
    writeFileSync(at('typescript', 'package.json'), '{ "type": "module" }');
    const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', '--allowImportingTsExtensions', '--types', 'node'];
    await run(bin('tsc'), [...strict, 'order.ts', ...documents.map((name) => `${name}.ts`)], { cwd: at('typescript') });
    await placesAnOrder('typescript', process.execPath, ['--preserve-symlinks', 'order.ts'], { cwd: at('typescript') });
  });
});

describe.skipIf(!tools.python)('Python', () => {
  const python = join(tools.python ?? '', 'bin', 'python');

  it.each(documents)('openapi-spec-validator finds the document of the %s valid', async (name) => {
    await run(python, ['-m', 'openapi_spec_validator', document(name)]);
  });

  it('an order is placed with models made by datamodel-code-generator; all documents can be imported', async () => {
    mkdirSync(at('models'));
    const models = ['--input-file-type', 'openapi', '--output-model-type', 'pydantic_v2.BaseModel', '--formatters', 'builtin'];
    for (const name of documents)
      await run(python, ['-m', 'datamodel_code_generator', '--input', document(name), '--output', at('models', `${name}.py`), ...models]);
    await run(python, ['-c', `import ${documents.join(', ')}`], { cwd: at('models') });
    await placesAnOrder('datamodel', python, [program('order_models.py')], { env: { PYTHONPATH: at('models') } });
  });

  it.skipIf(!tools.java)('an order is placed with a client made by openapi-generator; all documents can be imported', async () => {
    for (const name of documents) {
      await openapiGenerator('python', name);
      await run(python, ['-c', 'from openapi_client import *'], { cwd: at('python', name) });
    }
    await placesAnOrder('python', python, [program('order.py')], { env: { PYTHONPATH: at('python', 'api') } });
  });
});

describe.skipIf(!tools.go)('Go', () => {
  it('an order is placed with a client made by oapi-codegen; all documents compile', async () => {
    for (const name of documents) {
      mkdirSync(at('go', name), { recursive: true });
      const made = ['-generate', 'types,client', '-package', name, '-o', at('go', name, 'client.go'), document(name)];
      await run(join(tools.go ?? '', 'oapi-codegen'), made);
    }
    writeFileSync(at('go', 'go.mod'), `module clients\n\ngo 1.24\n\nrequire ${goRuntime}\n`);
    copyFileSync(program('order.go'), at('go', 'order.go'));
    const env = { GOFLAGS: '-mod=mod' };
    await run('go', ['mod', 'tidy'], { cwd: at('go'), env });
    await run('go', ['vet', './...'], { cwd: at('go'), env });
    await run('go', ['build', '-o', at('go', 'order'), '.'], { cwd: at('go'), env });
    await placesAnOrder('go', at('go', 'order'), []);
  });

  const serving = ['shop-api', 'item-api', 'category-api', 'inventory-api', 'order-api', 'link-keys', 'merchant-link-keys', 'bff-people'];
  it.each(serving)('grpcurl lists, describes and calls every service of %s, and finds it healthy', async (port) => {
    const grpcurl = (...args: readonly string[]): Promise<string> => run(join(tools.go ?? '', 'grpcurl'), ['-plaintext', ...args]);
    const address = noren.address(port);
    const services = (await grpcurl(address, 'list')).trim().split('\n');
    expect(services.filter((name) => name.startsWith('noren.')).length).toBeGreaterThan(0);
    expect(await grpcurl('-d', '{}', address, 'grpc.health.v1.Health/Check')).toContain('SERVING');
    for (const name of services) {
      const identity = noren.identities.sign({ subject: 'service:grpcurl', merchants: '*', roles: ['service', 'merchant', 'platform'] }, name);
      expect(await grpcurl(address, 'describe', name)).toContain(`${name} is a service`);
      if (!name.startsWith('noren.')) continue;
      for (const method of (await grpcurl(address, 'list', name)).trim().split('\n')) {
        const [, request = ''] = /rpc \w+ \( \.([\w.]+) \)/.exec(await grpcurl(address, 'describe', method)) ?? [];
        expect(await grpcurl(address, 'describe', request)).toContain(`${request} is a message`);
        // It is asked for nothing: what counts is that the answer, or the refusal, is the service's own.
        const call = grpcurl(
          '-max-time',
          '20',
          '-H',
          `noren-identity: ${identity}`,
          '-H',
          'idempotency-key: grpcurl',
          '-d',
          '{}',
          address,
          method.replace(/\.(\w+)$/, '/$1'),
        );
        const said = await call.catch((error: unknown) => String(error));
        expect(said).not.toMatch(/Code: (Unimplemented|Internal|Unknown|Unauthenticated)|Failed to|cannot resolve|not found: |does not (expose|include)/);
      }
    }
  });
});

describe.skipIf(!tools.java)('Java', () => {
  it('an order is placed with a client made by openapi-generator; all documents compile', async () => {
    const jars = join(tools.java ?? '', 'client', '*');
    for (const name of documents) {
      await openapiGenerator('java', name, '--library', 'native');
      await run('javac', [
        '-encoding',
        'UTF-8',
        '-nowarn',
        '-cp',
        jars,
        '-d',
        at('java', name, 'classes'),
        ...globSync(at('java', name, 'src/main/java/**/*.java')),
      ]);
    }
    const path = `${at('java', 'api', 'classes')}:${jars}`;
    await run('javac', ['-encoding', 'UTF-8', '-cp', path, '-d', at('java', 'program'), program('PlaceOrder.java')]);
    await placesAnOrder('java', 'java', ['-cp', `${at('java', 'program')}:${path}`, 'PlaceOrder']);
  });
});

/** Whatever requests these make of a document; they leave the shop and its items in disorder, so they come last. */
describe.skipIf(!tools.python)('Schemathesis', () => {
  const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance', 'response_schema_conformance'];
  const requests = ['negative_data_rejection', 'missing_required_header', 'ignored_auth', 'what_a_document_allows_is_read'];
  /** A bad line of many is refused in its place, within an answer that is a success. */
  const BY_LINE = [
    '[[operations]]',
    'include-path-regex = "^/v1/(items|shops/[{]shopId[}]/stock(/adjustments)?)$"',
    'include-method = ["PUT", "POST"]',
    'checks.negative_data_rejection.expected-statuses = ["4xx", 200, 202]',
  ];
  /** Not asked for: what would end the session that asks, and a stream, which has no end. */
  const never = '^/api/(session(/password)?|live)$';

  /** Who asks, as schemathesis is told it. */
  const credentials = {
    api: () => ({ 'auth.openapi.apiKey': { bearer: merchant.platformKey } }),
    till: () => ({ 'auth.openapi.apiKey': { bearer: merchant.tillKey } }),
    feeds: () => ({ 'auth.openapi.apiKey': { bearer: merchant.platformKey } }),
    console: () => ({
      'auth.openapi.sessionOverHttp': { api_key: session.cookie.replace(/^noren=/, '') },
      headers: { 'X-CSRF-Token': session.csrf, Origin: `http://${noren.address(edges.console)}`, 'Sec-Fetch-Site': 'same-origin' },
    }),
  } satisfies Readonly<Record<keyof typeof edges, () => Readonly<Record<string, Readonly<Record<string, string>>>>>>;

  it.each(Object.entries(credentials))(
    'what the document of the %s allows is read and answered as it says, and what it does not is declined',
    async (name, ofWhom) => {
      const cwd = at('schemathesis', name);
      mkdirSync(cwd, { recursive: true });
      const tables = { ...ofWhom(), parameters: { 'path.shopId': merchant.shopId, 'path.sku': article.sku } };
      const lines = Object.entries(tables).flatMap(([table, values]) => [
        `[${table}]`,
        ...Object.entries(values).map(([key, value]) => `${JSON.stringify(key)} = ${JSON.stringify(value)}`),
      ]);
      writeFileSync(join(cwd, 'schemathesis.toml'), [...lines, '[checks]', 'negative_data_rejection.expected-statuses = ["4xx"]', ...BY_LINE].join('\n'));
      const bounded = [
        '--phases',
        'examples,coverage,fuzzing',
        '--max-examples',
        '5',
        '--seed',
        '1',
        '--generation-database',
        'none',
        '--request-timeout',
        '60',
      ];
      // A body has no NUL: what no pattern of a single field says is said of `malformed_json`.
      const how = ['--generation-allow-x00', 'false', '--continue-on-failure', '--exclude-path-regex', never, '--checks', [...checks, ...requests].join(',')];
      const env = { SCHEMATHESIS_HOOKS: 'documents_checks', PYTHONPATH: program('') };
      const port = edges[name as keyof typeof edges];
      const cli = ['-m', 'schemathesis.cli', '--no-color', 'run'];
      await run(join(tools.python ?? '', 'bin', 'python'), [...cli, `http://${noren.address(port)}/openapi.json`, ...bounded, ...how], { cwd, env });
    },
  );

  it('nothing of it was a mistake of ours', () => expect(noren.lines().filter(({ level }) => level === 'error')).toEqual([]));
});
