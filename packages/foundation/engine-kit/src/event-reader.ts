import type { LogRecord } from '@noren/log';
import { complete, type MessageName, messagesOf, type Present, type ProtoFile, type WireOf } from './messages.ts';

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
