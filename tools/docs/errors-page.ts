import { contexts, has, packagesOf, pathsUnder } from '../architecture/repository.ts';
import { codeRows, type Codes, refusalsOf, table } from './tables.ts';

type Problem = Readonly<{ status: number; title: string; cure: string }>;
type Problems = Readonly<Record<string, Problem>>;

const everyEdge = 'packages/foundation/service-kit/src/http/codes.ts';
const names: Readonly<Record<string, string>> = {
  'packages/link/core': 'Merchant API',
  'packages/merchant-link/core': 'Merchant Link',
  'packages/bff/server': 'Console',
};

/** Where the codes of an HTTP API stand: in a file `problems.ts` of its package. */
const edges = (): readonly Readonly<{ title: string; path: string }>[] =>
  packagesOf()
    .filter(({ role }) => role === 'front')
    .flatMap(({ folder, area, room }) => pathsUnder(`${folder}/src`, '/problems.ts').map((path) => ({ title: names[folder] ?? `${area}/${room}`, path })));

/** A table of codes is any exported object whose entries all have a status, a title and a cure. */
async function problemsIn(path: string): Promise<Problems> {
  if (!has(path)) return {};
  const module = (await import(new URL(`../../${path}`, import.meta.url).href)) as Readonly<Record<string, unknown>>;
  return Object.assign({}, ...Object.values(module).filter(isProblems)) as Problems;
}

const isProblems = (value: unknown): value is Problems =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).length > 0 &&
  Object.values(value).every((entry: unknown) => typeof entry === 'object' && entry !== null && 'status' in entry && 'cure' in entry);

export async function errorsPage(): Promise<string> {
  const common = await problemsIn(everyEdge);
  const tables = await Promise.all(contexts().map(async (area) => (await refusalsOf(area)) ?? {}));
  // What an edge tells in a context's own words stands with that context.
  const contextMessages = new Set(tables.flatMap((table) => Object.values(table).map(({ message }) => message)));
  const own = await Promise.all(edges().map(async ({ title, path }) => section(title, await problemsIn(path), common, contextMessages)));
  const sections = [section('Every HTTP API', common, {}, new Set()), ...own];
  const domains = await Promise.all([...contexts(), 'admin'].map(async (area) => domain(area, (await refusalsOf(area)) ?? {})));
  return `# Errors

Every refusal has a code. Codes are stable: a client branches on \`code\`, people read \`detail\`. Over HTTP an error is a problem (RFC 9457,
\`application/problem+json\`) with \`type, title, status, detail, instance, code, requestId\` and, where fields are at fault, \`errors\`; over gRPC it is a
\`google.rpc.Status\` with the same code as the reason of its \`ErrorInfo\`. An HTTP API
answers with the codes of the contexts behind it too. Made by \`npm run docs\` from the tables in the code, and tested to be up to date.

| kind of refusal | HTTP | gRPC |
| --- | --- | --- |
| invalid | 422 (400 where the request has not the shape of the call) | INVALID_ARGUMENT |
| not_found | 404 | NOT_FOUND |
| conflict | 409 (412 for version_conflict) | FAILED_PRECONDITION (ABORTED for version_conflict) |
| forbidden | 403 (401 where the caller is not known) | PERMISSION_DENIED |

${[...sections, ...domains].filter((text) => text !== '').join('\n\n')}
`;
}

function section(title: string, problems: Problems, known: Problems, elsewhere: ReadonlySet<string>): string {
  const rows = Object.entries(problems).filter(([code, problem]) => !(code in known) && !elsewhere.has(problem.title));
  if (rows.length === 0) return '';
  return `## ${title}\n\n${table(
    ['code', 'status', 'title', 'what to do'],
    rows.map(([code, { status, title, cure }]) => [`\`${code}\``, String(status), title, cure]),
  )}`;
}

function domain(area: string, codes: Codes): string {
  if (Object.keys(codes).length === 0) return '';
  return `## ${area.replace(/^./, (letter) => letter.toUpperCase())}\n\n${table(['code', 'kind', 'meaning', 'what to do'], codeRows(codes))}`;
}
