type Clash = Readonly<{ field: string; mine: unknown; theirs: unknown }>;
type Fields = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * What two people made of one thing that both began from: a field that only one of them changed is as they changed it; a field that both changed, each
 * otherwise, is a clash, and stands as `mine`.
 */
export function merged<Thing extends Fields>(
  base: Thing,
  mine: Thing,
  theirs: Thing,
): Readonly<{ result: Thing; clashes: readonly Clash[]; theirChanges: readonly string[] }> {
  const names = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])];
  const theirChanges = names.filter((name) => !same(base[name], theirs[name]));
  const myChanges = names.filter((name) => !same(base[name], mine[name]));
  const clashes = names
    .filter((name) => theirChanges.includes(name) && myChanges.includes(name) && !same(mine[name], theirs[name]))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));
  const changed = Object.fromEntries(myChanges.map((name) => [name, mine[name]]));
  return { result: { ...theirs, ...changed }, clashes, theirChanges };
}
