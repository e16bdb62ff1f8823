export type { DevFile, Edge } from './dev-file.ts';
export { environment, variable } from './config.ts';
export { databasePort, modules, opsOfAll, ports, type Place } from './modules.ts';
