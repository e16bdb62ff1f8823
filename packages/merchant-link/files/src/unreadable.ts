/** The file cannot be read as a table at all. The sentence may quote the file, whose control characters steer no terminal and no page. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  constructor(sentence: string) {
    super(sentence.replaceAll(/[\p{Cc}\p{Cf}\uFFFD]+/gu, '·'));
  }
}
