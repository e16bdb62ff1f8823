import { Refusal } from '@noren/kernel';
import { ConflictWith, InvalidRequest, VERSION_CONFLICT } from '../refusals.ts';

/** What an answer's ETag means where it shows a thing that has a version. */
export const VERSION_TAG = { ETag: 'The version of what is shown, for `If-Match`' } as const;

/**
 * The strong tag of a thing at this version: `"7"`; `"7.3"` where the answer shows more than the record that the version counts, such as what another
 * context says of it. `beside` stands for that, in letters, digits, `-` and `_`: the tag changes with it, what `If-Match` compares does not.
 */
export const versionTag = (version: number, beside?: string | number): string => `"${version}${beside === undefined ? '' : `.${beside}`}"`;

/** The ETag header of an answer that shows a thing which may have no version yet (0), and then has no tag: an order that waits to be decided. */
export const tagged = (version: number): Readonly<Record<string, string>> => (version > 0 ? { etag: versionTag(version) } : {});

/**
 * The version that a request's `If-Match` names (RFC 9110, 13.1.1). None, or `*`: any that the thing may have. Refused are
 * - as `invalid_request`, what is no entity-tag or is a list of them: a client that knows two versions has seen the later one;
 * - as `version_conflict`, a tag that no thing can have: a weak one, since the comparison is strong, and one that does not begin with a version.
 */
export function expectedVersionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const [, weak, opaque] = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/.exec(ifMatch.trim()) ?? [];
  if (opaque === undefined) throw new InvalidRequest([{ field: IF_MATCH, message: `must be one ETag as an answer had it, such as ${versionTag(7)}, or *` }]);
  if (weak !== undefined) throw noSuchVersion('a weak tag matches nothing; a proxy on the way may have made it weak');
  const version = Number(/^([1-9]\d{0,15})(?:\.|$)/.exec(opaque)?.[1]);
  if (!Number.isSafeInteger(version)) throw noSuchVersion('the tag is none that this API gives to a version');
  return version;
}

/** A conflict of versions as whoever sent `If-Match` knows it: contexts call it `expectedVersion`. */
export function underIfMatch(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== VERSION_CONFLICT) return error;
  if (error instanceof ConflictWith) return new ConflictWith({ code: error.code, message: error.message, field: IF_MATCH }, error.now);
  return new Refusal(error.kind, error.code, error.message, IF_MATCH);
}

const IF_MATCH = 'If-Match';

const noSuchVersion = (why: string): Refusal => new Refusal('conflict', VERSION_CONFLICT, `${IF_MATCH}: ${why}`, IF_MATCH);
