import { type LineAnswer, stock, StockRow } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession, useShop } from '../../app/session.tsx';
import { changed, type CountSheet } from './count-sheet.ts';
import { MissedCode } from './missed.ts';
import { useKept } from './use-kept.ts';
import { type ScanResult, useScans } from './use-scans.ts';

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

const parsed = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
};
const storedSheet = (text: string | null): CountSheet =>
  (StoredSheet.safeParse(parsed(text)).data ?? []).map(({ gtin, isShared = false, names, expected, ...rest }) => ({
    ...rest,
    gtin,
    isShared,
    names,
    expected,
  }));
const storedMissed = (text: string | null): readonly MissedCode[] => z.array(MissedCode).safeParse(parsed(text)).data ?? [];
/** What was refused is told once: it may be right by the time that the page is opened again. */
const written = (sheet: CountSheet): string => JSON.stringify(sheet.map((line) => ({ ...line, wrong: undefined })));

/** Lines that are handed in at once. */
const MOST = 1_000;

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
  const sheet = useKept(name, storedSheet, written);
  const missed = useKept(`${name}.missed`, storedMissed);
  const scans = useScans({ shopId, sheet, missed, onResult });
  const send = useIdempotentMutation(stock.count, {
    done: ({ lines }) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      const refused = new Map(lines.filter(({ status }) => status !== 'done').map((line) => [line.sku, line]));
      const sent = new Set(lines.map(({ sku }) => sku));
      const left = sheet.latest().filter(({ sku }) => !sent.has(sku) || refused.has(sku));
      sheet.put(
        left.map((line) => {
          const answer = refused.get(line.sku);
          return answer ? { ...line, wrong: lineReason(answer) } : line;
        }),
      );
      onDone(lines.length - refused.size);
    },
    refused: (error) => onResult({ kind: 'failed', error }),
  });
  return {
    ...scans,
    sheet: sheet.value,
    missed: missed.value,
    set: (sku: string, counted: number) => sheet.put(changed(sheet.latest(), sku, { counted })),
    remove: (sku: string) => sheet.put(sheet.latest().filter((line) => line.sku !== sku)),
    /** What came or went since the count began is overruled by it. */
    overrule: (sku: string) =>
      sheet.put(
        sheet
          .latest()
          .map(({ wrong, ...line }) => (line.sku === sku ? { ...line, expected: undefined } : { ...line, ...(wrong === undefined ? {} : { wrong }) })),
      ),
    clear: () => sheet.put([]),
    submit: () => {
      const lines = sheet
        .latest()
        .slice(0, MOST)
        .map(({ sku, counted, expected, soldBy }) => ({ sku, onHand: counted, soldBy, ...(expected === undefined ? {} : { expected }) }));
      send.mutate(mutation({ params: { shopId }, body: { lines } }));
    },
    isPending: send.isPending,
  };
}
