import { roundTrips } from '@noren/testing/golden-suite';
import { expect, it } from 'vitest';
import { eventCodec } from './codec.ts';
import { golden } from './golden.test-support.ts';

roundTrips(golden);

it.each(['CategoryCreated', 'CategoryRenamed', 'CategoryMoved', 'ItemFiled'])('%s without what it is about is a mistake', (type) => {
  expect(() => eventCodec.decode(`noren.category.v1.${type}`, new Uint8Array())).toThrow('is missing');
});
