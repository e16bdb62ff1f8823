/** How a refusal is meant, for the edges to translate: `invalid` 400/422, `not_found` 404, `conflict` 409, `forbidden` 403. */
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
