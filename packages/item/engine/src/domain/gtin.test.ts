import { scenarios } from '@noren/testing';
import { it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import { upsert } from './sample-item.ts';

it('a GTIN that is none is refused', () =>
  scenarios(itemRules)()
    .when(upsert({ gtin: '4006381333932' }))
    .then({ refused: 'gtin', kind: 'invalid', field: 'item.gtin' }));
