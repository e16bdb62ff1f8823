import type { Column, OrderCard as Card, OrderPage } from '@noren/bff-contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { RowBoundary } from '../../parts/row-boundary.tsx';
import { useNearFocus } from '../../parts/use-near-focus.ts';
import type { Asking } from './asking.tsx';
import { OrderCard } from './order-card.tsx';
import type { Move } from './use-move.ts';

type Props = Readonly<{
  column: Column;
  page: OrderPage;
  count: number;
  now: number;
  moving: ReadonlySet<string>;
  filtered: boolean;
  ask: (asking: Asking) => void;
  move: (card: Card, move: Move) => void;
  onMore: (() => void) | undefined;
}>;

/** A column of the board. Only the cards in sight are in the page, so that five hundred scroll as smoothly as five. */
export function BoardColumn({ column, page, count, now, moving, filtered, ask, move, onMore }: Props): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { orders } = page;
  const { rangeExtractor, onFocusOf } = useNearFocus();
  const rows = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (column === 'done' ? 128 : 176),
    getItemKey: (index) => orders[index]?.orderId ?? index,
    overscan: 4,
    rangeExtractor,
    // Cards that come and go above do not move what is in sight ('end' says: keep the card at the top where it is), except for who looks at the very top.
    anchorTo: (scroller.current?.scrollTop ?? 0) > 0 ? 'end' : 'start',
    paddingStart: 2,
    paddingEnd: 12,
    gap: 10,
  });
  const title = `column-${column}`;
  return (
    <section className={`board-column ${column}`} aria-labelledby={title}>
      <h2 id={title} className="column-title">
        {text(`orders.column.${column}`)}
        <span className="column-count">{count}</span>
      </h2>
      <div ref={scroller} className="column-scroll">
        {orders.length === 0 && <p className="column-empty">{text(filtered ? 'orders.noneFound' : `orders.none.${column}`)}</p>}
        <ul style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ key, index, start }) => {
            const card = orders[index];
            return (
              card && (
                <li
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  className="column-item"
                  style={{ transform: `translateY(${start}px)` }}
                  aria-setsize={orders.length}
                  aria-posinset={index + 1}
                  onFocus={onFocusOf(index)}
                >
                  <RowBoundary id={card.orderId}>
                    <OrderCard card={card} now={now} isMoving={moving.has(card.orderId)} ask={ask} move={move} />
                  </RowBoundary>
                </li>
              )
            );
          })}
        </ul>
        {onMore && (
          <Button size="small" className="column-more" onPress={onMore}>
            {text('common.more')}
          </Button>
        )}
      </div>
    </section>
  );
}
