import { freePortBase } from '@noren/testing';
import { databasePort, modules, opsOfAll, ports } from '../../src/modules.ts';

const offsets = [...ports.values(), databasePort, opsOfAll, ...modules.map(({ ops }) => ops)];

/** A `--port-base` of which every port that the platform counts from it is free. */
export const freeBase = (): Promise<number> => freePortBase(1 + Math.max(...offsets));
