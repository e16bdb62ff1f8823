import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../i18n/reader.tsx';
import { RowBoundary } from './row-boundary.tsx';
import { useNearFocus } from './use-near-focus.ts';

export type TableColumn<Row> = Readonly<{ id: string; head: string; width: string; number?: boolean; cell: (row: Row) => ReactNode }>;
type Props<Row> = Readonly<{
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  height?: number;
  /** Reads the next page; none: that was all. */
  more?: (() => void) | undefined;
  total?: number | undefined;
}>;

/** A table of any length: only the rows in sight are in the page, and the next ones are asked for before their place is reached. */
export function LongTable<Row>({ label, columns, rows, keyOf, height = 56, more, total }: Props<Row>): ReactNode {
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { rangeExtractor, onFocusOf } = useNearFocus();
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: 10,
    rangeExtractor,
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= rows.length - 60) more();
  }, [more, last, rows.length]);
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div ref={scroller} className="long-table">
      <div role="table" aria-label={label} aria-rowcount={total ?? (more ? -1 : rows.length + 1)} aria-colcount={columns.length}>
        <div role="rowgroup" className="long-head">
          <div role="row" className="long-row" style={grid} aria-rowindex={1}>
            {columns.map(({ id, head, number }) => (
              <div key={id} role="columnheader" className={number ? 'number' : ''}>
                {head}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: list.getTotalSize(), position: 'relative' }}>
          {shown.map(({ key, index, start }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <div
                  key={key}
                  role="row"
                  className="long-row body"
                  style={{ ...grid, height, transform: `translateY(${start}px)` }}
                  aria-rowindex={index + 2}
                  onFocus={onFocusOf(index)}
                >
                  <RowBoundary id={keyOf(row)}>
                    <Cells columns={columns} row={row} />
                  </RowBoundary>
                </div>
              )
            );
          })}
        </div>
      </div>
      {more && (
        <p className="long-more soft" role="status">
          {text('common.loading')}
        </p>
      )}
    </div>
  );
}

const Cells = <Row,>({ columns, row }: Readonly<{ columns: readonly TableColumn<Row>[]; row: Row }>): ReactNode =>
  columns.map(({ id, number, cell }) => (
    <div key={id} role="cell" className={number ? 'number' : ''}>
      {cell(row)}
    </div>
  ));
