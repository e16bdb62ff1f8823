import { isAtLeast } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useFormat, useText } from '../i18n/reader.tsx';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { Icon } from '../parts/icon.tsx';
import { Banner } from '../parts/states.tsx';
import { useNow } from '../parts/use-now.ts';
import { AccountMenu } from './account-menu.tsx';
import { useLive } from './live.tsx';
import { areas, pathTo } from './routes.ts';
import { useSession, useShop } from './session.tsx';

/** What stands around every page: where one is, which shop, who is there, and whether what is shown is still so. */
export function Shell({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const text = useText();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {text('nav.skip')}
      </a>
      <Sidebar />
      <div className="shell-page">
        <TopBar />
        <LineBanner />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function Sidebar(): ReactNode {
  const text = useText();
  const { shopId, role } = useShop();
  const [path] = useLocation();
  return (
    <nav className="sidebar" aria-label={text('nav.label')}>
      <Link href={pathTo(shopId, 'orders')} className="brand">
        <img src="/noren.svg" alt="" width={28} height={28} />
        <span>Noren</span>
      </Link>
      <ul>
        {areas
          .filter(({ least }) => isAtLeast(role, least))
          .map(({ area, label, icon }) => {
            const href = pathTo(shopId, area);
            const here = path === href || path.startsWith(`${href}/`);
            return (
              <li key={area}>
                <Link href={href} className={here ? 'nav-link here' : 'nav-link'} aria-current={here ? 'page' : undefined}>
                  <Icon name={icon} size={22} />
                  <span>{text(label)}</span>
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}

function TopBar(): ReactNode {
  const text = useText();
  const { shops, merchant } = useSession();
  const shop = useShop();
  const [path, go] = useLocation();
  const area = areas.find((one) => path.startsWith(pathTo(shop.shopId, one.area)))?.area ?? 'orders';
  return (
    <header className="topbar">
      <span className="merchant">{merchant.name}</span>
      {shops.length > 1 ? (
        <Choice
          bare
          label={text('nav.chooseShop')}
          options={shops.map(({ shopId, name }) => ({ value: shopId, label: name }))}
          value={shop.shopId}
          onChange={(shopId) => go(pathTo(shopId, area))}
        />
      ) : (
        <strong className="shop-name">{shop.name}</strong>
      )}
      <span className="spring" />
      <ShopClock />
      <AccountMenu />
    </header>
  );
}

/** The time in the shop, which is the time of all that is shown, wherever its reader sits. */
function ShopClock(): ReactNode {
  const text = useText();
  const format = useFormat();
  const { timeZone } = useShop();
  const now = new Date(useNow(5_000));
  return (
    <span className="shop-clock" title={text('shop.zone', { zone: format.zone(), name: timeZone })}>
      <Icon name="clock" size={16} />
      <time dateTime={now.toISOString()}>{format.time(now)}</time> {format.zone('short')}
    </span>
  );
}

function LineBanner(): ReactNode {
  const text = useText();
  const format = useFormat();
  const { line, lostAt, retry } = useLive();
  if (line !== 'lost' || lostAt === undefined) return null;
  return (
    <Banner
      kind="bad"
      icon="alert"
      action={
        <Button size="small" onPress={retry}>
          {text('line.now')}
        </Button>
      }
    >
      <strong>{text('line.lost')}</strong> {text('line.lostMore', { time: format.time(new Date(lostAt)) })}
    </Banner>
  );
}
