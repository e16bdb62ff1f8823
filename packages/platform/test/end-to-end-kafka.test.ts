import { afterAll, beforeAll, describe } from 'vitest';
import { kafkaPlaceIfAny } from './faults/kafka-place.ts';
import { enginesAway } from './support/engines-away.contract-suite.ts';
import { type NorenOfProcesses, processAModule } from './support/noren.ts';
import { oneOrderFollowed } from './support/one-order.contract-suite.ts';
import { newStage } from './support/stage.ts';

const kafka = await kafkaPlaceIfAny();

describe.skipIf(kafka === undefined)('one order through every module, a process a module, the log on Kafka', () => {
  const stage = newStage();
  let processes: NorenOfProcesses;
  beforeAll(async () => {
    processes = await processAModule(kafka);
    await stage.begin(processes);
  });
  afterAll(async () => {
    await stage.end();
    await kafka?.close();
  });

  oneOrderFollowed(stage);
  enginesAway(stage, () => processes);
});
