import type { OrderCard as Card } from '@noren/bff-contract';
import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { pathTo } from '../../app/routes.ts';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { promisedAt } from './board.ts';
import type { Asking } from './asking.tsx';
import type { Move } from './use-move.ts';

type Props = Readonly<{ card: Card; now: number; isMoving: boolean; ask: (asking: Asking) => void; move: (card: Card, move: Move) => void }>;

/** An order at a glance, and the one thing to do with it next. */
export const OrderCard = memo(function OrderCard({ card, now, isMoving, ask, move }: Props): ReactNode {
  const { text, language } = useReader();
  const format = useFormat();
  return (
    <article className={`order-card ${card.state}`} aria-label={text('orders.order', { order: card.externalId })}>
      <header className="order-card-head">
        <Link href={pathTo(card.shopId, 'orders', card.orderId)} className="order-number">
          {card.externalId}
        </Link>
        {card.total && <strong className="order-total">{format.money(card.total)}</strong>}
      </header>
      <p className="order-meta">
        <span className="clip">{card.channel}</span>
        <span aria-hidden="true">·</span>
        <time dateTime={card.placedAt}>{format.time(card.placedAt)}</time>
        <span className={isWaiting(card, now) ? 'waits' : ''}>{format.ago(card.placedAt, now)}</span>
      </p>
      <p className="order-names">
        {card.names.map((names) => nameIn(names, language)).join(text('common.listSeparator'))}
        {card.lines > card.names.length && <span className="soft"> {text('orders.moreLines', { n: card.lines - card.names.length })}</span>}
      </p>
      <p className="order-status">
        <span>{text('orders.units', { n: card.units })}</span>
        <Promise card={card} now={now} />
        {(card.state === 'rejected' || card.state === 'cancelled') && <span className="pill bad">{text(`orders.state.${card.state}`)}</span>}
        {(card.state === 'handed_over' || card.state === 'completed') && <span className="pill good">{text(`orders.state.${card.state}`)}</span>}
      </p>
      <Actions card={card} isMoving={isMoving} ask={ask} move={move} />
    </article>
  );
});

/** Somebody waits for an answer: after so many minutes customers go elsewhere. */
const PATIENCE_MS = 5 * 60_000;
const isWaiting = ({ state, placedAt }: Card, now: number): boolean => state === 'confirmed' && now - Date.parse(placedAt) > PATIENCE_MS;

function Promise({ card, now }: Pick<Props, 'card' | 'now'>): ReactNode {
  const text = useText();
  const format = useFormat();
  const at = promisedAt(card);
  if (at === undefined) return null;
  return <span className={at < now ? 'pill bad' : 'pill info'}>{text(at < now ? 'orders.late' : 'orders.readyBy', { time: format.time(new Date(at)) })}</span>;
}

function Actions({ card, isMoving, ask, move }: Omit<Props, 'now'>): ReactNode {
  const text = useText();
  if (card.state === 'confirmed')
    return (
      <div className="order-actions">
        <Button look="primary" isPending={isMoving} onPress={() => ask({ what: 'accept', card })}>
          {text('orders.accept')}
        </Button>
        <Button isPending={isMoving} onPress={() => ask({ what: 'reject', card })}>
          {text('orders.reject')}
        </Button>
      </div>
    );
  if (card.state === 'accepted')
    return (
      <div className="order-actions">
        <Button look="primary" isPending={isMoving} onPress={() => move(card, { verb: 'ready' })}>
          {text('orders.ready')}
        </Button>
      </div>
    );
  if (card.state !== 'ready') return null;
  return (
    <div className="order-actions">
      <Button look="primary" isPending={isMoving} onPress={() => move(card, { verb: 'handOver' })}>
        {text('orders.handOver')}
      </Button>
    </div>
  );
}
