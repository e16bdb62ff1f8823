import type { StockRow } from '@noren/bff-contract';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { nameIn } from '../../i18n/format.ts';
import { useReader, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { Empty } from '../../parts/states.tsx';
import { CountRow } from './count-row.tsx';
import { useLineReason } from './line-reason.ts';
import { type ScanResult, useCount } from './use-count.ts';

/** Counting a shelf: each scan (text and Enter) finds its article and counts one more. */
export function CountTab(): ReactNode {
  const text = useText();
  const reason = useReason();
  const lineReason = useLineReason();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<ScanResult>();
  const [code, setCode] = useState('');
  const count = useCount({
    onResult: setResult,
    lineReason,
    onDone: (n) => n > 0 && tell({ kind: 'good', title: text('count.done', { n }) }),
  });
  const scan = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') count.scan(code.trim());
    setCode('');
  };
  const said =
    result && (result.kind === 'unknown' ? text('count.unknown', { code: result.code }) : result.kind === 'failed' ? reason(result.error) : undefined);
  return (
    <div className="count">
      <form className="scan-box card" onSubmit={scan}>
        <Icon name="scan" size={26} />
        <label htmlFor="scan" className="scan-label">
          {text('count.scan')}
        </label>
        <input
          id="scan"
          ref={input}
          className="scan-input code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          aria-describedby="scan-said"
        />
        <Button type="submit">{text('count.add')}</Button>
      </form>
      <p id="scan-said" className={said === undefined ? 'soft' : 'bad'} role="status">
        {said ?? text('count.hint')}
      </p>
      {result?.kind === 'several' && <Which code={result.code} articles={result.articles} onChoose={count.choose} />}
      {count.sheet.length === 0 ? (
        <Empty icon="scan" title={text('count.none')}>
          {text('count.noneMore')}
        </Empty>
      ) : (
        <Sheet count={count} last={result?.kind === 'counted' ? result.sku : undefined} />
      )}
    </div>
  );
}

type WhichProps = Readonly<{ code: string; articles: readonly StockRow[]; onChoose: (row: StockRow) => void }>;

/** Which of the articles with one bar code is meant. */
function Which({ code, articles, onChoose }: WhichProps): ReactNode {
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

function Sheet({ count, last }: Readonly<{ count: ReturnType<typeof useCount>; last: string | undefined }>): ReactNode {
  const text = useText();
  return (
    <section className="card count-card">
      <div className="card-head">
        <h2>{text('count.sheet', { n: count.sheet.length })}</h2>
        <span className="spring" />
        <Button look="quiet" onPress={count.clear}>
          {text('count.clear')}
        </Button>
        <Button look="primary" isPending={count.isPending} onPress={count.submit}>
          {text('count.submit')}
        </Button>
      </div>
      <div className="scroll-x count-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text('orders.article')}</th>
              <th scope="col" className="number">
                {text('count.expected')}
              </th>
              <th scope="col">{text('count.counted')}</th>
              <th scope="col" className="number">
                {text('count.difference')}
              </th>
              <th scope="col">
                <span className="hidden">{text('count.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {count.sheet.map((line) => (
              <CountRow key={line.sku} line={line} isLast={line.sku === last} onSet={count.set} onRemove={count.remove} onOverrule={count.overrule} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
