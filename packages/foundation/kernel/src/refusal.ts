/** How a refusal is meant, for the edges to translate: `invalid` 400/422, `not_found` 404, `conflict` 409 (412 of a version), `forbidden` 403. */
export type RefusalKind = 'invalid' | 'not_found' | 'conflict' | 'forbidden';

/**
 * The domain declines. Clients branch on `code`; people read `message`. Final: repeating the command gets it again.
 * `field` names what was at fault in the request, as a path with dots (`lines.0.sku`).
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly field: string | undefined;

  constructor(kind: RefusalKind, code: string, message: string, field?: string) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.field = field;
  }
}

/**
 * All that a context refuses with, by code: how each is meant, its sentence for people (without a full stop: a detail may follow), and what the caller can
 * do about it. Stands in the context's contract; pages and APIs read it there.
 */
export type RefusalTable = Readonly<Record<string, Readonly<{ kind: RefusalKind; message: string; cure: string }>>>;

/** Makes refusals by the codes of a table. `detail` follows the sentence, where it needs data: "… expected: it is paused now, at version 2". */
export const refusalsOf =
  <const Table extends RefusalTable>(table: Table) =>
  (code: keyof Table & string, field?: string, detail?: string): Refusal => {
    const { kind, message } = table[code] as Table[keyof Table];
    return new Refusal(kind, code, detail === undefined ? message : `${message}: ${detail}`, field);
  };
