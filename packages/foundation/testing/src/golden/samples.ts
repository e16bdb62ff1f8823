import fc from 'fast-check';

/** Values of one type: an arbitrary of fast-check, and a few fixed ones, the extremes among them, whose bytes are kept. */
export type Sample<T> = Readonly<{ arbitrary: fc.Arbitrary<T>; variants: readonly [T, ...T[]] }>;
/** Of a field that may be missing. */
type Maybe<T> = Sample<T> & Readonly<{ optional: true }>;

/** A sample for each field: one that is missing, or optional where the type has it always, does not compile. */
type Fields<T> = { readonly [Name in keyof T]-?: object extends Pick<T, Name> ? Maybe<Exclude<T[Name], undefined>> : Sample<T[Name]> };
/** The same for each message of a union. */
type MessageFields<Message extends Readonly<{ type: string }>> = {
  readonly [Type in Message['type']]: Fields<Omit<Extract<Message, { type: Type }>, 'type'>>;
};
export type MessageSamples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: Sample<Extract<Message, { type: Type }>> };

export const text: Sample<string> = {
  arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }),
  variants: ['', 'Tea', '暖簾 ☕ naïve 👩‍👩‍👧 \u202Eabc\u202C "\\\n\t\u{10FFFF}', `${'long '.repeat(60)}é`],
};

/** Keys of stored records and what they are made of: never empty. */
export const id: Sample<string> = { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), variants: ['shp_1', '店-二', 'x'.repeat(64)] };

/** An instant as the domain writes it. */
export const instant: Sample<string> = {
  arbitrary: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(8.64e15) }).map((date) => date.toISOString()),
  variants: ['2026-01-05T09:00:00.000Z', '1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
};

/** int64 as far as it is exact. */
export const whole: Sample<number> = { arbitrary: fc.maxSafeInteger(), variants: [0, 1, 300, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER] };
export const int32: Sample<number> = { arbitrary: fc.integer(), variants: [0, 1, 1_440, 2 ** 31 - 1, -(2 ** 31)] };
export const flag: Sample<boolean> = { arbitrary: fc.boolean(), variants: [false, true] };

/** Each of these words. */
export const word = <const Word extends string>(first: Word, ...rest: readonly Word[]): Sample<Word> => ({
  arbitrary: fc.constantFrom(first, ...rest),
  variants: [first, ...rest],
});

export const optional = <T>(of: Sample<T>): Maybe<T> => ({ ...of, optional: true });

/** Empty, with one, and with every variant. */
export const list = <T>(of: Sample<T>): Sample<readonly T[]> => ({
  arbitrary: fc.array(of.arbitrary, { maxLength: 4 }),
  variants: [[], [of.variants[0]], of.variants],
});

/** Optional fields missing in the first variant, there in the second, and in turns from then on; as many variants as the field of the most has. */
export function record<T extends object>(fields: Fields<T>): Sample<T> {
  // The one place where fields of all types lie in one map, which TypeScript cannot see through.
  const entries = Object.entries(fields) as [string, Sample<unknown> & Readonly<{ optional?: true }>][];
  const required = entries.flatMap(([name, of]) => (of.optional ? [] : [name]));
  const arbitraries = Object.fromEntries(entries.map(([name, of]) => [name, of.arbitrary]));
  const count = Math.max(2, ...entries.map(([, of]) => of.variants.length + (of.optional ? 1 : 0)));
  const variant = (at: number): T =>
    Object.fromEntries(
      entries.flatMap(([name, of], place) => {
        const missing = of.optional && (at === 0 || (at > 1 && (at + place) % 2 === 0));
        return missing ? [] : [[name, taken(of.variants, of.optional ? Math.max(0, at - 1) : at)]];
      }),
    ) as T;
  // fast-check also makes objects without a prototype; messages never are.
  const arbitrary = fc.record(arbitraries, { requiredKeys: required, noNullPrototype: true }) as unknown as fc.Arbitrary<T>;
  return { arbitrary, variants: [variant(0), ...Array.from({ length: count - 1 }, (_, at) => variant(at + 1))] };
}

/** An entry for every message of a union: one that is missing does not compile. */
export function messages<Message extends Readonly<{ type: string }>>(fields: MessageFields<Message>): MessageSamples<Message> {
  const entries = Object.entries<object>(fields).map(([type, of]) => [type, record({ type: word(type), ...of } as Fields<object>)]);
  return Object.fromEntries(entries) as MessageSamples<Message>;
}

const taken = <T>(variants: readonly [T, ...T[]], at: number): T => variants[at % variants.length] ?? variants[0];
