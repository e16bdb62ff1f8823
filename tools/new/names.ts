/** A name in the forms in which code writes it. */
export type Name = Readonly<{ one: string; many: string }>;

/** `loyalty` → many `loyalties`. */
export function named(one: string): Name {
  if (/[^aeiou]y$/.test(one)) return { one, many: `${one.slice(0, -1)}ies` };
  return { one, many: /(s|x|z|ch|sh)$/.test(one) ? `${one}es` : `${one}s` };
}

const capital = (word: string): string => word.replace(/^./, (letter) => letter.toUpperCase());
const words = (name: string): readonly string[] => name.split('-');
const pascal = (name: string): string => words(name).map(capital).join('');
const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

/** The casings of a name: `google-merchant`, `google_merchant`, `GOOGLE_MERCHANT`, `googleMerchant`, `GoogleMerchant`, `Google Merchant`… */
const casings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => words(name).join('_'),
  (name) => words(name).join('_').toUpperCase(),
  camel,
  pascal,
  (name) => words(name).map(capital).join(' '),
  (name) => words(name).join(' '),
  (name) => words(name).join(''),
];

/** Text with one name for another, in every casing, in the plural first. */
export function renamed(text: string, from: Name, to: Name): string {
  const pairs = new Map(
    [[from.many, to.many] as const, [from.one, to.one] as const].flatMap(([old, given]) => casings.map((cased) => [cased(old), cased(given)] as const)),
  );
  const longestFirst = [...pairs.keys()].sort((a, b) => b.length - a.length);
  return text.replaceAll(new RegExp(longestFirst.join('|'), 'g'), (found) => pairs.get(found) ?? found);
}
