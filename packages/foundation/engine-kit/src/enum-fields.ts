import type { Plain } from './messages.ts';

/** The values that the enumerated fields of a type may have, by their path: a list for a field, an object for a record or a list of records. */
export type EnumValuesOf<T> = [T] extends [string]
  ? string extends T
    ? never
    : readonly T[]
  : [T] extends [Plain]
    ? never
    : T extends readonly (infer Element)[]
      ? EnumValuesOf<Element>
      : string extends keyof T
        ? never
        : NonEmpty<{
            readonly [Name in keyof T as [EnumValuesOf<Exclude<T[Name], undefined>>] extends [never] ? never : Name]-?: EnumValuesOf<
              Exclude<T[Name], undefined>
            >;
          }>;
type NonEmpty<T> = keyof T extends never ? never : T;

/** Values are given where there are enumerations. */
export type GivenEnumValues<Values> = [Values] extends [never] ? [] : [keyof Values] extends [never] ? [] : [enumValues: Values];

type Check = (value: unknown) => void;

/** A check that throws where an enumerated field has none of its values: that of a newer version, say. */
export function enumCheck(values: unknown, name: string): Check {
  if (Array.isArray(values)) {
    const known = new Set<unknown>(values);
    return (value) => {
      if (value !== undefined && !known.has(value)) throw new Error(`${name} ${String(value)} is none of ${values.join(', ')}`);
    };
  }
  const checks = Object.entries(values as object).map(([field, inner]) => [field, enumCheck(inner, field)] as const);
  const each: Check = (value) => {
    if (value === undefined) return;
    if (Array.isArray(value)) return value.forEach(each);
    for (const [field, check] of checks) check(Reflect.get(value as object, field));
  };
  return each;
}
