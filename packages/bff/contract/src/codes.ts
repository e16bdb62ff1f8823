/** How codes are read that were scanned: the page does as the server does. */
export { gtin14, isGtin } from '@noren/item-contract/gtin';
export { scannedCode } from '@noren/item-contract/scanned-code';
