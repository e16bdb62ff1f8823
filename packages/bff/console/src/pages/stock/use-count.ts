import { type LineAnswer, stock } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession, useShop } from '../../app/session.tsx';
import { answered, changed, linesOf, overruled, sheetIn, storedSheet } from './count-sheet.ts';
import { missedIn } from './missed.ts';
import { useKept } from './use-kept.ts';
import { type ScanResult, useScans } from './use-scans.ts';

type Parts = Readonly<{ onResult: (result: ScanResult) => void; lineReason: (line: LineAnswer) => string; onDone: (lines: number) => void }>;

/**
 * A person's count sheet that a scanner types into, with the codes that could not be counted. It is kept in the browser until it is handed in: a closed tab
 * loses no count, and tabs share it.
 */
export function useCount({ onResult, lineReason, onDone }: Parts) {
  const { shopId } = useShop();
  const queries = useQueryClient();
  const { person } = useSession();
  const name = `noren.count.${shopId}.${person.personId}`;
  const sheet = useKept(name, sheetIn, storedSheet);
  const missed = useKept(`${name}.missed`, missedIn);
  const scans = useScans({ shopId, sheet, missed, onResult });
  const sent = useRef<ReturnType<typeof linesOf>>([]);
  const send = useIdempotentMutation(stock.count, {
    done: ({ lines }) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      sheet.put(answered(sheet.now.current, sent.current, lines, lineReason));
      onDone(lines.filter(({ status }) => status === 'done').length);
    },
    refused: (error) => onResult({ kind: 'failed', error }),
  });
  return {
    ...scans,
    sheet: sheet.value,
    missed: missed.value,
    set: (sku: string, counted: number) => sheet.put(changed(sheet.now.current, sku, { counted, unread: undefined })),
    unread: (sku: string, typed: string) => sheet.put(changed(sheet.now.current, sku, { unread: typed })),
    remove: (sku: string) => sheet.put(sheet.now.current.filter((line) => line.sku !== sku)),
    /** What came or went since the count began is overruled by it. */
    overrule: (sku: string) => sheet.put(overruled(sheet.now.current, sku)),
    clear: () => sheet.put([]),
    submit: () => {
      sent.current = linesOf(sheet.now.current);
      send.mutate(mutation({ params: { shopId }, body: { lines: sent.current } }));
    },
    isPending: send.isPending,
  };
}
