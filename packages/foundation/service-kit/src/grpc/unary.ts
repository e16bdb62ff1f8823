import type { z } from 'zod';
import type { AuthorisedCall } from '../context.ts';
import type { Role } from '../identity.ts';
import { parsed } from '../parse.ts';

type Who = Readonly<{
  /** Who may make the call: one of these roles is enough. Checked by the server before `run`. */
  roles: readonly Role[];
  /** The call changes something: it is refused without an idempotency key. */
  idempotent?: boolean;
}>;

/** One call of a service: who may make it and what it does. Without roles it does not compile. */
export type Unary<Request, Response> = Who & Readonly<{ run(request: Request, call: AuthorisedCall): Response | Promise<Response> }>;

/** A call that takes the request as the proto has it. */
export function unary<Request, Response>(call: Unary<Request, Response>): Unary<Request, Response>;
/** A call whose request is parsed first; what the schema does not take is refused with every field at fault. */
export function unary<Request, Response, Command>(
  call: Who & Readonly<{ schema: z.ZodType<Command>; run(command: Command, call: AuthorisedCall): Response | Promise<Response> }>,
): Unary<Request, Response>;
export function unary<Request, Response>({
  schema,
  run,
  ...who
}: Unary<Request, Response> & Readonly<{ schema?: z.ZodType<Request> }>): Unary<Request, Response> {
  return schema ? { ...who, run: (request, call) => run(parsed(schema, request), call) } : { ...who, run };
}
