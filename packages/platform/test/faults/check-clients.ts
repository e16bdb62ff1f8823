import { foldText } from '@noren/kernel';
import { type Breach, breach } from './breach.ts';
import { summed } from './check-stock.ts';
import type { ClientCall, History, Outcome } from './history.ts';
import { at, textAt } from './http.ts';

/** What clients were told happened, once each; nothing else did. */
export function checkClients(history: History): readonly Breach[] {
  return [...answered(history), ...agreeing(history), ...acceptedIsStored(history), ...decidedAsAnswered(history), ...stockAsRequested(history)];
}

/** A client that asks on gets an answer in the end. */
const answered = ({ clients }: History): readonly Breach[] =>
  clients.flatMap(({ kind, key, answers }) => (answers.length === 0 ? [breach('whoever asks on is answered', `${kind} ${key} never was`)] : []));

/** Every answer under one key is the same: of an order, the receipt; of others, whether they were done. */
function agreeing({ clients }: History): readonly Breach[] {
  return clients.flatMap((call) => {
    const different = new Set(call.answers.map(({ status, body }) => (call.kind === 'place' && status === 201 ? JSON.stringify(body) : String(status))));
    return different.size <= 1
      ? []
      : [breach('one key has one answer', `${call.kind} ${call.key} was told ${[...different].map((each) => each.slice(0, 160)).join(' and ')}`)];
  });
}

const done = ({ answers }: ClientCall): boolean => answers.some(({ status }) => status < 300);

/** What was answered as done has its claim, and each of its commands an outcome. */
function acceptedIsStored({ clients, claims, outcomes }: History): readonly Breach[] {
  const byKey = Map.groupBy(claims, ({ key }) => key);
  const stored = new Set(outcomes.map(({ context, commandId }) => `${context} ${commandId}`));
  return clients.filter(done).flatMap(({ kind, key }) => {
    const own = byKey.get(key) ?? [];
    if (own.length !== 1) return [breach('what was accepted is not lost', `${kind} ${key} has ${own.length} claims`)];
    const lost = own.flatMap(({ context, commandIds }) => commandIds.filter((id) => !stored.has(`${context} ${id}`)));
    return lost.map((id) => breach('what was accepted is not lost', `${kind} ${key}: ${id} has no outcome`));
  });
}

/** The order that a client was told of exists once, and was decided as it was told. */
function decidedAsAnswered({ clients, claims, outcomes, decisions, orders }: History): readonly Breach[] {
  const known = new Set(orders.map(({ orderId }) => orderId));
  const byKey = new Map(claims.map((claim) => [claim.key, claim]));
  const decided = new Map<string, Outcome>(
    [...outcomes.filter(({ status }) => status !== 'pending'), ...decisions].map((outcome) => [outcome.commandId, outcome]),
  );
  return clients.flatMap((call) => {
    const last = call.answers.findLast(({ status }) => status === 201);
    if (call.kind !== 'place' || !last) return [];
    const orderId = textAt(last.body, 'orderId');
    const claim = byKey.get(call.key);
    const result = decided.get(claim?.commandIds[0] ?? '')?.result;
    if (claim?.made['orderId'] !== orderId || !known.has(orderId))
      return [breach('what was accepted is not lost', `${call.key} was told of ${orderId}, which is not there`)];
    return textAt(result, 'status') === textAt(last.body, 'status')
      ? []
      : [breach('clients are told what was decided', `${orderId} was told ${textAt(last.body, 'status')}, decided ${textAt(result, 'status')}`)];
  });
}

/** What is on the shelf is what was there, and what clients brought or took, less what left with orders: counted from what they asked alone. */
function stockAsRequested({ opening, clients, holds, stock }: History): readonly Breach[] {
  const want = new Map<string, number>();
  const add = (shopId: string, sku: string, by: number): void =>
    void want.set(`${shopId}/${foldText(sku)}`, (want.get(`${shopId}/${foldText(sku)}`) ?? 0) + by);
  for (const { shopId, sku, onHand } of opening) add(shopId, sku, onHand);
  for (const call of clients)
    if (call.kind === 'adjust' && done(call)) for (const [line, { sku, delta }] of call.lines.entries()) if (applied(call, line)) add(call.shopId, sku, delta);
  for (const { status, shopId, lines } of holds) if (status === 'committed') for (const [sku, quantity] of summed(lines)) add(shopId, sku, -quantity);
  const shops = new Set(opening.map(({ shopId }) => shopId));
  return stock.flatMap(({ shopId, sku, onHand }) => {
    const expected = want.get(`${shopId}/${foldText(sku)}`) ?? 0;
    return !shops.has(shopId) || expected === onHand
      ? []
      : [breach('nothing accepted is lost or doubled', `${shopId}/${sku}: ${onHand} on hand, clients make it ${expected}`)];
  });
}

const applied = ({ answers }: ClientCall, line: number): boolean => textAt(at(answers.at(-1)?.body, 'lines', line), 'status') === 'done';
