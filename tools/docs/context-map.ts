import { filesUnder, packagesOf } from '../architecture/repository.ts';
import type { Package } from '../architecture/places.ts';
import { readSource } from '../architecture/source.ts';
import { table } from './tables.ts';

type Relation = Readonly<{ from: string; to: string; how: readonly string[] }>;

const uses = ['hears its events', 'waits for its outcomes', 'sends it commands', 'calls it', 'uses its rules', 'keeps its records'] as const;
type Use = (typeof uses)[number];
const ofParts: Readonly<Record<string, Use>> = {
  events: 'hears its events',
  outcomes: 'waits for its outcomes',
  commands: 'sends it commands',
  calls: 'calls it',
  // The services of the edges.
  keys: 'calls it',
  catalogue: 'calls it',
  people: 'calls it',
  platforms: 'calls it',
};

/** What a file does with a contract, by the names that it imports from it: `topics as item`, then `item.events`. */
function usesOf(contract: string, text: string, inStore: boolean): readonly Use[] {
  const imported = [...text.matchAll(new RegExp(`import (?:type )?\\{([^}]*)\\} from '${contract}'`, 'g'))].flatMap(([, names = '']) => names.split(','));
  return imported.flatMap((entry) => {
    const [, name = '', local = name] = /(?:type )?(\w+)(?: as (\w+))?/.exec(entry.trim()) ?? [];
    const parts = name === 'topics' ? [...text.matchAll(new RegExp(`\\b${local}\\.(events|outcomes|commands)\\b`, 'g'))].map(([, part = '']) => part) : [name];
    return parts.flatMap((part) => (inStore && part === 'records' ? 'keeps its records' : (ofParts[part] ?? [])));
  });
}

/** Who knows whose language, read from the imports of contracts: `order → inventory: hears its events, sends it commands`. */
function relations(): readonly Relation[] {
  const packages = packagesOf().filter(({ role }) => role !== 'platform' && role !== 'foundation');
  const found = new Map<string, Set<Use>>();
  for (const from of packages) {
    for (const { path, text } of filesUnder(`${from.folder}/src`, '.ts')) {
      if (/\.test(-support)?\.ts$/.test(path)) continue;
      for (const { specifier } of readSource(path, text).imports) {
        const to = packages.find(
          ({ name, role, area }) => (name === specifier || specifier.startsWith(`${name}/`)) && role === 'contract' && area !== from.area,
        );
        if (!to) continue;
        const known = found.get(`${speaker(from)} ${to.area}`) ?? new Set<Use>();
        for (const use of specifier === to.name ? usesOf(specifier, text, from.role === 'store') : (['uses its rules'] as const)) known.add(use);
        found.set(`${speaker(from)} ${to.area}`, known);
      }
    }
  }
  return [...found]
    .map(([pair, known]) => {
      const [from = '', to = ''] = pair.split(' ');
      return { from, to, how: uses.filter((use) => known.has(use)) };
    })
    .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
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
  ['who', 'whose contract', 'how'],
  found.map(({ from, to, how }) => [from, to, how.join(', ')]),
)}
`;

const id = (name: string): string => name.replaceAll(/\W/g, '_');
