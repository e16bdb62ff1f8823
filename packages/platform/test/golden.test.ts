import { versionsOn } from './golden/fixture.ts';
import { servedAsThen } from './golden/served.contract-suite.ts';

for (const version of versionsOn('postgres')) servedAsThen(version, 'postgres');
