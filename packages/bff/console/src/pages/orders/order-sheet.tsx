import { orders, type OrderDetail } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask as request } from '../../api/ask.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Fact } from '../../parts/fact.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import type { Asking } from './asking.tsx';
import { cardOf, promisedAt } from './board.ts';
import { OrderHistory } from './order-history.tsx';
import { OrderLines } from './order-lines.tsx';
import { ReasonText } from './reason-text.tsx';
import { orderKey } from './use-board.ts';
import type { Move } from './use-move.ts';

type Props = Readonly<{ orderId: string; ask: (asking: Asking) => void; move: (card: ReturnType<typeof cardOf>, move: Move) => void; onClose: () => void }>;

/** All about one order, beside the board. */
export function OrderSheet({ orderId, ask, move, onClose }: Props): ReactNode {
  const text = useText();
  const { shopId } = useShop();
  const query = useQuery({ queryKey: orderKey(orderId), queryFn: ({ signal }) => request(orders.get, { params: { shopId, orderId }, signal }) });
  const order = query.data;
  return (
    <Sheet
      place="side"
      title={order ? text('orders.order', { order: order.externalId }) : text('common.loading')}
      onClose={onClose}
      footer={order && <Moves order={order} ask={ask} move={move} />}
    >
      {order ? <About order={order} /> : query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </Sheet>
  );
}

function About({ order }: Readonly<{ order: OrderDetail }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const promised = promisedAt(cardOf(order));
  return (
    <>
      <dl className="facts">
        <Fact name={text('orders.stateName')}>{text(`orders.state.${order.state}`)}</Fact>
        <Fact name={text('orders.channel')}>{order.channel}</Fact>
        <Fact name={text('orders.placedAt')}>{format.full(order.placedAt)}</Fact>
        {promised !== undefined && <Fact name={text('orders.promised')}>{format.time(new Date(promised))}</Fact>}
        {order.total && (
          <Fact name={text('orders.total')}>
            <strong>{format.money(order.total)}</strong>
          </Fact>
        )}
      </dl>
      {order.reasons.length > 0 && (
        <section className="order-reasons">
          <h3>{text('orders.reason')}</h3>
          <ul>
            {order.reasons.map((reason, at) => (
              <li key={at}>
                <ReasonText code={reason.code} />
                {reason.sku !== undefined && <span className="code"> {reason.sku}</span>}
                {reason.message !== '' && <span className="soft"> {reason.message}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <OrderLines order={order} />
      <OrderHistory order={order} />
    </>
  );
}

function Moves({ order, ask, move }: Readonly<{ order: OrderDetail }> & Pick<Props, 'ask' | 'move'>): ReactNode {
  const text = useText();
  const card = cardOf(order);
  const cancel = (
    <Button look="danger" onPress={() => ask({ what: 'cancel', card })}>
      {text('orders.cancel')}
    </Button>
  );
  if (order.state === 'confirmed')
    return (
      <>
        <Button onPress={() => ask({ what: 'reject', card })}>{text('orders.reject')}</Button>
        <Button look="primary" onPress={() => ask({ what: 'accept', card })}>
          {text('orders.accept')}
        </Button>
      </>
    );
  if (order.state === 'accepted')
    return (
      <>
        {cancel}
        <Button look="primary" onPress={() => move(card, { verb: 'ready' })}>
          {text('orders.ready')}
        </Button>
      </>
    );
  if (order.state !== 'ready') return null;
  return (
    <>
      {cancel}
      <Button look="primary" onPress={() => move(card, { verb: 'handOver' })}>
        {text('orders.handOver')}
      </Button>
    </>
  );
}
