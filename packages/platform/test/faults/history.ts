/** What happened, as clients were told and as the database has it: all that the checker goes by. */
export type History = Readonly<{
  /** What was there before clients began. */
  opening: readonly Level[];
  clients: readonly ClientCall[];
  partitions: readonly Partition[];
  /** Every command in the log, repeats of an id included, in log order per partition. */
  commands: readonly Command[];
  /** What `<context>.outcomes` told, in log order. */
  published: readonly Outcome[];
  outcomes: readonly Outcome[];
  decisions: readonly Outcome[];
  claims: readonly Claim[];
  orderEvents: readonly OrderEvent[];
  stockEvents: readonly StockEvent[];
  orders: readonly OrderRow[];
  stock: readonly StockRow[];
  holds: readonly Hold[];
  ledger: readonly LedgerSum[];
  deadLetters: readonly Readonly<{ context: string; error: string }>[];
}>;

export type Context = 'order' | 'inventory';
export type Line = Readonly<{ sku: string; quantity: number }>;
type Level = Readonly<{ shopId: string; sku: string; onHand: number }>;

/** One call under its key, with all that was answered to it in the end; the last of them is what its caller goes by. */
export type ClientCall = Readonly<{
  key: string;
  answers: readonly Readonly<{ status: number; body: unknown }>[];
}> &
  (
    | Readonly<{ kind: 'place'; shopId: string; lines: readonly Line[] }>
    | Readonly<{ kind: 'adjust'; shopId: string; lines: readonly Readonly<{ sku: string; delta: number }>[] }>
    | Readonly<{ kind: 'cancel' | 'accept' | 'hand-over'; orderId: string }>
  );

/** `lowest`, `highest`, `records`: of what is there; `first`, `next`: what the head row says. */
export type Partition = Readonly<{
  topic: string;
  partition: number;
  first: number;
  next: number;
  records: number;
  lowest: number | null;
  highest: number | null;
}>;
type Command = Readonly<{ context: Context; id: string; type: string; key: string; partition: number; offset: number }>;
export type Outcome = Readonly<{ context: Context; commandId: string; status: string; result?: unknown }>;
type Claim = Readonly<{ context: Context; operation: string; key: string; commandIds: readonly string[]; made: Readonly<Record<string, string>> }>;
type Event = Readonly<{ id: string; cause: string; partition: number; offset: number }>;
export type OrderEvent = Event & Readonly<{ type: string; orderId: string; neverPlaced: boolean; lines: readonly Line[] }>;
/** `levels`: those that the event itself tells. */
export type StockEvent = Event &
  Readonly<{
    type: string;
    shopId: string;
    holder: string;
    lines: readonly Line[];
    sku: string;
    delta: number;
    levels: readonly Readonly<{ sku: string; onHand: number; reserved: number; safety: number; version: number }>[];
  }>;
export type OrderRow = Readonly<{ orderId: string; shopId: string; status: string; placeCommandId: string; lines: readonly Line[] }>;
export type StockRow = Readonly<{ shopId: string; sku: string; onHand: number; reserved: number; safety: number; short: number; version: number }>;
type Hold = Readonly<{ shopId: string; holder: string; status: string; lines: readonly Line[] }>;
type LedgerSum = Readonly<{ shopId: string; sku: string; onHand: number; reserved: number; safety: number }>;
