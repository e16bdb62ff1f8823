import { WireType } from '@bufbuild/protobuf/wire';
import type { LogRecord } from '@noren/log';
import { decodeTaskMetadata, eachField, encodeTaskMetadata, NotDecaton, type TaskMetadata } from './task-metadata.ts';

/**
 * The header in which Decaton's clients (9.0 and later) send what they say of a task. It holds bytes, and headers of the log are text: name it among the Kafka
 * adapter's `binaryHeaders`, which carries it as base64.
 */
export const DECATON_HEADER = 'dt_meta';

export type DecatonTask = Readonly<{ metadata: TaskMetadata; data: Uint8Array }>;

type Headers = Readonly<Record<string, string>>;

/** The headers of a task for Decaton's processors. */
export const withTaskMetadata = (headers: Headers, said: Partial<TaskMetadata>): Headers => ({
  ...headers,
  [DECATON_HEADER]: Buffer.from(encodeTaskMetadata(said)).toString('base64'),
});

/** What a Decaton client said of the task, if one produced it. Throws `NotDecaton`. */
export function taskMetadataOf(headers: Headers): TaskMetadata | undefined {
  const text = headers[DECATON_HEADER];
  if (text === undefined) return undefined;
  // Node's decoder passes over what is no base64.
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new NotDecaton(`the header ${DECATON_HEADER} is no base64`);
  return decodeTaskMetadata(Buffer.from(text, 'base64'));
}

/**
 * A record as Decaton's processors see it. With the header: as it says. Without, `wrapped` tells which (Decaton's own `decaton.legacy.parse.fallback.enabled`):
 * records of clients before 9.0, wrapped in a DecatonTaskRequest, or plain ones of anybody, produced when the log took them in. Throws `NotDecaton`.
 */
export function decatonTask({ headers, value, at }: LogRecord, wrapped = false): DecatonTask {
  const metadata = taskMetadataOf(headers);
  if (metadata !== undefined) return { metadata, data: value };
  return wrapped ? unwrapTask(value) : { metadata: { ...decodeTaskMetadata(new Uint8Array()), timestampMillis: Date.parse(at) }, data: value };
}

/** Opens the wrapper that clients before 9.0 put around a task. Throws `NotDecaton`. */
export function unwrapTask(bytes: Uint8Array): DecatonTask {
  let metadata = decodeTaskMetadata(new Uint8Array());
  let data: Uint8Array = new Uint8Array();
  eachField(bytes, (field, wireType, reader) => {
    if (field === 1 && wireType === WireType.LengthDelimited) metadata = decodeTaskMetadata(reader.bytes());
    else if (field === 2 && wireType === WireType.LengthDelimited) data = reader.bytes();
    else reader.skip(wireType, field);
  });
  return { metadata, data };
}
