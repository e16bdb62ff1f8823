import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Files in PEM; the key is without a password. */
export type Certificate = Readonly<{ certificate: string; key: string }>;

export type Authority = Readonly<{
  /** Its own certificate: what those trust who trust it. */
  ca: string;
  /** For servers by these names and addresses, and for clients; this machine's unless said otherwise. */
  issue(names?: readonly string[]): Promise<Certificate>;
}>;

/** A folder of certificates for a test file, which goes with `close`. */
export type Certificates = Readonly<{ folder: string; authority(): Promise<Authority>; close(): void }>;

const LOCAL = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1'];

/** Makes certification authorities and certificates of theirs, by openssl. */
export function certificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'noren-certificates-'));
  let made = 0;
  const make = async (name: string, more: readonly string[]): Promise<Certificate> => {
    const path = join(folder, `${name}-${(made += 1)}`);
    const files = { certificate: `${path}.crt`, key: `${path}.key` };
    const fresh = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '30'];
    await promisify(execFile)('openssl', ['req', ...fresh, '-subj', `/CN=${name}`, '-keyout', files.key, '-out', files.certificate, ...more]);
    return files;
  };
  return {
    folder,
    async authority() {
      const own = await make('ca', []);
      const by = ['-CA', own.certificate, '-CAkey', own.key];
      return {
        ca: own.certificate,
        issue: (names = LOCAL) => make('module', [...by, '-addext', `subjectAltName=${names.join(',')}`, '-addext', 'basicConstraints=CA:FALSE']),
      };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
