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

type Said = Partial<Readonly<Record<keyof typeof itemFields, unknown>>>;

/** The paths of the fields that are there, set or not: a mask of what somebody says, and of nothing that they do not know. */
export const pathsOf = (said: Said): readonly string[] => paths(said, () => true);

/** The paths of the fields that are set, as proto3 has it: they are named where a caller gives no mask (AIP-134). */
export const setFields = (said: Said): readonly string[] => paths(said, isSet);

const paths = (said: Said, fits: (value: unknown) => boolean): readonly string[] =>
  Object.entries(itemFields).flatMap(([field, path]) => (Object.hasOwn(said, field) && fits(Reflect.get(said, field)) ? [path] : []));

const isSet = (value: unknown): boolean => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
