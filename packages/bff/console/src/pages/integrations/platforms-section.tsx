import { type PlatformAccess, platforms } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { useSession } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Read } from '../../parts/read.tsx';
import { LetInSheet, NoSheet } from './platform-sheets.tsx';
import { platformsKey } from './platforms-key.ts';
import './platforms.css';

const looks = { pending: 'warning', accepted: 'good', refused: '', ended: '', lapsed: '' } as const satisfies Readonly<Record<PlatformAccess['state'], string>>;

/** What the owner is about to say of a platform. */
type Saying = Readonly<{ platform: PlatformAccess; what: 'letIn' | 'refuse' | 'takeBack' }>;

/** Consumer platforms that ask to sell from the shops, and those that may. */
export function PlatformsSection(): ReactNode {
  const text = useText();
  const query = useQuery({ queryKey: platformsKey, queryFn: ({ signal }) => ask(platforms.list, { signal }) });
  const [saying, setSaying] = useState<Saying>();
  const close = (): void => setSaying(undefined);
  return (
    <section className="card scroll-x platforms">
      <div className="card-head">
        <h2>{text('platforms.title')}</h2>
      </div>
      <Read query={query} rows={2}>
        {({ merchantId, platforms: all }) => (
          <>
            <p className="card-body soft">
              {all.length === 0 ? text('platforms.none') : text('platforms.lead')} {text('platforms.yourId')} <code className="code">{merchantId}</code>
            </p>
            {all.length > 0 && <Platforms all={all} onSay={setSaying} />}
          </>
        )}
      </Read>
      {saying?.what === 'letIn' && <LetInSheet platform={saying.platform} onClose={close} />}
      {saying && saying.what !== 'letIn' && <NoSheet platform={saying.platform} what={saying.what} onClose={close} />}
    </section>
  );
}

function Platforms({ all, onSay }: Readonly<{ all: readonly PlatformAccess[]; onSay: (saying: Saying) => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{text('platforms.platform')}</th>
          <th scope="col">{text('platforms.state')}</th>
          <th scope="col">{text('platforms.shops')}</th>
          <th scope="col">
            <span className="hidden">{text('platforms.change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((platform) => (
          <tr key={platform.platformId}>
            <th scope="row">{platform.name}</th>
            <td>
              <span className={`pill ${looks[platform.state]}`}>{text(`platforms.state.${platform.state}`)}</span>{' '}
              <Since at={platform.decidedAt ?? platform.askedAt} format={format.full} />
            </td>
            <td>
              <Shops shopIds={platform.shopIds} />
            </td>
            <td className="number">
              <Answers platform={platform} onSay={onSay} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Since = ({ at, format }: Readonly<{ at: string | undefined; format: (at: string) => string }>): ReactNode =>
  at !== undefined && (
    <time className="hint" dateTime={at}>
      {format(at)}
    </time>
  );

/** By their names; of what a platform asked for, what is not the merchant's is not shown. */
function Shops({ shopIds }: Readonly<{ shopIds: readonly string[] }>): ReactNode {
  const text = useText();
  const { shops } = useSession();
  if (shopIds.length === 0) return text('platforms.allShops');
  const names = shops.filter(({ shopId }) => shopIds.includes(shopId)).map(({ name }) => name);
  return names.length === 0 ? '–' : names.join(text('common.listSeparator'));
}

function Answers({ platform, onSay }: Readonly<{ platform: PlatformAccess; onSay: (saying: Saying) => void }>): ReactNode {
  const text = useText();
  const { name, state } = platform;
  const isIn = state === 'accepted';
  return (
    <span className="row-actions">
      <Button
        size="small"
        look={state === 'pending' ? 'primary' : 'plain'}
        aria-label={text(isIn ? 'platforms.changeOne' : 'platforms.letInOne', { name })}
        onPress={() => onSay({ platform, what: 'letIn' })}
      >
        {text(isIn ? 'platforms.change' : 'platforms.letIn')}
      </Button>
      {state === 'pending' && (
        <Button size="small" aria-label={text('platforms.refuseOne', { name })} onPress={() => onSay({ platform, what: 'refuse' })}>
          {text('platforms.refuse')}
        </Button>
      )}
      {isIn && (
        <Button size="small" look="danger" aria-label={text('platforms.takeBackOne', { name })} onPress={() => onSay({ platform, what: 'takeBack' })}>
          {text('platforms.takeBack')}
        </Button>
      )}
    </span>
  );
}
