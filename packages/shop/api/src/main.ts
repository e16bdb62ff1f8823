import { grpcModule, type Module } from '@noren/service-kit';
import { compose } from './container.ts';

export const module: Module = grpcModule('shop-api', compose);
