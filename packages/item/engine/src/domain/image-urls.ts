import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';

/** A few whole addresses of the web, without credentials in them. */
export function checkedImageUrls(urls: readonly string[]): readonly string[] {
  if (urls.length > limits.images) throw refusal('image_urls', 'item.imageUrls');
  for (const [at, url] of urls.entries()) if (!isWebAddress(url)) throw refusal('image_urls', `item.imageUrls.${at}`);
  return urls;
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/iu.test(text) || text.length > limits.imageUrlCharacters) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}
