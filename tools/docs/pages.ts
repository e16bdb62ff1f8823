import { contextMap } from './context-map.ts';
import { errorsPage } from './errors-page.ts';
import { contexts, has, read } from '../architecture/repository.ts';
import { rolesPage } from './roles-page.ts';
import { codeRows, refusalsOf, table, withTable } from './tables.ts';

type Page = Readonly<{ path: string; text: string }>;

/** Every page that is made from the code, as it should be now. */
export const pages = async (): Promise<readonly Page[]> => [
  { path: 'docs/context-map.md', text: contextMap() },
  { path: 'docs/errors.md', text: await errorsPage() },
  { path: 'docs/roles.md', text: await rolesPage() },
  ...(await Promise.all(contexts().map(refusalsPage))),
];

/** A context's README, its table of refusals as the contract has it. */
async function refusalsPage(area: string): Promise<Page> {
  const path = `packages/${area}/README.md`;
  const page = has(path) ? read(path) : '';
  const rows = codeRows((await refusalsOf(area)) ?? {});
  return { path, text: withTable(page, 'What it refuses', table(['code', 'kind', 'what it means', 'what to do'], rows)) };
}
