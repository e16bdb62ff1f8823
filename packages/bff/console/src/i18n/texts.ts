import type { en } from './en/index.ts';
import type { Entry } from './text.ts';

/** The key of a text of the page. English is where keys are made; the others must have the same. */
export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, Entry>>;
