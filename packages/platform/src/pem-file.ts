import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const readers = { certificate: (pem: Buffer) => new X509Certificate(pem), 'private key': (pem: Buffer) => createPrivateKey(pem) };

/** What is wrong with a file that shall hold a certificate or a key (PEM), in words that go on after its variable's name; undefined where nothing is. */
export function pemFault(path: string, what: keyof typeof readers): string | undefined {
  const found = contentOf(path);
  if (found === undefined) return `names a file that cannot be read (${path})`;
  try {
    readers[what](found);
    return undefined;
  } catch {
    return `names a file with no ${what} in it (${path}): PEM is wanted${what === 'private key' ? ', without a password' : ''}`;
  }
}

/** A variable that names such a file. */
export const pemFile = (what: keyof typeof readers) =>
  z.string().superRefine((path, context) => {
    const fault = pemFault(path, what);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
