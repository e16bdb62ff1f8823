import type { Readable } from 'node:stream';
import { z } from 'zod';
import { type BadLines, parsedLines } from '../bad-lines.ts';
import type { AuthenticatedCall } from '../context.ts';
import { requireIdempotencyKey } from '../idempotency.ts';
import type { Identity } from '../identity.ts';
import { parsed } from '../parse.ts';
import { expectedVersionOf, underIfMatch } from './if-match.ts';
import { bodyOf, hasQuery, JSON_TYPE, paramsOf, queryOf, type RawInput, unsoundLines } from './input.ts';

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** A scope that needs no credential. */
export const PUBLIC = 'public';

/** One of the answers that a route may give. */
type ResponseSpec = Readonly<{
  description: string;
  schema?: z.ZodType;
  /** JSON unless said otherwise. */
  contentType?: string;
  /** Headers that it may carry, and what they mean. */
  headers?: Readonly<Record<string, string>>;
}>;

/** What a route gives back: bytes that are ready are sent as they are, a stream as it comes. */
export type Reply<Status extends number = number, Body = unknown> = Readonly<{
  status: Status;
  body: Body;
  headers?: Readonly<Record<string, string | readonly string[]>>;
}>;

type DeepReadonly<T> = T extends (infer One)[] ? readonly DeepReadonly<One>[] : T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type BodyOf<Spec> = Spec extends { readonly schema: z.ZodType<infer Body> } ? DeepReadonly<Body> | Buffer : Buffer | Readable | undefined;
/** A reply with one of the declared statuses and the body declared for it. */
type ReplyOf<Responses> = { [Status in keyof Responses & number]: Reply<Status, BodyOf<Responses[Status]>> }[keyof Responses & number];

/** A request whose every part has been parsed. */
type RouteRequest<Params, Query, Headers, Body, Key, Version, Tags> = Readonly<{
  params: Params;
  query: Query;
  headers: Headers;
  body: Body;
  /** Where the route has a `standIn`: which lines of the body it stands in for, and why. */
  badLines: BadLines;
  /** Where the route is `idempotent`; checked for its form. */
  idempotencyKey: Key;
  /** Where the route takes `ifMatch`: the version that the thing must still have; undefined where the caller does not mind. */
  expectedVersion: Version;
  /** Where the route takes `ifNoneMatch`: the tags that its caller has, for `isFresh`. */
  ifNoneMatch: Tags;
  /** Where the request came from: as the connection says, or a proxy that is trusted. */
  address: string;
  /** It says that it came through a proxy, and this server trusts none: `address` is the proxy's. */
  unknownProxy: boolean;
  /** What a browser was given by this server before. */
  cookies: string | undefined;
  identity: Identity;
  call: AuthenticatedCall;
}>;

type About = Readonly<{
  method: Method;
  /** With parameters in braces, as OpenAPI writes them: `/v1/shops/{shopId}`. */
  path: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  /** What a credential must have been given to make this call, or one of several; `public` for anybody. */
  scope: string | readonly string[];
  /** Codes of refusals that this route may answer besides the edge's own, for its documentation. */
  problems?: readonly string[];
  /** Codes with which a line of many may be refused within an answer that is a success. */
  lineProblems?: readonly string[];
  /** The media type of the body; the schema gets the text where it is not JSON. */
  accepts?: string;
  /** The route takes many `lines`, and one that cannot be read costs only its place, which this keeps: a line that will be refused. */
  standIn?: unknown;
  /** The largest body in bytes, where not the server's. */
  bodyLimit?: number;
  /** The longest that an answer may take, where not the server's. */
  timeoutMs?: number;
  /** Its answer bears a secret: it is never compressed. */
  secret?: boolean;
}>;

/** Whether a route demands an Idempotency-Key, or takes one where it is sent. */
type IdempotentBy = boolean | 'where sent';
type KeyOf<Idempotent> = Idempotent extends true ? string : Idempotent extends 'where sent' ? string | undefined : undefined;

type RouteOptions<Params, Query, Headers, Body, Responses, Idempotent extends IdempotentBy, IfMatch extends boolean, IfNoneMatch extends boolean> = About &
  Readonly<{
    params?: z.ZodType<Params>;
    query?: z.ZodType<Query>;
    /** Only the headers that it names are looked at. Names in lower case. */
    headers?: z.ZodType<Headers>;
    body?: z.ZodType<Body>;
    /** The route changes something: it is refused without an Idempotency-Key, or takes one where it is sent. */
    idempotent?: Idempotent;
    /** The route changes one thing that is there: it takes `If-Match`, and what has changed since is `version_conflict`. */
    ifMatch?: IfMatch;
    /** The route spares an answer that its caller has: it takes `If-None-Match`. */
    ifNoneMatch?: IfNoneMatch;
    responses: Responses;
    handle(
      request: RouteRequest<
        Params,
        Query,
        Headers,
        Body,
        KeyOf<Idempotent>,
        IfMatch extends true ? number | undefined : undefined,
        IfNoneMatch extends true ? string | undefined : undefined
      >,
    ): ReplyOf<NoInfer<Responses>> | Promise<ReplyOf<NoInfer<Responses>>>;
  }>;

/** A route ready to be served: what is known of it, and one function that parses a request and answers it. */
export type Route = About &
  Readonly<{
    params: z.ZodType | undefined;
    query: z.ZodType | undefined;
    headers: z.ZodType | undefined;
    body: z.ZodType | undefined;
    idempotent: IdempotentBy;
    ifMatch: boolean;
    ifNoneMatch: boolean;
    responses: Readonly<Record<number, ResponseSpec>>;
    answer(raw: RawInput, call: AuthenticatedCall): Promise<Reply>;
  }>;

const NOTHING = z.strictObject({});
/** Where no body is taken, an empty object is as good as none. */
const NOTHING_AT_ALL = NOTHING.optional();

const ALL_GOOD: BadLines = new Map();
type Taken = Readonly<{ schema: z.ZodType | undefined; accepts: string; standIn: unknown }>;

/** The body as its schema wants it, and which of its lines were not as it wants them. */
function bodyIn(raw: RawInput, { schema, accepts, standIn }: Taken): Readonly<{ body: unknown; badLines: BadLines }> {
  if (!schema && !raw.body) return { body: undefined, badLines: ALL_GOOD };
  if (!schema || standIn === undefined) return { body: parsed<unknown>(schema ?? NOTHING_AT_ALL, bodyOf(raw, accepts)), badLines: ALL_GOOD };
  let unsound: ReturnType<typeof unsoundLines> = new Map();
  const value = bodyOf(raw, accepts, (whole) => void (unsound = unsoundLines(whole)));
  return parsedLines<unknown>(schema, value, standIn, unsound);
}

/**
 * Describes a route. Whatever the framework may have checked, the handler gets the very values that were parsed here.
 */
export function route<
  const Responses extends Readonly<Record<number, ResponseSpec>>,
  Params = unknown,
  Query = unknown,
  Headers = unknown,
  Body = undefined,
  const Idempotent extends IdempotentBy = false,
  const IfMatch extends boolean = false,
  const IfNoneMatch extends boolean = false,
>(options: RouteOptions<Params, Query, Headers, Body, Responses, Idempotent, IfMatch, IfNoneMatch>): Route {
  const { params, query, headers, body, idempotent = false, ifMatch = false, ifNoneMatch = false, accepts = JSON_TYPE, handle, ...about } = options;
  return {
    ...about,
    accepts,
    params,
    query,
    headers,
    body,
    idempotent,
    ifMatch,
    ifNoneMatch,
    async answer(raw, call) {
      // An absent schema takes nothing, so what it would give is never looked at; the compiler cannot know that.
      const request = {
        params: params ? parsed(params, paramsOf(raw.params)) : undefined,
        query: query || hasQuery(raw.url) ? parsed<unknown>(query ?? NOTHING, queryOf(raw.url)) : undefined,
        headers: headers ? parsed(headers, raw.headers) : undefined,
        idempotencyKey: idempotent === true || (idempotent && call.idempotencyKey !== undefined) ? requireIdempotencyKey(call.idempotencyKey) : undefined,
        ...bodyIn(raw, { schema: body, accepts, standIn: about.standIn }),
        // Last: what is wrong with the request itself goes before a precondition (RFC 9110, 13.2.1).
        expectedVersion: ifMatch ? expectedVersionOf(raw.headers['if-match']) : undefined,
        ifNoneMatch: ifNoneMatch ? raw.headers['if-none-match'] : undefined,
        address: raw.address,
        unknownProxy: raw.unknownProxy,
        cookies: raw.headers.cookie,
        identity: call.identity,
        call,
      } as Parameters<typeof handle>[0];
      try {
        return await handle(request);
      } catch (error) {
        throw ifMatch ? underIfMatch(error) : error;
      }
    },
  };
}
