/** How one message travels: its protobuf type name, and both ways between bytes and the domain's plain data. */
export type MessageCodec<Message> = Readonly<{ type: string; encode(message: Message): Uint8Array; decode(bytes: Uint8Array): Message }>;

/** An entry for every message of a union; one that is missing does not compile. */
export type Codecs<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: MessageCodec<Extract<Message, { type: Type }>> };

/** A codec of the whole union: found by the domain's `type` on the way out, by the protobuf name on the way in. */
export interface Codec<Message> {
  encode(message: Message): Readonly<{ type: string; value: Uint8Array }>;
  /** `undefined` for a type that is not in the table. */
  decode(type: string, bytes: Uint8Array): Message | undefined;
  knows(type: string): boolean;
}

export function codec<Message extends Readonly<{ type: string }>>(table: Codecs<Message>): Codec<Message> {
  // The one place where a union meets its table: the entry found by `type` takes what has that `type`, which TypeScript cannot see.
  const entries = table as unknown as Readonly<Record<string, MessageCodec<Message>>>;
  const byName = new Map(Object.values(entries).map((entry) => [entry.type, entry]));
  return {
    encode(message) {
      const entry = entries[message.type];
      if (!entry) throw new Error(`no codec for ${message.type}`);
      return { type: entry.type, value: entry.encode(message) };
    },
    decode: (type, bytes) => byName.get(type)?.decode(bytes),
    knows: (type) => byName.has(type),
  };
}

/** What ts-proto generates for a message. */
type Generated<Wire> = Readonly<{ encode(message: Wire): Readonly<{ finish(): Uint8Array }>; decode(bytes: Uint8Array): Wire }>;

/** An entry: the generated message, and both small functions between it and the domain's type. */
export const message = <Domain extends Readonly<{ type: string }>, Wire>(
  type: string,
  generated: Generated<Wire>,
  toWire: (message: Domain) => Wire,
  fromWire: (wire: Wire) => Domain,
): MessageCodec<Domain> => ({
  type,
  encode: (domain) => generated.encode(toWire(domain)).finish(),
  decode: (bytes) => fromWire(generated.decode(bytes)),
});

/** Leaves out what is undefined: generated messages write a missing optional field as undefined, the domain leaves it away. */
export const given = <Fields extends Readonly<Record<string, unknown>>>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Takes a text for one of the words that it must be; any other is a bug or a message of a newer version. */
export const oneOf =
  <const Word extends string>(...words: readonly Word[]) =>
  (text: string): Word => {
    const word = words.find((each) => each === text);
    if (word === undefined) throw new Error(`${text} is none of ${words.join(', ')}`);
    return word;
  };

/** A part of a message that the proto lets be missing and our own messages always have. */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}
