import { UnreadableFile } from './unreadable.ts';

/** How a kind of file begins that is no CSV, and what whoever brings it can do. */
type Format = Readonly<{ begins: readonly number[]; has?: string; what: string }>;

const SAVE = 'save the sheet there as "CSV UTF-8", and bring that file';
const bytesOf = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** The first that fits is meant. */
const FORMATS: readonly Format[] = [
  { begins: ZIP, has: 'opendocument.spreadsheet', what: `this is an OpenDocument spreadsheet (.ods): ${SAVE}` },
  { begins: ZIP, has: 'Index/Document.iwa', what: 'this is a Numbers spreadsheet: export it there as CSV, and bring that file' },
  { begins: ZIP, has: 'word/', what: 'this is a Word document: a CSV file is wanted' },
  { begins: ZIP, has: '[Content_Types].xml', what: `this is an Excel workbook (.xlsx): ${SAVE}` },
  { begins: ZIP, has: 'xl/', what: `this is an Excel workbook (.xlsx): ${SAVE}` },
  { begins: ZIP, what: 'this is a zip archive: unpack it, and bring the CSV file that is in it' },
  { begins: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], what: `this is an Excel workbook (.xls): ${SAVE}` },
  { begins: bytesOf('%PDF'), what: 'this is a PDF: a CSV file is wanted' },
  { begins: [0x1f, 0x8b], what: 'this is a gzip archive: unpack it, and bring the CSV file that is in it' },
  { begins: bytesOf('{\\rtf'), what: 'this is an RTF document: a CSV file is wanted' },
  { begins: [0x89, ...bytesOf('PNG')], what: 'this is a picture: a CSV file is wanted' },
  { begins: [0xff, 0xd8, 0xff], what: 'this is a picture: a CSV file is wanted' },
];

/** Where a zip names the first of its files; what names the kind of document stands here or at the end. */
const ENDS = 64 * 1024;

/** Throws `UnreadableFile`, saying what it is and what to do, where the bytes are those of another kind of file that offices have. */
export function refuseOtherFormats(bytes: Uint8Array): void {
  const candidates = FORMATS.filter(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (candidates.length === 0) return;
  const ends = [bytes.subarray(0, ENDS), bytes.subarray(-ENDS)].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  const format = candidates.find(({ has }) => has === undefined || ends.some((part) => part.includes(has)));
  if (format !== undefined) throw new UnreadableFile(format.what);
}
