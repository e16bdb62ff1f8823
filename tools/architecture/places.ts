/** Where a file lives says what it may know. Everything here is computed from folder names: a new context or platform edits no rule. */

type Role = 'foundation' | 'contract' | 'store' | 'api' | 'engine' | 'front' | 'files' | 'page' | 'platform';
export type Package = Readonly<{ name: string; folder: string; area: string; room: string; role: Role; context: boolean }>;

export const layers = ['domain', 'application', 'infrastructure', 'interface'] as const;
type Layer = (typeof layers)[number];
export type Place = Readonly<{ path: string; package: Package; layer: Layer | 'container' | 'main' | undefined; test: boolean }>;

/** The rooms of the house that are no bounded contexts: they face the world outside. */
const edges = ['link', 'merchant-link', 'bff', 'admin'];
const rooms: readonly string[] = ['contract', 'store', 'api', 'engine'];

/** `packages/order/engine` → the order context's engine. */
export function packageAt(folder: string): Package {
  const [, area = '', room = ''] = folder.split('/');
  const context = area !== 'foundation' && area !== 'platform' && !edges.includes(area);
  return { name: `@noren/${nameOf(area, room)}`, folder, area, room, role: roleOf(area, room), context };
}

function nameOf(area: string, room: string): string {
  if (area === 'platform') return 'platform';
  return area === 'foundation' ? room : `${area}-${room}`;
}

function roleOf(area: string, room: string): Role {
  if (area === 'foundation' || area === 'platform') return area;
  if (area === 'bff' && room === 'console') return 'page';
  if (area === 'merchant-link' && room === 'files') return 'files';
  return rooms.includes(room) ? (room as Role) : 'front';
}

const packageFolder = /^packages\/(?:platform|[^/]+\/[^/]+)(?=\/)/;

/** The place of a file, named by its path from the root; undefined outside packages/. */
export function placeOf(path: string): Place | undefined {
  const folder = packageFolder.exec(path)?.[0];
  if (folder === undefined) return undefined;
  const inside = path.slice(folder.length + 1);
  return { path, package: packageAt(folder), layer: layerOf(inside), test: isTest(inside) };
}

function layerOf(inside: string): Place['layer'] {
  if (inside === 'src/container.ts') return 'container';
  if (inside === 'src/main.ts') return 'main';
  return layers.find((layer) => inside.startsWith(`src/${layer}/`));
}

const isTest = (inside: string): boolean => /\.test(-support)?\.ts$|contract-suite\.ts$|^test\//.test(inside);
