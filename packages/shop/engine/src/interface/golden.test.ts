import { goldenSuite } from '@noren/testing/golden-suite';
import { golden } from './golden.test-support.ts';

goldenSuite(golden);
