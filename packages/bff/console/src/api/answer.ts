import type { CallSpec } from '@noren/bff-contract';
import { Unreachable } from './problem.ts';
import { tellUnread } from './unread.ts';

type Key = string | number | symbol;
type Issue = Readonly<{ code: string; path: readonly Key[]; message: string; keys?: readonly string[] }>;
/** A row that cannot be read, and the list that it stands in. */
type OddRow = Readonly<{ list: unknown[]; row: unknown; reason: string }>;

/**
 * What an answer says. A row that is in another shape than the contract's costs itself and nothing else: it is left out, told to the page and to the log of
 * the browser. Fields that a newer server has are passed by. Throws Unreachable where nothing can be made of it.
 */
export function readAnswer(spec: CallSpec, address: string, schema: NonNullable<CallSpec['answers'][number]>, body: unknown): unknown {
  const whole = schema.safeParse(body);
  if (whole.success) {
    tellUnread(spec, address, []);
    return whole.data;
  }
  const copy = structuredClone(body);
  const odd = oddRows(copy, whole.error.issues as readonly Issue[]);
  for (const { list, row } of odd) list.splice(list.indexOf(row), 1);
  const rest = schema.safeParse(copy);
  if (!rest.success) throw new Unreachable(`${spec.path} was answered in another shape: ${rest.error.message}`);
  // oxlint-disable-next-line no-console -- whoever is called to the screen finds here what the page cannot show.
  for (const { row, reason } of odd) console.error(`${address}: ${nameOf(row)} cannot be read: ${reason}`);
  tellUnread(
    spec,
    address,
    odd.map(({ row }) => nameOf(row)),
  );
  return rest.data;
}

/** The rows of `copy` that have issues, each once; fields that are not known are taken out of it. */
function oddRows(copy: unknown, issues: readonly Issue[]): readonly OddRow[] {
  const odd = new Map<unknown, OddRow>();
  for (const { code, path, message, keys = [] } of issues) {
    if (code === 'unrecognized_keys') {
      const holder = valueAt(copy, path);
      if (typeof holder === 'object' && holder !== null) for (const key of keys) Reflect.deleteProperty(holder, key);
      continue;
    }
    const at = path.findIndex((key) => typeof key === 'number');
    const list = at === -1 ? undefined : valueAt(copy, path.slice(0, at));
    const row = at === -1 ? undefined : valueAt(copy, path.slice(0, at + 1));
    if (Array.isArray(list) && !odd.has(row))
      odd.set(row, {
        list,
        row,
        reason: `${path
          .slice(at + 1)
          .map(String)
          .join('.')} ${message}`,
      });
  }
  return [...odd.values()];
}

const valueAt = (value: unknown, path: readonly Key[]): unknown =>
  path.reduce((inner: unknown, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), value);

const IDS = ['orderId', 'sku', 'categoryId', 'importId', 'personId', 'keyId', 'shopId'];

/** What a row is known by, as far as it says. */
function nameOf(row: unknown): string {
  const id = IDS.map((name) => valueAt(row, [name])).find((value) => typeof value === 'string');
  return typeof id === 'string' ? id : '?';
}
