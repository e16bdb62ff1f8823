import { goldenRowsSuite } from '@noren/testing/golden-rows-suite';
import { golden } from './golden.test-support.ts';

goldenRowsSuite(golden);
