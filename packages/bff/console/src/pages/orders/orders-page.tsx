import { type Board, type OrderCard, orders } from '@noren/bff-contract';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Route, useLocation } from 'wouter';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { partOf, pathTo } from '../../app/routes.ts';
import { useShop } from '../../app/session.tsx';
import { useSound } from '../../app/sound.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Search } from '../../parts/search.tsx';
import { Banner, Failure, Loading } from '../../parts/states.tsx';
import { UnreadRows } from '../../parts/unread-rows.tsx';
import { useNow } from '../../parts/use-now.ts';
import { type Asking, AskingSheet } from './asking.tsx';
import { BoardColumn } from './board-column.tsx';
import { columnNames } from './board.ts';
import { OrderSheet } from './order-sheet.tsx';
import { ShopState } from './shop-state.tsx';
import { useBoard } from './use-board.ts';
import { type Move, useMove, useMoving } from './use-move.ts';
import './orders.css';

const READ = [orders.board, orders.list, orders.get];

/** The live board: what came in, what is being made, what waits for its courier, what is done. */
export function OrdersPage(): ReactNode {
  const text = useText();
  const { shopId } = useShop();
  const [, go] = useLocation();
  const { board, readMore, isBehind } = useBoard();
  const [asking, setAsking] = useState<Asking>();
  const [sought, setSought] = useState('');
  const [showsDone, setShowsDone] = useState(false);
  const move = useStable(useMove());
  const ask = useCallback((wanted: Asking) => setAsking(wanted), []);
  const fresh = board.data?.counts.new ?? 0;
  useEffect(() => {
    document.title = `${fresh > 0 ? `(${fresh}) ` : ''}${text('nav.orders')} · Noren`;
  }, [fresh, text]);
  return (
    <div className={showsDone ? 'orders shows-done' : 'orders'}>
      <header className="page-head">
        <h1>{text('nav.orders')}</h1>
        <ShopState />
        <span className="spring" />
        <Search label={text('orders.search')} value={sought} onChange={setSought} />
        <ToggleButton className="button done-toggle" isSelected={showsDone} onChange={setShowsDone}>
          {text(showsDone ? 'orders.showOpen' : 'orders.showDone')}
        </ToggleButton>
        <SoundSwitch />
      </header>
      {isBehind && (
        <Banner kind="bad" icon="alert">
          <strong>{text('orders.behind')}</strong> {text('orders.behindMore')}
        </Banner>
      )}
      <UnreadRows of={READ} />
      {board.data ? (
        <Columns board={board.data} sought={sought} ask={ask} move={move} onMore={(cursor) => void readMore(cursor)} />
      ) : board.error ? (
        <Failure error={board.error} retry={() => void board.refetch()} />
      ) : (
        <Loading />
      )}
      <Route path="/s/:shopId/orders/:orderId">
        {({ orderId }) => <OrderSheet orderId={partOf(orderId)} ask={ask} move={move} onClose={() => go(pathTo(shopId, 'orders'))} />}
      </Route>
      {asking && <AskingSheet asking={asking} onClose={() => setAsking(undefined)} move={move} />}
      <p className="hidden" role="status">
        {text('orders.waiting', { n: fresh })}
      </p>
    </div>
  );
}

type ColumnsProps = Readonly<{
  board: Board;
  sought: string;
  ask: (asking: Asking) => void;
  move: (card: OrderCard, move: Move) => void;
  onMore: (cursor: string) => void;
}>;

function Columns({ board, sought, ask, move, onMore }: ColumnsProps): ReactNode {
  const now = useNow(20_000);
  const moving = useMoving();
  const query = sought.trim().toLowerCase();
  const fits = ({ externalId, channel, names }: OrderCard): boolean =>
    [externalId, channel, ...names.flatMap((all) => Object.values(all))].some((one) => one.toLowerCase().includes(query));
  return (
    <div className="board">
      {columnNames.map((column) => {
        const page = board.columns[column];
        const { nextCursor } = page;
        const shown = query === '' ? page : { ...page, orders: page.orders.filter(fits) };
        return (
          <BoardColumn
            key={column}
            column={column}
            page={shown}
            count={query === '' ? board.counts[column] : shown.orders.length}
            now={now}
            moving={moving}
            filtered={query !== ''}
            ask={ask}
            move={move}
            onMore={column === 'done' && nextCursor !== undefined ? () => onMore(nextCursor) : undefined}
          />
        );
      })}
    </div>
  );
}

function SoundSwitch(): ReactNode {
  const text = useText();
  const { state, toggle } = useSound();
  return (
    <ToggleButton className={`button sound ${state}`} isSelected={state === 'on'} onChange={toggle}>
      <Icon name={state === 'on' ? 'bell' : 'bellOff'} size={18} />
      {text(`orders.sound.${state}`)}
    </ToggleButton>
  );
}

/** The same function for as long as the page stands, so that cards are not drawn anew for it. */
function useStable<Given extends readonly unknown[]>(run: (...given: Given) => void): (...given: Given) => void {
  const latest = useRef(run);
  latest.current = run;
  return useCallback((...given: Given) => latest.current(...given), []);
}
