import type { TestProject } from 'vitest/node';
import { NoToolchain, toolchain, type Toolchains } from './toolchains.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's toolchains. */
    toolchains: Toolchains;
  }
}

/** Vitest's globalSetup of the tests that generate clients. With CLIENTS_REQUIRED nothing is skipped. */
export default async function setup(project: TestProject): Promise<void> {
  const found: Record<string, string> = {};
  for (const name of ['npm', 'python', 'go', 'java'] as const)
    try {
      found[name] = await toolchain(name);
    } catch (error) {
      if (!(error instanceof NoToolchain) || process.env['CLIENTS_REQUIRED']) throw error;
      process.stderr.write(`Tests of clients in ${name} are skipped: ${error.message}.\n`);
    }
  project.provide('toolchains', found);
}
