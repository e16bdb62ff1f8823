import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { hasCode, Refused } from '../api/problem.ts';
import { ReaderProvider, useText, ZoneProvider } from '../i18n/reader.tsx';
import { JoinPage } from '../pages/login/join-page.tsx';
import { LoginAgain } from '../pages/login/login-again.tsx';
import { LoginPage } from '../pages/login/login-page.tsx';
import { Notices } from '../parts/notices.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { Broken } from './broken.tsx';
import { LiveProvider } from './live.tsx';
import { PageOf } from './pages.tsx';
import { partOf, pathTo, useEncodedLocation } from './routes.ts';
import { SessionProvider, ShopProvider, useSession, useSessionQuery, useTitle } from './session.tsx';
import { Shell } from './shell.tsx';
import { SoundProvider } from './sound.tsx';

/** Asks again who is here when a session ends under the page's feet, so that the login shows. */
function makeQueries(): QueryClient {
  const onError = (error: Error): void => {
    if (hasCode(error, 'unauthenticated')) void queries.invalidateQueries({ queryKey: ['session'] });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (times, error) => times < 2 && !(error instanceof Refused && error.status < 500),
        retryDelay: (times) => 400 * 2 ** times,
      },
    },
  });
  return queries;
}

export function App(): ReactNode {
  const [queries] = useState(makeQueries);
  return (
    <ReaderProvider>
      <QueryClientProvider client={queries}>
        <Broken>
          <Router hook={useEncodedLocation}>
            <Switch>
              <Route path="/join">
                <JoinPage />
              </Route>
              <Route>
                <Gate />
              </Route>
            </Switch>
          </Router>
        </Broken>
        <Notices />
      </QueryClientProvider>
    </ReaderProvider>
  );
}

/** Nobody passes who is not logged in. */
function Gate(): ReactNode {
  const { data: known, error, refetch } = useSessionQuery();
  if (known === null) return <LoginPage />;
  if (!known) return <div className="gate">{error ? <Failure error={error} retry={() => void refetch()} /> : <Loading rows={3} />}</div>;
  const { session, ended } = known;
  return (
    <SessionProvider value={session}>
      <Switch>
        <Route path="/s/:shopId/*?">
          {({ shopId }) => <InShop shopId={partOf(shopId)} refresh={() => refetch().then(({ data }) => data?.ended === false)} />}
        </Route>
        <Route>
          <FirstShop />
        </Route>
      </Switch>
      {ended && <LoginAgain person={session.person} />}
    </SessionProvider>
  );
}

const lastShop = 'noren.shop';

function FirstShop(): ReactNode {
  const text = useText();
  const { shops } = useSession();
  const shop = shops.find(({ shopId }) => shopId === localStorage.getItem(lastShop)) ?? shops[0];
  useTitle('Noren');
  return shop ? <Redirect to={pathTo(shop.shopId, 'orders')} replace /> : <Empty icon="shop" title={text('nav.noShop')} />;
}

function InShop({ shopId, refresh }: Readonly<{ shopId: string; refresh: () => Promise<boolean> }>): ReactNode {
  const text = useText();
  const { shops } = useSession();
  const [path] = useLocation();
  const shop = shops.find((one) => one.shopId === shopId);
  if (!shop) return <Empty icon="shop" title={text('nav.notYourShop')} action={<a href="/">{text('nav.toYourShops')}</a>} />;
  localStorage.setItem(lastShop, shopId);
  return (
    <ShopProvider value={shop}>
      <ZoneProvider value={shop.timeZone}>
        <LiveProvider key={shopId} shopId={shopId} onEnded={refresh}>
          <SoundProvider>
            <Shell>
              <Broken key={path.split('/')[3]}>
                <Suspense fallback={<Loading />}>
                  <PageOf shopId={shopId} />
                </Suspense>
              </Broken>
            </Shell>
          </SoundProvider>
        </LiveProvider>
      </ZoneProvider>
    </ShopProvider>
  );
}
