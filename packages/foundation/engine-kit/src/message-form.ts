import type { IsOptional, Plain, Present } from './messages.ts';

/** Both sides in one form, so that they can be compared: values of an enumeration are strings, and what may be missing is marked. */
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

/** What the compiler says of a record whose two forms differ. */
export type RecordMismatch<T, Wire> =
  Differences<Form<T>, Form<Present<Wire>>> extends infer Field
    ? [Field] extends [never]
      ? unknown
      : { 'the message differs from the record in': Field }
    : never;

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
