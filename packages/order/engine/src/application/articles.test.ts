import { describe, expect, it } from 'vitest';
import { gbp, itemEvent } from '../domain/events.test-support.ts';
import { articles } from './articles.ts';
import { memory } from './memory.test-support.ts';

const key = 'mer_1/pen';

describe('what Order keeps of an item', () => {
  it('is found under any spelling of its SKU', () => {
    expect(articles.reads(itemEvent('ＰＥＮ', 150))).toEqual({ article: [key] });
  });
  it('is its first name, price and state, with the version', () => {
    const { view, take } = memory();
    take(itemEvent('pen', 150));
    expect(view.article(key)).toEqual({
      merchantId: 'mer_1',
      sku: 'pen',
      itemId: 'itm_pen',
      name: 'A pen',
      price: gbp(150),
      soldBy: 'piece',
      status: 'published',
      version: 1,
    });
  });
  it('never goes back to an older version, however late it comes', () => {
    const { view, take } = memory();
    for (const version of [1, 3, 2, 3]) take(itemEvent('pen', version * 100, { version, status: version === 3 ? 'draft' : 'published' }));
    expect(view.article(key)).toMatchObject({ version: 3, price: gbp(300), status: 'draft' });
  });
});
