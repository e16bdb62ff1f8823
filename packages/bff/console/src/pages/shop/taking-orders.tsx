import { Shop, shops } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { shopKey, shopStateKey } from '../orders/shop-state.tsx';
import { ReasonText } from '../orders/reason-text.tsx';
import { PauseSheet } from './pause-sheet.tsx';

/** Says whether orders come in, why not, and until when; and turns them off and on. */
export function TakingOrders({ shop, may }: Readonly<{ shop: Shop; may: boolean }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const [pausing, setPausing] = useState(false);
  const resume = useResume(shop);
  const { orderable, opensAt } = shop.orderable;
  const kind = orderable ? 'good' : 'warning';
  const title = shopStateKey(shop);
  return (
    <section className={`card taking ${kind}`}>
      <span className="taking-icon">
        <Icon name={orderable ? 'check' : shop.status === 'paused' ? 'pause' : 'clock'} size={26} />
      </span>
      <div className="taking-text">
        <h2>{text(title)}</h2>
        <p className="soft">
          {shop.status === 'paused' && shop.reason !== '' && (
            <>
              {text('orders.reason')}: <ReasonText code={shop.reason} />
              {'. '}
            </>
          )}
          {title === 'shop.suspended' && text('shop.suspendedMore')}
          {!orderable &&
            title !== 'shop.suspended' &&
            (opensAt === undefined ? shop.status === 'paused' && text('shop.untilResumed') : text('shop.againFrom', { time: format.full(opensAt) }))}
          {orderable && text('shop.takingMore')}
        </p>
      </div>
      {may && shop.status === 'paused' && (
        <Button look="primary" icon="play" isPending={resume.isPending} onPress={resume.send}>
          {text('shop.resume')}
        </Button>
      )}
      {may && shop.status === 'open' && (
        <Button icon="pause" onPress={() => setPausing(true)}>
          {text('shop.pause')}
        </Button>
      )}
      {pausing && <PauseSheet shop={shop} onClose={() => setPausing(false)} />}
    </section>
  );
}

function useResume(shop: Shop) {
  const text = useText();
  const reason = useReason();
  const queries = useQueryClient();
  const key = shopKey(shop.shopId);
  const show = (next: Shop): void => void queries.setQueryData(key, next);
  const resume = useIdempotentMutation(shops.resume, {
    done: (next) => {
      show(next);
      tell({ kind: 'good', title: text('shop.resumed') });
    },
    refused: (error) => {
      const now = error instanceof Refused ? Shop.safeParse(error.problem.now) : undefined;
      if (now?.success) show(now.data);
      tell({ kind: 'bad', title: text('common.refused'), detail: reason(error) });
    },
  });
  return { isPending: resume.isPending, send: () => resume.mutate(mutation({ params: { shopId: shop.shopId }, body: { version: shop.version } })) };
}
