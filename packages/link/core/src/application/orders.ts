import type { Accepted, Operation, Outcome } from '@noren/wire';

export type Money = Readonly<{ amount: number; currency: string }>;

/** What Order is asked in the current call's name. `charged`: what the platform charged for one piece, or a kilogram. */
export type OrderAsked =
  | Readonly<{ type: 'place'; shopId: string; externalId: string; lines: readonly Readonly<{ sku: string; quantity: number; charged: Money | undefined }>[] }>
  | Readonly<{ type: 'cancel'; orderId: string; reason: string }>
  | Readonly<{ type: 'return'; orderId: string; lines: readonly Readonly<{ line: number; quantity: number }>[]; restock: boolean; reason: string }>;

/** What Link asks of Order. Calls are asked in the name of the current call's caller; what Order refuses is thrown as its Refusal. */
export interface Orders {
  /** Resolves once Order has it durably. */
  submit(asked: OrderAsked): Promise<Accepted>;
  /** What became of a command; `undefined` when `withinMs` are over first. `asked`: it may have been told long ago. */
  outcome(commandId: string, options: Readonly<{ withinMs: number; asked: boolean }>): Promise<Outcome | undefined>;
  order(orderId: string): Promise<OrderTold>;
  operation(operationId: string): Promise<Operation>;
}

/** An order as Order tells it: to those who read it, and as the receipt of a placement. What is not known yet is missing or empty. */
export type OrderTold = Readonly<{
  orderId: string;
  shopId: string;
  externalId: string;
  status: string;
  lines: readonly LineTold[];
  total?: Money | undefined;
  reasons: readonly ReasonTold[];
  placedAt: string;
  updatedAt: string;
  decideBy: string;
  readyInMinutes: number;
}>;
type LineTold = Readonly<{
  line: number;
  sku: string;
  itemId: string;
  name: string;
  quantity: number;
  soldBy: string;
  listPrice?: Money | undefined;
  unitPrice?: Money | undefined;
  total?: Money | undefined;
  returned: number;
}>;
type ReasonTold = Readonly<{ code: string; message: string; sku?: string | undefined; requested?: number | undefined; available?: number | undefined }>;
