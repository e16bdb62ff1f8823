export { readModels } from './container.ts';
export { module } from './main.ts';
