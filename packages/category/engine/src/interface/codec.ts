import { commands, events } from '@noren/category-contract';
import { messageCodec } from '@noren/engine-kit';
import type { CategoryCommand, CategoryEvent } from '../domain/category.ts';

export const commandCodec = messageCodec<CategoryCommand>()(commands);

export const eventCodec = messageCodec<CategoryEvent>()(events);
