import { type LineAnswer, stock } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession, useShop } from '../../app/session.tsx';
import { answered, begun, changed, linesOf, lineFor, oneMore, overruled, sheetIn, storedSheet } from './count-sheet.ts';
import { type MissedCode, missedIn, missedOnce, without } from './missed.ts';
import { useKept } from './use-kept.ts';

export type ScanResult =
  Readonly<{ kind: 'counted'; sku: string }> | Readonly<{ kind: 'unknown'; code: string }> | Readonly<{ kind: 'failed'; error: unknown }>;

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
  const { value: sheet, now: current, put } = useKept(name, sheetIn, storedSheet);
  const missed = useKept(`${name}.missed`, missedIn);
  const queue = useRef(Promise.resolve());
  const take = async (code: string): Promise<void> => {
    const known = lineFor(current.current, code);
    if (known) {
      put(oneMore(current.current, known));
      return onResult({ kind: 'counted', sku: known.sku });
    }
    try {
      const row = await ask(stock.scan, { params: { shopId, code } });
      const same = lineFor(current.current, row.sku);
      put(same ? oneMore(current.current, same) : [begun(row), ...current.current]);
      return onResult({ kind: 'counted', sku: row.sku });
    } catch (error) {
      const unknown = hasCode(error, 'article_not_found');
      missed.put(missedOnce(missed.now.current, code, unknown ? 'unknown' : 'failed'));
      return onResult(unknown ? { kind: 'unknown', code } : { kind: 'failed', error });
    }
  };
  const send = useIdempotentMutation(stock.count, {
    done: ({ lines }) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      put(answered(current.current, lines, lineReason));
      onDone(lines.filter(({ status }) => status === 'done').length);
    },
    refused: (error) => onResult({ kind: 'failed', error }),
  });
  /** Codes are taken one after another: a scanner is faster than a server. */
  const scan = (code: string): void => {
    queue.current = queue.current.then(() => take(code));
  };
  return {
    sheet,
    missed: missed.value,
    scan,
    forget: ({ code }: MissedCode) => missed.put(without(missed.now.current, code)),
    again: ({ code, times }: MissedCode) => {
      missed.put(without(missed.now.current, code));
      for (let time = 0; time < times; time += 1) scan(code);
    },
    set: (sku: string, counted: number) => put(changed(current.current, sku, { counted })),
    remove: (sku: string) => put(current.current.filter((line) => line.sku !== sku)),
    /** What came or went since the count began is overruled by it. */
    overrule: (sku: string) => put(overruled(current.current, sku)),
    clear: () => put([]),
    submit: () => send.mutate(mutation({ params: { shopId }, body: { lines: linesOf(current.current) } })),
    isPending: send.isPending,
  };
}
