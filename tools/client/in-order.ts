/** Works through the items in their order, `width` of them at a time. Ends when all have ended; throws the first error, once those under way have ended. */
export async function inOrder<Item>(items: Iterable<Item>, width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failed: Readonly<{ error: unknown }> | undefined;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && failed === undefined; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failed !== undefined) throw failed.error;
}

/** The items in pieces of at most `size`. */
export const pieces = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
