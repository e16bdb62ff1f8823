/** `[sku, GTIN-13, English, Japanese and Korean name, price in pence, category, tax class, on hand]`. */
export type Article = readonly [string, string, string, string, string, number, string, string, number];
