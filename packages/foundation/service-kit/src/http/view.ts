import { z } from 'zod';

/**
 * What an HTTP API shows of a record. A view says of every field of the record whether it is shown or hidden, and does not compile while it has left one
 * out: a new field is one line in each view, `note: z.string()` or `note: hide`. The table of fields is the schema of the documentation and makes the
 * JSON; nothing is parsed on the way out, since the compiler holds the record against the schema.
 */
type View<Rec, Given, Schema extends z.ZodType> = Readonly<{
  schema: Schema;
  /** The JSON of a record, its fields in the order of the schema. `given`: what is shown besides the record. */
  of(record: Rec, ...given: GivenTo<Given>): z.output<Schema>;
}>;
type GivenTo<Given> = [Given] extends [undefined] ? [] : [given: Given];

/** The field is kept from the readers of this view. */
export const hide: Hide = { kind: 'hide' };
type Hide = Readonly<{ kind: 'hide' }>;

/** The field is shown where it is set: in proto3 an empty text and 0 are "not set". */
export const whereSet = <Schema extends z.ZodType>(schema: Schema): WhereSet<z.ZodOptional<Schema>> => ({ kind: 'where set', schema: schema.optional() });
type WhereSet<Schema> = Readonly<{ kind: 'where set'; schema: Schema }>;

/** The field is one of several words, which the record has as a text: those that the schema names are all that there are today. */
export const word = <Schema extends z.ZodType<string>>(schema: Schema): Word<Schema> => ({ kind: 'word', schema });
type Word<Schema> = Readonly<{ kind: 'word'; schema: Schema }>;

/** The field is a list of records that have a view of their own. */
export const listOf = <Rec, Schema extends z.ZodType>({ schema, of }: View<Rec, undefined, Schema>): ListOf<Rec, z.ZodArray<Schema>> => ({
  kind: 'list',
  schema: z.array(schema),
  of,
});
type ListOf<Rec, Schema> = Readonly<{ kind: 'list'; schema: Schema; of(record: Rec): unknown }>;

/** A field that is renamed, or computed, from fields of the record: these are decided on thereby. */
type Computed<Source, Value, Schema> = Readonly<{ kind: 'computed'; sources: readonly Source[]; schema: Schema; of(record: never, given: never): Value }>;
type AnyComputed = Computed<string, unknown, unknown>;

/** A schema alone: the field is shown as it is. */
type Entry = z.ZodType | Hide | WhereSet<z.ZodType> | Word<z.ZodType> | ListOf<never, z.ZodType> | AnyComputed;

/** `from(['amount', 'tax'], z.int(), ({ amount, tax }) => amount + tax)` sees the fields that it names, and what the view is given. */
type From<Rec, Given> = <const Source extends keyof Rec & string, Schema extends z.ZodType>(
  sources: readonly Source[],
  schema: Schema,
  of: (record: Pick<Rec, Source>, given: Given) => Frozen<z.output<Schema>>,
) => Computed<Source, unknown, Schema>;

/**
 * A view of a record, with a name for the documentation:
 *
 * ```ts
 * const shopView = viewOf<records.Shop>()('Shop', (from) => ({
 *   shopId: z.string(),
 *   reason: whereSet(z.string()),
 *   isOpen: from(['status'], z.boolean(), ({ status }) => status === 'open'),
 *   merchantId: hide,
 * }));
 * ```
 */
export const viewOf =
  <Rec extends object, Given = undefined>() =>
  <const Table extends Readonly<Record<string, Entry>>>(
    name: string,
    fields: (from: From<Rec, Given>) => Table & Verdict<Undecided<Rec, Table>, Misfits<Rec, Table>>,
  ): View<Rec, Given, z.ZodObject<ShapeOf<Table>, z.core.$strict>> => {
    const table: Readonly<Record<string, Entry>> = fields((sources, schema, of) => ({ kind: 'computed', sources, schema, of }));
    const shown = Object.entries(table).filter((field): field is [string, Exclude<Entry, Hide>] => field[1] !== hide);
    const shape = Object.fromEntries(shown.map(([field, entry]) => [field, entry instanceof z.ZodType ? entry : entry.schema]));
    // Its type is computed from that of the very table that it is made of; the compiler cannot follow the entries there.
    const schema = z.strictObject(shape).meta({ id: name }) as unknown as z.ZodObject<ShapeOf<Table>, z.core.$strict>;
    return { schema, of: jsonOf(shown.map(([field, entry]) => [field, readerOf(field, entry)])) };
  };

/** `from(['amount', 'tax'], ({ amount, tax }) => amount + tax)`, where the schema is there already. */
export type FieldFrom<Rec, Given> = <const Source extends keyof Rec & string, const Value>(
  sources: readonly Source[],
  of: (record: Pick<Rec, Source>, given: Given) => Value,
) => Computed<Source, Value, undefined>;

/**
 * A view of a record under a schema that somebody else owns, such as the contract of a page that knows no records. Fields of the same name and form are
 * shown without a line; the others are said: `viewUnder(Shop)<records.Shop>()((from) => ({ merchantId: hide, isOpen: from(['status'], …) }))`.
 */
export const viewUnder =
  <Schema extends z.ZodObject>(schema: Schema) =>
  <Rec extends object, Given = undefined>() =>
  <const Table extends Readonly<Record<string, Hide | Computed<string, unknown, undefined>>>>(
    differences: (from: FieldFrom<Rec, Given>) => Table & Verdict<Undecided<Rec, Table & z.output<Schema>>, MisfitsUnder<Rec, Table, z.output<Schema>>>,
  ): View<Rec, Given, Schema> => {
    const table: Readonly<Record<string, Entry>> = differences((sources, of) => ({ kind: 'computed', sources, schema: undefined, of }));
    return { schema, of: jsonOf(Object.keys(schema.shape).map((field) => [field, readerOf(field, table[field])])) };
  };

type Reader = (record: object, given: unknown) => unknown;

function readerOf(field: string, entry: Entry | undefined): Reader {
  if (entry === undefined || entry instanceof z.ZodType || entry.kind === 'hide' || entry.kind === 'word') return (record) => Reflect.get(record, field);
  // What the fields are, and what they are made of, the compiler has checked where the view was written.
  if (entry.kind === 'computed') return entry.of as Reader;
  if (entry.kind === 'where set') return (record) => Reflect.get(record, field) || undefined;
  const { of } = entry as ListOf<unknown, z.ZodType>;
  return (record) => (Reflect.get(record, field) as readonly unknown[]).map((one) => of(one));
}

const jsonOf =
  (fields: readonly (readonly [name: string, read: Reader])[]) =>
  (record: object, given?: unknown): never => {
    const json: Record<string, unknown> = {};
    for (const [name, read] of fields) {
      const value = read(record, given);
      if (value !== undefined) json[name] = value;
    }
    return json as never;
  };

type ShapeOf<Table> = {
  [Name in keyof Table as Table[Name] extends Hide ? never : Name]: Table[Name] extends z.ZodType
    ? Table[Name]
    : Table[Name] extends Readonly<{ schema: infer Schema extends z.ZodType }>
      ? Schema
      : never;
};

/** What the compiler says of a view that is not whole, or that does not fit its record. */
type Verdict<Undecided, Misfits> = [Undecided] extends [never]
  ? [Misfits] extends [never]
    ? unknown
    : { 'does not fit the record': Misfits }
  : { 'neither shown nor hidden': Undecided };

type SourcesOf<Table> = { [Name in keyof Table]: Table[Name] extends Readonly<{ sources: readonly (infer Source)[] }> ? Source : never }[keyof Table];
type Undecided<Rec, Table> = Exclude<keyof Rec, keyof Table | SourcesOf<Table>>;
type Misfits<Rec, Table> = { [Name in keyof Table]: IsFit<Rec, Name, Table[Name]> extends true ? never : Name }[keyof Table];
type IsFit<Rec, Name, Of> = Of extends AnyComputed
  ? true
  : Name extends keyof Rec
    ? Of extends Hide
      ? true
      : Of extends WhereSet<infer Schema extends z.ZodType>
        ? Fits<Rec[Name], z.output<Schema>>
        : Of extends Word<z.ZodType>
          ? IsTexts<Rec[Name]>
          : Of extends ListOf<infer Element, z.ZodType>
            ? Rec[Name] extends readonly Element[]
              ? true
              : false
            : Of extends z.ZodType
              ? Fits<Rec[Name], z.output<Of>>
              : false
    : false;
type IsTexts<Value> = Value extends string ? true : false;
type MisfitsUnder<Rec, Table, Out> = {
  [Name in keyof Out | keyof Table]: Name extends keyof Table
    ? Name extends keyof Out
      ? Table[Name] extends Computed<string, infer Value, undefined>
        ? IsTrue<Fits<Value, Out[Name]>, Name>
        : Name
      : Table[Name] extends Hide
        ? IsTrue<Name extends keyof Rec ? true : false, Name>
        : Name
    : Name extends keyof Rec & keyof Out
      ? IsTrue<Fits<Rec[Name], Out[Name]>, Name>
      : Name;
}[keyof Out | keyof Table];
type IsTrue<Of, Else> = Of extends true ? never : Else;

type Plain = string | number | boolean | bigint | Uint8Array | null | undefined;
type Frozen<T> = T extends Plain ? T : T extends readonly (infer Element)[] ? readonly Frozen<Element>[] : { readonly [Name in keyof T]: Frozen<T[Name]> };
/** The fields of a value, and of those within it. */
type Paths<T> = T extends Plain
  ? never
  : T extends readonly (infer Element)[]
    ? Paths<Element>
    : { [Name in keyof T & string]-?: Name | `${Name}.${Paths<T[Name]>}` }[keyof T & string];
/** Whether a value can be shown under a schema as it stands, with nothing in it that the schema does not name. */
type Fits<Value, Shown> = [Frozen<Value>] extends [Frozen<Shown>] ? ([Exclude<Paths<Value>, Paths<Shown>>] extends [never] ? true : false) : false;
