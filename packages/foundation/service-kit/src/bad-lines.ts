import type { z } from 'zod';
import { errorsOf, parsed } from './parse.ts';
import type { FieldError } from './refusals.ts';

/** What is wrong with a line of a call, fields as the line names them, and the line as it was given. */
type BadLine = Readonly<{ given: unknown; errors: readonly FieldError[] }>;
/** By place, from 0. */
export type BadLines = ReadonlyMap<number, BadLine>;

const LINES = 'lines';
const NONE: BadLines = new Map();

/**
 * A body of many `lines` whose schema takes the value, lines that it does not take among them: `standIn`, which the caller knows to be refused, keeps their place.
 * `damaged` are lines that are bad whatever the schema says. Throws InvalidRequest for what is no such list, and for whatever is wrong beside it.
 */
export function parsedLines<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  standIn: unknown,
  damaged: ReadonlyMap<number, FieldError> = new Map(),
): Readonly<{ body: Output; badLines: BadLines }> {
  const result = schema.safeParse(value);
  const lines = linesIn(value);
  if ((result.success && damaged.size === 0) || !lines) return { body: result.success ? result.data : parsed(schema, value), badLines: NONE };
  const bad = new Map([...damaged].map(([at, error]): [number, BadLine] => [at, { given: lines[at], errors: [error] }]));
  for (const [at, issues] of Map.groupBy(result.error?.issues ?? [], ({ path: [list, at] }) => (list === LINES && typeof at === 'number' ? at : undefined)))
    if (at !== undefined && !bad.has(at))
      bad.set(at, { given: lines[at], errors: issues.flatMap((issue) => errorsOf({ ...issue, path: issue.path.slice(2) })) });
  return { body: parsed(schema, { ...Object(value), [LINES]: lines.map((line, at) => (bad.has(at) ? standIn : line)) }), badLines: bad };
}

/** The lines of a body that has any. */
export function linesIn(value: unknown): readonly unknown[] | undefined {
  const lines: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, LINES) : undefined;
  return Array.isArray(lines) ? lines : undefined;
}
