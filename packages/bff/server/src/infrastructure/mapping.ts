import type { Names } from '@noren/bff-contract';
import { actorName } from '@noren/service-kit';
import type { LocalizedText } from '@noren/wire';

/** Between the console's words and the protos'. */
export const toNames = (names: readonly LocalizedText[]): Names => Object.fromEntries(names.map(({ language, text }) => [language, text]));
export const fromNames = (names: Names): LocalizedText[] => Object.entries(names).map(([language, text]) => ({ language, text }));
export const soldBy = (text: string): 'piece' | 'weight' => (text === 'weight' ? 'weight' : 'piece');
/** An instant as the console has it: UTC with a Z. */
export const instant = (text: string): string => new Date(text).toISOString();

type By = Readonly<{ kind: 'person' | 'system' | 'platform' | 'noren'; name: string }>;

/** Whom a record names as its actor (`staff:usr_1`, `system:sys_1:till`, `platform:plt_1:quickmart`); people by their names, where they are known. */
export function byOf(actor: string, people: ReadonlyMap<string, string>): By {
  const [kind = '', first = ''] = actor.split(':');
  if (kind === 'staff') return { kind: 'person', name: people.get(first) ?? first };
  if (kind === 'system') return { kind: 'system', name: actorName(actor) };
  if (kind === 'platform') return { kind: 'platform', name: actorName(actor) };
  return { kind: 'noren', name: 'Noren' };
}

export const personOf = (actor: string): readonly string[] => (actor.startsWith('staff:') ? [actor.slice('staff:'.length)] : []);
