import type { Import, RowChange } from '@noren/bff-contract';
import type { ConsoleStore, ImportRecord, PersonRecord, ImportRowRecord } from '@noren/bff-store';
import { type Clock, foldText, Refusal } from '@noren/kernel';
import { type Compared, compare } from './compare.ts';
import { gtinsTwice } from './gtins-twice.ts';
import type { FileProblem, Files, ImportRow, ImportTarget } from './ports.ts';
import { apply, PIECE } from './import-run.ts';

type Upload = Readonly<{
  person: PersonRecord;
  key: string;
  fileName: string;
  shopId?: string | undefined;
  language?: string | undefined;
  encoding?: string | undefined;
  bytes: Uint8Array;
}>;

/** Files on their way into the catalogue: read and compared, shown, and applied when somebody confirms. */
export interface Imports {
  upload(upload: Upload): Promise<Import>;
  list(merchantId: string): Promise<{ imports: Import[] }>;
  get(merchantId: string, importId: string): Promise<Import>;
  rows(merchantId: string, importId: string, kind: RowChange['kind'] | undefined, cursor: string): Promise<{ rows: RowChange[]; nextCursor?: string }>;
  /** The rows that were refused so far, as a file. */
  refused(merchantId: string, importId: string): Promise<string>;
  template: string;
  confirm(merchantId: string, importId: string): Promise<Import>;
  discard(merchantId: string, importId: string): Promise<void>;
  /** Goes on with runs that were interrupted. */
  resume(): Promise<void>;
  /** Ends after the piece under way; the run goes on when the server is back. */
  stop(): Promise<void>;
}

type Needs = Readonly<{
  store: Pick<ConsoleStore<ImportRow>, 'imports' | 'people' | 'shops'>;
  files: Files;
  target: ImportTarget;
  clock: Clock;
  newId: (prefix: string) => string;
  /** Waits; at once when the server stops. */
  pause: (ms: number) => Promise<void>;
  warn: (error: unknown, what: string) => void;
}>;

const LANGUAGE = 'en';
const ENCODING = 'utf-8';
const PAGE = 100;
const SHOWN_PROBLEMS = 500;
const STORED_PROBLEMS = 10_000;

export function imports(needs: Needs): Imports {
  const { store, clock, newId } = needs;
  const running = new Map<string, Promise<void>>();
  let stopping = false;

  const find = async (merchantId: string, importId: string): Promise<ImportRecord> => {
    const found = await store.imports.find(importId);
    if (!found || found.merchantId !== merchantId || found.state === 'discarded')
      throw new Refusal('not_found', 'import_not_found', `there is no import ${importId}`, 'importId');
    return found;
  };
  const run = (importId: string): void => {
    if (running.has(importId) || stopping) return;
    running.set(
      importId,
      apply(needs, importId, () => stopping).finally(() => running.delete(importId)),
    );
  };

  return {
    async upload(upload) {
      const { person, key } = upload;
      const before = await store.imports.byKey(person.personId, key);
      if (before) return importOf(await same(store, before, upload));
      await preview(needs, upload, newId('imp'), clock.now());
      const stored = await store.imports.byKey(person.personId, key);
      if (!stored) throw new Error('an import that was just stored is not there');
      return importOf(stored);
    },
    list: async (merchantId) => ({ imports: (await store.imports.last(merchantId, 20)).map(importOf) }),
    get: async (merchantId, importId) => importOf(await find(merchantId, importId)),
    async rows(merchantId, importId, kind, cursor) {
      await find(merchantId, importId);
      if (!/^\d{0,9}$/.test(cursor)) throw new Refusal('invalid', 'cursor_invalid', 'The cursor belongs to no such list', 'cursor');
      const after = Number(cursor);
      const found = await store.imports.rows(importId, kind, after, PAGE);
      const last = found.length === PAGE ? found.at(-1) : undefined;
      return { rows: found.map(toChange), ...(last ? { nextCursor: String(last.line) } : {}) };
    },
    async refused(merchantId, importId) {
      const { problems } = await find(merchantId, importId);
      const file = await store.imports.file(importId);
      if (!file) throw new Refusal('not_found', 'import_not_found', 'the file is not there any more', 'importId');
      return needs.files.refused(
        merchantId,
        file.bytes,
        file.reading,
        problems.filter(({ stands }) => stands !== true),
      );
    },
    template: needs.files.template,
    async confirm(merchantId, importId) {
      const { state } = await find(merchantId, importId);
      if (state === 'ready') await store.imports.move(importId, 'ready', 'running');
      const now = await find(merchantId, importId);
      if (now.state === 'running') run(importId);
      return importOf(now);
    },
    async discard(merchantId, importId) {
      await find(merchantId, importId);
      if (!(await store.imports.move(importId, 'ready', 'discarded')))
        throw new Refusal('conflict', 'import_state', 'Only an import that was not confirmed can be discarded');
    },
    async resume() {
      for (const importId of await store.imports.running()) run(importId);
    },
    async stop() {
      stopping = true;
      await Promise.allSettled(running.values());
    },
  };
}

/** Reads the file, compares it with what is there, and keeps both for the eye and for the run. */
async function preview({ store, files, target }: Needs, upload: Upload, importId: string, now: Date): Promise<void> {
  const { person, key, fileName, shopId, language = LANGUAGE, encoding = ENCODING, bytes } = upload;
  const { merchantId } = person;
  const currency = (await store.shops.merchant(merchantId))?.currency ?? '';
  const { kind, header, items, problems: ofFile } = await files.read(merchantId, bytes, { currency, language, encoding });
  const problems: FileProblem[] = [];
  const rows: Compared[] = [];
  for (let from = 0; from < items.length; from += PIECE) {
    const piece = items.slice(from, from + PIECE);
    const current = await target.current(
      merchantId,
      shopId,
      piece.map(({ sku }) => sku),
    );
    for (const item of piece) {
      const { onHand, ...rest } = item;
      const compared = compare(shopId === undefined || onHand === undefined ? rest : { ...rest, onHand }, current.get(foldText(item.sku)));
      if ('kind' in compared) rows.push(compared);
      else problems.push(...inColumns(files, header, compared));
    }
  }
  // What the file cannot say again when it is read again comes first.
  problems.push(...ofFile);
  const counts = countsOf(rows, new Set(problems.map(({ line }) => line)).size, shopId === undefined ? items : []);
  const warnings = await gtinsTwice(target, merchantId, rows);
  const stored = [...problems.slice(0, STORED_PROBLEMS), ...inColumns(files, header, warnings).slice(0, STORED_PROBLEMS)];
  await store.imports.add(
    {
      ...{ importId, merchantId, personId: person.personId, personName: person.name, key, ...(shopId === undefined ? {} : { shopId }), fileName, kind },
      ...{ state: 'ready', counts, problems: stored, done: 0, of: counts.new + counts.changed, createdAt: now.toISOString() },
    },
    rows,
    { bytes, reading: { currency, language, encoding } },
  );
}

const inColumns = (files: Files, header: readonly string[], problems: readonly FileProblem[]): readonly FileProblem[] =>
  problems.map((problem) => ({ ...problem, column: files.columnOf(header, problem.column) }));

/** `unset`: rows that say a stock which is for no shop. */
function countsOf(rows: readonly Compared[], refused: number, withoutShop: readonly Readonly<{ onHand?: number }>[]): ImportRecord['counts'] {
  const count = (of: RowChange['kind']): number => rows.filter((row) => row.kind === of).length;
  const stock = rows.filter(({ setsStock }) => setsStock).length;
  const unset = withoutShop.filter(({ onHand }) => onHand !== undefined).length;
  return { rows: rows.length + refused, new: count('new'), changed: count('changed'), same: count('same'), refused, stock, unset };
}

/** What the key was used for, if it was this file for this shop. */
async function same(store: Pick<Needs['store'], 'imports'>, before: ImportRecord, { bytes, shopId, language, encoding }: Upload): Promise<ImportRecord> {
  const file = await store.imports.file(before.importId);
  const { reading } = file ?? {};
  const isSame = before.shopId === shopId && (!file || Buffer.compare(file.bytes, bytes) === 0);
  const isReadSo = (language ?? LANGUAGE) === (reading?.language ?? LANGUAGE) && (encoding ?? ENCODING) === (reading?.encoding ?? ENCODING);
  if (isSame && isReadSo) return before;
  throw new Refusal('invalid', 'idempotency_key_reused', 'This Idempotency-Key was used for another file', 'Idempotency-Key');
}

const importOf = ({ importId, fileName, kind, state, shopId, createdAt, personName, counts, done, of, problems }: ImportRecord): Import => ({
  ...{ importId, fileName, kind, state, createdAt, ...(shopId === undefined ? {} : { shopId }) },
  createdBy: personName,
  counts: { ...counts },
  progress: { done, of },
  problems: [false, true]
    .flatMap((stands) =>
      problems
        .filter((problem) => (problem.stands ?? false) === stands)
        .toSorted((a, b) => a.line - b.line)
        .slice(0, SHOWN_PROBLEMS),
    )
    .map(({ code = '', values = {}, ...rest }) => ({ ...rest, code, values: { ...values } })),
});

const toChange = ({ line, kind, item, fields }: ImportRowRecord<ImportRow>): RowChange => ({
  line,
  sku: item.sku,
  name: Object.values(item.fields.names)[0] ?? '',
  kind,
  fields: fields.map((field) => ({ ...field })),
});
