import type { z } from 'zod';
import type { CallContext } from '@noren/wire';
import { authorised } from '../authorise.ts';
import type { AuthorisedCall } from '../context.ts';
import type { Role } from '../identity.ts';
import { parsed } from '../parse.ts';
import { InvalidRequest } from '../refusals.ts';
import { answerItem, type Settled } from './batch.ts';
import { unary, type Unary } from './unary.ts';

/** One thing that an API can be asked: what a request must look like, and what is done about it. A file each. */
export type ApiCall<Response> = Readonly<{ schema: z.ZodType; run(request: never, call: AuthorisedCall): Response | Promise<Response> }>;

/** Ties a schema to what takes its output: `apiCall(z.object({ shopId: id }), ({ shopId }, call) => …)`. */
export const apiCall = <Request, Response>(
  schema: z.ZodType<Request>,
  run: (request: Request, call: AuthorisedCall) => Response | Promise<Response>,
): Readonly<{ schema: z.ZodType<Request>; run: typeof run }> => ({ schema, run });

type Calls = Readonly<Record<string, ApiCall<unknown>>>;
type Roles = Readonly<Record<string, readonly Role[]>>;

/** The calls as a server takes them: each with the roles that may make it. */
export function guarded(calls: Calls, roles: Roles): Readonly<Record<string, Unary<unknown, unknown>>> {
  return Object.fromEntries(Object.entries(calls).map(([name, { schema, run }]) => [name, unary({ roles: roles[name] ?? [], schema, run: run as Run })]));
}
type Run = (request: unknown, call: AuthorisedCall) => unknown;

/** An item of a batch call: who asks, and which of the calls with which request. */
type Item = Readonly<{ context?: CallContext | undefined; request?: Readonly<{ $case: string; value: unknown }> | undefined }>;

/** Many callers' calls that came as one (`Submit`): each is authorised, checked, run and answered by itself. */
export async function answerBatch(
  calls: Calls,
  roles: Roles,
  edge: Parameters<typeof answerItem>[0],
  items: readonly Item[],
): Promise<{ results: { result: Settled<unknown> }[] }> {
  const results = await Promise.all(
    items.map(async ({ context, request }) => ({
      result: await answerItem(edge, { context, asks: request?.$case }, (caller) => {
        const call = request && Object.hasOwn(calls, request.$case) ? calls[request.$case] : undefined;
        if (!request || !call) throw new InvalidRequest([{ field: 'request', message: 'an item of a batch has one request' }]);
        const run = call.run as Run;
        return run(parsed(call.schema, request.value), authorised(caller, roles[request.$case] ?? []));
      }),
    })),
  );
  return { results };
}
