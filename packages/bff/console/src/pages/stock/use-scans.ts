import { stock, type StockRow } from '@noren/bff-contract';
import { useRef } from 'react';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { begun, type CountSheet, lineFor, oneMore } from './count-sheet.ts';
import { type MissedCode, missedOnce, onceLess, without } from './missed.ts';
import type { Kept } from './use-kept.ts';

export type ScanResult =
  | Readonly<{ kind: 'counted'; sku: string }>
  /** The code is that of all of these: which one is meant? */
  | Readonly<{ kind: 'several'; code: string; articles: readonly StockRow[] }>
  | Readonly<{ kind: 'unknown'; code: string }>
  | Readonly<{ kind: 'failed'; error: unknown }>;

type Parts = Readonly<{ shopId: string; sheet: Kept<CountSheet>; missed: Kept<readonly MissedCode[]>; onResult: (result: ScanResult) => void }>;

/** What scans do to a count sheet: each counts one more, or is kept among those that were missed. */
export function useScans({ shopId, sheet, missed, onResult }: Parts) {
  const queue = useRef(Promise.resolve());
  const counted = (sku: string, next: CountSheet): void => {
    sheet.put(next);
    onResult({ kind: 'counted', sku });
  };
  const countOne = (row: StockRow, isShared: boolean): void => {
    const same = sheet.now.current.find(({ sku }) => sku === row.sku);
    counted(row.sku, same ? oneMore(sheet.now.current, same) : [begun(row, isShared), ...sheet.now.current]);
  };
  const take = async (code: string): Promise<void> => {
    const known = lineFor(sheet.now.current, code);
    if (known) return counted(known.sku, oneMore(sheet.now.current, known));
    try {
      const { others = [], ...row } = await ask(stock.scan, { params: { shopId, code: code.replaceAll(/\p{Cc}/gu, ' ') } });
      if (others.length === 0) return countOne(row, false);
      // Kept until it is answered: the next scan may come first.
      missed.put(missedOnce(missed.now.current, code, 'several'));
      return onResult({ kind: 'several', code, articles: [row, ...others] });
    } catch (error) {
      const unknown = hasCode(error, 'article_not_found');
      missed.put(missedOnce(missed.now.current, code, unknown ? 'unknown' : 'failed'));
      return onResult(unknown ? { kind: 'unknown', code } : { kind: 'failed', error });
    }
  };
  /** Codes are taken one after another: a scanner is faster than a server. */
  const scan = (code: string): void => {
    queue.current = queue.current.then(() => take(code)).catch((error: unknown) => onResult({ kind: 'failed', error }));
  };
  return {
    scan,
    /** One of the articles of a scan that may mean several. */
    choose: (code: string, row: StockRow) => {
      missed.put(onceLess(missed.now.current, code));
      countOne(row, true);
    },
    forget: ({ code }: MissedCode) => missed.put(without(missed.now.current, code)),
    again: ({ code, times }: MissedCode) => {
      missed.put(without(missed.now.current, code));
      for (let time = 0; time < times; time += 1) scan(code);
    },
  };
}
