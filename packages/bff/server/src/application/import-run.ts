import type { RowFault } from '@noren/bff-contract';
import type { ConsoleStore } from '@noren/bff-store';
import { Refusal } from '@noren/kernel';
import { callFrom, inCall } from '@noren/service-kit';
import type { FileProblem, Files, ImportRow, ImportTarget } from './ports.ts';
import { identityOf } from './visitor.ts';

type Needs = Readonly<{
  store: Pick<ConsoleStore<ImportRow>, 'imports' | 'people'>;
  target: ImportTarget;
  files: Pick<Files, 'header' | 'columnOf'>;
  pause: (ms: number) => Promise<void>;
  warn: (error: unknown, what: string) => void;
}>;

/** Rows that are read, compared and applied at a time. */
export const PIECE = 500;

/** Applies what is left of a run, a piece at a time, each under a key of its own: a piece that is repeated changes nothing. */
export async function apply({ store, target, files, pause, warn }: Needs, importId: string, isStopping: () => boolean): Promise<void> {
  for (let failures = 0; !isStopping();) {
    try {
      const found = await store.imports.find(importId);
      if (found?.state !== 'running') return;
      const rows = await store.imports.changes(importId, found.done, PIECE);
      if (rows.length === 0) return void (await store.imports.move(importId, 'running', 'done'));
      const person = await store.people.byId(found.personId);
      const problems =
        person && !person.disabled
          ? await inCall(callFrom({ identity: identityOf(person) }), () =>
              target.apply(found.merchantId, found.shopId, rows, `${importId}-${found.done}`).catch((error: unknown) => refusedWhole(error, rows)),
            )
          : allRefused(rows, 'not_allowed_any_more' satisfies RowFault, 'whoever confirmed the import may not do so any more');
      await store.imports.progress(importId, found.done + rows.length, await inColumns({ store, files }, importId, problems));
      failures = 0;
    } catch (error) {
      failures += 1;
      warn(error, 'a piece of an import failed and is repeated');
      await pause(Math.min(30_000, 500 * 2 ** failures));
    }
  }
}

/** Problems under the columns of the file instead of under the fields of contexts. */
async function inColumns(
  { store, files }: Pick<Needs, 'store' | 'files'>,
  importId: string,
  problems: readonly FileProblem[],
): Promise<readonly FileProblem[]> {
  const file = problems.length === 0 ? undefined : await store.imports.file(importId);
  if (!file) return problems;
  const header = files.header(file.bytes, file.reading);
  return problems.map((problem) => ({ ...problem, column: files.columnOf(header, problem.column) }));
}

/** A piece that is refused as a whole, for want of a role say, stays refused: a repeat would only ask again. Anything else is repeated. */
function refusedWhole(error: unknown, rows: readonly Readonly<{ line: number }>[]): readonly FileProblem[] {
  if (error instanceof Refusal) return allRefused(rows, error.code, error.message);
  throw error;
}

const allRefused = (rows: readonly Readonly<{ line: number }>[], code: string, reason: string): readonly FileProblem[] =>
  rows.map(({ line }) => ({ line, column: '', code, values: {}, reason }));
