/** Our own CSV with two rows to be written over: what `npm run import` and the console give to whoever begins. */
export const TEMPLATE =
  'sku,name:en,name:ja,price,currency,gtin,tax_class,status,sold_by,category,on_hand,image_urls\r\n' +
  'POT-L,"Clay pot, large",素焼き鉢 大,15.99,,4006381333931,standard,published,piece,Garden > Pots,3,https://example.com/pot.jpg https://example.com/pot-2.jpg\r\n' +
  'TEA-G,Green tea by weight,緑茶,42.00,,,reduced,draft,weight,Food and drink > Tea,2500,\r\n';
