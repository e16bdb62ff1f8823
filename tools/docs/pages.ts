import { contextMap } from './context-map.ts';
import { errorsPage } from './errors-page.ts';
import { rolesPage } from './roles-page.ts';

type Page = Readonly<{ path: string; text: string }>;

/** Every page that is made from the code, as it should be now. */
export const pages = async (): Promise<readonly Page[]> => [
  { path: 'docs/context-map.md', text: contextMap() },
  { path: 'docs/errors.md', text: await errorsPage() },
  { path: 'docs/roles.md', text: await rolesPage() },
];
