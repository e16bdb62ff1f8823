import { afterAll, beforeAll, describe } from 'vitest';
import { enginesAway } from './support/engines-away.contract-suite.ts';
import { type NorenOfProcesses, oneProcess, processAModule } from './support/noren.ts';
import { oneOrderFollowed } from './support/one-order.contract-suite.ts';
import { newStage } from './support/stage.ts';

describe('one order through every module, all in one process', () => {
  const stage = newStage();
  beforeAll(async () => stage.begin(await oneProcess()));
  afterAll(() => stage.end());

  oneOrderFollowed(stage);
});

describe('one order through every module, a process a module', () => {
  const stage = newStage();
  let processes: NorenOfProcesses;
  beforeAll(async () => {
    processes = await processAModule();
    await stage.begin(processes);
  });
  afterAll(() => stage.end());

  oneOrderFollowed(stage);
  enginesAway(stage, () => processes);
});
