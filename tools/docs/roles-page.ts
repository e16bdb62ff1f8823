import { contexts, has } from '../architecture/repository.ts';
import { table } from './tables.ts';

type WhoMay = Readonly<Record<string, readonly string[]>>;

/** What a context's API says of who may ask it what; undefined where it does not say. */
async function whoMayOf(area: string): Promise<WhoMay | undefined> {
  const path = `packages/${area}/api/src/interface/who-may.ts`;
  if (!has(path)) return undefined;
  const module = (await import(new URL(`../../${path}`, import.meta.url).href)) as { readonly whoMay?: WhoMay };
  return module.whoMay;
}

const upwards = ['clerk', 'manager', 'owner'] as const;
const yes = (roles: readonly string[], role: string): string => (roles.includes(role) ? 'yes' : '–');

function section(area: string, calls: WhoMay): string {
  const rows = Object.entries(calls).map(([call, roles]) => [
    `\`${call.replace(/^./, (letter) => letter.toUpperCase())}\``,
    upwards.find((role) => roles.includes(role)) ?? '–',
    yes(roles, 'merchant'),
    yes(roles, 'platform'),
  ]);
  return `## ${area.replace(/^./, (letter) => letter.toUpperCase())}\n\n${table(['call', 'people, from', 'tills and ERPs', 'consumer platforms'], rows)}`;
}

export async function rolesPage(): Promise<string> {
  const sections = await Promise.all(
    contexts().map(async (area) => {
      const calls = await whoMayOf(area);
      return calls ? [section(area, calls)] : [];
    }),
  );
  return `# Who may ask what

Every internal call says who asks, signed by the edge that checked the credential, and every context's API looks by itself whether they may: for the merchant
or the shop that the call is about, and in a role that the call takes. Noren's own services may ask all of it. A refusal \`role_forbidden\` names the roles that
would do.

A person is **clerk** (serves: moves orders on, counts stock), **manager** (runs a shop besides: its hours and pauses, the catalogue, what was sold) or **owner**
(decides besides which shops there are, and makes and takes back keys), in every shop of their merchant or in single ones; each may do what those before may. What
belongs to the merchant and not to a shop (items, categories) is changed by the manager of any shop; what is decided for all shops (a new shop, keys of platforms
and systems) takes an owner of all of them. Made by \`npm run docs\` from the tables in the code, and tested to be up to date.

${sections.flat().join('\n\n')}
`;
}
