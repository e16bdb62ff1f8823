import { filesUnder, packagesOf } from '../architecture/repository.ts';
import type { Package } from '../architecture/places.ts';
import { readSource } from '../architecture/source.ts';
import { table } from './tables.ts';

export type Relation = Readonly<{ from: string; to: string; how: readonly string[]; where: readonly string[] }>;

const uses: readonly (readonly [word: RegExp, how: string])[] = [
  [/\btopics\w*\.events\b|\bevents\.\w/i, 'hears its events'],
  [/\btopics\w*\.outcomes\b/i, 'waits for its outcomes'],
  [/\btopics\w*\.commands\b|\bcommands\.\w/i, 'sends it commands'],
  [/\bcalls\.\w|\w+Client\b/, 'calls it'],
];

/** Who knows whose language, read from the imports of contracts: `order → inventory: hears its events, sends it commands`. */
export function relations(): readonly Relation[] {
  const packages = packagesOf().filter(({ role }) => role !== 'platform' && role !== 'foundation');
  const found = new Map<string, { how: Set<string>; where: Set<string> }>();
  for (const from of packages) {
    for (const { path, text } of filesUnder(`${from.folder}/src`, '.ts')) {
      if (/\.test(-support)?\.ts$/.test(path)) continue;
      for (const { specifier } of readSource(path, text).imports) {
        const to = packages.find(({ name, role, area }) => name === specifier && role === 'contract' && area !== from.area);
        if (!to) continue;
        const known = found.get(`${speaker(from)} ${to.area}`) ?? { how: new Set(), where: new Set() };
        for (const [word, how] of uses) if (word.test(text)) known.how.add(how);
        known.where.add(path.replace('packages/', ''));
        found.set(`${speaker(from)} ${to.area}`, known);
      }
    }
  }
  return [...found].map(([pair, { how, where }]) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, to, how: uses.map(([, way]) => way).filter((way) => how.has(way)), where: [...where].sort() };
  });
}

/** A context speaks as itself, whichever of its rooms does; at the edges each package is a speaker of its own. */
const speaker = ({ area, room, context }: Package): string => (context ? area : `${area}/${room}`);

export const contextMap = (found = relations()): string => `# Context map

Who knows whose language. Made by \`npm run docs\` from the imports of contracts, and tested to be up to date: nothing here is kept by hand.
An arrow points at the one whose contract is known. What crosses it is only what that contract says (proto messages, topics).

\`\`\`mermaid
flowchart LR
${found.map(({ from, to, how }) => `  ${id(from)}["${from}"] -- "${how.join('<br>')}" --> ${id(to)}["${to}"]`).join('\n')}
\`\`\`

${table(
  ['who', 'whose contract', 'how', 'where'],
  found.map(({ from, to, how, where }) => [from, to, how.join(', '), where.map((path) => `\`${path}\``).join('<br>')]),
)}
`;

const id = (name: string): string => name.replaceAll(/\W/g, '_');
