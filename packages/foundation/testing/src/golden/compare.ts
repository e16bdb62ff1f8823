type Fields = Readonly<Record<string, unknown>>;
/** By path: every field that a version knew there. */
export type Known = ReadonlyMap<string, ReadonlySet<string>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What fields a version knew, from all that it wrote of one type. */
export function knownOf(values: readonly unknown[]): Known {
  const known = new Map<string, Set<string>>();
  const look = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) look(one, `${path}[]`);
    if (!isFields(value)) return;
    const names = known.get(path) ?? new Set<string>();
    known.set(path, names);
    for (const [name, of] of Object.entries(value)) {
      names.add(name);
      look(of, `${path}.${name}`);
    }
  };
  for (const value of values) look(value, '');
  return known;
}

/**
 * How what is read today differs from what was meant. Fields that later versions added may be there, but what was written is read as it was, and a field that
 * the version knew and left out is still left out.
 */
export function differences(meant: unknown, read: unknown, known: Known, path = '', at = ''): readonly string[] {
  if (Array.isArray(meant)) {
    if (!Array.isArray(read) || read.length !== meant.length) return [`${at}: ${said(meant)} is read as ${said(read)}`];
    return meant.flatMap((one, index) => differences(one, read[index], known, `${path}[]`, `${at}.${index}`));
  }
  if (!isFields(meant)) return Object.is(meant, read) ? [] : [`${at}: ${said(meant)} is read as ${said(read)}`];
  if (!isFields(read)) return [`${at}: ${said(meant)} is read as ${said(read)}`];
  const invented = [...(known.get(path) ?? [])].filter((name) => !Object.hasOwn(meant, name) && read[name] !== undefined);
  return [
    ...invented.map((name) => `${at}.${name}: was left out and is read as ${said(read[name])}`),
    ...Object.entries(meant).flatMap(([name, of]) => differences(of, read[name], known, `${path}.${name}`, `${at}.${name}`)),
  ];
}

const said = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
