import type { Run } from './runs.ts';

/** What lanes owe in every run of every bench: at least once, a key's tasks in order and never two at once, and in the end all is committed. Rivals are measured, not bound. */
export function broken(runs: readonly Run[]): readonly string[] {
  return runs
    .filter(({ system }) => system.startsWith('lanes'))
    .flatMap(({ bench, variant, system, round, figures }) => {
      // A retry topic gives the order of its keys up, and says so.
      const owed = bench === 'B4' ? ['lost', 'overlaps'] : ['lost', 'overlaps', 'outOfOrder'];
      const wrong = [...owed.filter((name) => (figures[name] ?? 0) > 0), ...(figures['committed'] === 0 ? ['committed'] : [])];
      return wrong.map((name) => `${system} broke a promise in ${bench}, ${variant}, round ${round}: ${name} ${figures[name]}`);
    });
}
