import { roundTrips } from '@noren/testing/golden-suite';
import { golden } from './golden.test-support.ts';

/** A level's version is its row's, which the domain does not know: its message has it, always as 0. */
roundTrips(golden, (event) => ('levels' in event ? { ...event, levels: event.levels.map((level) => ({ ...level, version: 0 })) } : event));
