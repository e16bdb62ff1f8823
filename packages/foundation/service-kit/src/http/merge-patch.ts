import type { FieldMask } from '@noren/kernel';

/**
 * The field mask of a JSON merge patch (RFC 7396): what it names, `null` or not. The fields of an object within it are named one by one, those of `maps` by
 * their keys as they are; a list is named as a whole. `{ taxClass: null, price: { amount: 5 } }` names `tax_class` and `price.amount`.
 */
export const maskOf = (patch: object, maps: readonly string[] = []): FieldMask =>
  Object.entries(patch).flatMap(([field, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [protoName(field)];
    const within = maps.includes(field) ? Object.keys(value) : maskOf(value);
    return within.map((part) => `${protoName(field)}.${part}`);
  });

const protoName = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
