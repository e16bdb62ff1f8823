import type { OrderDetail, OrderLine } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader, useText } from '../../i18n/reader.tsx';

/** What was ordered, at which price. */
export function OrderLines({ order }: Readonly<{ order: OrderDetail }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <section>
      <h3>{text('orders.lines', { n: order.lines.length })}</h3>
      <table className="plain-table order-lines">
        <thead>
          <tr>
            <th scope="col">{text('orders.article')}</th>
            <th scope="col" className="number">
              {text('orders.quantity')}
            </th>
            <th scope="col" className="number">
              {text('orders.price')}
            </th>
            <th scope="col" className="number">
              {text('orders.sum')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <Line key={line.line} line={line} />
          ))}
        </tbody>
        {order.total && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {text('orders.total')}
              </th>
              <td className="number">
                <strong>{format.money(order.total)}</strong>
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Line({ line }: Readonly<{ line: OrderLine }>): ReactNode {
  const { text, language } = useReader();
  const format = useFormat();
  const { unitPrice, listPrice } = line;
  const differs = unitPrice && listPrice && unitPrice.amount !== listPrice.amount;
  return (
    <tr>
      <td>
        <span className="line-name">{nameIn(line.names, language, line.sku)}</span>
        <span className="hint code">{line.sku}</span>
        {line.returned > 0 && <span className="pill warning">{text('orders.returned', { quantity: format.quantity(line.returned, line.soldBy) })}</span>}
      </td>
      <td className="number">
        <strong>{format.quantity(line.quantity, line.soldBy)}</strong>
      </td>
      <td className="number">
        {unitPrice && format.money(unitPrice)}
        {differs && <span className="hint">{text('orders.listPrice', { price: format.money(listPrice) })}</span>}
      </td>
      <td className="number">{line.total && format.money(line.total)}</td>
    </tr>
  );
}
