import type { Command } from '../command.ts';
import { audit } from './audit.ts';
import { grants } from './grants.ts';
import { merchants } from './merchants.ts';
import { people } from './people.ts';
import { platforms } from './platforms.ts';
import { shops } from './shops.ts';
import { systemKeys } from './system-keys.ts';

/** Everything that an operator can do. */
export const commands: readonly Command[] = [...merchants, ...shops, ...people, ...systemKeys, ...platforms, ...grants, ...audit];
