import type { SavedItem } from '@noren/bff-contract';
import { useText } from '../../i18n/reader.tsx';
import { tell } from '../../parts/notices.tsx';

/** Says that other articles bear the bar code of one that was saved: packs may, but a mistake looks just so. It stays until it is put away. */
export function useSameGtin(): (saved: SavedItem) => void {
  const text = useText();
  return ({ gtin = '', sameGtin = [] }) => {
    if (sameGtin.length > 0) tell({ kind: 'bad', title: text('catalogue.sameGtin', { gtin, skus: sameGtin.slice(0, 5).join(', ') }) });
  };
}
