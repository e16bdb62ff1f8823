import { z } from 'zod';
import { modules } from '../../../src/modules.ts';
import { repository } from '../../../src/options.ts';
import type { HttpResponse } from '../declared.ts';
import type { Request } from './requests.ts';
import type { Sent } from './send.ts';

const Problem = z.strictObject({
  type: z.url(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  requestId: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })),
});

/** Words that come from inside: stacks, SQL, errors of the language and of drivers, files, modules. */
const inner: readonly (RegExp | string)[] = [
  // Of a stack: `at decide (engine.ts:12:5)`. An address and a caller's own request id with a time in it are none.
  /\bat (async )?[\w.<>$]+( \[as \w+\])? \([^)\s]+:\d+:\d+\)/,
  /\.(ts|js|mjs|cjs)\b/,
  /node_modules|node:internal/,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) /,
  /\b(TypeError|RangeError|SyntaxError|ReferenceError|ZodError|AggregateError|PrismaClient)/,
  /\b(pg_|prisma|fastify|FST_|grpc|ECONN|EPIPE|EAI_)/i,
  /duplicate key|violates|relation "|syntax error at|invalid byte sequence|out of range for type|unsupported Unicode/i,
  /Cannot (read|convert|set)|is not a function|is not iterable|of undefined|Maximum call stack/,
  repository,
  ...modules.map(({ name }) => name).filter((name) => name.includes('-engine') || name.includes('-api') || name.includes('-core')),
];

/** What is wrong with an answer; empty: nothing. `declared` knows the document of the edge. */
export function verdictOn(request: Request, response: Sent, declared: (method: string, path: string, response: HttpResponse) => string): string {
  // What is too large is not read to its end, and the answer may be lost with the connection.
  if (!response) return lengthOf(request) > 60_000 ? '' : 'there was no answer';
  const { status, contentType, text } = response;
  if (status >= 500) return `was answered ${status}`;
  const leaked = inner.find((one) => (typeof one === 'string' ? withoutInstance(text).includes(one) : one.test(withoutInstance(text))));
  if (status >= 400 && leaked !== undefined) return `tells what is inside (${leaked})`;
  // Whoever cannot read a request does not know its method either.
  const unread = [400, 431].includes(status) && text.includes('"instance":""');
  if ((request.method === 'HEAD' && !unread) || status === 304) return text === '' ? '' : 'has a body where none belongs';
  if (status >= 400) return problem(status, contentType, text);
  return status < 300 && request.path.startsWith('/v1/') ? declared(request.method, request.path, response) : '';
}

const lengthOf = ({ path, headers, body }: Request): number => path.length + headers.flat().join().length + (body?.length ?? 0);

/** The instance is what the caller sent. */
const withoutInstance = (text: string): string => text.replace(/"instance":"(?:[^"\\]|\\.)*"/, '');

function problem(status: number, contentType: string, text: string): string {
  if (contentType !== 'application/problem+json') return `is ${contentType || 'nothing'} and no problem`;
  const { success, data, error } = Problem.safeParse(parsed(text));
  if (!success) return `is no problem: ${error.message}`;
  return data.status === status ? '' : `says ${data.status} in its body`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
