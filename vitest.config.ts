import { defineConfig } from 'vitest/config';

const never = ['**/node_modules/**', '**/dist/**'];
const endToEnd = ['packages/platform/test/**/*.test.ts', '**/*.e2e.test.ts'];
const clients = '**/*.clients.test.ts';
const browser = 'packages/bff/console/test/**/*.test.ts';

/**
 * Six kinds of test, told apart by name and place: fast ones without I/O, ones that need PostgreSQL, ones that need Kafka, whole platforms, people in browsers,
 * and programs in other languages.
 */
export default defineConfig({
  test: {
    // Two cores are what a small machine has; PostgreSQL and the platforms under test want some of them.
    maxWorkers: 2,
    // `--coverage` with the unit project: what is measured, and how much it has to be, is said in tools/ci/coverage.ts.
    coverage: {
      provider: 'v8',
      include: ['packages/*/*/src/{domain,application}/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-support.ts'],
      reporter: ['json-summary'],
      reportOnFailure: true,
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...never, '**/*.int.test.ts', '**/*.kafka.test.ts', clients, ...endToEnd, browser],
          // Long, for a busy machine: speed is for benchmarks.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'int',
          include: ['packages/**/*.int.test.ts', 'tools/**/*.int.test.ts'],
          exclude: [...never, ...endToEnd],
          globalSetup: ['packages/foundation/testing/src/setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      // With PostgreSQL beside it, for what needs both.
      {
        test: {
          name: 'kafka',
          include: ['packages/**/*.kafka.test.ts', 'tools/**/*.kafka.test.ts'],
          exclude: never,
          globalSetup: ['packages/foundation/testing/src/setup.ts', 'packages/foundation/testing/src/kafka/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 2 },
        },
      },
      // Each starts platforms of its own and loads the machine: one file at a time.
      {
        test: {
          name: 'e2e',
          include: endToEnd,
          exclude: [...never, clients],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      // People in browsers, all in one shop of one platform.
      {
        test: {
          name: 'browser',
          include: [browser],
          exclude: never,
          globalSetup: ['packages/bff/console/test/support/setup.ts'],
          testTimeout: 90_000,
          // What a page comes to show may take it a while on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 120_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
      // Programs of others, in their languages, against one platform.
      {
        test: {
          name: 'clients',
          include: [clients],
          exclude: never,
          globalSetup: ['packages/platform/test/clients/setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
