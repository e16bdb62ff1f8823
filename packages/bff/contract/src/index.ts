/** What the merchants' console asks its server: every call with what it takes, answers and refuses. The page and the server both stand on it. */
export * from './call.ts';
export * from './catalogue.ts';
export * from './imports.ts';
export * from './integrations.ts';
export * from './live.ts';
export * from './numbers.ts';
export * from './codes.ts';
export * from './orders.ts';
export * from './platforms.ts';
export * from './session.ts';
export * from './shops.ts';
export * from './staff.ts';
export * from './stock.ts';
export * from './schemas.ts';
