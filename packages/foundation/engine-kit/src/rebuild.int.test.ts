import { counterHouse } from './counter.test-support.ts';
import { rebuilds } from './rebuild.contract-suite.ts';

rebuilds('PostgreSQL', () => counterHouse());
