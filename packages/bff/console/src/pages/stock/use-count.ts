import { type LineAnswer, stock, StockRow } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession, useShop } from '../../app/session.tsx';
import { begun, changed, type CountSheet, lineFor, oneMore } from './count-sheet.ts';
import { MissedCode, missedOnce, onceLess, without } from './missed.ts';

const StoredSheet = z.array(
  z.object({
    sku: z.string(),
    gtin: z.string().optional(),
    isShared: z.boolean().optional(),
    names: StockRow.shape.names,
    soldBy: StockRow.shape.soldBy,
    counted: z.number(),
    expected: z.number().optional(),
  }),
);

function storedSheet(name: string): CountSheet {
  try {
    const read = StoredSheet.parse(JSON.parse(localStorage.getItem(name) ?? '[]'));
    return read.map(({ gtin, isShared = false, names, expected, ...rest }) => ({ ...rest, gtin, isShared, names, expected }));
  } catch {
    return [];
  }
}

function storedMissed(name: string): readonly MissedCode[] {
  try {
    return z.array(MissedCode).parse(JSON.parse(localStorage.getItem(name) ?? '[]'));
  } catch {
    return [];
  }
}

export type ScanResult =
  | Readonly<{ kind: 'counted'; sku: string }>
  /** The code is that of all of these: which one is meant? */
  | Readonly<{ kind: 'several'; code: string; articles: readonly StockRow[] }>
  | Readonly<{ kind: 'unknown'; code: string }>
  | Readonly<{ kind: 'failed'; error: unknown }>;

/**
 * A person's count sheet that a scanner types into, with the codes that could not be counted. It is kept in the browser until it is handed in: a closed tab
 * loses no count, and tabs share it.
 */
export function useCount({
  onResult,
  lineReason,
  onDone,
}: Readonly<{ onResult: (result: ScanResult) => void; lineReason: (line: LineAnswer) => string; onDone: (lines: number) => void }>) {
  const { shopId } = useShop();
  const queries = useQueryClient();
  const { person } = useSession();
  const name = `noren.count.${shopId}.${person.personId}`;
  const missedName = `${name}.missed`;
  const [sheet, setSheet] = useState<CountSheet>(() => storedSheet(name));
  const current = useRef(sheet);
  const [missed, setMissed] = useState(() => storedMissed(missedName));
  const queue = useRef(Promise.resolve());
  useEffect(() => {
    const adopt = ({ key }: StorageEvent): void => {
      if (key === missedName) setMissed(storedMissed(missedName));
      if (key !== name) return;
      current.current = storedSheet(name);
      setSheet(current.current);
    };
    addEventListener('storage', adopt);
    return () => removeEventListener('storage', adopt);
  }, [name, missedName]);
  const put = (next: CountSheet): void => {
    current.current = next;
    localStorage.setItem(name, JSON.stringify(next.map((line) => ({ ...line, wrong: undefined }))));
    setSheet(next);
  };
  const putMissed = (change: (codes: readonly MissedCode[]) => readonly MissedCode[]): void => {
    const next = change(storedMissed(missedName));
    localStorage.setItem(missedName, JSON.stringify(next));
    setMissed(next);
  };
  const countOne = (row: StockRow, isShared: boolean): void => {
    const same = current.current.find(({ sku }) => sku === row.sku);
    put(same ? oneMore(current.current, same) : [begun(row, isShared), ...current.current]);
    onResult({ kind: 'counted', sku: row.sku });
  };
  const take = async (code: string): Promise<void> => {
    const known = lineFor(current.current, code);
    if (known) {
      put(oneMore(current.current, known));
      return onResult({ kind: 'counted', sku: known.sku });
    }
    try {
      const { others = [], ...row } = await ask(stock.scan, { params: { shopId, code: code.replaceAll(/\p{Cc}/gu, ' ') } });
      if (others.length === 0) return countOne(row, false);
      // Kept until it is answered: the next scan may come first.
      putMissed((codes) => missedOnce(codes, code, 'several'));
      return onResult({ kind: 'several', code, articles: [row, ...others] });
    } catch (error) {
      const unknown = hasCode(error, 'article_not_found');
      putMissed((codes) => missedOnce(codes, code, unknown ? 'unknown' : 'failed'));
      return onResult(unknown ? { kind: 'unknown', code } : { kind: 'failed', error });
    }
  };
  const send = useIdempotentMutation(stock.count, {
    done: ({ lines }) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      const refused = new Map(lines.filter(({ status }) => status !== 'done').map((line) => [line.sku, line]));
      const sent = new Set(lines.map(({ sku }) => sku));
      const left = current.current.filter(({ sku }) => !sent.has(sku) || refused.has(sku));
      put(
        left.map((line) => {
          const answer = refused.get(line.sku);
          return answer ? { ...line, wrong: lineReason(answer) } : line;
        }),
      );
      onDone(lines.length - refused.size);
    },
    refused: (error) => onResult({ kind: 'failed', error }),
  });
  const most = 1_000;
  /** Codes are taken one after another: a scanner is faster than a server. */
  const scan = (code: string): void => {
    queue.current = queue.current.then(() => take(code));
  };
  return {
    sheet,
    missed,
    scan,
    forget: ({ code }: MissedCode) => putMissed((codes) => without(codes, code)),
    again: ({ code, times }: MissedCode) => {
      putMissed((codes) => without(codes, code));
      for (let time = 0; time < times; time += 1) scan(code);
    },
    /** One of the articles of a scan that may mean several. */
    choose: (code: string, row: StockRow) => {
      putMissed((codes) => onceLess(codes, code));
      countOne(row, true);
    },
    set: (sku: string, counted: number) => put(changed(current.current, sku, { counted })),
    remove: (sku: string) => put(current.current.filter((line) => line.sku !== sku)),
    /** What came or went since the count began is overruled by it. */
    overrule: (sku: string) =>
      put(
        current.current.map(({ wrong, ...line }) =>
          line.sku === sku ? { ...line, expected: undefined } : { ...line, ...(wrong === undefined ? {} : { wrong }) },
        ),
      ),
    clear: () => put([]),
    submit: () =>
      send.mutate(
        mutation({
          params: { shopId },
          body: {
            lines: current.current
              .slice(0, most)
              .map(({ sku, counted, expected, soldBy }) => ({ sku, onHand: counted, soldBy, ...(expected === undefined ? {} : { expected }) })),
          },
        }),
      ),
    isPending: send.isPending,
  };
}
