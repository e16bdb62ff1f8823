export { readModels } from './interface/subscriptions.ts';
export { module } from './main.ts';
