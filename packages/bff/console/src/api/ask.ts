import { type AnswerOf, type BodyOf, type CallSpec, CSRF_HEADER, IDEMPOTENCY_HEADER, type ParamsOf, type QueryOf } from '@noren/bff-contract';
import { config } from 'zod';
import { readAnswer } from './answer.ts';
import { syncClock } from './clock.ts';
import { refusal, Unreachable } from './problem.ts';

// Zod would make faster parsers from strings, which the content security policy forbids.
config({ jitless: true });

type Part<Name extends string, Value> = [Value] extends [undefined] ? unknown : Readonly<Record<Name, Value>>;
/** What is given with a call: its parameters, query and body, and for one that changes something the key of the mutation. */
export type Given<Spec extends CallSpec> = Part<'params', ParamsOf<Spec>> & Part<'query', QueryOf<Spec>> & Part<'body', BodyOf<Spec>> & Options;
type Options = Readonly<{ key?: string; signal?: AbortSignal }>;
type Loose = Options & Readonly<{ params?: unknown; query?: unknown; body?: unknown }>;

/** A line that drops packets in silence answers nothing for ever: after so many milliseconds nobody has answered. Files take as long as they take. */
const longest = ({ method, bytes }: CallSpec): number | undefined => (bytes ? undefined : method === 'GET' ? 15_000 : 45_000);

/** Proves to the server that a call comes from this page; known once somebody is logged in. */
let csrf = '';
export const proveWith = (token: string): void => {
  csrf = token;
};

/**
 * Makes a call of the contract and parses its answer.
 * @throws Refused with the server's reasons, or Unreachable.
 */
export async function ask<const Spec extends CallSpec>(spec: Spec, given: Given<Spec>): Promise<AnswerOf<Spec>> {
  const loose: Loose = given;
  const address = addressOf(spec, loose);
  const response = await fetch(address, {
    method: spec.method,
    credentials: 'same-origin',
    headers: headersOf(spec, loose),
    ...(loose.body === undefined ? {} : { body: spec.bytes ? (loose.body as Uint8Array<ArrayBuffer>) : JSON.stringify(loose.body) }),
    ...signalOf(spec, loose.signal),
  }).catch((error: unknown) => {
    if (loose.signal?.aborted === true) throw error;
    throw new Unreachable(String(error));
  });
  syncClock(response.headers.get('date'));
  return (await answerOf(spec, address, response)) as AnswerOf<Spec>;
}

function signalOf(spec: CallSpec, given: AbortSignal | undefined): Readonly<{ signal?: AbortSignal }> {
  const ms = longest(spec);
  const signals = [...(given ? [given] : []), ...(ms === undefined ? [] : [AbortSignal.timeout(ms)])];
  return signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
}

async function answerOf(spec: CallSpec, address: string, response: Response): Promise<unknown> {
  const schema = spec.answers[response.status];
  if (schema === null) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (schema === undefined) throw refusal(response.status, body);
  return readAnswer(spec, address, schema, body);
}

const record = (value: unknown): Readonly<Record<string, unknown>> => ({ ...(value as object | undefined) });

export function addressOf(spec: CallSpec, { params, query }: Loose): string {
  const values = record(params);
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const entries = Object.entries(record(query)).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

function headersOf(spec: CallSpec, { key, body }: Loose): Record<string, string> {
  return {
    accept: 'application/json',
    ...(spec.method === 'GET' ? {} : { [CSRF_HEADER]: csrf }),
    ...(key === undefined ? {} : { [IDEMPOTENCY_HEADER]: key }),
    ...(body === undefined ? {} : { 'content-type': spec.bytes ? 'application/octet-stream' : 'application/json' }),
  };
}
