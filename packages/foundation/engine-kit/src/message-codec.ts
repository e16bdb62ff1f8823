import type { Codec } from './codec.ts';
import { enumCheck, type EnumValuesOf, type GivenEnumValues } from './enum-fields.ts';
import type { Differences, Forgotten, Form } from './message-form.ts';
import { complete, type Generated, type MessageName, messagesOf, type Present, type ProtoFile, type WireOf } from './messages.ts';

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

type EnumValuesOfAll<Message extends Named> = {
  readonly [Type in Message['type'] as [EnumValuesOf<Of<Message, Type>>] extends [never] ? never : Type]: EnumValuesOf<Of<Message, Type>>;
};

/**
 * The codec of a context's commands or events: every message of the generated file is one of the union and the other way round, field by field.
 *
 * `messageCodec<ShopEvent>()(events, { ShopCreated: { shop: { status: shopStatuses } } })`
 */
export const messageCodec =
  <Message extends Named>() =>
  <File extends ProtoFile>(file: File & Mismatches<Message, File>, ...[enumValues]: GivenEnumValues<EnumValuesOfAll<Message>>): Codec<Message> =>
    // Held against the domain's types just above, by the compiler, and against the values of its enumerations when it is read.
    unionCodec(file, enumValues ?? {}) as Codec<Message>;

function unionCodec(generated: unknown, enumValues: object): Codec<Named> {
  const file = generated as ProtoFile;
  const entries = new Map<string, Readonly<{ name: string; generated: Generated<unknown>; check: (wire: unknown) => void }>>();
  for (const [type, generated] of messagesOf(file)) {
    const list: unknown = Reflect.get(enumValues, type);
    entries.set(type, { name: `${file.protobufPackage}.${type}`, generated, check: list === undefined ? () => undefined : enumCheck(list, type) });
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

/** A message of another context, by its name. */
type MessageOf<File, Name extends MessageName<File>> = { [Each in Name]: Readonly<{ type: Each }> & Present<WireOf<File, Each>> }[Name];

/** Encodes commands for another context: `{ type, value }` as the log takes them. */
export const messageEncoder =
  <File extends ProtoFile>(file: File) =>
  <Name extends MessageName<File>>(message: MessageOf<File, Name>): Readonly<{ type: string; value: Uint8Array }> => {
    const generated: unknown = Reflect.get(file, message.type);
    return { type: `${file.protobufPackage}.${message.type}`, value: (generated as Generated<unknown>).encode(message).finish() };
  };

/**
 * A function that makes a message of something else: `messageFrom<PlaceLine>()(({ code, ...line }: NewLine) => ({ ...line, sku: code }))`.
 * It does not compile while it leaves out a field of the message, those marked `optional` among them.
 */
export const messageFrom =
  <Wire>() =>
  <Of, Made extends Wire>(make: (of: Of) => Made & Whole<Wire, Made>): ((of: Of) => Made) =>
    make;
type Whole<Wire, Made> = [Forgotten<Wire, Made>] extends [never] ? unknown : { 'the message lacks': Forgotten<Wire, Made> };
