import type { admin } from '@noren/admin-contract';
import type { GrpcClient } from '@noren/service-kit';

export type Admin = GrpcClient<typeof admin.AdminServiceService>;

/** `needed`: without it nothing is asked. */
export type Option = Readonly<{ name: string; about: string; needed?: boolean }>;

/** What the command line says of each option. */
export type Given = Readonly<{
  /** Empty where it is not said. */
  text(name: string): string;
  maybe(name: string): string | undefined;
  list(name: string): string[];
  /** Throws where it is said and is no whole number. */
  number(name: string): number | undefined;
}>;

/** What is shown: an answer, of which a list may be a table. `isRefused`: a part of it was. */
export type Shown = Readonly<{ answer: object; isRefused?: boolean }>;

/** One thing that an operator does. */
export type Command = Readonly<{
  noun: string;
  verb: string;
  about: string;
  options: readonly Option[];
  run(client: Admin, given: Given): Promise<Shown>;
}>;

export const option = (name: string, about: string): Option => ({ name, about });
export const needed = (name: string, about: string): Option => ({ name, about, needed: true });

export const merchant = needed('merchant', 'the merchant, by its code or its id');
export const code = needed('code', 'yours for it: the same request under it again changes nothing');
export const version = option('version', 'is refused unless the version is still this one');
export const most = option('most', 'so many at most (1000)');

/** Pages one after the other, up to as many as are wanted. */
export async function upTo<One>(
  given: Given,
  page: (pageSize: number, pageToken: string) => Promise<Readonly<{ found: readonly One[]; nextPageToken: string }>>,
): Promise<One[]> {
  const wanted = given.number('most') ?? 1_000;
  const all: One[] = [];
  for (let token = ''; ;) {
    const { found, nextPageToken } = await page(Math.min(1_000, wanted - all.length), token);
    all.push(...found);
    if (nextPageToken === '' || all.length >= wanted) return all;
    token = nextPageToken;
  }
}
