import type { TestProject } from 'vitest/node';
import { toolchain, type Toolchains } from './toolchains.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's toolchains, and why others are missing. */
    toolchains: Toolchains;
    missingToolchains: Readonly<Record<string, string>>;
  }
}

/** Vitest's globalSetup of the tests that generate clients. What cannot be had is told to them: it ends no other test's run. */
export default async function setup(project: TestProject): Promise<void> {
  const found: Record<string, string> = {};
  const missing: Record<string, string> = {};
  for (const name of ['npm', 'python', 'go', 'java'] as const)
    try {
      found[name] = await toolchain(name);
    } catch (error) {
      missing[name] = error instanceof Error ? error.message.slice(0, 2_000) : String(error);
      process.stderr.write(`Tests of clients in ${name} are skipped: ${missing[name]}.\n`);
    }
  project.provide('toolchains', found);
  project.provide('missingToolchains', missing);
}
