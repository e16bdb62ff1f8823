import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Keys } from './fixture.ts';
import type { Place } from '../support/contexts.ts';
import { type Doors, doorsOf, logIn } from './doors.ts';

/** What has become of the story: who can be asked, what may be repeated, which ids matter. */
export type Ended = Readonly<{
  keys: Keys;
  repeated: readonly Call[];
  ids: Readonly<Record<string, string>>;
  orders: readonly string[];
  operations: readonly Call[];
}>;

type Fields = Readonly<Record<string, unknown>>;
const allWeek = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, fromMinute: 0, untilMinute: 1_440 }));
const PASSWORD = 'correct horse battery';
export const people = { owner: 'owner@kissa.example', manager: 'manager@kissa.example', clerk: 'clerk@kissa.example' } as const;
/** A pause, a hold: nobody lives to see their end. */
const far = '2199-12-31T15:00:00.000Z';

/** A teller asks through doors, keeps what may be repeated, and is sure of each answer. */
class Teller {
  doors: Doors;
  readonly repeated: Call[] = [];
  readonly ids: Record<string, string> = {};
  readonly orders: string[] = [];
  readonly operations: Call[] = [];
  #number = 0;

  constructor(doors: Doors) {
    this.doors = doors;
  }

  /** A write under a key, to be repeated later; `status` is what it must be answered with. */
  async write(call: Omit<Call, 'key'>, status: number, repeat = true): Promise<Fields> {
    const keyed = { ...call, key: `golden-${(this.#number += 1)}` };
    const answer = await this.doors.ask(keyed);
    if (answer.status !== status) throw new Error(`${JSON.stringify(keyed)} is answered ${answer.status} ${JSON.stringify(answer.body)}`);
    if (repeat) this.repeated.push(keyed);
    return Object(answer.body) as Fields;
  }

  /** A command of a context; resolves when each of its lines is decided. Gives what it made. */
  async command(context: string, method: string, body: Fields, refused: readonly string[] = []): Promise<Fields> {
    const { operationId } = await this.write({ door: `grpc:${context}`, method, path: '', body }, 200);
    const wait: Call = { door: `grpc:${context}`, method: 'waitOperation', path: '', body: { operationId, timeoutMs: 30_000 } };
    const operation = Object((await this.doors.ask(wait)).body) as { made: Fields; outcomes: readonly { status: string; refusal?: { code: string } }[] };
    const codes = operation.outcomes.flatMap(({ status, refusal }) => (status === 'done' ? [] : [refusal?.code ?? status]));
    if (codes.join() !== refused.join()) throw new Error(`${method} ${JSON.stringify(body)} is refused: ${codes.join()}`);
    this.operations.push({ ...wait, method: 'getOperation', body: { operationId } });
    return operation.made;
  }

  /** An order as a consumer platform places it. */
  async order(name: string, body: Fields, status: string, door = 'platform:hungry'): Promise<string> {
    const order = await this.write({ door, method: 'POST', path: '/v1/orders?wait=20', body }, 201);
    if (order['status'] !== status) throw new Error(`the order ${name} is ${JSON.stringify(order)}`);
    const orderId = String(order['orderId']);
    this.ids[name] = orderId;
    this.orders.push(orderId);
    return orderId;
  }

  till(orderId: string, ...verbs: readonly (string | readonly [string, Fields])[]): Promise<unknown> {
    return verbs.reduce<Promise<unknown>>(async (before, verb) => {
      await before;
      const [name, body] = typeof verb === 'string' ? [verb, undefined] : verb;
      return this.write({ door: 'till:till', method: 'POST', path: `/v1/orders/${orderId}/${name}`, ...(body ? { body } : {}) }, 200);
    }, Promise.resolve());
  }
}

/** Fills a platform, which has the sample merchant already, by way of its public APIs. */
export async function tellStory(
  platform: Place,
  sample: Readonly<{ merchantId: string; platformKey: string; systemKey: string; console: Readonly<Record<string, Login>> }>,
): Promise<Ended> {
  const passwords = Object.fromEntries([
    ...Object.values(people).map((email) => [email, PASSWORD]),
    ...Object.values(sample.console).map(({ email, password }) => [email, password]),
  ]);
  const noKeys: Keys = { platforms: { sample: sample.platformKey }, tills: { sample: sample.systemKey }, passwords, sessions: {} };
  const teller = new Teller(doorsOf(platform, noKeys));
  await openShops(teller);
  const keys = await letIn(teller, sample.merchantId, noKeys);
  teller.doors.close();
  teller.doors = doorsOf(platform, keys);
  await fillShelves(teller);
  await sleep(3_000);
  await trade(teller);
  await sleep(1_000);
  await shortages(teller);
  const sessions = await useConsole(teller, platform);
  const { repeated, ids, orders, operations } = teller;
  teller.doors.close();
  return { keys: { ...keys, sessions }, repeated, ids, orders, operations };
}
type Login = Readonly<{ email: string; password: string }>;

async function openShops(teller: Teller): Promise<void> {
  const { ids } = teller;
  const merchant = await teller.command('shop', 'registerMerchant', { merchantId: '', name: '喫茶 Kissa', currency: 'JPY' });
  const merchantId = (ids['merchant'] = String(merchant['merchantId']));
  const open = async (name: string, weeklyHours: readonly object[]): Promise<string> => {
    const made = await teller.command('shop', 'createShop', { shopId: '', merchantId, name, timeZone: 'Asia/Tokyo', weeklyHours });
    return (ids[name] = String(made['shopId']));
  };
  await open('always', allWeek);
  await open('later', allWeek);
  const paused = await open('paused', allWeek);
  const until = await open('pausedUntil', allWeek);
  const closed = await open('closed', allWeek);
  const never = await open('never', []);
  await teller.command('shop', 'changeShop', { shopId: ids['always'], name: '喫茶 Kissa 本店 ☕', timeZone: 'Asia/Tokyo', expectedVersion: 1 });
  await teller.command('shop', 'changeShop', { shopId: ids['always'], name: 'Late', timeZone: 'Asia/Tokyo', expectedVersion: 1 }, ['version_conflict']);
  const evenings = allWeek.map((period) => ({ ...period, fromMinute: 1_320, untilMinute: 1_560 }));
  await teller.command('shop', 'setWeeklyHours', { shopId: never, periods: evenings });
  await teller.command('shop', 'setWeeklyHours', { shopId: never, periods: [] });
  await teller.command('shop', 'pauseShop', { shopId: paused, reason: 'stocktaking' });
  await teller.command('shop', 'pauseShop', { shopId: until, until: far, reason: '改装中' });
  await teller.command('shop', 'pauseShop', { shopId: ids['always'], reason: '' });
  await teller.command('shop', 'resumeShop', { shopId: ids['always'] });
  await teller.command('shop', 'closeShop', { shopId: closed, reason: 'moved away' });
}

/** Platforms, a till, people. */
async function letIn({ ids, doors }: Teller, otherMerchant: string, keys: Keys): Promise<Keys> {
  const merchantId = ids['merchant'] ?? '';
  const made = async (context: string, body: Fields): Promise<{ secret: string; key: { keyId: string } }> => {
    const answer = await doors.ask({ door: `grpc:${context}`, method: 'createKey', path: '', body });
    if (answer.status !== 200) throw new Error(`no key: ${JSON.stringify(answer.body)}`);
    return answer.body as { secret: string; key: { keyId: string } };
  };
  const [hungry, other, revoked] = [
    await made('platformKeys', { platform: 'hungry', merchantIds: [merchantId] }),
    await made('platformKeys', { platform: 'other', merchantIds: [otherMerchant] }),
    await made('platformKeys', { platform: 'revoked', merchantIds: [merchantId] }),
  ];
  await doors.ask({ door: 'grpc:platformKeys', method: 'revokeKey', path: '', body: { keyId: revoked.key.keyId } });
  const till = await made('systemKeys', { system: 'till', merchantId });
  const roles = { owner: ['always', 'later', 'paused', 'pausedUntil', 'closed', 'never'], manager: ['always', 'paused'], clerk: ['always'] };
  for (const [role, shops] of Object.entries(roles)) {
    const body = { merchantId, email: people[role as keyof typeof people], name: `${role} 太郎`, language: 'ja', password: PASSWORD };
    const { status } = await doors.ask({
      door: 'grpc:people',
      method: 'takeOn',
      path: '',
      body: { ...body, shops: shops.map((name) => ({ shopId: ids[name], role })) },
    });
    if (status !== 200) throw new Error(`${role} is not taken on`);
  }
  return {
    ...keys,
    platforms: { ...keys.platforms, hungry: hungry.secret, other: other.secret, revoked: revoked.secret },
    tills: { ...keys.tills, till: till.secret },
  };
}

const price = (amount: number) => ({ amount, currency: 'JPY' });

async function fillShelves(teller: Teller): Promise<void> {
  const { ids } = teller;
  const merchantId = ids['merchant'];
  await sleep(6_000); // Merchant Link believes for some seconds what it knows of a key.
  const lines: readonly Fields[] = [
    {
      sku: 'Tea-1',
      gtin: '4006381333931',
      names: { ja: '緑茶', en: 'Green tea', ko: '녹차' },
      price: price(540),
      taxClass: 'reduced',
      imageUrls: ['https://img.example/tea-1.jpg', 'https://img.example/tea-2.jpg'],
      category: '飲み物 > お茶',
    },
    { sku: 'beans 豆', names: { ja: 'コーヒー豆' }, price: price(2_400), soldBy: 'weight', taxClass: 'zero', category: '飲み物 > Coffee' },
    { sku: 'draft', names: { en: 'Not yet' }, price: price(1), status: 'draft', taxClass: 'exempt' },
    { sku: 'shown', names: { en: 'Published later' }, price: price(100), status: 'draft' },
    { sku: 'hidden', names: { en: 'Unpublished later' }, price: price(100) },
    { sku: 'bad price', names: { en: 'Refused' }, price: { amount: 100, currency: 'yen' } },
    { sku: 'no gtin', gtin: '123', names: { en: 'Refused' }, price: price(100) },
    ...Array.from({ length: 40 }, (_, at) => ({ sku: `LINE-${at + 1}`, names: { en: `Article ${at + 1}` }, price: price(100 + at) })),
  ];
  const put = (all: readonly Fields[]) => teller.write({ door: 'till:till', method: 'PUT', path: '/v1/items', body: { lines: all } }, 200);
  const upserted = await put(lines);
  ids['itemsOperation'] = String(upserted['operationId'] ?? '');
  await put([{ ...lines[0], names: { ja: '煎茶', en: 'Sencha' }, price: price(600), expectedVersion: 1 }]);
  await put([{ ...lines[0], names: { en: 'Late' }, expectedVersion: 1 }]);
  await teller.command('item', 'publishItem', { merchantId, sku: 'SHOWN' });
  await teller.command('item', 'unpublishItem', { merchantId, sku: 'hidden', expectedVersion: 1 });
  const patch = { names: { ko: '숨김' }, price: { amount: 120 }, taxClass: 'zero', gtin: null };
  await teller.write({ door: 'till:till', method: 'PATCH', path: '/v1/items/hidden', body: patch }, 200);
  await fileItems(teller);
  await stockShelves(teller);
}

async function fileItems(teller: Teller): Promise<void> {
  const { ids } = teller;
  const merchantId = ids['merchant'];
  const category = (categoryId: string, parentId: string, text: string, position: number) => ({
    categoryId,
    parentId,
    names: [{ language: 'en', text }],
    position,
  });
  await teller.command('category', 'createCategories', {
    merchantId,
    lines: [
      category('cat_food', '', 'Food', 3),
      category('cat_sweet', 'cat_food', 'Sweets', 0),
      category('cat_salty', 'cat_food', 'Salty', 1),
      category('cat_gone', '', 'Gone', 9),
    ],
  });
  await teller.command('category', 'renameCategory', {
    merchantId,
    categoryId: 'cat_sweet',
    names: [
      { language: 'ja', text: '和菓子' },
      { language: 'en', text: 'Wagashi' },
    ],
  });
  await teller.command('category', 'moveCategory', { merchantId, categoryId: 'cat_salty', parentId: '', position: 7, expectedVersion: 1 });
  await teller.command('category', 'moveCategory', { merchantId, categoryId: 'cat_food', parentId: 'cat_sweet', position: 0 }, ['category_cycle']);
  await teller.command('category', 'arrangeCategories', { merchantId, parentId: 'cat_food', categoryIds: ['cat_salty', 'cat_sweet'] });
  await teller.command('category', 'deleteCategory', { merchantId, categoryId: 'cat_gone' });
  await teller.command('category', 'fileItems', {
    merchantId,
    lines: [
      { sku: 'LINE-1', categoryId: 'cat_sweet' },
      { sku: 'line-2', categoryId: 'cat_salty' },
      { sku: 'LINE-3', categoryId: 'cat_sweet' },
      { sku: 'not there yet', categoryId: 'cat_food' },
    ],
  });
  await teller.command('category', 'fileItems', { merchantId, lines: [{ sku: 'LINE-3', categoryId: '' }] });
  await teller.command('category', 'deleteCategory', { merchantId, categoryId: 'cat_sweet' }, ['category_has_items']);
}

async function stockShelves(teller: Teller): Promise<void> {
  const { ids } = teller;
  for (const shop of ['always', 'later', 'paused', 'pausedUntil', 'never']) {
    const lines = [
      { sku: 'Tea-1', onHand: 100 },
      { sku: 'beans 豆', onHand: 20_000 },
      { sku: 'LINE-1', onHand: 1 },
      { sku: 'LINE-2', onHand: 10 },
      { sku: 'draft', onHand: 5 },
    ];
    await teller.write({ door: 'till:till', method: 'PUT', path: `/v1/shops/${ids[shop]}/stock`, body: { lines } }, 200);
  }
  const shopId = ids['always'];
  await teller.write(
    {
      door: 'till:till',
      method: 'POST',
      path: `/v1/shops/${shopId}/stock/adjustments`,
      body: {
        lines: [
          { sku: 'TEA-1', delta: -3, reason: 'damaged' },
          { sku: 'LINE-40', delta: 7, reason: 'received' },
        ],
      },
    },
    200,
  );
  await teller.command('inventory', 'setSafetyStock', {
    shopId,
    lines: [
      { sku: 'tea-1', safety: 5 },
      { sku: 'LINE-2', safety: 1 },
    ],
  });
  await teller.command('inventory', 'setStock', { shopId, lines: [{ sku: 'LINE-2', onHand: 11, expectedOnHand: 99 }], reason: 'counted' }, ['stock_moved']);
  const reserve = (holder: string, quantity: number, expires: Fields = {}) =>
    teller.command('inventory', 'reserveStock', { shopId, holder, lines: [{ sku: 'LINE-2', quantity }], ...expires });
  await reserve('held', 1, { expiresAt: far });
  await reserve('committed', 1);
  await reserve('released', 2, { expiresAt: far });
  await reserve('short', 1_000);
  await teller.command('inventory', 'commitStock', { shopId, holder: 'committed' });
  await teller.command('inventory', 'releaseStock', { shopId, holder: 'released' });
}

/** Orders in every status. */
async function trade(teller: Teller): Promise<void> {
  const { ids } = teller;
  const shopId = ids['always'];
  const tea = { sku: 'TEA-1', quantity: 2 };
  const beans = { sku: 'beans 豆', quantity: 250, unitPrice: price(1_999) };
  const order = (name: string, status = 'confirmed', body: Fields = {}) =>
    teller.order(name, { shopId, lines: [tea, beans], externalId: `#${name}`, ...body }, status);
  await order('open');
  await order('open2', 'confirmed', { externalId: '客 ☕' });
  await order('outOfStock', 'rejected', { lines: [tea, { sku: 'LINE-1', quantity: 2 }] });
  await order('unknownItem', 'rejected', {
    lines: [
      { sku: 'nothing', quantity: 1 },
      { sku: 'draft', quantity: 1 },
    ],
  });
  for (const shop of ['paused', 'pausedUntil', 'never']) await order(`in ${shop}`, 'rejected', { shopId: ids[shop] });
  await teller.till(await order('accepted'), ['accept', { readyInMinutes: 15 }]);
  await teller.till(await order('accepted2'), ['accept', { readyInMinutes: 45 }]);
  await teller.till(await order('ready'), 'accept', 'ready');
  await teller.till(await order('handedOver'), 'accept', 'hand-over');
  await teller.till(await order('completed'), ['accept', { readyInMinutes: 5 }], 'ready', 'hand-over', 'complete');
  await teller.till(await order('rejected'), ['reject', { reason: 'no_staff', message: '人手不足' }]);
  await teller.till(await order('cancelledByMerchant'), 'accept', ['cancel', { reason: 'closed for today' }]);
  const post = (path: string, body: Fields, status = 200) => teller.write({ door: 'platform:hungry', method: 'POST', path, body }, status);
  await post(`/v1/orders/${await order('cancelledByPlatform')}/cancel`, { reason: 'changed my mind' });
  const returned = await order('returned');
  await teller.till(returned, 'accept', 'hand-over');
  await post(`/v1/orders/${returned}/returns`, { lines: [{ line: 2, quantity: 100 }], reason: 'stale' });
  await teller.till(returned, 'complete');
  await post(`/v1/orders/${returned}/returns`, {
    lines: [
      { line: 1, quantity: 1 },
      { line: 2, quantity: 50 },
    ],
    restock: false,
  });
  await post(`/v1/orders/${returned}/returns`, { lines: [{ line: 1, quantity: 5 }] }, 409);
  await teller.write({ door: 'till:till', method: 'POST', path: `/v1/orders/${ids['open']}/hand-over` }, 409);
  await post('/v1/orders', { shopId: 'shp_nowhere', lines: [tea] }, 404);
  await order('ofManyLines', 'rejected', { lines: Array.from({ length: 60 }, (_, at) => ({ sku: `LINE-${(at % 45) + 1}`, quantity: at + 1 })) });
}

/** A count that finds less than was promised. */
async function shortages(teller: Teller): Promise<void> {
  const { ids } = teller;
  await teller.order('promised', { shopId: ids['always'], lines: [{ sku: 'LINE-40', quantity: 5 }] }, 'confirmed');
  await teller.write({ door: 'till:till', method: 'PUT', path: `/v1/shops/${ids['always']}/stock`, body: { lines: [{ sku: 'LINE-40', onHand: 2 }] } }, 200);
}

/** People at work, and the sessions that they leave open. */
async function useConsole(teller: Teller, platform: Place): Promise<Keys['sessions']> {
  const { ids } = teller;
  const console = `http://${platform.address('bff-server')}`;
  const owner = { door: `person:${people.owner}`, path: '' };
  await teller.write({ ...owner, method: 'POST', path: '/api/keys', body: { kind: 'system', name: 'erp' } }, 200);
  await teller.write(
    {
      ...owner,
      method: 'POST',
      path: '/api/staff',
      body: { email: 'new@kissa.example', name: '新人', language: 'ko', shops: [{ shopId: ids['always'], role: 'clerk' }] },
    },
    200,
  );
  const upload = async (name: string, file: string): Promise<string> =>
    String((await teller.write({ ...owner, method: 'POST', path: `/api/imports?fileName=${name}.csv&shopId=${ids['always']}`, file }, 200))['importId']);
  const done = (ids['importDone'] = await upload('spring', 'sku,name:en,price,category,on_hand\nIMP-1,Imported,120,Food,12\nIMP-2,"With\nbreak",1.2x,,\n'));
  await teller.write({ ...owner, method: 'POST', path: `/api/imports/${done}/confirm` }, 200, false);
  ids['importReady'] = await upload('autumn', 'sku,name:en,price\nIMP-3,Waiting,300\n');
  await teller.write(
    { door: `person:${people.clerk}`, method: 'POST', path: `/api/shops/${ids['always']}/stock/counts`, body: { lines: [{ sku: 'LINE-2', onHand: 9 }] } },
    200,
  );
  await logIn(console, people.clerk, 'a wrong password').catch(() => undefined);
  return { [people.owner]: await logIn(console, people.owner, PASSWORD), [people.clerk]: await logIn(console, people.clerk, PASSWORD) };
}

/** Accepted while no engine runs: in a shop of its own, so that what becomes of it changes nothing that is looked at. */
export const lateOrder = ({ ids }: Pick<Ended, 'ids'>): Call => ({
  ...{ door: 'platform:hungry', method: 'POST', path: '/v1/orders?wait=0', key: 'golden-late' },
  body: { shopId: ids['later'], lines: [{ sku: 'TEA-1', quantity: 3 }], externalId: '#late' },
});

/** The same call, patient. */
export const patiently = (call: Call): Call => ({ ...call, path: call.path.replace('wait=0', 'wait=20') });
