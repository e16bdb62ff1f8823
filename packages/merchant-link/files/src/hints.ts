import { meantBy } from './languages.ts';

/** ` (did you mean on_hand?)` where a name that is not known is nearly a known one, or another word for one; else nothing. */
export function hintFor(written: string, known: readonly string[], words: Readonly<Record<string, string>>): string {
  const [, country = ''] = /^name\s*:\s*(\w+)$/i.exec(written) ?? [];
  const bare = bareOf(written);
  const language = meantBy(country);
  const meant = language === undefined ? (words[bare] ?? nearest(bare, known)) : `name:${language}`;
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}

/** Without what people leave out or put in between words. Whatever is longer is near to nothing. */
const bareOf = (name: string): string =>
  name
    .slice(0, 40)
    .toLowerCase()
    .replaceAll(/[\s_:.-]/g, '');

function nearest(bare: string, known: readonly string[]): string | undefined {
  const near = known.map((name) => ({ name, apart: distance(bare, bareOf(name)) })).toSorted((a, b) => a.apart - b.apart)[0];
  return near !== undefined && near.apart <= (bare.length < 5 ? 1 : 2) ? near.name : undefined;
}

/** How many characters one has to add, take away or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, one] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (one === b[j] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
