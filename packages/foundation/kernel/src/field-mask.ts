import { canonicalLanguage, type LocalizedText } from './localized-text.ts';

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

/** The first path of the mask that names nothing: none of `fields`, and no part of those that have `parts`. */
export const strayPath = (mask: FieldMask, fields: readonly string[], parts: Readonly<Record<string, (part: string) => boolean>>): string | undefined =>
  mask.find((path) => {
    if (path === '*' || fields.includes(path)) return false;
    const dot = path.indexOf('.');
    const isPart = dot > 0 ? parts[path.slice(0, dot)] : undefined;
    return !isPart?.(path.slice(dot + 1));
  });

/** Names after a change: all of them anew, or language by language; a language that is named and not given goes. Those that were there keep their place. */
export function patchedNames(before: readonly LocalizedText[], given: readonly LocalizedText[], mask: FieldMask, field = 'names'): readonly LocalizedText[] {
  if (isNamed(mask, field)) return given;
  let names = before;
  for (const language of namedParts(mask, field)) {
    const same = (name: LocalizedText): boolean => canonicalLanguage(name.language) === canonicalLanguage(language);
    const name = given.find(same);
    const at = names.findIndex(same);
    if (!name) names = names.filter((one) => !same(one));
    else names = at === -1 ? [...names, name] : names.with(at, name);
  }
  return names;
}
