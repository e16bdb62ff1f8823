import { engineModule } from '@noren/engine-kit';
import type { Module } from '@noren/service-kit';
import { compose } from './container.ts';

export const module: Module = engineModule('shop-engine', compose);
