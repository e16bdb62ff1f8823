import type { OrderDetail, OrderHappening } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { ReasonText } from './reason-text.tsx';

/** What happened to the order, when, and who did it. */
export function OrderHistory({ order }: Readonly<{ order: OrderDetail }>): ReactNode {
  const text = useText();
  return (
    <section>
      <h3>{text('orders.history')}</h3>
      <ol className="history">
        {order.history.map((one, at) => (
          <Happening key={at} happening={one} />
        ))}
      </ol>
    </section>
  );
}

function Happening({ happening: { at, what, by, reason, readyInMinutes } }: Readonly<{ happening: OrderHappening }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <li>
      <time dateTime={at}>{format.full(at)}</time>
      <span>
        <strong>{text(what === 'returned' ? 'orders.state.returned' : `orders.state.${what}`)}</strong>
        {readyInMinutes !== undefined && <> · {text('orders.minutes', { n: readyInMinutes })}</>}
        {reason !== undefined && reason !== '' && (
          <>
            {' '}
            · <ReasonText code={reason} />
          </>
        )}
        <span className="hint">{by.kind === 'noren' ? text('orders.byNoren') : text(`orders.by.${by.kind}`, { name: by.name })}</span>
      </span>
    </li>
  );
}
