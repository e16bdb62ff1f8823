/**
 * Protobuf messages as plain data. The message in the proto is the description of what travels and of what is stored; the domain's type is held against
 * the generated one by the compiler, field by field, so that no code has a line per field.
 *
 * A field of a message type that is not marked `optional` in the proto must be there. A field that the domain has as an enumeration is a string on
 * the wire: its values are listed, and any other value is a message of a newer version.
 */

/** What ts-proto generates for a message. */
export type Generated<Wire> = Readonly<{ encode(message: Wire): Readonly<{ finish(): Uint8Array }>; decode(bytes: Uint8Array): Wire }>;

/** A generated file: `import { events } from '@noren/shop-contract'`. */
export type ProtoFile = Readonly<{ protobufPackage: string }>;

/** The messages of a generated file, by name. */
export type MessageName<File> = { [Name in keyof File]: File[Name] extends { decode(bytes: Uint8Array): object } ? Name : never }[keyof File] & string;
export type WireOf<File, Name extends keyof File> = File[Name] extends { decode(bytes: Uint8Array): infer Wire } ? Wire : never;

export type Plain = string | number | boolean | bigint | Uint8Array;
export type IsOptional<T, Name extends keyof T> = Record<never, never> extends Pick<T, Name> ? true : false;

/** A message as it is read: what is not marked `optional` is there, what is optional and missing has no key. */
export type Present<T> = T extends Plain
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Present<Element>[]
    : { readonly [Name in keyof T as IsOptional<T, Name> extends true ? never : Name]: Present<Exclude<T[Name], undefined>> } & {
        readonly [Name in keyof T as IsOptional<T, Name> extends true ? Name : never]?: Present<Exclude<T[Name], undefined>>;
      };

/** Reads a message: what is not marked `optional` is there, or it throws. */
export const readMessage = <Wire>(generated: Generated<Wire>, bytes: Uint8Array, name = 'record'): Present<Wire> =>
  // The one place where what is checked at run time becomes what the compiler knows.
  complete(generated.decode(bytes), name) as unknown as Present<Wire>;

/**
 * The message, if every part of it is there that is not marked `optional`: generated code leaves out what is optional and missing, and gives
 * `undefined` for what is missing and is not.
 */
export function complete<Wire>(wire: Wire, name: string): Wire {
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

/** Its messages, by name. */
export function* messagesOf(file: ProtoFile): Generator<[string, Generated<unknown>]> {
  for (const [name, member] of Object.entries<unknown>(file))
    if (typeof member === 'object' && member !== null && 'decode' in member) yield [name, member as Generated<unknown>];
}
