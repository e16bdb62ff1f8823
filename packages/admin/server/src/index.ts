export { module } from './main.ts';
