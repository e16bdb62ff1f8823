import { counterHouse } from './counter.test-support.ts';
import { fenceHolds } from './fence.contract-suite.ts';

fenceHolds('PostgreSQL', () => counterHouse());
