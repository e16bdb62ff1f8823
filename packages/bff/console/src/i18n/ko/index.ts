import { catalogue } from './catalogue.ts';
import { common } from './everywhere.ts';
import { orders } from './orders.ts';
import { people } from './people.ts';
import { problem } from './problem.ts';
import { shop } from './shop.ts';
import { stock } from './stock.ts';
import type { Texts } from '../texts.ts';

export const ko: Texts = { ...common, ...orders, ...catalogue, ...stock, ...shop, ...people, ...problem };
