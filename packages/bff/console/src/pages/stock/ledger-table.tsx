import type { LedgerRow } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';

const knownReasons = ['received', 'damaged', 'counted', 'return', 'sold_elsewhere', 'reserved', 'released', 'committed', 'expired', 'safety'] as const;

/** Every change of an article's stock, newest first: what, why, and who. */
export function LedgerTable({ entries, soldBy }: Readonly<{ entries: readonly LedgerRow[]; soldBy: 'piece' | 'weight' }>): ReactNode {
  const text = useText();
  if (entries.length === 0) return <p className="soft">{text('stock.noLedger')}</p>;
  return (
    <div className="scroll-x">
      <table className="plain-table ledger">
        <thead>
          <tr>
            <th scope="col">{text('stock.when')}</th>
            <th scope="col">{text('stock.what')}</th>
            <th scope="col" className="number">
              {text('stock.change')}
            </th>
            <th scope="col" className="number">
              {text('stock.onHand')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry key={entry.entry} entry={entry} soldBy={soldBy} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entry({ entry, soldBy }: Readonly<{ entry: LedgerRow; soldBy: 'piece' | 'weight' }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const known = knownReasons.find((one) => one === entry.reason);
  const signed = (value: number): string => `${value > 0 ? '+' : '−'}${format.quantity(Math.abs(value), soldBy)}`;
  const by = entry.by.kind === 'noren' ? text('orders.byNoren') : text(`orders.by.${entry.by.kind}`, { name: entry.by.name });
  return (
    <tr>
      <td>
        <time dateTime={entry.at}>{format.full(entry.at)}</time>
      </td>
      <td>
        {known ? text(`stock.reason.${known}`) : entry.reason}
        <span className="hint">{by}</span>
      </td>
      <td className="number">
        {entry.onHandDelta !== 0 && <strong>{signed(entry.onHandDelta)}</strong>}
        {entry.reservedDelta !== 0 && <span className="hint">{text('stock.reservedChange', { change: signed(entry.reservedDelta) })}</span>}
        {entry.safetyDelta !== 0 && <span className="hint">{text('stock.safetyChange', { change: signed(entry.safetyDelta) })}</span>}
      </td>
      <td className="number">{format.quantity(entry.onHand, soldBy)}</td>
    </tr>
  );
}
