import { dictionary } from '@zxcvbn-ts/language-common';
import type { IsCommon } from '../application/password-rules.ts';

/** Some 50,000 passwords from breaches, most used first, as zxcvbn-ts keeps them. */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

export const isCommon: IsCommon = (password) => common.has(password);
