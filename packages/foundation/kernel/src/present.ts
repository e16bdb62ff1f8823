/** A record of which every field is named, those too that may be missing: one that is forgotten does not compile. */
export type Whole<T> = { readonly [Name in keyof Required<T>]: Record<never, never> extends Pick<T, Name> ? T[Name] | undefined : T[Name] };

/** The fields that are there: those that may be `undefined` are optional. */
type Present<Fields> = { readonly [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name] } & {
  readonly [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** The same without the fields that are `undefined`. A field that must be named, if only as `undefined`, cannot be forgotten where a record is made of it. */
export const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  // What is left out is what the type says may be missing; the compiler cannot follow that through the entries.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
