import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category, CategoryCommand, CategoryEvent } from '../domain/category.ts';
import { commandCodec, eventCodec } from './codec.ts';

/** An entry for every message of a union: one that is missing does not compile. */
type Samples<Message extends Readonly<{ type: string }>> = { readonly [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>> };

const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const version = fc.maxSafeInteger();
const names = fc.array(fc.record({ language: text, text }), { maxLength: 4 });

const commands: Samples<CategoryCommand> = {
  CreateCategory: fc.record({
    type: fc.constant('CreateCategory'),
    categoryId: text,
    merchantId: text,
    parentId: text,
    names,
    position: fc.integer(),
  }),
  RenameCategory: fc.record(
    { type: fc.constant('RenameCategory'), categoryId: text, merchantId: text, names, expectedVersion: version },
    { requiredKeys: ['type', 'categoryId', 'merchantId', 'names'] },
  ),
  MoveCategory: fc.record(
    { type: fc.constant('MoveCategory'), categoryId: text, merchantId: text, parentId: text, position: fc.integer(), expectedVersion: version },
    { requiredKeys: ['type', 'categoryId', 'merchantId', 'parentId', 'position'] },
  ),
  ArrangeCategories: fc.record({ type: fc.constant('ArrangeCategories'), merchantId: text, parentId: text, categoryIds: fc.array(text, { maxLength: 4 }) }),
  DeleteCategory: fc.record(
    { type: fc.constant('DeleteCategory'), categoryId: text, merchantId: text, expectedVersion: version },
    { requiredKeys: ['type', 'categoryId', 'merchantId'] },
  ),
  FileItem: fc.record({ type: fc.constant('FileItem'), merchantId: text, sku: text, categoryId: text }),
};

const category: fc.Arbitrary<Category> = fc.record({ categoryId: text, merchantId: text, parentId: text, names, position: fc.integer(), version });

const eventSamples: Samples<CategoryEvent> = {
  CategoryCreated: fc.record({ type: fc.constant('CategoryCreated'), category }),
  CategoryRenamed: fc.record({ type: fc.constant('CategoryRenamed'), category }),
  CategoryMoved: fc.record({ type: fc.constant('CategoryMoved'), category, formerParentId: text }),
  CategoryDeleted: fc.record({ type: fc.constant('CategoryDeleted'), categoryId: text, merchantId: text, formerParentId: text, version }),
  ItemFiled: fc.record({
    type: fc.constant('ItemFiled'),
    filing: fc.record({ merchantId: text, sku: text, categoryId: text }),
    formerCategoryId: text,
  }),
};

/** fast-check also makes objects without a prototype; messages never are. A key that is undefined stays one, which strict equality sees. */
const plain = <Message>(message: Message): Message => structuredClone(message);
const all = <Message>(samples: Readonly<Record<string, fc.Arbitrary<Message>>>) => Object.entries(samples);

describe('through its message and back', () => {
  it.each(all<CategoryCommand>(commands))('%s is the same command', (type, sample) => {
    fc.assert(
      fc.property(sample, (command) => {
        const encoded = commandCodec.encode(command);
        expect(encoded.type).toBe(`noren.category.v1.${type}`);
        expect(commandCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(command));
      }),
    );
  });

  it.each(all<CategoryEvent>(eventSamples))('%s is the same event', (type, sample) => {
    fc.assert(
      fc.property(sample, (event) => {
        const encoded = eventCodec.encode(event);
        expect(encoded.type).toBe(`noren.category.v1.${type}`);
        expect(eventCodec.decode(encoded.type, encoded.value)).toStrictEqual(plain(event));
      }),
    );
  });
});

it.each(['CategoryCreated', 'CategoryRenamed', 'CategoryMoved', 'ItemFiled'])('%s without what it is about is a mistake', (type) => {
  expect(() => eventCodec.decode(`noren.category.v1.${type}`, new Uint8Array())).toThrow('is missing');
});

it('a deletion from before it had a version has version 0', () => {
  const bytes = Buffer.from('0a076361745f74656112096d65725f6b697373611a0a6361745f6472696e6b73', 'hex');
  expect(eventCodec.decode('noren.category.v1.CategoryDeleted', bytes)).toStrictEqual({
    type: 'CategoryDeleted',
    categoryId: 'cat_tea',
    merchantId: 'mer_kissa',
    formerParentId: 'cat_drinks',
    version: 0,
  });
});
