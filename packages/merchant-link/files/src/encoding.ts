import iconv from 'iconv-lite';
import { UnreadableFile } from './unreadable.ts';

/** What spreadsheets and tills call encodings that WHATWG knows by another label. */
const LABELS: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  ansi: 'windows-1252',
};

/** Encodings for which Node's own decoder (ICU) has other tables than WHATWG: its EUC-KR lacks the 8,822 syllables of windows-949, its Big5 those of Hong Kong. */
const TABLES: Readonly<Record<string, string>> = { 'euc-kr': 'cp949', big5: 'big5hkscs' };

/**
 * The text that the bytes are. `label` is WHATWG's, or what else an encoding is often called; a byte order mark says more than it, and so does the look of UTF-16. Bytes that are no text
 * become U+FFFD, so that only their rows are lost. Throws `UnreadableFile` where the label is not known.
 */
export function decode(bytes: Uint8Array, label: string): string {
  const encoding = encodingOf(bytes, label);
  const table = TABLES[encoding];
  return table === undefined ? new TextDecoder(encoding).decode(bytes) : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), table);
}

/** The encoding in which bytes are read, by WHATWG's name: what they say themselves, else what `label` says. Throws `UnreadableFile` where that is not known. */
export const encodingOf = (bytes: Uint8Array, label: string): string => markOf(bytes) ?? known(label);

function markOf(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // No text but UTF-16 has the byte 0 in every other place; its header begins with letters.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : undefined;
}

function known(label: string): string {
  const asked = label.trim().toLowerCase();
  try {
    return new TextDecoder(LABELS[asked] ?? asked).encoding;
  } catch {
    throw new UnreadableFile(`${label.slice(0, 30)} is no encoding that is known here`);
  }
}
