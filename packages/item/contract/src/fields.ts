/** What may be said of an item, by its names in the proto: the paths of a field mask. The engine does not compile without one of them. */
export const itemFields = {
  gtin: 'gtin',
  names: 'names',
  price: 'price',
  taxClass: 'tax_class',
  status: 'status',
  imageUrls: 'image_urls',
  soldBy: 'sold_by',
} as const;

/** The fields that are set, as proto3 has it: they are named where a caller gives no mask (AIP-134). */
export const setFields = (data: Partial<Readonly<Record<keyof typeof itemFields, unknown>>>): readonly string[] =>
  Object.entries(itemFields)
    .filter(([field]) => isSet(Reflect.get(data, field)))
    .map(([, path]) => path);

const isSet = (value: unknown): boolean => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
