import { canonicalLanguage, type LocalizedText } from './localized-text.ts';
import type { Refusal } from './refusal.ts';

/**
 * Which fields of a record a change names, by their names in the proto (google.protobuf.FieldMask, AIP-134): `tax_class` is all of a field, `price.amount`
 * a part of one, `names.ja` the entry of a map, `*` every field. What is not named stays as it is.
 */
export type FieldMask = readonly string[];

/** Whether the mask names all of the field. */
export const isNamed = (mask: FieldMask, field: string): boolean => mask.includes(field) || mask.includes('*');

/** Whether the mask names this part of the field, alone or with all the others. */
export const isPartNamed = (mask: FieldMask, field: string, part: string): boolean => isNamed(mask, field) || mask.includes(`${field}.${part}`);

/** The parts of the field that the mask names one by one: `['ja']` of `names.ja`. */
export const namedParts = (mask: FieldMask, field: string): readonly string[] =>
  mask.flatMap((path) => (path.startsWith(`${field}.`) ? [path.slice(field.length + 1)] : []));

/** Refuses a mask with a path that is neither one of `fields` nor a part of one of `maps`, whose keys are judged by whoever reads them. */
export function checkMask(mask: FieldMask, fields: readonly string[], maps: readonly string[], refuse: (detail: string) => Refusal): void {
  const known = new Set([...fields, '*']);
  const stray = mask.find((path) => !known.has(path) && !maps.some((map) => path.startsWith(`${map}.`) && path.length > map.length + 1));
  if (stray !== undefined) throw refuse(`“${stray}” cannot be set`);
}

/**
 * Names after a change: all of them anew, or language by language; a language that is named and not given goes. Those that were there keep their place.
 * Languages are compared in their canonical form.
 */
export function patchedNames(before: readonly LocalizedText[], given: readonly LocalizedText[], mask: FieldMask, field = 'names'): readonly LocalizedText[] {
  if (isNamed(mask, field)) return given;
  const names = new Map(before.map((name) => [canonicalLanguage(name.language), name]));
  const said = new Map(given.map((name) => [canonicalLanguage(name.language), name]));
  for (const language of namedParts(mask, field).map(canonicalLanguage)) {
    const name = said.get(language);
    if (name) names.set(language, name);
    else names.delete(language);
  }
  return [...names.values()];
}
