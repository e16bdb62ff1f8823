import { fromAbsolute, parseDateTime, toCalendarDateTime, toZoned, type ZonedDateTime } from '@internationalized/date';
import { Shop, shops } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { serverNow } from '../../api/clock.ts';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Radios } from '../../parts/choice.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { shopKey } from '../orders/shop-state.tsx';

const lengths = ['30', '60', '120', 'open', 'at'] as const;
type Length = (typeof lengths)[number];
const reasons = ['too_busy', 'no_staff', 'out_of_stock', 'technical_problem', 'weather', 'other'] as const;

/** Of one's own reason. */
const WORDS = 500;

const nowIn = (zone: string): ZonedDateTime => fromAbsolute(serverNow(), zone);

/** The instant that a pause ends; none: when somebody resumes; undefined where it cannot be told. */
function pauseEnd(length: Length, at: string, zone: string, from: ZonedDateTime = nowIn(zone)): Readonly<{ until?: string }> | undefined {
  if (length === 'open') return {};
  if (length !== 'at') return { until: from.add({ minutes: Number(length) }).toAbsoluteString() };
  try {
    return { until: toZoned(parseDateTime(at), zone).toAbsoluteString() };
  } catch {
    return undefined;
  }
}

/** For how long, and why, the shop takes no orders. */
export function PauseSheet({ shop, onClose }: Readonly<{ shop: Shop; onClose: () => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const [length, setLength] = useState<Length>('30');
  const [at, setAt] = useState(() =>
    toCalendarDateTime(nowIn(shop.timeZone).add({ hours: 3 }).set({ minute: 0, second: 0, millisecond: 0 }))
      .toString()
      .slice(0, 16),
  );
  const [why, setWhy] = useState<(typeof reasons)[number]>('too_busy');
  const [explanation, setExplanation] = useState('');
  const pause = usePause(shop, onClose);
  const faults = useFaults(pause.error, { until: text('fault.time'), reason: text('fault.line', { n: WORDS }) });
  const end = pauseEnd(length, at, shop.timeZone);
  const past = end?.until !== undefined && Date.parse(end.until) <= serverNow();
  return (
    <Sheet
      title={text('shop.pauseTitle', { shop: shop.name })}
      onClose={onClose}
      keep={explanation !== ''}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            icon="pause"
            isPending={pause.isPending}
            isDisabled={!end || past || (why === 'other' && explanation.trim() === '')}
            onPress={() => end && pause.send(end, why === 'other' ? explanation.trim() : why)}
          >
            {text('shop.pause')}
          </Button>
        </>
      }
    >
      <FormBanner error={pause.error}>{faults.banner}</FormBanner>
      <Radios
        label={text('shop.howLong')}
        options={lengths.map((value) => ({ value, label: text(`shop.length.${value}`) }))}
        value={length}
        onChange={setLength}
      />
      {length === 'at' && (
        <Field
          label={text('shop.until')}
          type="datetime-local"
          value={at}
          onChange={setAt}
          hint={text('shop.zone', { zone: format.zone(), name: shop.timeZone })}
          error={past ? text('shop.untilPast') : faults.at('until')}
        />
      )}
      {length !== 'at' && end?.until !== undefined && <p className="soft">{text('shop.againFrom', { time: format.full(end.until) })}</p>}
      <Radios label={text('orders.reason')} options={reasons.map((value) => ({ value, label: text(`orders.why.${value}`) }))} value={why} onChange={setWhy} />
      {why === 'other' && (
        <Field label={text('shop.inWords')} value={explanation} onChange={setExplanation} maxLength={WORDS} isRequired error={faults.at('reason')} />
      )}
    </Sheet>
  );
}

function usePause(shop: Shop, onClose: () => void) {
  const text = useText();
  const queries = useQueryClient();
  const key = shopKey(shop.shopId);
  const pause = useIdempotentMutation(shops.pause, {
    done: (next) => {
      queries.setQueryData(key, next);
      tell({ kind: 'good', title: text('shop.pausedNow') });
      onClose();
    },
    refused: (error) => {
      const now = error instanceof Refused ? Shop.safeParse(error.problem.now) : undefined;
      if (now?.success) queries.setQueryData(key, now.data);
    },
  });
  const send = (end: Readonly<{ until?: string }>, reason: string): void =>
    pause.mutate(mutation({ params: { shopId: shop.shopId }, body: { ...end, reason, version: shop.version } }));
  return { send, isPending: pause.isPending, error: pause.error };
}
