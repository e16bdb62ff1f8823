export * from './embedded.ts';
export { PortTaken } from './postmaster.ts';
