import { type ReactNode, useRef, useState } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { useSound } from '../../app/sound.tsx';
import { Empty } from '../../parts/states.tsx';
import { CountRow } from './count-row.tsx';
import { useLineReason } from './line-reason.ts';
import { MissedCodes } from './missed-codes.tsx';
import { ScanBox } from './scan-box.tsx';
import { useCount } from './use-count.ts';
import type { ScanResult } from './use-scans.ts';
import { WhichArticle } from './which-article.tsx';

/** Counting a shelf: each scan (text and Enter, wherever the focus is) finds its article and counts one more. */
export function CountTab(): ReactNode {
  const text = useText();
  const reason = useReason();
  const lineReason = useLineReason();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<ScanResult>();
  const { ring } = useSound();
  const count = useCount({
    onResult: (now) => {
      setResult(now);
      ring(now.kind === 'counted' ? 'counted' : 'missed');
    },
    lineReason,
    onDone: (n) => n > 0 && tell({ kind: 'good', title: text('count.done', { n }) }),
  });
  const home = (): void => input.current?.focus();
  const said =
    result && (result.kind === 'unknown' ? text('count.unknown', { code: result.code }) : result.kind === 'failed' ? reason(result.error) : undefined);
  return (
    <div className="count">
      <ScanBox input={input} onScan={count.scan} />
      <p id="scan-said" className={said === undefined ? 'soft' : 'bad'} role="status">
        {said ?? text('count.hint')}
      </p>
      {count.missed.length > 0 && <MissedCodes codes={count.missed} onAgain={count.again} onForget={count.forget} onTouched={home} />}
      {result?.kind === 'several' && (
        <WhichArticle
          code={result.code}
          articles={result.articles}
          onChoose={(row) => {
            count.choose(result.code, row);
            home();
          }}
        />
      )}
      {count.sheet.length === 0 ? (
        <Empty icon="scan" title={text('count.none')}>
          {text('count.noneMore')}
        </Empty>
      ) : (
        <Sheet count={count} last={result?.kind === 'counted' ? result.sku : undefined} home={home} />
      )}
    </div>
  );
}

type SheetProps = Readonly<{ count: ReturnType<typeof useCount>; last: string | undefined; home: () => void }>;

function Sheet({ count, last, home }: SheetProps): ReactNode {
  const text = useText();
  const unread = count.sheet.filter((line) => line.unread !== undefined).length;
  return (
    <section className="card count-card">
      <div className="card-head">
        <h2>{text('count.sheet', { n: count.sheet.length })}</h2>
        <span className="spring" />
        {unread > 0 && <span className="bad">{text('count.unread', { n: unread })}</span>}
        <Button
          look="quiet"
          onPress={() => {
            count.clear();
            home();
          }}
        >
          {text('count.clear')}
        </Button>
        <Button
          look="primary"
          isPending={count.isPending}
          isDisabled={unread > 0}
          onPress={() => {
            count.submit();
            home();
          }}
        >
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
              <CountRow
                key={line.sku}
                line={line}
                isLast={line.sku === last}
                onSet={count.set}
                onUnread={count.unread}
                onRemove={count.remove}
                onOverrule={count.overrule}
                onScan={count.scan}
                onTouched={home}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
