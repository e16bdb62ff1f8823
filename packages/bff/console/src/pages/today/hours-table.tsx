import type { Today } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';

/** The same as the charts, in numbers. */
export function HoursTable({ day: { hours, currency } }: Readonly<{ day: Today }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const busy = hours.filter(({ orders, stockOuts }) => orders > 0 || stockOuts > 0);
  return (
    <details className="card hours-table">
      <summary>{text('today.table')}</summary>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text('today.hour')}</th>
              {(['orders', 'sales', 'rejected', 'stockOuts'] as const).map((name) => (
                <th key={name} scope="col" className="number">
                  {text(`today.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map((hour) => (
              <tr key={hour.at}>
                <th scope="row">{hour.label}</th>
                <td className="number">{format.number(hour.orders)}</td>
                <td className="number">{format.money({ amount: hour.sales, currency })}</td>
                <td className="number">{format.number(hour.rejected)}</td>
                <td className="number">{format.number(hour.stockOuts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {busy.length === 0 && <p className="column-empty soft">{text('today.nothing')}</p>}
      </div>
    </details>
  );
}
