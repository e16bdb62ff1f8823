import { z } from 'zod';
import { type Api, type Call, Refused } from '../client/api.ts';
import { bulk, messageOf } from '../client/shop-api.ts';
import type { Trouble } from './trouble.ts';

/** `stands`: it was done, and looks like a mistake. `code`: of the refusal of a line. */
type Outcome = 'done' | (Pick<Trouble, 'column' | 'reason'> & Readonly<{ stands?: true; code?: string }>);

const problem = z.object({ detail: z.string(), errors: z.array(z.object({ field: z.string(), message: z.string() })) });

/**
 * Sends lines in one call and gives what came of each. A call that is refused for what is in it is made again without the lines that it names, or in halves
 * where it names none: one bad line costs no other. Where a call fails otherwise, all of its lines are told so: nothing is known of them, and they can be sent again.
 */
export async function sendLines<Line>(api: Api, lines: readonly Line[], key: string, callOf: (lines: readonly Line[]) => Call): Promise<readonly Outcome[]> {
  try {
    const answers = await bulk(api, { ...callOf(lines), key });
    return lines.map((_, at) => outcomeOf(answers[at]));
  } catch (error) {
    if (!(error instanceof Refused) || ![400, 413, 422].includes(error.reply.status))
      return lines.map(() => ({ column: '', reason: `it may not have been applied, import it again: ${messageOf(error).slice(0, 200)}` }));
    const { detail, errors } = problem.safeParse(error.reply.body).data ?? { detail: messageOf(error), errors: [] };
    const named = namedIn(errors, lines.length);
    if (named.size > 0) return withoutNamed(api, lines, key, callOf, named);
    if (lines.length === 1) return [{ column: '', reason: detail }];
    const half = Math.ceil(lines.length / 2);
    return [...(await sendLines(api, lines.slice(0, half), `${key}.1`, callOf)), ...(await sendLines(api, lines.slice(half), `${key}.2`, callOf))];
  }
}

async function withoutNamed<Line>(
  api: Api,
  lines: readonly Line[],
  key: string,
  callOf: (lines: readonly Line[]) => Call,
  named: ReadonlyMap<number, Outcome>,
): Promise<readonly Outcome[]> {
  const others = [...lines.keys()].filter((at) => !named.has(at));
  const sent =
    others.length === 0
      ? []
      : await sendLines(
          api,
          lines.filter((_, at) => !named.has(at)),
          `${key}.0`,
          callOf,
        );
  const came = new Map<number, Outcome>([...named, ...others.map((at, place) => [at, sent[place] ?? outcomeOf(undefined)] as const)]);
  return lines.map((_, at) => came.get(at) ?? outcomeOf(undefined));
}

/** The lines that a refused call names (`lines.3.names.en`), and what is wrong with each. */
function namedIn(errors: readonly Readonly<{ field: string; message: string }>[], count: number): ReadonlyMap<number, Outcome> {
  const named = new Map<number, Outcome>();
  for (const { field, message } of errors) {
    const [, line, column = ''] = /^lines\.(\d+)(?:\.(.*))?$/.exec(field) ?? [];
    if (line !== undefined && Number(line) < count && !named.has(Number(line))) named.set(Number(line), { column, reason: message });
  }
  return named;
}

function outcomeOf(answer: Awaited<ReturnType<typeof bulk>>[number] | undefined): Outcome {
  const { warning } = answer ?? {};
  if (answer?.status === 'done') return warning ? { column: warning.field ?? '', reason: warning.message, stands: true } : 'done';
  return {
    ...(answer?.error && { code: answer.error.code }),
    column: answer?.error?.field ?? '',
    reason: answer?.error?.message ?? `the platform's answer is ${answer?.status ?? 'missing'}`,
  };
}
