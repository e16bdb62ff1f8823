/** A text, or its forms by number (Intl.PluralRules), chosen by the parameter `n`. */
export type Entry = string | Readonly<{ one: string; other: string }>;
export type Parameters = Readonly<Record<string, string | number>>;

/** The text with its parameters in place; numbers are written as `locale` writes them. */
export function filled(entry: Entry, parameters: Parameters, locale: string): string {
  return formOf(entry, parameters, locale).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(locale) : value;
  });
}

function formOf(entry: Entry, { n }: Parameters, locale: string): string {
  if (typeof entry === 'string') return entry;
  return typeof n === 'number' && new Intl.PluralRules(locale).select(n) === 'one' ? entry.one : entry.other;
}

/** The names in braces. */
export const parametersOf = (entry: Entry): readonly string[] => {
  const all = typeof entry === 'string' ? entry : `${entry.one} ${entry.other}`;
  return [...new Set([...all.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
};
