import fc from 'fast-check';
import { readItems, UnreadableFile } from '@noren/merchant-link-files';

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '""', ',', ';', '\t', '\r\n', '\n', '=1+1', '-1', '1e999', '９', '\u0000', '\ufeff'),
);
const header = fc.constantFrom('sku,name:en,price', 'sku;price;name:en;on_hand', 'Handle,Title,Variant SKU,Variant Price,Image Src', 'price', '');
const text = fc
  .tuple(header, fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }))
  .map(([first, rows]) => [first, ...rows.map((cells) => cells.join(','))].join('\n'));
const bytes = fc.oneof(
  text.map((written) => Buffer.from(written)),
  fc.uint8Array({ maxLength: 300 }),
);

/** Any bytes as an import file: read, told to be unreadable, or row by row at fault; never anything else. */
const anyFile = fc.property(bytes, (file) => {
  try {
    readItems(file, { currency: 'GBP', language: 'en', encoding: 'utf-8' });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
});

export function files(seed: number, numRuns: number): readonly string[] {
  const { failed, counterexamplePath, errorInstance, counterexample } = fc.check(anyFile, { seed, numRuns });
  return failed ? [`seed ${seed}, path ${counterexamplePath}: ${String(errorInstance)} ${fc.stringify(counterexample).slice(0, 1_000)}`] : [];
}
