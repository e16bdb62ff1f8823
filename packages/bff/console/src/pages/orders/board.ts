import { type Board, type Column, columns, type OrderCard, type OrderDetail, type OrderPage, type OrderState } from '@noren/bff-contract';

export const columnNames = ['new', 'accepted', 'ready', 'done'] as const satisfies readonly Column[];

/** Where an order of this state stands on the board; nowhere while its stock is being reserved. */
const columnOf = (state: OrderState): Column | undefined => columnNames.find((name) => columns[name].some((one) => one === state));

export function cardOf(detail: OrderDetail): OrderCard {
  const { reasons, history, lines, ...card } = detail;
  void reasons;
  void history;
  return { ...card, lines: lines.length };
}

export const cardIn = (board: Board, orderId: string): OrderCard | undefined =>
  columnNames.flatMap((name) => board.columns[name].orders).find((card) => card.orderId === orderId);

/** Open orders stand oldest first, since they are next; done ones newest first. */
const before = (column: Column, a: OrderCard, b: OrderCard): boolean => (column === 'done' ? a.updatedAt > b.updatedAt : a.placedAt < b.placedAt);

/** The board with this card where its state says. What is there already and newer stays: answers may overtake each other. */
export function put(board: Board, card: OrderCard, whatever = false): Board {
  const old = cardIn(board, card.orderId);
  if (old && !whatever && old.version > card.version) return board;
  const from = old && columnOf(old.state);
  const to = columnOf(card.state);
  const changed = { ...board.columns };
  const counts = { ...board.counts };
  if (from) {
    changed[from] = { ...changed[from], orders: changed[from].orders.filter(({ orderId }) => orderId !== card.orderId) };
    counts[from] = Math.max(0, counts[from] - 1);
  }
  if (to) {
    changed[to] = inserted(to, changed[to], card);
    counts[to] += 1;
  }
  return { columns: changed, counts };
}

function inserted(column: Column, page: OrderPage, card: OrderCard): OrderPage {
  const at = page.orders.findIndex((other) => before(column, card, other));
  // Behind what has been read so far: it comes with a later page.
  if (at < 0 && page.nextCursor !== undefined) return page;
  return { ...page, orders: page.orders.toSpliced(at < 0 ? page.orders.length : at, 0, card) };
}

/** The board with a further page of a column; what is on the board already stays as it is. */
export function appended(board: Board, column: Column, page: OrderPage): Board {
  const there = new Set(columnNames.flatMap((name) => board.columns[name].orders.map(({ orderId }) => orderId)));
  const orders = [...board.columns[column].orders, ...page.orders.filter(({ orderId }) => !there.has(orderId))];
  return { ...board, columns: { ...board.columns, [column]: { orders, ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }) } } };
}

/** A board that was just read, with what was told of meanwhile: reading takes a while, and what was told since is newer. */
export function newest(current: Board, read: Board): Board {
  const cards = (board: Board): readonly OrderCard[] => columnNames.flatMap((name) => board.columns[name].orders);
  const known = new Map(cards(read).map(({ orderId, version }) => [orderId, version]));
  const until = cards(read).reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '');
  return cards(current)
    .filter(({ orderId, version, updatedAt }) => (known.has(orderId) ? version > (known.get(orderId) ?? 0) : updatedAt > until))
    .reduce((board, card) => put(board, card), read);
}

/** When the goods were promised, in milliseconds since 1970: an accepted order was last changed when it was accepted. */
export const promisedAt = ({ state, updatedAt, readyInMinutes }: OrderCard): number | undefined =>
  state === 'accepted' && readyInMinutes !== undefined ? Date.parse(updatedAt) + readyInMinutes * 60_000 : undefined;
