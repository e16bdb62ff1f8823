import type { FieldMask, Money } from '@noren/kernel';
import type { Accepted, Operation, WaitOperationRequest } from '@noren/wire';

/** How a caller waits for what a context decides, and asks for it later. */
export interface Decisions {
  waitOperation(request: WaitOperationRequest, options?: Readonly<{ deadlineMs: number }>): Promise<Operation>;
  getOperation(request: Readonly<{ operationId: string }>): Promise<Operation>;
}
type Keyed = Readonly<{ idempotencyKey: string }>;
type LocalizedText = { language: string; text: string };

export type ItemData = {
  sku: string;
  gtin: string | undefined;
  names: LocalizedText[];
  price: Money | undefined;
  taxClass: string;
  status: string;
  imageUrls: string[];
  soldBy: string;
  expectedVersion: number | undefined;
  updateMask: FieldMask;
};

type Named = Readonly<{ sku: string; gtin?: string | undefined }>;
/** What Item knows of SKUs and GTINs. */
export interface KnownItems {
  getItems(request: { merchantId: string; skus: string[] }): Promise<Readonly<{ items: readonly Named[] }>>;
  getItemsByGtin(request: { merchantId: string; gtins: string[] }): Promise<Readonly<{ items: readonly Named[] }>>;
}

/** `Item`: an item as Item has it. */
interface Items<Item> extends Decisions, KnownItems {
  upsertItems(request: { merchantId: string; lines: ItemData[]; fingerprint: string }): Promise<Accepted>;
  getItem(request: { merchantId: string; sku: string }): Promise<Item>;
  listItems(request: { merchantId: string; pageSize: number; pageToken: string }): Promise<Readonly<{ items: readonly Item[]; nextPageToken: string }>>;
}

/** `parentId` is empty for a root. */
type Category = Readonly<{ categoryId: string; parentId: string; names: readonly LocalizedText[] }>;

interface Categories extends Decisions {
  fileItemsByPath(request: { merchantId: string; lines: { sku: string; path: string }[] }, options: Keyed): Promise<Accepted>;
  getFilings(request: {
    merchantId: string;
    skus: readonly string[];
  }): Promise<Readonly<{ filings: readonly Readonly<{ sku: string; categoryId: string }>[] }>>;
  getTree(request: { merchantId: string }): Promise<Readonly<{ categories: readonly Category[] }>>;
}

type Level = Readonly<{ sku: string; onHand: number; reserved: number; safety: number; short: number; available: number; version: number }>;
type Expecting = { expectedVersion?: number | undefined; soldBy?: string | undefined };

interface Inventory extends Decisions {
  setStock(request: {
    shopId: string;
    lines: ({ sku: string; onHand: number; expectedOnHand?: number | undefined } & Expecting)[];
    reason: string;
  }): Promise<Accepted>;
  adjustStock(request: { shopId: string; lines: ({ sku: string; delta: number; reason: string } & Expecting)[] }): Promise<Accepted>;
  getStock(request: { shopId: string; skus: string[] }): Promise<Readonly<{ levels: readonly Level[] }>>;
  listStock(request: {
    shopId: string;
    pageSize: number;
    pageToken: string;
    low: boolean;
    skuPrefix: string;
  }): Promise<Readonly<{ levels: readonly Level[]; nextPageToken: string }>>;
}

type OfOrder = { orderId: string };
/** Undefined: whatever version it has. */
type Move = OfOrder & { expectedVersion: number | undefined };

/** `Order`: an order as Order has it. */
interface Orders<Order> extends Decisions {
  acceptOrder(request: Move & { readyInMinutes: number }): Promise<Accepted>;
  rejectOrder(request: Move & { reason: string; message: string }): Promise<Accepted>;
  markReady(request: Move): Promise<Accepted>;
  handOver(request: Move): Promise<Accepted>;
  completeOrder(request: Move): Promise<Accepted>;
  cancelOrder(request: Move & { reason: string }): Promise<Accepted>;
  getOrder(request: OfOrder): Promise<Order>;
  listOrders(request: {
    shopId: string;
    statuses: string[];
    pageSize: number;
    pageToken: string;
    newestFirst: boolean;
    placedFrom: string;
    placedUntil: string;
  }): Promise<Readonly<{ orders: readonly Order[]; nextPageToken: string }>>;
}

/** Those that know of items. */
export type ItemContexts<Item = unknown> = Readonly<{ items: Items<Item>; categories: Categories }>;

/** The contexts that a merchant's system talks to through us. */
export type Contexts<Order = Readonly<{ status: string; version: number }>, Item = unknown> = Readonly<{
  items: Items<Item>;
  categories: Categories;
  inventory: Inventory;
  orders: Orders<Order>;
}>;
