import type {
  adjustReasons,
  ApiKey,
  Board,
  Category,
  Column,
  Item,
  ItemPage,
  itemStatuses,
  keyKinds,
  Ledger,
  LevelPoint,
  LinesAnswer,
  Names,
  OpeningPeriod,
  OrderDetail,
  OrderPage,
  PlatformAccess,
  Shop,
  StockCounts,
  StockPage,
  SavedItem,
  Scanned,
  Today,
} from '@noren/bff-contract';

/** What the console's server asks of the contexts, in the console's words. Each is answered for the person of the current call. */
export interface Orders {
  board(shopId: string, now: Date): Promise<Board>;
  page(shopId: string, column: Column, cursor: string): Promise<OrderPage>;
  get(shopId: string, orderId: string): Promise<OrderDetail>;
  accept(shopId: string, orderId: string, version: number, readyInMinutes: number): Promise<OrderDetail>;
  reject(shopId: string, orderId: string, version: number, reason: string, message: string): Promise<OrderDetail>;
  markReady(shopId: string, orderId: string, version: number): Promise<OrderDetail>;
  handOver(shopId: string, orderId: string, version: number): Promise<OrderDetail>;
  cancel(shopId: string, orderId: string, version: number, reason: string): Promise<OrderDetail>;
}

type Status = (typeof itemStatuses)[number];
export type ItemFields = Omit<Item, 'sku' | 'itemId' | 'categoryId' | 'version' | 'stock'>;
export type ItemSearch = Readonly<{
  text: string;
  status?: Status | undefined;
  unfiled: boolean;
  categoryId?: string | undefined;
  shopId?: string | undefined;
  cursor: string;
}>;

export interface Catalogue {
  search(merchantId: string, search: ItemSearch): Promise<ItemPage>;
  get(merchantId: string, sku: string, shopId?: string): Promise<Item>;
  save(merchantId: string, sku: string, fields: ItemFields, version: number): Promise<SavedItem>;
  setStatus(merchantId: string, sku: string, status: Status, version: number): Promise<Item>;
  file(merchantId: string, lines: readonly Readonly<{ sku: string; categoryId: string | null }>[]): Promise<LinesAnswer>;
}

export interface Categories {
  tree(merchantId: string): Promise<{ categories: Category[] }>;
  create(merchantId: string, category: Readonly<{ parentId?: string | undefined; names: Names; position: number }>): Promise<Category>;
  rename(merchantId: string, categoryId: string, names: Names, version: number): Promise<Category>;
  place(merchantId: string, categoryId: string, parentId: string | null, position: number, version: number): Promise<{ categories: Category[] }>;
  remove(merchantId: string, categoryId: string, version: number): Promise<void>;
}

export interface Stock {
  levels(merchantId: string, shopId: string, text: string, cursor: string): Promise<StockPage>;
  low(merchantId: string, shopId: string, atMost: number | undefined, cursor: string): Promise<StockPage>;
  scan(merchantId: string, shopId: string, code: string): Promise<Scanned>;
  counts(shopId: string): Promise<StockCounts>;
  adjust(
    shopId: string,
    lines: readonly Readonly<{ sku: string; delta: number; reason: (typeof adjustReasons)[number]; soldBy?: string | undefined }>[],
  ): Promise<LinesAnswer>;
  count(
    shopId: string,
    lines: readonly Readonly<{ sku: string; onHand: number; expected?: number | undefined; soldBy?: string | undefined }>[],
  ): Promise<LinesAnswer>;
  setSafety(shopId: string, lines: readonly Readonly<{ sku: string; safety: number }>[]): Promise<LinesAnswer>;
  ledger(
    merchantId: string,
    shopId: string,
    sku: string,
    range: Readonly<{ from?: string | undefined; until?: string | undefined }>,
    cursor: string,
  ): Promise<Ledger>;
  history(shopId: string, sku: string, from: string, until: string): Promise<{ points: LevelPoint[] }>;
}

export interface Shops {
  get(shopId: string): Promise<Shop>;
  /** Of all the merchant's shops that are not closed for good, for Noren itself. */
  open(merchantId: string): Promise<readonly string[]>;
  /** In the merchant's currency, never open yet. */
  create(merchantId: string, name: string, timeZone: string): Promise<Shop>;
  change(shopId: string, name: string, timeZone: string, version: number): Promise<Shop>;
  setHours(shopId: string, periods: readonly OpeningPeriod[], version: number): Promise<Shop>;
  pause(shopId: string, until: string | undefined, reason: string, version: number): Promise<Shop>;
  resume(shopId: string, version: number): Promise<Shop>;
  /** `day` by the clock of the shop; today where it is not given. */
  today(shopId: string, day: string | undefined, now: Date): Promise<Today>;
}

type KeyKind = (typeof keyKinds)[number];

type NewKey = Readonly<{ kind: KeyKind; name: string; scopes?: readonly string[] | undefined }>;

export interface Keys {
  list(merchantId: string): Promise<{ keys: ApiKey[] }>;
  create(merchantId: string, wanted: NewKey): Promise<{ key: ApiKey; secret: string }>;
  revoke(merchantId: string, kind: KeyKind, keyId: string): Promise<ApiKey>;
}

export interface Platforms {
  list(merchantId: string): Promise<{ merchantId: string; platforms: PlatformAccess[] }>;
  letIn(merchantId: string, platformId: string, shopIds: readonly string[]): Promise<PlatformAccess>;
  takeBack(merchantId: string, platformId: string): Promise<void>;
  refuse(merchantId: string, platformId: string): Promise<PlatformAccess>;
}

/** What people are called, for records that name them by id. */
export type NamesOf = (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Against a kept hash; against none it takes as long and is false. */
  isRight(password: string, kept: string | undefined): Promise<boolean>;
}

export interface Secrets {
  make(): string;
  hash(text: string): string;
  /** In a time that does not tell where they differ. */
  isSame(a: string, b: string): boolean;
}

/** A row of a file, ready for the run: the item as it shall be, and what the file says besides. */
export type ImportRow = Readonly<{
  sku: string;
  fields: ItemFields;
  /** The version that the preview showed; 0: it is new. */
  version: number;
  /** The path at which it is filed, where the file says so; empty: it is taken out. Names from the root down in imports that were previewed before paths were kept. */
  category?: string | readonly string[];
  onHand?: number;
  /** What was on hand as the preview showed it; absent in imports that were previewed before it was kept. */
  expectedOnHand?: number;
}>;

/** What a file says of one item: what it leaves empty is left out, what it clears is null, a category that it clears is empty. */
export type FileItem = Readonly<{
  line: number;
  sku: string;
  names?: Readonly<Record<string, string | null>>;
  price?: Readonly<{ amount: number; currency: string }>;
  gtin?: string | null;
  taxClass?: string | null;
  status?: string | null;
  soldBy?: string | null;
  imageUrls?: readonly string[] | null;
  category?: string;
  onHand?: number;
}>;
/** `stands`: the row stands all the same, and looks like a mistake. */
export type FileProblem = Readonly<{
  line: number;
  column: string;
  code: string;
  values: Readonly<Record<string, string | number>>;
  reason: string;
  stands?: boolean;
}>;

type Reading = Readonly<{ currency: string; language: string; encoding: string }>;

/** Merchants' files, read without holding others up. Refuses with `file_unreadable`. */
export interface Files {
  /** `merchantId`: whose file it is; a merchant has few of those that are read or wait for it. */
  read(
    merchantId: string,
    bytes: Uint8Array,
    how: Reading,
  ): Promise<Readonly<{ kind: string; header: readonly string[]; items: readonly FileItem[]; problems: readonly FileProblem[] }>>;
  /** Of a file that was read before. */
  header(bytes: Uint8Array, how: Reading): readonly string[];
  /** The column, as the file writes it, of what a context calls `price.amount` or `item.imageUrls.0`; empty where it has none for it. */
  columnOf(header: readonly string[], field: string): string;
  /** The rows that were refused, by the reader and beside that as it is told, as a file to be mended. */
  refused(merchantId: string, bytes: Uint8Array, how: Reading, told: readonly Readonly<{ line: number; column: string; reason: string }>[]): Promise<string>;
  /** A file to begin with. */
  template: string;
}

/** An item as it is now, with the category under which it is filed; and the shop's stock, which there may be without an item. */
export type CurrentItem = Readonly<{ item: Item | undefined; category: string; onHand: number | undefined }>;

export interface ImportTarget {
  /** What is there already of the items that a file names, by folded SKU. */
  current(merchantId: string, shopId: string | undefined, skus: readonly string[]): Promise<ReadonlyMap<string, CurrentItem>>;
  /** The items that bear these GTINs, in any of their lengths. */
  bearersOf(merchantId: string, gtins: readonly string[]): Promise<readonly Readonly<{ sku: string; gtin: string }>[]>;
  /** Applies rows under a key: a repeat changes nothing. Gives what was refused. Waits out outages by throwing: repeat it. */
  apply(
    merchantId: string,
    shopId: string | undefined,
    rows: readonly Readonly<{ line: number; item: ImportRow }>[],
    key: string,
  ): Promise<readonly FileProblem[]>;
}
