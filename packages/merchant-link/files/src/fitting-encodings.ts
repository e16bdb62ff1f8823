import { decode, encodingOf } from './encoding.ts';
import { type Fault, fault } from './faults.ts';

/** What spreadsheets save in besides UTF-8, in Western Europe and America, Japan, Korea, China and Taiwan. */
const CANDIDATES = ['windows-1252', 'shift_jis', 'euc-kr', 'gbk', 'big5'] as const;
/** So much around the first bytes that are no ASCII says what a file is in. */
const ENOUGH = 64 * 1024;

/**
 * Why cells have bytes that are no text in the encoding in which the file was read; where they are text in others, which. Nobody guesses: who imports knows where the
 * file is from, and a wrong guess is wrong names.
 */
export function encodingFault(bytes: Uint8Array, label: string): Fault {
  const encoding = encodingOf(bytes, label);
  const fits = fitting(bytes).filter((one) => one !== encoding);
  return fits.length === 0 ? fault('encoding', { encoding }) : fault('encoding_other', { encoding, fits: fits.join(', ') });
}

/** Encodings in which the bytes look like words, not only like characters. */
function fitting(bytes: Uint8Array): readonly string[] {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = bytes.lastIndexOf(NEWLINE, first) + 1;
  const cut = bytes.subarray(from, from + ENOUGH);
  const end = cut.length < ENOUGH ? cut.length : cut.lastIndexOf(NEWLINE) + 1;
  const sample = cut.subarray(0, end);
  return CANDIDATES.filter((encoding) => {
    const text = decode(sample, encoding);
    return !/[\uFFFD\u0080-\u009F]/.test(text) && !(encoding === 'windows-1252' ? FOREIGN : WESTERN).test(text);
  });
}

const NEWLINE = 0x0a;
/** Words of letters that all have accents are those of another script. */
const FOREIGN = /[\u00A1-\u00FF]{4}/;
/** One character of another script within a word of Latin letters, or a kana of half width beside one, is an accented letter and what stood behind it. */
const WESTERN = /[A-Za-z][\u3000-\u9FFF\uAC00-\uD7AF\uE000-\uFAFF][a-z]|[A-Za-z][\uFF61-\uFF9F]|[\uFF61-\uFF9F][a-z]/;
