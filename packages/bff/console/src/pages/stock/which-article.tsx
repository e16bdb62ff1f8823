import type { StockRow } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { nameIn } from '../../i18n/format.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';

type Props = Readonly<{ code: string; articles: readonly StockRow[]; onChoose: (row: StockRow) => void }>;

/** Which of the articles with one bar code is meant. */
export function WhichArticle({ code, articles, onChoose }: Props): ReactNode {
  const { text, language } = useReader();
  const label = text('count.which', { code });
  return (
    <section className="card card-body" role="group" aria-label={label}>
      <p role="alert">{label}</p>
      <div className="form-actions">
        {articles.map((row) => (
          <Button key={row.sku} onPress={() => onChoose(row)}>
            {`${nameIn(row.names, language, row.sku)} · ${row.sku}`}
          </Button>
        ))}
      </div>
    </section>
  );
}
