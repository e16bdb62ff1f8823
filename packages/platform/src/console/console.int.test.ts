import { Changes, Import, Item, OrderDetail, Person, PlatformAccess, Problem, Session, Scanned, StockRow, Today } from '@noren/bff-contract';
import { people as peopleCalls } from '@noren/bff-contract/people';
import { platforms } from '@noren/link-contract';
import { eventually } from '@noren/testing';
import { calls as shop } from '@noren/shop-contract';
import { callFrom, grpcClient, type Identity, inCall } from '@noren/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { self } from '../sample-calls.ts';
import { Browser, type ServerSentEvent, listen } from './browser.test-support.ts';
import { type House, openHouse } from './console.test-support.ts';

let house: House;
let owner: Browser;
let clerk: Browser;
beforeAll(async () => {
  house = await openHouse();
  owner = new Browser(house.console);
  clerk = new Browser(house.console);
  // The names of shops come by the log.
  await eventually(async () => {
    const { body } = await owner.logIn('owner@tea.example', house.password);
    return Session.parse(body).shops.length === 2;
  });
  await clerk.logIn('clerk@tea.example', house.password);
});
afterAll(() => house?.close());

const inFirst = (path: string): string => `/api/shops/${house.shopIds[0]}/${path}`;
const codeOf = (body: unknown): string => Problem.parse(body).code;
/** What a call answers that gives a file to be saved. */
const textAt = async (path: string): Promise<string> => {
  const response = await fetch(`${house.console}${path}`, { headers: owner.headers });
  expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
    ...[200, 'text/csv; charset=utf-8', expect.stringContaining('attachment; filename=')],
  ]);
  // As it was sent: `text()` would take the byte order mark away.
  return Buffer.from(await response.arrayBuffer()).toString();
};
const placed = async (): Promise<string> => house.placeOrder(house.shopIds[0], [{ sku: 'TEA', quantity: 1 }]);

describe('whoever comes in', () => {
  it('has a cookie that no script reads and no other site sends, and sees their own shops only', async () => {
    const browser = new Browser(house.console);
    const { headers, body } = await browser.logIn('CLERK@tea.example', house.password);
    expect(headers.get('set-cookie')).toMatch(/^noren=[\w-]{43}; .*HttpOnly; SameSite=Strict, noren-device=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    const session = Session.parse(body);
    expect(session.shops.map(({ shopId, role }) => [shopId, role])).toEqual([[house.shopIds[0], 'clerk']]);
    expect(JSON.stringify(await sessionRows())).not.toContain(/noren=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1]);
  });

  it('has another session each time, and none after logging out or in again', async () => {
    const browser = new Browser(house.console);
    await browser.logIn('clerk@tea.example', house.password);
    for (const end of [() => browser.logIn('clerk@tea.example', house.password), () => browser.ask('DELETE', '/api/session')]) {
      const before = browser.headers;
      expect((await end()).headers.get('cache-control')).toBe('no-store');
      const again = await fetch(`${house.console}/api/session`, { headers: before });
      expect([again.status, codeOf(await again.json())]).toEqual([401, 'unauthenticated']);
    }
  });

  it('is let try only so often, however many tries come at once; whether there is an account does not show', async () => {
    const browser = new Browser(house.console);
    for (const email of ['clerk@tea.example', 'nobody@tea.example']) {
      const tries = await Promise.all(Array.from({ length: 8 }, () => browser.logIn(email, 'wrong password')));
      expect(tries.filter(({ status }) => status === 401)).toHaveLength(6);
      const late = tries.find(({ status }) => status === 429);
      expect([codeOf(late?.body), Number(late?.headers.get('retry-after')) >= 1]).toEqual(['locked_out', true]);
    }
  });

  it('waits while locked out, also with the right password, and is let in again afterwards', async () => {
    const browser = new Browser(house.console);
    const until = (time: string) =>
      house.db.pool('bff').query(`UPDATE attempt SET locked_until = ${time} WHERE subject = 'account:clerk@tea.example@127.0.0.1'`);
    await until(`now() + interval '90 seconds'`);
    const locked = await browser.logIn('clerk@tea.example', house.password);
    expect([locked.status, Math.round(Number(locked.headers.get('retry-after')) / 10)]).toEqual([429, 9]);
    await until('now()');
    expect((await browser.logIn('clerk@tea.example', house.password)).status).toBe(200);
  });

  it('is not kept out by what is guessed elsewhere, nor in a known browser by what is guessed beside it', async () => {
    const known = new Browser(house.console);
    expect((await known.logIn('clerk@tea.example', house.password, '192.0.2.1')).status).toBe(200);
    for (const from of ['192.0.2.1', '192.0.2.66']) {
      const guesses = await Promise.all(Array.from({ length: 8 }, () => new Browser(house.console).logIn('clerk@tea.example', 'wrong password', from)));
      expect(guesses.filter(({ status }) => status === 429)).toHaveLength(2);
    }
    expect((await new Browser(house.console).logIn('clerk@tea.example', house.password, '192.0.2.66')).status).toBe(429);
    expect((await new Browser(house.console).logIn('clerk@tea.example', house.password, '198.51.100.9')).status).toBe(200);
    expect((await known.logIn('clerk@tea.example', house.password, '192.0.2.1')).status).toBe(200);
  });

  it('is guessed a hundred times from all the world, and then waits where nobody knows them', async () => {
    const email = 'owner@tea.example';
    const guess = async (from: string) => (await new Browser(house.console).logIn(email, 'wrong password', from)).status;
    const inAll = (change: string) => house.db.pool('bff').query(`UPDATE attempt SET ${change} WHERE subject = 'account:${email}'`);
    await guess('203.0.113.1');
    await inAll('failures = 99');
    expect([await guess('203.0.113.2'), await guess('203.0.113.3')]).toEqual([401, 401]);
    // Further on, so that the wait is no second that a busy machine lets pass.
    await inAll(`failures = 110, locked_until = 'epoch'`);
    expect([await guess('203.0.113.4'), await guess('203.0.113.5')]).toEqual([401, 429]);
    await inAll(`locked_until = now() + interval '90 seconds'`);
    expect((await new Browser(house.console).logIn(email, house.password, '198.51.100.77')).status).toBe(429);
    // Where the owner has come from before, and by a browser of theirs from anywhere.
    expect((await new Browser(house.console).logIn(email, house.password)).status).toBe(200);
    await inAll(`locked_until = now() + interval '90 seconds'`);
    expect((await owner.logIn(email, house.password, '198.51.100.77')).status).toBe(200);
    await owner.logIn(email, house.password);
  });

  it('chooses no password that is guessed first, and none that is short', async () => {
    const change = (next: string) => owner.ask('POST', '/api/session/password', { body: { current: house.password, next } });
    const common = await change('passwordpassword');
    expect([common.status, Problem.parse(common.body)]).toMatchObject([422, { code: 'password_weak', errors: [{ field: 'next' }] }]);
    const short = await change('fourteen chars');
    expect([short.status, Problem.parse(short.body)]).toMatchObject([400, { code: 'invalid_request', errors: [{ field: 'next' }] }]);
  });

  it('is out as soon as an owner says so', async () => {
    const { body } = await owner.ask('POST', '/api/staff', {
      body: { email: 'temp@tea.example', name: 'Temp', language: 'ja', shops: [{ shopId: house.shopIds[0], role: 'clerk' }] },
    });
    const made = z.object({ person: z.looseObject({ personId: z.string(), version: z.int() }), token: z.string(), endsAt: z.string() }).parse(body);
    const present = new Browser(house.console);
    expect((await present.join(made.token, 'my own long password')).status).toBe(200);
    expect((await present.ask('GET', inFirst('board'))).status).toBe(200);
    const { personId } = made.person;
    const change = { name: 'Temp', shops: [{ shopId: house.shopIds[0], role: 'clerk' }], disabled: true };
    const stale = await owner.ask('PUT', `/api/staff/${personId}`, { body: { ...change, version: 1 } });
    expect([stale.status, codeOf(stale.body), z.object({ now: z.looseObject({ name: z.string() }) }).parse(stale.body).now.name]).toEqual([
      ...[412, 'version_conflict', 'Temp'],
    ]);
    expect((await owner.ask('PUT', `/api/staff/${personId}`, { body: { ...change, version: 2 } })).status).toBe(200);
    expect((await present.ask('GET', inFirst('board'))).status).toBe(401);
  });
});

describe('a request that changes something', () => {
  it.each([
    ['with another token', { 'x-csrf-token': 'x'.repeat(43) }],
    ['without a token', { 'x-csrf-token': '' }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused %s', async (_, headers) => {
    const { version } = await shopNow();
    const { status, body } = await owner.ask('POST', inFirst('pause'), { body: { reason: 'forged', version }, headers });
    expect([status, codeOf(body)]).toEqual([403, 'csrf_token_wrong']);
    expect((await shopNow()).status).toBe('open');
  });
});

describe('a clerk', () => {
  it.each([
    ['GET', '/api/staff'],
    ['GET', '/api/keys'],
    ['GET', '/api/platforms'],
    ['GET', '/api/imports'],
  ])('is refused an owner’s or manager’s page: %s %s', async (method, path) => {
    const { status, body } = await clerk.ask(method, path);
    expect([status, codeOf(body)]).toEqual([403, 'role_forbidden']);
  });

  it('does not find a shop in which they have no role', async () => {
    expect((await clerk.ask('GET', `/api/shops/${house.shopIds[1]}/board`)).status).toBe(404);
    expect((await clerk.ask('GET', `/api/items?shopId=${house.shopIds[1]}`)).status).toBe(404);
    expect((await clerk.ask('GET', `/api/live?shopId=${house.shopIds[1]}`)).status).toBe(404);
  });

  it('is refused by the context too, should the console’s server ever let them pass', async () => {
    const { identities, transport } = house.host;
    const shops = grpcClient(shop.ShopServiceClient, house.host.address('shop-api'), { identities, transport, self });
    const shopId = house.shopIds[0];
    const identity: Identity = { subject: 'staff:usr_x', merchants: [house.merchantId], shops: [shopId], roles: [], shopRoles: { [shopId]: 'clerk' } };
    const forbidden = inCall(callFrom({ identity }), () =>
      shops.pauseShop({ shopId, until: undefined, reason: 'no', expectedVersion: undefined }, { idempotencyKey: 'clerk' }),
    );
    await expect(forbidden).rejects.toMatchObject({ kind: 'forbidden', code: 'role_forbidden' });
    shops.close();
  });
});

describe('an order', () => {
  it('is taken on, packed and handed over, and tells who did it', async () => {
    const orderId = await placed();
    const at = (verb: string, version: number, more: object = {}) => clerk.ask('POST', inFirst(`orders/${orderId}/${verb}`), { body: { version, ...more } });
    const accepted = OrderDetail.parse((await at('accept', 2, { readyInMinutes: 10 })).body);
    const ready = OrderDetail.parse((await at('ready', accepted.version)).body);
    const gone = OrderDetail.parse((await at('hand-over', ready.version)).body);
    expect(gone.history.map(({ what, by }) => [what, by.kind, by.name])).toEqual([
      ['placed', 'platform', 'quickbasket'],
      ['confirmed', 'noren', 'Noren'],
      ...['accepted', 'ready', 'handed_over'].map((what) => [what, 'person', 'clerk']),
    ]);
  });

  it('is taken on once under one key, and a second clerk is shown what the first has done', async () => {
    const orderId = await placed();
    const path = inFirst(`orders/${orderId}/accept`);
    const body = { version: 2, readyInMinutes: 10 };
    const [one, twin] = await Promise.all([clerk.ask('POST', path, { body, key: `a-${orderId}` }), clerk.ask('POST', path, { body, key: `a-${orderId}` })]);
    expect([one.status, twin.status, one.body]).toEqual([200, 200, twin.body]);
    const late = await owner.ask('POST', path, { body: { ...body, readyInMinutes: 30 } });
    expect([late.status, codeOf(late.body)]).toEqual([412, 'version_conflict']);
    expect(OrderDetail.parse(Problem.parse(late.body).now)).toMatchObject({ state: 'accepted', readyInMinutes: 10 });
  });

  it('is not at the address of another shop', async () => {
    const orderId = await placed();
    const elsewhere = `/api/shops/${house.shopIds[1]}/orders/${orderId}`;
    expect((await owner.ask('GET', elsewhere)).status).toBe(404);
    expect((await owner.ask('POST', `${elsewhere}/accept`, { body: { version: 2, readyInMinutes: 5 } })).status).toBe(404);
  });

  it('tells its articles in every language of the catalogue, and in its own words', async () => {
    const orderId = await placed();
    const { names, lines } = OrderDetail.parse((await clerk.ask('GET', inFirst(`orders/${orderId}`))).body);
    expect([names[0], lines[0]?.names]).toMatchObject([{ ja: '緑茶' }, { ja: '緑茶', und: expect.any(String) }]);
  });
});

describe('the live stream', () => {
  const changesOf = (received: readonly ServerSentEvent[]) => received.flatMap(({ event, data }) => (event === 'changes' ? Changes.parse(data) : []));
  const confirmed = (received: readonly ServerSentEvent[]) =>
    changesOf(received).flatMap((change) => (change.of === 'order' && change.what === 'confirmed' ? [change.orderId] : []));

  it('misses nothing of what happened while the line was down, and tells nothing twice', async () => {
    const stream = await listen(house.console, clerk);
    await eventually(() => expect(stream.received.map(({ event }) => event)).toContain('ready'));
    const first = await placed();
    await eventually(() => expect(confirmed(stream.received)).toEqual([first]));
    const last = stream.received.at(-1)?.id;
    stream.close();
    await stream.closed;
    const missed = [await placed(), await placed()];
    const again = await listen(house.console, clerk, last);
    const more = await placed();
    await eventually(() => expect(confirmed(again.received)).toContain(more));
    const all = [...confirmed(stream.received), ...confirmed(again.received)];
    expect(all).toEqual([first, ...missed, more]);
    again.close();
  });

  it('tells of the shops that the person may see, and no others', async () => {
    const [ofClerk, ofOwner] = [await listen(house.console, clerk), await listen(house.console, owner)];
    const other = await house.placeOrder(house.shopIds[1], [{ sku: 'TEA', quantity: 1 }]);
    const own = await placed();
    await eventually(() => expect(confirmed(ofOwner.received)).toEqual(expect.arrayContaining([other, own])));
    await eventually(() => expect(confirmed(ofClerk.received)).toContain(own));
    expect(JSON.stringify(ofClerk.received)).not.toContain(house.shopIds[1]);
    ofClerk.close();
    ofOwner.close();
  });

  it('ends at once for who has logged out, was locked, has another role or another password; nothing that happens then is told', async () => {
    const created = z.object({ person: Person, token: z.string(), endsAt: z.string() });
    const shops = [{ shopId: house.shopIds[0], role: 'clerk' }];
    const body = { email: 'mover@tea.example', name: 'Mover', language: 'en', shops };
    const { person, token } = created.parse((await owner.ask('POST', '/api/staff', { body, key: 'mover' })).body);
    const mover = new Browser(house.console);
    let password = 'another good passphrase';
    await mover.join(token, password);
    const versionNow = async (): Promise<number> =>
      z
        .object({ people: z.array(Person) })
        .parse((await owner.ask('GET', '/api/staff')).body)
        .people.find(({ personId }) => personId === person.personId)?.version ?? 0;
    const change = async (more: object): Promise<unknown> =>
      (await owner.ask('PUT', `/api/staff/${person.personId}`, { body: { name: 'Mover', shops, disabled: false, version: await versionNow(), ...more } }))
        .status;
    const [first, second] = house.shopIds;
    const endings: readonly (readonly [inShop: string, end: () => Promise<unknown>])[] = [
      [first, () => change({ shops: [{ shopId: second, role: 'clerk' }] })],
      [second, () => change({ shops })],
      [
        first,
        async () => {
          const next = 'yet another passphrase';
          await mover.ask('POST', '/api/session/password', { body: { current: password, next } });
          password = next;
        },
      ],
      [first, () => mover.ask('DELETE', '/api/session')],
      [first, () => change({ disabled: true })],
    ];
    for (const [inShop, end] of endings) {
      expect((await mover.logIn('mover@tea.example', password)).status).toBe(200);
      const stream = await listen(house.console, mover);
      await eventually(() => expect(stream.received.map(({ event }) => event)).toContain('ready'));
      await end();
      // What was meant for who they were.
      const after = await house.placeOrder(inShop, [{ sku: 'TEA', quantity: 1 }]);
      await stream.closed;
      expect(stream.received.map(({ event }) => event)).toEqual(['ready', 'goodbye']);
      expect(JSON.stringify(stream.received)).not.toContain(after);
    }
  });

  it.each(['1~zz', 'nonsense', `1~${'zzzzzz~'.repeat(5)}`])('says that all has to be read again where it cannot go on from %s', async (place) => {
    const stream = await listen(house.console, clerk, place);
    await eventually(() => expect(stream.received[0]?.event).toBe('reset'));
    stream.close();
  });
});

describe('the catalogue', () => {
  it('is found in any language, and a change of what has changed meanwhile is refused with what is there now', async () => {
    const found = z
      .object({ items: z.array(Item) })
      .parse((await clerk.ask('GET', `/api/items?q=${encodeURIComponent('緑茶')}&shopId=${house.shopIds[0]}`)).body);
    expect(found.items.map(({ sku }) => sku)).toEqual(['TEA']);
    const { version, names, price, taxClass, status, soldBy, imageUrls } = Item.parse(found.items[0]);
    const body = { names: { ...names, ko: '녹차' }, price, taxClass, status, soldBy, imageUrls, version };
    const saved = Item.parse((await owner.ask('PUT', '/api/items/TEA', { body })).body);
    expect([saved.names['ko'], saved.version]).toEqual(['녹차', version + 1]);
    const late = await owner.ask('PUT', '/api/items/TEA', { body: { ...body, names: { en: 'Lost?' } } });
    expect([late.status, codeOf(late.body), Item.parse(Problem.parse(late.body).now).names['ko']]).toEqual([412, 'version_conflict', '녹차']);
    expect((await clerk.ask('PUT', '/api/items/TEA', { body })).status).toBe(403);
  });

  it('answers a file of four MiB of short rows with what is wrong with it, and others meanwhile', async () => {
    const file = Buffer.from(`sku,name:en,price\n${'a\n'.repeat(2 * 1024 * 1024)}`);
    let isAnswered = false;
    const hostile = owner.ask('POST', '/api/imports?fileName=hostile.csv', { body: file, key: 'hostile' }).finally(() => (isAnswered = true));
    let others = 0;
    for (; !isAnswered; others += 1) expect((await clerk.ask('GET', inFirst('board'))).status).toBe(200);
    const { status, body } = await hostile;
    expect([status, codeOf(body), Problem.parse(body).detail]).toEqual([422, 'file_unreadable', expect.stringContaining('more than 50000 rows')]);
    expect(others).toBeGreaterThan(2);
  });

  it('takes a file in two steps: what it would change, with every bad cell, and then the change', async () => {
    const file = Buffer.from(
      'sku,name:en,price,category,on_hand\nTEA,Green tea,6.50,Drinks > Tea,33\nNEW,"Ginger\nbiscuit",1.2x,,\nBIS,Ginger biscuit,2.75,Food,12\n',
    );
    const path = `/api/imports?fileName=spring.csv&shopId=${house.shopIds[0]}`;
    const preview = Import.parse((await owner.ask('POST', path, { body: file, key: 'spring' })).body);
    expect(preview).toMatchObject({ state: 'ready', counts: { rows: 3, new: 1, changed: 1, same: 0, refused: 1, stock: 2 } });
    expect(preview.problems).toEqual([{ line: 3, column: 'price', code: 'price_form', values: { text: '1.2x' }, reason: expect.stringContaining('1.2x') }]);
    const rows = z.object({
      rows: z.array(z.object({ sku: z.string(), fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })) })),
    });
    const { rows: changes } = rows.parse((await owner.ask('GET', `/api/imports/${preview.importId}/rows?kind=changed`)).body);
    expect(changes).toEqual([
      {
        sku: 'TEA',
        fields: expect.arrayContaining([
          { field: 'price', before: '500 GBP', after: '650 GBP' },
          { field: 'category', before: '', after: 'Drinks > Tea' },
        ]),
      },
    ]);
    expect(Import.parse((await owner.ask('POST', path, { body: file, key: 'spring' })).body).importId).toBe(preview.importId);
    for (const other of [
      { path, body: Buffer.from('sku,price\nTEA,1.00\n') },
      { path: `${path}&language=ja`, body: file },
      { path: path.split('&')[0] ?? '', body: file },
    ]) {
      const reused = await owner.ask('POST', other.path, { body: other.body, key: 'spring' });
      expect([reused.status, codeOf(reused.body)]).toEqual([422, 'idempotency_key_reused']);
    }
    expect(Item.parse((await owner.ask('GET', '/api/items/TEA')).body).price.amount).toBe(500);

    await owner.ask('POST', `/api/imports/${preview.importId}/confirm`);
    await eventually(async () => expect(Import.parse((await owner.ask('GET', `/api/imports/${preview.importId}`)).body).state).toBe('done'));
    const { body } = await owner.ask('GET', `/api/items/TEA?shopId=${house.shopIds[0]}`);
    expect(Item.parse(body)).toMatchObject({ price: { amount: 650 }, names: { ja: '緑茶' }, stock: { onHand: 33 } });
    expect(Item.parse((await owner.ask('GET', '/api/items/BIS')).body).status).toBe('published');
    const refused = await textAt(`/api/imports/${preview.importId}/refused.csv`);
    expect(refused).toMatch(/^\uFEFFline,column,reason,sku,name:en,price,category,on_hand\r\n3,price,[^\r]*1\.2x[^\r]*,NEW,"Ginger\nbiscuit",1\.2x,,\r\n$/);
    const mended = Import.parse((await owner.ask('POST', path, { body: Buffer.from(refused.replace(',1.2x,', ',1.20,')), key: 'mended' })).body);
    expect(mended).toMatchObject({ counts: { rows: 1, new: 1, refused: 0 }, problems: [] });
    expect(await textAt('/api/imports/template.csv')).toMatch(/^sku,name:en,/);
    const unreadable = await owner.ask('POST', path, { body: Buffer.from('colour,size\nred,5\n') });
    expect([unreadable.status, codeOf(unreadable.body)]).toEqual([422, 'file_unreadable']);
  });
});

describe('stock', () => {
  it('is counted by scanner, and every change tells who it was and what was on hand after it', async () => {
    const before = StockRow.parse((await clerk.ask('GET', inFirst('scan/cup'))).body);
    const body = { lines: [{ sku: 'CUP', onHand: 9, expected: before.onHand }] };
    expect((await clerk.ask('POST', inFirst('stock/counts'), { body })).body).toEqual({ lines: [{ line: 1, sku: 'CUP', status: 'done' }] });
    const late = await clerk.ask('POST', inFirst('stock/counts'), { body: { lines: [{ sku: 'CUP', onHand: 3, expected: before.onHand }] } });
    expect(late.body).toMatchObject({ lines: [{ status: 'refused', error: { code: 'stock_moved' } }] });
    await clerk.ask('POST', inFirst('stock/adjustments'), { body: { lines: [{ sku: 'CUP', delta: -2, reason: 'damaged' }] } });
    const { body: ledger } = await clerk.ask('GET', inFirst('stock/CUP/ledger'));
    expect(z.object({ entries: z.array(z.looseObject({})) }).parse(ledger).entries).toMatchObject([
      { onHand: 7, onHandDelta: -2, reason: 'damaged', by: { kind: 'person', name: 'clerk' } },
      { onHand: 9, onHandDelta: 8, by: { kind: 'person', name: 'clerk' } },
      { onHand: 1, onHandDelta: 1, by: { kind: 'noren' } },
    ]);
  });

  it('is found by a bar code in any form, and asked about where several articles bear it', async () => {
    const item = { names: { en: 'Jam' }, price: { amount: 250, currency: 'GBP' }, taxClass: 'standard', status: 'draft', soldBy: 'piece', imageUrls: [] };
    const save = (sku: string, gtin: string) => owner.ask('PUT', `/api/items/${sku}`, { body: { ...item, gtin, version: 0 } });
    const scan = async (code: string) => Scanned.parse((await clerk.ask('GET', inFirst(`scan/${encodeURIComponent(code)}`))).body);
    expect((await save('JAM-1', '5901234123457')).body).not.toHaveProperty('sameGtin');
    for (const code of ['05901234123457', '５９０１２３４１２３４５７', ' 5 901234 123457', '(01)05901234123457(10)LOT7', ']C10105901234123457'])
      expect(await scan(code)).toMatchObject({ sku: 'JAM-1', onHand: 0 });
    expect((await save('JAM-2', '05901234123457')).body).toMatchObject({ sku: 'JAM-2', sameGtin: ['JAM-1'] });
    expect(await scan('5901234123457')).toMatchObject({ sku: 'JAM-1', others: [{ sku: 'JAM-2' }] });
    expect((await scan('jam-2')).others).toBeUndefined();
    const found = z.object({ items: z.array(Item) }).parse((await clerk.ask('GET', '/api/items?q=05901234123457')).body);
    expect(found.items.map(({ sku }) => sku)).toEqual(['JAM-1', 'JAM-2']);
    expect((await clerk.ask('GET', inFirst('scan/96385074'))).status).toBe(404);
  });

  it('that moved since a file was looked at is not overwritten: its row is told so', async () => {
    const path = `/api/imports?fileName=count.csv&shopId=${house.shopIds[0]}`;
    const preview = Import.parse((await owner.ask('POST', path, { body: Buffer.from('sku,on_hand\nCUP,12\nBIS,14\n'), key: 'moved' })).body);
    expect(preview).toMatchObject({ counts: { changed: 2, stock: 2 }, problems: [] });
    await clerk.ask('POST', inFirst('stock/adjustments'), { body: { lines: [{ sku: 'CUP', delta: -1, reason: 'sold_elsewhere', soldBy: 'piece' }] } });
    await owner.ask('POST', `/api/imports/${preview.importId}/confirm`);
    await eventually(async () => {
      const { state, problems } = Import.parse((await owner.ask('GET', `/api/imports/${preview.importId}`)).body);
      expect({ state, problems }).toMatchObject({ state: 'done', problems: [{ line: 2, column: 'on_hand', code: 'stock_moved' }] });
    });
    expect(StockRow.parse((await clerk.ask('GET', inFirst('scan/CUP'))).body).onHand).toBe(6);
    expect(StockRow.parse((await clerk.ask('GET', inFirst('scan/BIS'))).body).onHand).toBe(14);
  });
});

describe('a shop', () => {
  it('is paused by who may, and a pause that somebody else set is not overwritten unseen', async () => {
    const { version } = await shopNow();
    expect((await clerk.ask('POST', inFirst('pause'), { body: { reason: 'tired', version } })).status).toBe(403);
    expect((await owner.ask('POST', inFirst('pause'), { body: { reason: 'stocktaking', version } })).status).toBe(200);
    const late = await owner.ask('POST', inFirst('pause'), { body: { reason: 'other', version } });
    expect([late.status, z.object({ now: z.looseObject({ reason: z.string() }) }).parse(late.body).now.reason]).toEqual([412, 'stocktaking']);
    expect((await owner.ask('POST', inFirst('resume'), { body: { version: (await shopNow()).version } })).status).toBe(200);
  });

  it('tells how its day went', async () => {
    const today = Today.parse((await owner.ask('GET', inFirst('today'))).body);
    expect(today.totals.orders).toBeGreaterThan(0);
    expect(today.totals.orders).toBe(today.hours.reduce((sum, { orders }) => sum + orders, 0));
  });
});

describe('an answer', () => {
  it('travels compressed, is kept by nobody, and is not compressed where it bears a secret', async () => {
    const encoded = async (method: string, path: string, options = {}): Promise<unknown> =>
      (await owner.ask(method, path, options)).headers.get('content-encoding');
    const day = new Date().toISOString().slice(0, 10);
    expect(await encoded('GET', inFirst(`today?day=${day}`), { headers: { 'accept-encoding': 'br' } })).toBe('br');
    expect((await owner.ask('GET', inFirst(`today?day=${day}`))).headers.get('cache-control')).toBe('no-store');
    expect(await encoded('GET', '/api/session', { headers: { 'accept-encoding': 'br' } })).toBeNull();
  });
});

describe('a secret', () => {
  it('is for what was chosen, of what there is for its kind', async () => {
    const make = (body: object) => owner.ask('POST', '/api/keys', { body: { name: 'feeder', ...body } });
    const made = await make({ kind: 'platform', scopes: ['feeds:read'] });
    expect([made.status, made.body]).toMatchObject([200, { key: { scopes: ['feeds:read'] } }]);
    for (const wrong of [
      { kind: 'platform', scopes: [] },
      { kind: 'platform', scopes: ['stock:write'] },
      { kind: 'system', scopes: ['feeds:read'] },
    ])
      expect((await make(wrong)).status).toBe(400);
  });

  it('is shown once: a repeat is told what was made, and makes nothing', async () => {
    const body = { kind: 'platform', name: 'yorimichi' };
    const first = await owner.ask('POST', '/api/keys', { body, key: 'key-1' });
    const { secret } = z.looseObject({ secret: z.string() }).parse(first.body);
    // Where nobody says more, it reads.
    expect(first.body).toMatchObject({ secret: expect.stringMatching(/^nrn_platform_/), key: { name: 'yorimichi', scopes: ['catalogue:read'] } });
    const again = await owner.ask('POST', '/api/keys', { body, key: 'key-1' });
    expect([again.status, codeOf(again.body), JSON.stringify(again.body).includes(secret)]).toEqual([409, 'secret_shown_once', false]);
    const { keys } = z.object({ keys: z.array(z.looseObject({ keyId: z.string() })) }).parse((await owner.ask('GET', '/api/keys')).body);
    expect(keys).toHaveLength(2);
    expect((await owner.ask('DELETE', `/api/keys/platform/${keys[0]?.keyId}`)).body).toMatchObject({ revokedAt: expect.any(String) });
  });
});

describe('a platform that asks to sell', () => {
  const listed = async () =>
    z
      .object({ merchantId: z.string(), platforms: z.array(PlatformAccess) })
      .parse((await owner.ask('GET', '/api/platforms')).body)
      .platforms.filter(({ platformId }) => ['plt_yes', 'plt_no'].includes(platformId));
  let secrets: readonly string[];
  const merchantApi = (secret: string, path: string, body?: object) =>
    fetch(`${house.host.started('link-core').address}${path}`, {
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
  const shopsSeen = async (secret = ''): Promise<unknown> => {
    const { shops } = z.object({ shops: z.array(z.looseObject({ shopId: z.string() })) }).parse(await (await merchantApi(secret, '/v1/shops')).json());
    return shops.map(({ shopId }) => shopId).toSorted();
  };

  beforeAll(async () => {
    const link = grpcClient(platforms.PlatformServiceClient, house.host.address('link-keys'), {
      identities: house.host.identities,
      transport: house.host.transport,
      self,
    });
    const made = async (platformId: string) => {
      await link.createPlatform({ platformId, name: platformId.slice(4) });
      return (await link.createPlatformKey({ platformId, scopes: ['catalogue:read'], keyId: '' })).secret;
    };
    secrets = [await made('plt_yes'), await made('plt_no')];
    link.close();
    for (const secret of secrets) await merchantApi(secret, '/v1/connections', { merchant: house.merchantId });
  });

  it('is let into the shops that the owner chooses, and sees those at once, until the owner takes it back', async () => {
    const [first, second] = house.shopIds;
    expect((await listed()).map(({ name, state }) => [name, state])).toEqual([
      ['no', 'pending'],
      ['yes', 'pending'],
    ]);
    const letIn = (shopIds: readonly string[]) => owner.ask('PUT', '/api/platforms/plt_yes/shops', { body: { shopIds } });
    expect((await letIn([second])).body).toMatchObject({ state: 'accepted', shopIds: [second] });
    expect(await shopsSeen(secrets[0])).toEqual([second]);
    await letIn([]);
    expect(await shopsSeen(secrets[0])).toEqual([first, second].toSorted());
    const strange = await letIn(['shp_none']);
    expect([strange.status, codeOf(strange.body)]).toEqual([422, 'grant_shop']);
    expect((await owner.ask('DELETE', '/api/platforms/plt_yes/shops')).status).toBe(204);
    expect(await shopsSeen(secrets[0])).toEqual([]);
    expect(await listed()).toMatchObject([{ name: 'no' }, { name: 'yes', state: 'ended' }]);
  });

  it('is refused, is told so, and does not ask again', async () => {
    expect((await owner.ask('POST', '/api/platforms/plt_no/refusal')).body).toMatchObject({ state: 'refused' });
    const again = await merchantApi(secrets[1] ?? '', '/v1/connections', { merchant: house.merchantId });
    expect(await again.json()).toMatchObject({ state: 'refused' });
    const unknown = await owner.ask('POST', '/api/platforms/plt_none/refusal');
    expect([unknown.status, codeOf(unknown.body)]).toEqual([404, 'connection_not_found']);
  });
});

describe('the page', () => {
  it('comes with a policy that lets nothing run but itself', async () => {
    const response = await fetch(`${house.console}/orders`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is nothing but what was built: no path leads out of it', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/assets/../../package.json', '/api/nothing', '/package.json', '/healthz', '/readyz', '/metrics'])
      expect((await fetch(`${house.console}${path}`)).status).toBe(404);
  });
});

async function shopNow() {
  return z.looseObject({ version: z.int(), status: z.string() }).parse((await owner.ask('GET', `/api/shops/${house.shopIds[0]}`)).body);
}

it('refuses a date that the database does not hold, by its field', async () => {
  const ends = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '0001-01-01T00:00:00+23:59'].map(encodeURIComponent);
  const asked = [
    ...['0000-01-01', '0001-01-01', '9999-12-31'].map((day) => ['day', `today?day=${day}`] as const),
    ...ends.flatMap((at) => [['from', `stock/TEA/ledger?from=${at}`] as const, ['until', `stock/TEA/ledger?until=${at}`] as const]),
  ];
  for (const [field, path] of asked) {
    const { status, body } = await owner.ask('GET', inFirst(path));
    expect([path, status, Problem.parse(body)]).toMatchObject([path, 400, { code: 'invalid_request', errors: [{ field }] }]);
  }
});

const sessionRows = async (): Promise<readonly unknown[]> => (await house.db.pool('bff').query('SELECT * FROM session')).rows;

describe('an invitation', () => {
  const Made = z.object({ person: Person, token: z.string(), endsAt: z.string() });
  const password = 'seven quiet mornings';
  const invite = async (email: string) =>
    Made.parse(
      (await owner.ask('POST', '/api/staff', { body: { email, name: 'Ines', language: 'ko', shops: [{ shopId: house.shopIds[0], role: 'clerk' }] } })).body,
    );
  const look = (token: string) => new Browser(house.console).ask('POST', '/api/invitation', { body: { token } });

  it('says whom it is for, lets them in once with a password of their own, and nobody before', async () => {
    const { token, person, endsAt } = await invite('ines@tea.example');
    expect(person.invited).toBe(true);
    expect((await look(token)).body).toEqual({ email: 'ines@tea.example', name: 'Ines', language: 'ko', merchant: 'Tea House', endsAt });
    const stored = JSON.stringify((await house.db.pool('bff').query('SELECT * FROM invitation')).rows);
    expect(stored.includes(token)).toBe(false);
    const inLine = (await house.db.pool('bff').query('SELECT password FROM person WHERE email = $1', ['ines@tea.example'])).rows;
    expect(inLine).toHaveLength(1);
    for (const guess of [token, '', password]) expect((await new Browser(house.console).logIn('ines@tea.example', guess || 'x')).status).not.toBe(200);
    const weak = await new Browser(house.console).join(token, 'passwordpassword');
    expect([weak.status, Problem.parse(weak.body)]).toMatchObject([422, { code: 'password_weak', errors: [{ field: 'password' }] }]);
    const both = await Promise.all([1, 2].map(async () => (await new Browser(house.console).join(token, password)).status));
    expect(both.toSorted()).toEqual([200, 404]);
    expect(codeOf((await look(token)).body)).toBe('invitation_not_found');
    expect((await new Browser(house.console).logIn('ines@tea.example', password)).status).toBe(200);
  });

  it('is good no more once it has ended, was replaced, or its person is locked', async () => {
    const first = await invite('late@tea.example');
    const next = Made.parse((await owner.ask('POST', `/api/staff/${first.person.personId}/invitation`, { body: { version: first.person.version } })).body);
    expect((await look(first.token)).status).toBe(404);
    expect((await look(next.token)).status).toBe(200);
    const lock = { name: 'Ines', shops: [{ shopId: house.shopIds[0], role: 'clerk' }], version: next.person.version };
    await owner.ask('PUT', `/api/staff/${first.person.personId}`, { body: { ...lock, disabled: true } });
    expect((await new Browser(house.console).join(next.token, password)).status).toBe(404);
    await owner.ask('PUT', `/api/staff/${first.person.personId}`, { body: { ...lock, disabled: false, version: next.person.version + 1 } });
    await house.db.pool('bff').query('UPDATE invitation SET ends_at = now() WHERE person_id = $1', [first.person.personId]);
    expect((await new Browser(house.console).join(next.token, password)).status).toBe(404);
    for (const none of ['', 'x', 'y'.repeat(43)]) expect([400, 404]).toContain((await look(none)).status);
  });

  it('takes the place of a password that was lost: it opens nothing any more, and its sessions end', async () => {
    const made = await invite('lost@tea.example');
    const present = new Browser(house.console);
    await present.join(made.token, password);
    const version = made.person.version + 1;
    const again = Made.parse((await owner.ask('POST', `/api/staff/${made.person.personId}/invitation`, { body: { version } })).body);
    // Also one that was begun in the same moment, and missed by what ends sessions.
    await house.db
      .pool('bff')
      .query(`INSERT INTO session (hash, person_id, csrf, started_at, used_at) VALUES (encode(sha256('late'), 'hex'), $1, 'c', now(), now())`, [
        made.person.personId,
      ]);
    expect((await fetch(`${house.console}/api/session`, { headers: { cookie: 'noren=late' } })).status).toBe(401);
    expect((await present.ask('GET', inFirst('board'))).status).toBe(401);
    expect((await new Browser(house.console).logIn('lost@tea.example', password)).status).toBe(401);
    expect((await present.join(again.token, 'eight quiet evenings')).status).toBe(200);
    expect((await present.ask('GET', inFirst('board'))).status).toBe(200);
  });
});

describe('a further shop', () => {
  const people = () =>
    grpcClient(peopleCalls.PeopleServiceClient, house.host.address('bff-people'), {
      identities: house.host.hostOf('log').identities,
      transport: house.host.hostOf('log').transport,
      self,
    });
  const Opened = z.looseObject({ shopId: z.string(), version: z.int() });
  const shopsOf = async (browser: Browser) => Session.parse((await browser.ask('GET', '/api/session')).body).shops;

  it('is opened by whoever owns all of them, owned by all who do, and by nobody else', async () => {
    const [first, second] = house.shopIds;
    const client = people();
    const takeOn = (email: string, shopIds: readonly string[]) =>
      client.takeOn({
        ...{ merchantId: house.merchantId, email, name: 'Anna', language: 'en', password: house.password },
        shops: shopIds.map((shopId) => ({ shopId, role: 'owner' })),
      });
    await takeOn('second@tea.example', [first, second]);
    await takeOn('half@tea.example', [first]);
    const open = (browser: Browser, body: object, key?: string) => browser.ask('POST', '/api/shops', { body, ...(key === undefined ? {} : { key }) });
    const half = new Browser(house.console);
    await half.logIn('half@tea.example', house.password);
    for (const [browser, name] of [
      [half, 'Three'],
      [clerk, 'Three'],
    ] as const)
      expect(codeOf((await open(browser, { name, timeZone: 'Asia/Tokyo' })).body)).toBe('role_forbidden');
    expect(codeOf((await open(owner, { name: 'Three', timeZone: 'Mars/Base' })).body)).toBe('time_zone');

    const answers = await Promise.all([1, 2].map(() => open(owner, { name: 'Three', timeZone: 'Asia/Tokyo' }, 'three')));
    expect(answers.map(({ status, body }) => [status, body])).toMatchObject(
      Array(2).fill([
        200,
        { name: 'Three', timeZone: 'Asia/Tokyo', currency: 'GBP', weeklyHours: [], orderable: { orderable: false, reason: 'shop_not_open' } },
      ]),
    );
    const [{ shopId, version } = { shopId: '', version: 0 }, again] = answers.map(({ body }) => Opened.parse(body));
    expect(again?.shopId).toBe(shopId);
    const other = new Browser(house.console);
    await other.logIn('second@tea.example', house.password);
    for (const browser of [owner, other]) expect((await shopsOf(browser)).find((one) => one.shopId === shopId)).toMatchObject({ name: 'Three', role: 'owner' });
    expect((await shopsOf(half)).map((one) => one.shopId)).toEqual([first]);
    // Who owned everything before still does: keys open every shop.
    expect((await owner.ask('GET', '/api/keys')).status).toBe(200);

    const change = (browser: Browser, body: object) => browser.ask('PUT', `/api/shops/${shopId}`, { body });
    expect((await change(other, { name: 'Drei', timeZone: 'Europe/Berlin', version })).body).toMatchObject({ name: 'Drei', timeZone: 'Europe/Berlin' });
    expect((await change(owner, { name: 'Trois', timeZone: 'Europe/Paris', version })).body).toMatchObject({ code: 'version_conflict', now: { name: 'Drei' } });
    expect(codeOf((await change(half, { name: 'Mine', timeZone: 'Europe/Paris', version: version + 1 })).body)).toBe('shop_not_found');

    // One that Noren made is handed over likewise, once.
    const ofNoren = 'shp_of_noren';
    for (let times = 0; times < 2; times += 1) await client.handShop({ merchantId: house.merchantId, shopId: ofNoren });
    const { rows } = await house.db
      .pool('bff')
      .query('SELECT email, role FROM shop_role JOIN person USING (person_id) WHERE shop_id = $1 ORDER BY email', [ofNoren]);
    expect(rows).toEqual([
      { email: 'owner@tea.example', role: 'owner' },
      { email: 'second@tea.example', role: 'owner' },
    ]);
    client.close();
  });

  it('that nobody owns yet, or that is closed for good, takes no owner’s rights away; handed over late, it is theirs', async () => {
    const client = people();
    const asNoren = { identities: house.host.hostOf('log').identities, transport: house.host.hostOf('log').transport, self };
    const shops = grpcClient(shop.ShopServiceClient, house.host.address('shop-api'), asNoren);
    const made = async (shopId: string): Promise<void> => {
      const { operationId } = await shops.createShop({ shopId, merchantId: house.merchantId, name: shopId, timeZone: 'Asia/Tokyo', weeklyHours: [] });
      await shops.waitOperation({ operationId, timeoutMs: 10_000 });
      await eventually(async () => ((await house.db.pool('bff').query('SELECT 1 FROM shop WHERE key = $1', [shopId])).rowCount ?? 0) === 1);
    };
    const mayEverywhere = async () => (await owner.ask('GET', '/api/keys')).status;
    const owners = async (shopId: string) =>
      (await house.db.pool('bff').query(`SELECT 1 FROM shop_role WHERE shop_id = $1 AND role = 'owner'`, [shopId])).rowCount;
    await made('shp_left');
    await made('shp_next');
    expect(await mayEverywhere()).toBe(200);
    await client.handShop({ merchantId: house.merchantId, shopId: 'shp_next' });
    expect(await owners('shp_next')).toBeGreaterThan(0);
    await client.handShop({ merchantId: house.merchantId, shopId: 'shp_left' });
    expect(await owners('shp_left')).toBe(await owners('shp_next'));
    await made('shp_closing');
    await client.takeOn({
      ...{ merchantId: house.merchantId, email: 'third@tea.example', name: 'Third', language: 'en', password: house.password },
      shops: [{ shopId: 'shp_closing', role: 'owner' }],
    });
    expect(await mayEverywhere()).toBe(403);
    const { operationId } = await shops.closeShop({ shopId: 'shp_closing', reason: 'mistaken' });
    await shops.waitOperation({ operationId, timeoutMs: 10_000 });
    await eventually(async () => (await mayEverywhere()) === 200);
    shops.close();
    client.close();
  });
});
