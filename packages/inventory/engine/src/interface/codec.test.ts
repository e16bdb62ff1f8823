import { roundTrips } from '@noren/testing/golden-suite';
import { golden } from './golden.test-support.ts';

roundTrips(golden);
