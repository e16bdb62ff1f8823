import { type Read, readImageUrls } from './cells.ts';
import { fault } from './faults.ts';

/**
 * The addresses of a cell: with spaces, line breaks, bars, commas or semicolons between them. A comma or semicolon within an address stays where it is: it only
 * ends one in front of a space, of another address, or at the end. Two that nothing separates are refused.
 */
export function readImages(text: string): Read<readonly string[]> {
  const urls = addressesOf(text);
  const bad = urls.length === 0 ? text : urls.find(isTwo);
  return bad === undefined ? readImageUrls(urls) : fault('image_address', { text: bad });
}

export const addressesOf = (text: string): readonly string[] =>
  text
    .split(/[\s|]+/)
    .flatMap((word) => word.split(/(?<=[,;])(?=https?:\/\/)/i))
    .map(withoutCommas)
    .filter((address) => address !== '');

/** An address may have another one in it (`https://proxy.example/https://…`), but not right behind a letter. */
const isTwo = (address: string): boolean => /[\p{L}\p{N}]https?:\/\//iu.test(address);

function withoutCommas(word: string): string {
  let [from, to] = [0, word.length];
  while (from < to && isComma(word[from])) from += 1;
  while (to > from && isComma(word[to - 1])) to -= 1;
  return word.slice(from, to);
}

const isComma = (one: string | undefined): boolean => one === ',' || one === ';';
