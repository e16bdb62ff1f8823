import { cancelReasons, type OrderCard, rejectReasons } from '@noren/bff-contract';
import { type ReactNode, useState } from 'react';
import { serverNow } from '../../api/clock.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Radios } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import type { Move } from './use-move.ts';

/** What has to be known before an order can be moved on. */
export type Asking = Readonly<{ what: 'accept' | 'reject' | 'cancel'; card: OrderCard }>;
type Props = Readonly<{ card: OrderCard; onClose: () => void; onMove: (move: Move) => void }>;

export function AskingSheet({
  asking: { what, card },
  onClose,
  move,
}: Readonly<{ asking: Asking; onClose: () => void; move: (card: OrderCard, move: Move) => void }>): ReactNode {
  const given = {
    card,
    onClose,
    onMove: (made: Move) => {
      onClose();
      move(card, made);
    },
  };
  if (what === 'accept') return <AcceptSheet {...given} />;
  return what === 'reject' ? <RejectSheet {...given} /> : <CancelSheet {...given} />;
}

const step = 5;
const [least, most] = [5, 240] as const;
const offered = ['10', '15', '20', '30', '45', '60'] as const;

/** Starts from what this shop said last: kitchens and shelves do not change from one order to the next. */
function AcceptSheet({ card, onClose, onMove }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const remembered = `noren.minutes.${useShop().shopId}`;
  const [minutes, setMinutes] = useState(() => Number(localStorage.getItem(remembered) ?? 15) || 15);
  const accept = (): void => {
    localStorage.setItem(remembered, String(minutes));
    onMove({ verb: 'accept', readyInMinutes: minutes });
  };
  return (
    <Sheet
      title={text('orders.acceptTitle', { order: card.externalId })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" autoFocus onPress={accept}>
            {text('orders.acceptIn', { n: minutes })}
          </Button>
        </>
      }
    >
      <p id="minutes-question">{text('orders.minutesQuestion')}</p>
      <div className="stepper" role="group" aria-labelledby="minutes-question">
        <Button size="large" aria-label={text('orders.fewerMinutes')} isDisabled={minutes <= least} onPress={() => setMinutes(Math.max(least, minutes - step))}>
          −{step}
        </Button>
        <output className="stepper-value" aria-live="polite">
          <strong>{text('orders.minutes', { n: minutes })}</strong>
          <span className="soft">{text('orders.readyAbout', { time: format.time(new Date(serverNow() + minutes * 60_000)) })}</span>
        </output>
        <Button size="large" aria-label={text('orders.moreMinutes')} isDisabled={minutes >= most} onPress={() => setMinutes(Math.min(most, minutes + step))}>
          +{step}
        </Button>
      </div>
      <Radios
        label={text('orders.usualMinutes')}
        look="tiles"
        options={offered.map((value) => ({ value, label: text('orders.minutes', { n: Number(value) }) }))}
        value={offered.find((value) => Number(value) === minutes)}
        onChange={(value) => setMinutes(Number(value))}
      />
    </Sheet>
  );
}

function RejectSheet({ card, onClose, onMove }: Props): ReactNode {
  const text = useText();
  const [reason, setReason] = useState<(typeof rejectReasons)[number]>();
  const [message, setMessage] = useState('');
  return (
    <Sheet
      title={text('orders.rejectTitle', { order: card.externalId })}
      onClose={onClose}
      keep={message !== ''}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="danger"
            isDisabled={reason === undefined}
            onPress={() => reason && onMove({ verb: 'reject', reason, ...(message.trim() === '' ? {} : { message: message.trim() }) })}
          >
            {text('orders.rejectNow')}
          </Button>
        </>
      }
    >
      <p>{text('orders.rejectMore')}</p>
      <Radios
        label={text('orders.reason')}
        options={rejectReasons.map((value) => ({ value, label: text(`orders.why.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <Field label={text('orders.message')} hint={text('orders.messageHint')} value={message} onChange={setMessage} maxLength={200} />
    </Sheet>
  );
}

function CancelSheet({ card, onClose, onMove }: Props): ReactNode {
  const text = useText();
  const [reason, setReason] = useState<(typeof cancelReasons)[number]>();
  return (
    <Sheet
      title={text('orders.cancelTitle', { order: card.externalId })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('orders.keep')}</Button>
          <Button look="danger" isDisabled={reason === undefined} onPress={() => reason && onMove({ verb: 'cancel', reason })}>
            {text('orders.cancelNow')}
          </Button>
        </>
      }
    >
      <p>{text('orders.cancelMore')}</p>
      <Radios
        label={text('orders.reason')}
        options={cancelReasons.map((value) => ({ value, label: text(`orders.why.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
    </Sheet>
  );
}
