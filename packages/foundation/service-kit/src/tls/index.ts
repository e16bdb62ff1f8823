export * from './certificate-files.ts';
export * from './why-not.ts';
