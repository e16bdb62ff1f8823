import { TooManyRequests } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { files } from './files.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };
const read = (text: string, merchantId = 'mer_1') => files.read(merchantId, Buffer.from(text), reading);

it('a file that cannot be read is refused in a sentence', async () => {
  await expect(read('colour\nred\n')).rejects.toMatchObject({ kind: 'invalid', code: 'file_unreadable' });
});

it('six files at once are read or wait for it, and whoever brings one more is asked to come again', async () => {
  const came = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => read(`sku,name:en,price\nS${at},Pot,1.00\n`, `mer_${at}`)));
  expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  for (const one of came) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(TooManyRequests);
  expect((await read('sku,name:en,price\nS,Pot,1.00\n')).items).toHaveLength(1);
});

it('two of a merchant’s files at once leave room for those of others', async () => {
  const came = await Promise.allSettled(['mer_1', 'mer_1', 'mer_1', 'mer_1', 'mer_2', 'mer_1', 'mer_3'].map((of) => read('sku,price\nS,1.00\n', of)));
  expect(came.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, false, true, false, true]);
});
