/** Every module of Noren on one page: what it is called, where it listens, whose data it owns. Ports count from `--port-base`. */
export type ModuleSpec = Readonly<{
  name: string;
  /** The package whose `module` it is. */
  package: string;
  /** The database role of its store, and schema. */
  role: string;
  /** What it listens on, by name: the module's own first. A module without ports only works. */
  ports: Readonly<Record<string, number>>;
  /** The one of them that speaks HTTP, for who is outside; modules speak gRPC with each other on the rest. */
  edge?: string;
  /** Health, readiness and metrics, where it runs in a process of its own. */
  ops: number;
}>;

/** In the order in which they start: who decides, who is asked, who faces the world. They stop in the reverse order. */
export const modules: readonly ModuleSpec[] = [
  { name: 'shop-engine', package: '@noren/shop-engine', role: 'shop', ports: {}, ops: 201 },
  { name: 'item-engine', package: '@noren/item-engine', role: 'item', ports: {}, ops: 202 },
  { name: 'category-engine', package: '@noren/category-engine', role: 'category', ports: {}, ops: 203 },
  { name: 'inventory-engine', package: '@noren/inventory-engine', role: 'inventory', ports: {}, ops: 204 },
  { name: 'order-engine', package: '@noren/order-engine', role: 'order', ports: {}, ops: 205 },
  { name: 'shop-api', package: '@noren/shop-api', role: 'shop', ports: { 'shop-api': 101 }, ops: 211 },
  { name: 'item-api', package: '@noren/item-api', role: 'item', ports: { 'item-api': 102 }, ops: 212 },
  { name: 'category-api', package: '@noren/category-api', role: 'category', ports: { 'category-api': 103 }, ops: 213 },
  { name: 'inventory-api', package: '@noren/inventory-api', role: 'inventory', ports: { 'inventory-api': 104 }, ops: 214 },
  { name: 'order-api', package: '@noren/order-api', role: 'order', ports: { 'order-api': 105 }, ops: 215 },
  { name: 'link-core', package: '@noren/link-core', role: 'link', ports: { 'link-core': 0, 'link-keys': 106 }, edge: 'link-core', ops: 221 },
  {
    name: 'link-google-merchant',
    package: '@noren/link-google-merchant',
    role: 'link',
    ports: { 'link-google-merchant': 2 },
    edge: 'link-google-merchant',
    ops: 222,
  },
  {
    name: 'merchant-link-core',
    package: '@noren/merchant-link-core',
    role: 'merchant_link',
    ports: { 'merchant-link-core': 1, 'merchant-link-keys': 107 },
    edge: 'merchant-link-core',
    ops: 223,
  },
  { name: 'bff-server', package: '@noren/bff-server', role: 'bff', ports: { 'bff-server': 3, 'bff-people': 108 }, edge: 'bff-server', ops: 224 },
  { name: 'admin-server', package: '@noren/admin-server', role: 'admin', ports: { 'admin-api': 109 }, ops: 225 },
];

/** Of the one process that runs all. */
export const opsOfAll = 200;
/** Of the embedded PostgreSQL. */
export const databasePort = 132;

/** What modules ask each other on. */
export const grpcPorts: readonly string[] = modules.flatMap(({ ports: own, edge }) => Object.keys(own).filter((port) => port !== edge));

/** Everything that listens, by name. */
export const ports: ReadonlyMap<string, number> = new Map(modules.flatMap((module) => Object.entries(module.ports)));
