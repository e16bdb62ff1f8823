import { randomUUID } from 'node:crypto';
import { type Positions, positionKey } from '@noren/log';
import { actorOf, type AuthenticatedCall, type Identity, traceHeaders } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { Differences, Forgotten, Form } from './message-form.ts';
import type { MessageName, Present, ProtoFile, WireOf } from './messages.ts';
import { submitter, type SubmitParts } from './submit.ts';

/** The calls that a context takes, by the name of their request: `PauseShop` for the message `PauseShopRequest`. */
type OperationOf<Calls> = MessageName<Calls> extends infer Name ? (Name extends `${infer Operation}Request` ? Operation : never) : never;
type RequestOf<Calls, Operation extends string> = `${Operation}Request` extends infer Name ? (Name extends keyof Calls ? WireOf<Calls, Name> : never) : never;
type CommandOf<Commands> = { [Name in MessageName<Commands>]: Readonly<{ type: Name }> & WireOf<Commands, Name> }[MessageName<Commands>];
/** Whether the request of a call says just what the command of the same name says. */
type SaysTheSame<Calls, Commands, Operation extends string> =
  Operation extends MessageName<Commands>
    ? [Differences<Form<Present<RequestOf<Calls, Operation>>>, Form<Present<WireOf<Commands, Operation>>>>] extends [never]
      ? true
      : false
    : false;
/** The fields of their messages, `optional` ones too, that commands which are written out do not name. */
type ForgottenBy<Commands, Command> = Command extends { readonly type: infer Type extends keyof Commands } ? Forgotten<WireOf<Commands, Type>, Command> : never;
type Whole<Commands, List extends readonly unknown[]> = [ForgottenBy<Commands, List[number]>] extends [never]
  ? unknown
  : { 'a command forgets': ForgottenBy<Commands, List[number]> };

/** What a call becomes. */
type Submission<Calls, Commands, Operation extends string, List extends readonly unknown[]> = Readonly<{
  /** The log key of its commands. */
  key: string;
  /** The request as it came: a repeat under the same idempotency key must say the same. */
  request: RequestOf<Calls, Operation>;
  /** The same request as versions before wrote it, where that differs: a call that was made then may be repeated now. */
  formerRequests?: () => readonly RequestOf<Calls, Operation>[];
  /** Ids that the API made for the call (`orderId`), the same for a repeat. */
  made?: Readonly<Record<string, string>>;
  /** The made id by which others may ask before the decision. */
  subject?: string;
}> &
  (SaysTheSame<Calls, Commands, Operation> extends true
    ? Readonly<{ commands?: List & Whole<Commands, List> }>
    : /** A command, or one a line. */ Readonly<{ commands: List & Whole<Commands, List> }>);

/**
 * Logs what a call asks; resolves once that is durable. Where the request says just what the command of its name says, the command need not be written out;
 * a field that only one of them has demands it.
 */
export type SubmitCommand<Calls, Commands> = <Operation extends OperationOf<Calls>, const List extends readonly CommandOf<Commands>[]>(
  call: AuthenticatedCall,
  operation: Operation,
  submission: Submission<Calls, Commands, Operation, List>,
) => Promise<Accepted>;

/** How the calls of a context's API become commands: under the caller's own idempotency key, or a new one where it gives none. */
export function submitCommand<Calls extends ProtoFile, Commands extends ProtoFile>(
  calls: Calls,
  commands: Commands,
  parts: SubmitParts,
): SubmitCommand<Calls, Commands> {
  const submit = submitter(parts);
  return (call, operation, { key, request, formerRequests, commands: given, made = {}, subject }) => {
    const { traceparent, correlationId } = traceHeaders(call);
    const list: readonly Readonly<{ type: string }>[] = given ?? [{ type: operation, ...(request as object) }];
    return submit({
      caller: call.identity.subject,
      former: formerCaller(call.identity),
      operation,
      idempotencyKey: call.idempotencyKey ?? `none ${randomUUID()}`,
      request: encoded(calls, `${operation}Request`, request),
      formerRequests: formerRequests && (() => formerRequests().map((former) => encoded(calls, `${operation}Request`, former))),
      made,
      ...(subject === undefined ? {} : { subject }),
      commands: list.map((command) => ({ key, type: `${commands.protobufPackage}.${command.type}`, value: encoded(commands, command.type, command) })),
      headers: { actor: actorOf(call.identity), traceparent, correlationid: correlationId },
      seen: positionsOf(call.seen),
    });
  };
}

/** A system's former subject named its merchant; a platform's was a name that several merchants may have chosen. */
const formerCaller = ({ former, roles }: Identity): { caller: string; isShared: boolean } | undefined =>
  former === undefined ? undefined : { caller: former, isShared: !roles.includes('merchant') };

type Encoder = Readonly<{ encode(message: unknown): Readonly<{ finish(): Uint8Array }> }>;
// The names are those of messages in the files: the types above say so.
const encoded = (file: ProtoFile, name: string, message: unknown): Uint8Array => (Reflect.get(file, name) as Encoder).encode(message).finish();

const positionsOf = (seen: AuthenticatedCall['seen']): Positions => Object.fromEntries(seen.map((position) => [positionKey(position), position.offset]));
