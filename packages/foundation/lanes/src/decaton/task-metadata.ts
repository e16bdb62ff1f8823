import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** What Decaton says of a task beside its data (its TaskMetadataProto). Times are milliseconds since 1970; 0 and '' where nothing is said. */
export type TaskMetadata = Readonly<{
  /** When the task was produced. */
  timestampMillis: number;
  sourceApplicationId: string;
  sourceInstanceId: string;
  /** Tries that were. */
  retryCount: number;
  /** Not before this time. */
  scheduledTimeMillis: number;
}>;

const UNSAID: TaskMetadata = { timestampMillis: 0, sourceApplicationId: '', sourceInstanceId: '', retryCount: 0, scheduledTimeMillis: 0 };

/** The bytes are no message of Decaton's. */
export class NotDecaton extends Error {
  override readonly name = 'NotDecaton';
}

/** Byte for byte what Decaton's clients write: proto3, fields in order, without those that say nothing. */
export function encodeTaskMetadata(said: Partial<TaskMetadata>): Uint8Array {
  const { timestampMillis, sourceApplicationId, sourceInstanceId, retryCount, scheduledTimeMillis } = { ...UNSAID, ...said };
  const writer = new BinaryWriter();
  if (timestampMillis !== 0) writer.tag(1, WireType.Varint).int64(timestampMillis);
  if (sourceApplicationId !== '') writer.tag(2, WireType.LengthDelimited).string(sourceApplicationId);
  if (sourceInstanceId !== '') writer.tag(3, WireType.LengthDelimited).string(sourceInstanceId);
  if (retryCount !== 0) writer.tag(4, WireType.Varint).int64(retryCount);
  if (scheduledTimeMillis !== 0) writer.tag(5, WireType.Varint).int64(scheduledTimeMillis);
  return writer.finish();
}

/** Fields that are not known are passed over. Throws `NotDecaton`. */
export function decodeTaskMetadata(bytes: Uint8Array): TaskMetadata {
  const said: { -readonly [Field in keyof TaskMetadata]: TaskMetadata[Field] } = { ...UNSAID };
  eachField(bytes, (field, wireType, reader) => {
    if (field === 1 && wireType === WireType.Varint) said.timestampMillis = Number(reader.int64());
    else if (field === 2 && wireType === WireType.LengthDelimited) said.sourceApplicationId = reader.string();
    else if (field === 3 && wireType === WireType.LengthDelimited) said.sourceInstanceId = reader.string();
    else if (field === 4 && wireType === WireType.Varint) said.retryCount = Number(reader.int64());
    else if (field === 5 && wireType === WireType.Varint) said.scheduledTimeMillis = Number(reader.int64());
    else reader.skip(wireType, field);
  });
  return said;
}

/** Walks over the fields of a message; `read` takes the value of each. */
export function eachField(bytes: Uint8Array, read: (field: number, wireType: WireType, reader: BinaryReader) => void): void {
  try {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      read(field, wireType, reader);
    }
    if (reader.pos !== reader.len) throw new RangeError('the last field is longer than the message');
  } catch (error) {
    if (error instanceof NotDecaton) throw error;
    throw new NotDecaton('bytes that are no message of Decaton', { cause: error });
  }
}
