import { readFileSync } from 'node:fs';
import { Client, credentials, Metadata, type MethodDefinition, status } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { descriptors as admin } from '@noren/admin-contract';
import { descriptors as bff } from '@noren/bff-contract/people';
import { descriptors as category } from '@noren/category-contract';
import { descriptors as inventory } from '@noren/inventory-contract';
import { descriptors as item } from '@noren/item-contract';
import { descriptors as link } from '@noren/link-contract';
import { descriptors as merchantLink } from '@noren/merchant-link-contract';
import { descriptors as order } from '@noren/order-contract';
import { descriptors as shop } from '@noren/shop-contract';
import { z } from 'zod';
import { ports } from '../../src/modules.ts';
import type { Noren } from './noren.ts';
import { stockClient } from './stock-client.ts';

/** How a call was answered: the name of its gRPC status, and what it said. */
export type Answered = Readonly<{ code: string; details: string }>;
type Walked = Readonly<{ path: string; service: string; ask(credential: Credential): Promise<Answered>; close(): void }>;
/** Who asks: an identity of Noren's own, or the key that comes from outside. */
export type Credential = Readonly<{ identity?: string | undefined; key?: string | undefined }>;

/** Where the messages of what is served are described; a service that is in none of them ends the walk. */
const sets = [admin, bff, category, inventory, item, link, merchantLink, order, shop];

const Field = z.object({ name: z.string(), label: z.string(), type: z.string(), typeName: z.string() });
const Message = z.object({ type: z.object({ name: z.string(), field: z.array(Field) }) });
type Types = Readonly<Record<string, unknown>>;

/** What fields of requests have, where it is no id of somebody's: without it, requests would end at their form. */
const usual: Readonly<Record<string, unknown>> = {
  ...{ currency: 'GBP', language: 'en', timeZone: 'Europe/London', role: 'clerk', status: 'published', soldBy: 'piece', taxClass: 'standard' },
  ...{ at: '2026-01-01T00:00:00Z', from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z', expiresAt: '2030-01-01T00:00:00Z', bucketMinutes: 60 },
  ...{ endedSince: '', since: '', placedFrom: '', placedUntil: '', pageToken: '', parentId: '', fingerprint: '', statuses: [], imageUrls: [], paths: ['*'] },
  ...{ hash: 'a'.repeat(64), platform: 'hungry', system: 'till', scopes: ['orders:read'], email: 'a@b.example', password: 'a good long passphrase' },
  ...{ gtin: '4006381333931', reason: 'counted', weekday: 1, fromMinute: 0, untilMinute: 600 },
};

/** Every method that some port of a platform serves, with a request about the things that `known` names. A service without a proto of ours is not walked but named. */
export async function grpcMethods(noren: Noren, known: Readonly<Record<string, string>>): Promise<readonly Walked[]> {
  const types: Types = Object.assign({}, ...sets.map((set) => loadFileDescriptorSetFromBuffer(readFileSync(set), { longs: Number })));
  const places = [...ports.keys()].filter((name) => /-(api|keys|people)$/.test(name));
  return (await Promise.all(places.map((place) => methodsAt(noren.address(place), types, known)))).flat();
}

async function methodsAt(address: string, types: Types, known: Readonly<Record<string, string>>): Promise<readonly Walked[]> {
  const listing = stockClient(address);
  const served = (await listing.services()).filter((name) => !name.startsWith('grpc.'));
  listing.close();
  const client = new Client(address, credentials.createInsecure());
  return served.flatMap((service) =>
    Object.values(z.record(z.string(), z.custom<MethodDefinition<object, unknown>>()).parse(types[service])).map((method) => {
      const request = requestOf(Reflect.get(method, 'requestType'), service.split('.').slice(0, -1).join('.'), types, { ...usual, ...known });
      return { path: method.path, service, ask: (credential: Credential) => asked(client, method, request, credential), close: () => client.close() };
    }),
  );
}

let count = 0;
function asked(client: Client, method: MethodDefinition<object, unknown>, request: object, { identity, key }: Credential): Promise<Answered> {
  const metadata = new Metadata();
  if (identity !== undefined) metadata.set('noren-identity', identity);
  if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
  metadata.set('idempotency-key', `walk-${(count += 1)}`);
  return new Promise((resolve) =>
    client.makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, metadata, { deadline: Date.now() + 20_000 }, (error) =>
      resolve({ code: status[error?.code ?? status.OK] ?? '', details: error?.details ?? '' }),
    ),
  );
}

/** One of everything that a message has: one line of a list, and of several that exclude each other the last. */
function requestOf(message: unknown, scope: string, types: Types, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const nested = (of: ReturnType<typeof typeOf>): Record<string, unknown> => requestOf(of.message, of.scope, types, values);
  return Object.fromEntries(
    Message.parse(message).type.field.flatMap(({ name, label, type, typeName }): [string, unknown][] => {
      // Whatever version it has; and no map.
      if (name === 'expected_version' || typeName.endsWith('Entry')) return [];
      const said = name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      if (said in values) return [[name, values[said]]];
      const one = type === 'TYPE_MESSAGE' ? nested(typeOf(typeName, scope, types)) : plain(type);
      return [[name, label === 'LABEL_REPEATED' ? [values[said.replace(/s$/, '')] ?? one] : one]];
    }),
  );
}

/** A message by its name, as protobuf finds it: in the package that names it, then outwards; with the package in which its own fields are looked for. */
function typeOf(name: string, scope: string, types: Types): Readonly<{ message: unknown; scope: string }> {
  const within = scope.split('.').map((_, at, parts) => [...parts.slice(0, parts.length - at), name].join('.'));
  const full = [...within, name.replace(/^\./, '')].find((one) => types[one] !== undefined);
  if (full === undefined) throw new Error(`no message ${name} in ${scope}`);
  return { message: types[full], scope: full.split('.').slice(0, -1).join('.') };
}

const plain = (type: string): unknown => (type === 'TYPE_STRING' ? 'other' : type === 'TYPE_BOOL' ? false : type === 'TYPE_BYTES' ? Buffer.alloc(0) : 1);
