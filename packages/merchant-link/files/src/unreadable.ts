/** The file cannot be read as a table at all. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
