import type { EDGE_CODES, ProblemCodes } from './codes.ts';
import { PUBLIC, type Route } from './route.ts';

/** Codes of an edge, by what makes a request meet them. A new limit of every route is a line here, and one of its status in `HEADERS_OF`. */
const ANY_ROUTE = ['invalid_request', 'malformed_url', 'malformed_request', 'request_timeout', 'headers_too_large', 'internal', 'unavailable'] as const;
/** A request that no route takes, so that no operation of a document can list them. */
const NO_ROUTE = ['route_not_found', 'method_not_allowed'] as const;
type EdgeCode = keyof typeof EDGE_CODES;

/** Every code that a route may decline a request with as a whole: the edge's, and those that the route names. */
export const codesOf = ({ scope, body, idempotent, ifMatch, params, problems = [] }: Route): readonly string[] => {
  const edge: readonly EdgeCode[] = [
    ...ANY_ROUTE,
    ...(scope === PUBLIC ? [] : (['unauthenticated', 'scope_forbidden'] as const)),
    ...(params ? (['url_too_long'] as const) : []),
    ...(body ? (['malformed_json', 'request_too_large', 'unsupported_media_type'] as const) : []),
    ...(idempotent === true ? (['idempotency_key_required'] as const) : []),
    ...(idempotent === false ? [] : (['idempotency_key_invalid', 'idempotency_key_reused'] as const)),
    ...(ifMatch ? (['version_conflict'] as const) : []),
  ];
  return [...new Set([...edge, ...problems])];
};

/** What callers of these routes may meet, of all that the server knows: what a document and the catalogue of problems list. */
export function listedCodes(routes: readonly Route[], codes: ProblemCodes): ProblemCodes {
  const met = new Set<string>([...NO_ROUTE, ...routes.flatMap((route) => [...codesOf(route), ...(route.lineProblems ?? [])])]);
  return Object.fromEntries(Object.entries(codes).filter(([code]) => met.has(code)));
}

type Header = Readonly<{ description: string; schema: object }>;

/** Headers that answers of a status carry, whatever their code. */
export const HEADERS_OF: Readonly<Record<number, Readonly<Record<string, Header>>>> = {
  401: { 'WWW-Authenticate': { description: 'How a credential is sent', schema: { type: 'string' } } },
  429: { 'Retry-After': { description: 'Seconds after which the same request may be sent again', schema: { type: 'integer' } } },
  503: { 'Retry-After': { description: 'Seconds after which the same request may be sent again', schema: { type: 'integer' } } },
};
