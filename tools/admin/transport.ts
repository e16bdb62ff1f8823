import { type CertificateFiles, certificateFiles, mutualTls, plaintext, type Transport } from '@noren/service-kit';
import { isLoopback } from '../../packages/platform/src/plaintext.ts';
import { WrongUsage } from './arguments.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** How the operators' edge is asked, and what has to be stopped afterwards. */
type Way = Readonly<{ transport: Transport; stop(): void }>;

/** As modules speak with each other: with certificates where the environment names them, in plaintext on loopback, elsewhere only where that is allowed. */
export function wayTo(address: string, env: Environment): Way {
  const { GRPC_TLS_CA: ca, GRPC_TLS_CERT: certificate, GRPC_TLS_KEY: key } = env;
  if (ca && certificate && key) {
    const files = filesOf({ ca, certificate, key });
    return { transport: mutualTls(files), stop: files.stop };
  }
  if (isLoopback(address.replace(/:\d+$/, '')) || env['ALLOW_PLAINTEXT'] === '1') return { transport: plaintext, stop() {} };
  throw new WrongUsage(`${address} is not this machine: set GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY, or ALLOW_PLAINTEXT=1 on a network of your own`, []);
}

function filesOf(files: Parameters<typeof certificateFiles>[0]): CertificateFiles {
  try {
    return certificateFiles(files, { logger: { info() {}, warn() {} } });
  } catch (error) {
    throw new WrongUsage(`GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY do not go together: ${error instanceof Error ? error.message : String(error)}`, []);
  }
}
