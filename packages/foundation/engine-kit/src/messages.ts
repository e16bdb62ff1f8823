import type { LogRecord } from '@noren/log';
import type { Codec } from './codec.ts';

/**
 * Protobuf messages as plain data. The message in the proto is the description of what travels and of what is stored; the domain's type is held against
 * the generated one by the compiler, field by field, so that no code has a line per field.
 *
 * A field of a message type that is not marked `optional` in the proto must be there. A field that the domain has as one of several words is a string on
 * the wire: its words are listed, and any other value is a message of a newer version.
 */

/** What ts-proto generates for a message. */
export type Generated<Wire> = Readonly<{ encode(message: Wire): Readonly<{ finish(): Uint8Array }>; decode(bytes: Uint8Array): Wire }>;

/** A generated file: `import { events } from '@noren/shop-contract'`. */
export type ProtoFile = Readonly<{ protobufPackage: string }>;

/** The messages of a generated file, by name. */
export type MessageName<File> = { [Name in keyof File]: File[Name] extends { decode(bytes: Uint8Array): object } ? Name : never }[keyof File] & string;
export type WireOf<File, Name extends keyof File> = File[Name] extends { decode(bytes: Uint8Array): infer Wire } ? Wire : never;

type Plain = string | number | boolean | bigint | Uint8Array;
type IsOptional<T, Name extends keyof T> = Record<never, never> extends Pick<T, Name> ? true : false;

/** A message as it is read: what is not marked `optional` is there, what is optional and missing has no key. */
export type Present<T> = T extends Plain
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Present<Element>[]
    : { readonly [Name in keyof T as IsOptional<T, Name> extends true ? never : Name]: Present<Exclude<T[Name], undefined>> } & {
        readonly [Name in keyof T as IsOptional<T, Name> extends true ? Name : never]?: Present<Exclude<T[Name], undefined>>;
      };

/** Both sides in one form, so that they can be compared: words are strings, and what may be missing is marked. */
export type Form<T> = [T] extends [string]
  ? string
  : [T] extends [boolean]
    ? boolean
    : [T] extends [Plain]
      ? T
      : T extends readonly (infer Element)[]
        ? readonly Form<Element>[]
        : { readonly [Name in keyof T]-?: IsOptional<T, Name> extends true ? { maybe: Form<Exclude<T[Name], undefined>> } : Form<Exclude<T[Name], undefined>> };

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** The fields in which two records differ; fields that stand on one side only are among them. */
export type Differences<A, B> = {
  [Name in keyof A | keyof B]: Name extends keyof A & keyof B ? (Same<A[Name], B[Name]> extends true ? never : Name) : Name;
}[keyof A | keyof B];

type Named = Readonly<{ type: string }>;
type Of<Message extends Named, Type> = Omit<Extract<Message, { type: Type }>, 'type'>;

/** What the compiler says of each message whose two forms differ, and of each that only one side has. */
type Mismatches<Message extends Named, File> = {
  readonly [Type in Message['type'] | MessageName<File> as Mismatch<Message, File, Type> extends never ? never : Type]: Mismatch<Message, File, Type>;
};
type Mismatch<Message extends Named, File, Type extends string> = Type extends Message['type']
  ? Type extends MessageName<File>
    ? Differences<Form<Of<Message, Type>>, Form<Present<WireOf<File, Type>>>> extends infer Field
      ? [Field] extends [never]
        ? never
        : { 'the message differs from the domain in': Field }
      : never
    : { 'the proto has no message': Type }
  : { 'the domain has no': Type };

/** The words that a type's fields may be, by their path: a list of words for a field, an object for a record or a list of records. */
export type WordsOf<T> = [T] extends [string]
  ? string extends T
    ? never
    : readonly T[]
  : [T] extends [Plain]
    ? never
    : T extends readonly (infer Element)[]
      ? WordsOf<Element>
      : string extends keyof T
        ? never
        : NonEmpty<{
            readonly [Name in keyof T as [WordsOf<Exclude<T[Name], undefined>>] extends [never] ? never : Name]-?: WordsOf<Exclude<T[Name], undefined>>;
          }>;
type NonEmpty<T> = keyof T extends never ? never : T;
type WordsOfAll<Message extends Named> = {
  readonly [Type in Message['type'] as [WordsOf<Of<Message, Type>>] extends [never] ? never : Type]: WordsOf<Of<Message, Type>>;
};
/** Words are given where there are any. */
export type GivenWords<Words> = [Words] extends [never] ? [] : [keyof Words] extends [never] ? [] : [words: Words];

/**
 * The codec of a context's commands or events: every message of the generated file is one of the union and the other way round, field by field.
 *
 * `messageCodec<ShopEvent>()(events, { ShopCreated: { shop: { status: shopStatuses } } })`
 */
export const messageCodec =
  <Message extends Named>() =>
  <File extends ProtoFile>(file: File & Mismatches<Message, File>, ...[words]: GivenWords<WordsOfAll<Message>>): Codec<Message> =>
    // Held against the domain's types just above, by the compiler, and by the words when it is read.
    unionCodec(file, words ?? {}) as Codec<Message>;

function unionCodec(generated: unknown, words: object): Codec<Named> {
  const file = generated as ProtoFile;
  const entries = new Map<string, Readonly<{ name: string; generated: Generated<unknown>; check: Check }>>();
  for (const [type, generated] of messagesOf(file)) {
    const list: unknown = Reflect.get(words, type);
    entries.set(type, { name: `${file.protobufPackage}.${type}`, generated, check: list === undefined ? anything : checkOf(list, type) });
  }
  const byName = new Map([...entries].map(([type, entry]) => [entry.name, { type, ...entry }]));
  return {
    encode(message) {
      const entry = entries.get(message.type);
      if (!entry) throw new Error(`no message ${message.type} in ${file.protobufPackage}`);
      return { type: entry.name, value: entry.generated.encode(message).finish() };
    },
    decode(name, bytes) {
      const entry = byName.get(name);
      if (!entry) return undefined;
      const wire = complete(entry.generated.decode(bytes), entry.type);
      entry.check(wire);
      return { type: entry.type, ...(wire as object) };
    },
    knows: (name) => byName.has(name),
  };
}

/** What the compiler says of a record whose two forms differ. */
export type RecordMismatch<T, Wire> =
  Differences<Form<T>, Form<Present<Wire>>> extends infer Field
    ? [Field] extends [never]
      ? unknown
      : { 'the message differs from the record in': Field }
    : never;

/** Reads a message: what is not marked `optional` is there, or it throws. */
export const readMessage = <Wire>(generated: Generated<Wire>, bytes: Uint8Array, name = 'record'): Present<Wire> =>
  // The one place where what is checked at run time becomes what the compiler knows.
  complete(generated.decode(bytes), name) as unknown as Present<Wire>;

/** Checks that each field that is one of several words has one of them. */
export const wordsCheck = (words: unknown, name: string): ((of: unknown) => void) => checkOf(words, name);

/** The fields of a message, by their paths, that what was parsed of it does not have: whoever parses it would drop them without a word. */
export type Forgotten<Wire, Parsed> = [Wire] extends [Plain]
  ? never
  : Wire extends readonly (infer Element)[]
    ? Parsed extends readonly (infer ParsedElement)[]
      ? Forgotten<Element, ParsedElement>
      : never
    : {
        [Name in keyof Wire & string]-?: Name extends keyof Parsed
          ? Within<Name, Forgotten<Exclude<Wire[Name], undefined>, Exclude<Parsed[Name], undefined>>>
          : Name;
      }[keyof Wire & string];
type Within<Name extends string, Path> = Path extends string ? `${Name}.${Path}` : never;

/**
 * A function that makes a message of something else: `messageFrom<PlaceLine>()(({ code, ...line }: NewLine) => ({ ...line, sku: code }))`.
 * It does not compile while it leaves out a field of the message, those marked `optional` among them.
 */
export const messageFrom =
  <Wire>() =>
  <Of, Made extends Wire>(make: (of: Of) => Made & Whole<Wire, Made>): ((of: Of) => Made) =>
    make;
type Whole<Wire, Made> = [Forgotten<Wire, Made>] extends [never] ? unknown : { 'the message lacks': Forgotten<Wire, Made> };

/** What a reader does with an event that does not concern it. */
export const nothing = 'nothing';

/** What a reader does with each event of a context: a new event does not compile until every reader has said so. */
type EventHandlers<File, Out> = {
  readonly [Name in MessageName<File>]: ((event: Present<WireOf<File, Name>>, record: LogRecord) => Out | undefined) | typeof nothing;
};

type ReadEvent<Out> = (record: LogRecord) => Out | undefined;
type EventReader<Out> = {
  <File extends ProtoFile>(file: File, handlers: EventHandlers<File, Out>): ReadEvent<Out>;
  /** `others`: what is done with every event that is not named. Each of them must have what it reads. */
  <File extends ProtoFile, Named extends Partial<EventHandlers<File, Out>>>(
    file: File,
    named: Named,
    others: (event: Present<WireOf<File, Exclude<MessageName<File>, keyof Named>>>, record: LogRecord) => Out | undefined,
  ): ReadEvent<Out>;
};

/**
 * Reads another context's events from the log: `eventReader<Change>()(events, { ShopCreated: ({ shop }) => …, MerchantRegistered: nothing })`. Where events
 * carry the whole record, those that are not named share a reader, and a new one that carries it is read without a word more:
 * `eventReader<Shop>()(events, { MerchantRegistered: nothing }, ({ shop }) => shop)`.
 */
export const eventReader = <Out>(): EventReader<Out> => readerOf;

function readerOf<Out>(file: ProtoFile, handlers: object, others?: unknown): ReadEvent<Out> {
  const readers = new Map<string, ReadEvent<Out>>();
  for (const [name, generated] of messagesOf(file)) {
    const handler: unknown = Reflect.get(handlers, name) ?? others;
    if (handler === nothing) continue;
    // The table's type says that each name's handler takes what its message decodes to.
    const handle = handler as (event: unknown, record: LogRecord) => Out | undefined;
    readers.set(`${file.protobufPackage}.${name}`, (record) => handle(complete(generated.decode(record.value), name), record));
  }
  return (record) => readers.get(record.type)?.(record);
}

/** Several readers as one; each record is of one context. */
export const eitherReader =
  <Out>(...readers: readonly ((record: LogRecord) => Out | undefined)[]) =>
  (record: LogRecord): Out | undefined => {
    for (const read of readers) {
      const out = read(record);
      if (out !== undefined) return out;
    }
    return undefined;
  };

/** A message of another context, by its name: what is asked of it. */
type MessageOf<File, Name extends MessageName<File>> = { [Each in Name]: Readonly<{ type: Each }> & Present<WireOf<File, Each>> }[Name];

/** Encodes commands for another context: `{ type, value }` as the log takes them. */
export const messageEncoder =
  <File extends ProtoFile>(file: File) =>
  <Name extends MessageName<File>>(message: MessageOf<File, Name>): Readonly<{ type: string; value: Uint8Array }> => {
    const generated: unknown = Reflect.get(file, message.type);
    return { type: `${file.protobufPackage}.${message.type}`, value: (generated as Generated<unknown>).encode(message).finish() };
  };

function* messagesOf(file: ProtoFile): Generator<[string, Generated<unknown>]> {
  for (const [name, member] of Object.entries<unknown>(file))
    if (typeof member === 'object' && member !== null && 'decode' in member) yield [name, member as Generated<unknown>];
}

/**
 * The message, if every part of it is there that is not marked `optional`: generated code leaves out what is optional and missing, and gives
 * `undefined` for what is missing and is not.
 */
function complete<Wire>(wire: Wire, name: string): Wire {
  const missing = missingIn(wire);
  if (missing !== undefined) throw new Error(`${name}.${missing} is missing`);
  return wire;
}

/** The path of what is missing: `outcomes.1.refusal`. */
function missingIn<Wire>(wire: Wire): string | undefined {
  if (typeof wire !== 'object' || wire === null || wire instanceof Uint8Array) return undefined;
  for (const name in wire) {
    const value: unknown = wire[name];
    if (value === undefined) return name;
    if (typeof value !== 'object') continue;
    const within = missingIn(value);
    if (within !== undefined) return `${name}.${within}`;
  }
  return undefined;
}

type Check = (value: unknown) => void;
const anything: Check = () => undefined;

function checkOf(words: unknown, name: string): Check {
  if (Array.isArray(words)) {
    const known = new Set<unknown>(words);
    return (value) => {
      if (value !== undefined && !known.has(value)) throw new Error(`${name} ${String(value)} is none of ${words.join(', ')}`);
    };
  }
  const checks = Object.entries(words as object).map(([field, inner]) => [field, checkOf(inner, field)] as const);
  const each: Check = (value) => {
    if (value === undefined) return;
    if (Array.isArray(value)) return value.forEach(each);
    for (const [field, check] of checks) check(Reflect.get(value as object, field));
  };
  return each;
}
