import { findings } from './code-rules.ts';
import { forbidden } from './import-rules.ts';
import { type Package, placeOf } from './places.ts';
import { readSource } from './source.ts';

export type File = Readonly<{ path: string; text: string }>;

/** All that these files say against the rules of the house, a line each: `path:line why`. */
export const violations = (files: readonly File[], packages: readonly Package[]): readonly string[] => files.flatMap((file) => inFile(file, packages));

function inFile({ path, text }: File, packages: readonly Package[]): readonly string[] {
  const place = placeOf(path);
  if (!place) return [];
  const source = readSource(path, text);
  const imports = source.imports.flatMap((imported) => {
    const why = forbidden(place, imported, packages);
    return why === undefined ? [] : [{ line: imported.line, why: `${imported.specifier}: ${why}` }];
  });
  return [...imports, ...findings(place, source, packages)].map(({ line, why }) => `${path}:${line} ${why}`);
}
