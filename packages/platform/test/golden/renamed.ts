import { renamedFields } from '@noren/testing/golden';
import type { Answered } from './fixture.ts';

/**
 * What versions answered in words that are not today's, as today's platform answers it. All that has been renamed, moved or left out on purpose stands here
 * and nowhere else; what differs beyond it has been lost. Outcomes that were stored are served as they were decided: their codes are those of that time.
 */
export function asAnsweredToday(version: string, answered: Answered): Answered {
  const translate = since[version];
  return translate === undefined ? answered : translate(answered);
}

type Translation = (answered: Answered) => Answered;
type Fields = Readonly<Record<string, unknown>>;
/** An object of an answer, and what it is called there. */
type Change = (fields: Fields, name: string) => Fields;

/** Changes every object of an answer. */
const changed = (body: unknown, ...changes: readonly Change[]): unknown => {
  const change = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => change(one, name));
    if (typeof value !== 'object' || value === null) return value;
    const fields = changes.reduce((before, each) => each(before, name), value as Fields);
    return Object.fromEntries(Object.entries(fields).map(([of, one]) => [of, change(one, of)]));
  };
  return change(body, '');
};

const without = (fields: Fields, ...names: readonly string[]): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** In the form of 825f9c3 `unitPrice` was the merchant's own price, which is `listPrice` now; `unitPrice` is what was charged, be it the same. */
const pricedLine: Change = (fields, name) => {
  if (name !== 'lines' || !Object.hasOwn(fields, 'unitPrice')) return fields;
  const { unitPrice, chargedUnitPrice, ...line } = fields;
  return { ...line, listPrice: unitPrice, unitPrice: chargedUnitPrice ?? unitPrice };
};

/** What stood for "there is none" is left out now: prices and the name of an unknown article, a platform's own number, a time that nobody promised. */
const noSentinels: Change = (fields) =>
  without(
    fields,
    ...['unitPrice', 'listPrice', 'total'].filter((name) => JSON.stringify(fields[name]) === '{"amount":0,"currency":"XXX"}'),
    ...['name', 'externalId', 'sku'].filter((name) => fields[name] === ''),
    ...['readyInMinutes'].filter((name) => fields[name] === 0),
  );

/** Why a shop takes no orders is said with the codes of a rejected order. */
const shopReasons: Readonly<Record<string, string>> = { closed: 'shop_closed', paused: 'shop_paused', closed_now: 'shop_not_open' };
const whyNoOrders: Change = (fields, name) =>
  name === 'orderable' && typeof fields['reason'] === 'string' ? { ...fields, reason: shopReasons[fields['reason']] ?? fields['reason'] } : fields;
const opensAt: Change = (fields, name) =>
  name === 'orderable' && Object.hasOwn(fields, 'from') ? { ...without(fields, 'from'), opensAt: fields['from'] } : fields;

/** Where in the log it was decided is said in the header `Noren-Position` alone. */
const positionInHeader: Translation = (answered) => {
  const { position, ...body } = Object(answered.body) as Fields;
  return typeof position === 'string' ? { ...answered, body, position } : answered;
};

/** A line of items says the caller's own field. */
const callersField: Change = (fields, name) =>
  name === 'error' && typeof fields['field'] === 'string' ? { ...fields, field: fields['field'].replace(/^item\./, '') } : fields;
/** What is repeated is filed anew, by what the categories are called now: where nothing changes by it there is no further position in the log. */
const filedByName: Translation = (answered) =>
  answered.call.path === '/v1/items' && typeof answered.position === 'string'
    ? {
        ...answered,
        position: answered.position
          .split(',')
          .filter((one) => !one.startsWith('category.'))
          .join(','),
      }
    : answered;

/** Who has no password of their own is invited; whoever has a session has one. */
const invited: Change = (fields, name) => {
  if (!Object.hasOwn(fields, 'mustChangePassword')) return fields;
  const { mustChangePassword, ...person } = fields;
  return name === 'person' ? person : { ...person, invited: mustChangePassword };
};
/** An order that its platform gave no number is called by the end of its id. */
const calledByItsEnd: Change = (fields) =>
  fields['externalId'] === '' && typeof fields['orderId'] === 'string' ? { ...fields, externalId: `…${fields['orderId'].slice(-6).toUpperCase()}` } : fields;
const ofConsole: Translation = (answered) => ({ ...answered, body: changed(answered.body, invited, calledByItsEnd) });

const byDoor: Readonly<Record<string, Translation>> = {
  'grpc:order': (answered) => ({ ...answered, body: renamedFields({ unitPrice: 'listPrice', chargedUnitPrice: 'unitPrice' })(answered.body) }),
  'grpc:shop': (answered) => ({ ...answered, body: changed(answered.body, whyNoOrders) }),
  till: (answered) => filedByName(positionInHeader({ ...answered, body: changed(answered.body, pricedLine, noSentinels, callersField) })),
  person: (answered) => ofConsole({ ...answered, body: changed(answered.body, pricedLine, whyNoOrders, opensAt) }),
  session: ofConsole,
};

const since: Readonly<Record<string, Translation>> = {
  '825f9c3': (answered) => {
    const { door } = answered.call;
    const translate = byDoor[door] ?? byDoor[door.split(':')[0] ?? ''];
    return translate === undefined ? answered : translate(answered);
  },
  '0.2.0': (answered) => {
    const [kind] = answered.call.door.split(':');
    if (kind === 'till') return filedByName(answered);
    return kind === 'person' || kind === 'session' ? ofConsole(answered) : answered;
  },
};
