import type { z } from 'zod';
import type { Role } from './schemas.ts';

/** Who may make a call: anybody, anybody who is logged in, or a person with at least this role in the shop of its path (without one: in some shop). */
export type Takes = 'anybody' | 'anyone_logged_in' | Role;

/** A call of the console's API: all that its page and its server must agree on. */
export type CallSpec = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: `/api/shops/{shopId}`. */
  path: string;
  summary: string;
  takes: Takes;
  params?: z.ZodType;
  query?: z.ZodType;
  /** JSON, unless `bytes` says that it is a file as it stands (`application/octet-stream`). */
  body?: z.ZodType;
  bytes?: true;
  /** It changes something: wants `Idempotency-Key`, a new one for each request, the same for each repeat. */
  idempotent?: true;
  /** Its answer bears a secret, such as the csrf token: it travels uncompressed, so that its length tells nothing of it. */
  secret?: true;
  /** The answer's body by status; `null`: none. Whatever else is answered is a `Problem`. */
  answers: Readonly<Record<number, z.ZodType | null>>;
  /** Its answer is a file, to be saved: the text that `answers` describes, in this media type, under this name. */
  file?: Readonly<{ type: string; name: string }>;
  /** Codes that it may refuse with, beside those that any call may: `invalid_request`, `unauthenticated`, `csrf_token_wrong`, `role_forbidden`… */
  problems?: readonly string[];
}>;

/** A call as it is written down, its types kept. */
export const call = <const Spec extends CallSpec>(spec: Spec): Spec => spec;

type Field<Spec, Name extends string> = Spec extends Readonly<Record<Name, infer Value>> ? Value : undefined;
type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
/** What the page gives with a call, and what it gets. */
export type ParamsOf<Spec extends CallSpec> = InputOf<Field<Spec, 'params'>>;
export type QueryOf<Spec extends CallSpec> = InputOf<Field<Spec, 'query'>>;
export type BodyOf<Spec extends CallSpec> = InputOf<Field<Spec, 'body'>>;
type AnswersOf<Answers> = Answers[keyof Answers];
export type AnswerOf<Spec extends CallSpec> =
  AnswersOf<Spec['answers']> extends infer Answer ? (Answer extends z.ZodType ? z.output<Answer> : undefined) : never;

/** The header with which every call that is no GET proves that it comes from the console's own page: the session's `csrf`. */
export const CSRF_HEADER = 'x-csrf-token';
export const IDEMPOTENCY_HEADER = 'idempotency-key';
