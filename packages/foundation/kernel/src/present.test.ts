import { expect, it } from 'vitest';
import { present } from './present.ts';

it('leaves out what is undefined, and nothing else', () => expect(present({ a: undefined, b: null, c: '', d: 0 })).toStrictEqual({ b: null, c: '', d: 0 }));
