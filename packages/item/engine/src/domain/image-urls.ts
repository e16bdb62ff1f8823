import { Refusal } from '@noren/kernel';

const mostImages = 10;
const mostCharacters = 2_048;

/** At most ten whole addresses of the web, without credentials in them. */
export function checkImageUrls(urls: readonly string[]): void {
  if (urls.length > mostImages) throw new Refusal('invalid', 'image_urls', `an item has at most ${mostImages} images`, 'item.imageUrls');
  for (const [at, url] of urls.entries())
    if (!isWebAddress(url)) throw new Refusal('invalid', 'image_urls', 'an image is a whole https or http address', `item.imageUrls.${at}`);
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/iu.test(text) || text.length > mostCharacters) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}
