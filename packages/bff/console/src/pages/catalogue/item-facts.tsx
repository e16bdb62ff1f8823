import type { Item } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { languageNames } from '../../i18n/catalogue.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Fact } from '../../parts/fact.tsx';

/** An article for those who may not change it. */
export function ItemFacts({ item }: Readonly<{ item: Item }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <dl className="facts">
      {Object.entries(item.names).map(([language, name]) => (
        <Fact key={language} name={Object.entries(languageNames).find(([one]) => one === language)?.[1] ?? language}>
          {name}
        </Fact>
      ))}
      <Fact name={text('catalogue.price')}>{format.money(item.price)}</Fact>
      <Fact name={text('catalogue.status')}>{text(`catalogue.status.${item.status}`)}</Fact>
      {item.gtin !== undefined && <Fact name={text('catalogue.gtin')}>{item.gtin}</Fact>}
      {item.stock && <Fact name={text('catalogue.available')}>{format.quantity(item.stock.available, item.soldBy)}</Fact>}
    </dl>
  );
}
