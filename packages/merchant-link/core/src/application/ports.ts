import type { Money } from '@noren/kernel';
import type { Accepted, Operation, WaitOperationRequest } from '@noren/wire';

/** How a caller waits for what a context decides, and asks for it later. */
export interface Decisions {
  waitOperation(request: WaitOperationRequest, options?: Readonly<{ deadlineMs: number }>): Promise<Operation>;
  getOperation(request: Readonly<{ operationId: string }>): Promise<Operation>;
}
type Keyed = Readonly<{ idempotencyKey: string }>;
type LocalizedText = { language: string; text: string };

type ItemData = {
  sku: string;
  gtin: string | undefined;
  names: LocalizedText[];
  price: Money;
  taxClass: string;
  status: string;
  imageUrls: string[];
  soldBy: string;
  expectedVersion: number | undefined;
};

interface Items extends Decisions {
  upsertItems(request: { merchantId: string; lines: ItemData[] }): Promise<Accepted>;
}

interface Categories extends Decisions {
  createCategories(
    request: { merchantId: string; lines: { categoryId: string; parentId: string; names: LocalizedText[]; position: number }[] },
    options: Keyed,
  ): Promise<Accepted>;
  fileItems(request: { merchantId: string; lines: { sku: string; categoryId: string }[] }, options: Keyed): Promise<Accepted>;
}

type Level = Readonly<{ sku: string; onHand: number; reserved: number; safety: number; short: number; available: number; version: number }>;
type Expecting = { expectedVersion?: number | undefined };

interface Inventory extends Decisions {
  setStock(request: { shopId: string; lines: ({ sku: string; onHand: number } & Expecting)[]; reason: string }): Promise<Accepted>;
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

/** The contexts that a merchant's system talks to through us. */
export type Contexts<Order = Readonly<{ status: string; version: number }>> = Readonly<{
  items: Items;
  categories: Categories;
  inventory: Inventory;
  orders: Orders<Order>;
}>;
