import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { experimental } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { whyNot } from './why-not.ts';

/** Files in PEM: who is trusted (one certificate or several), what is shown, and the key to that, without a password. */
export type TlsFiles = Readonly<{ ca: string; certificate: string; key: string }>;

export type CertificateFiles = experimental.CertificateProvider & Readonly<{ stop(): void }>;

type Options = Readonly<{ logger: Pick<Logger, 'info' | 'warn'>; /** How often the files are looked at; 10 s unless said otherwise. */ everyMs?: number }>;
type Listeners<Update> = Set<(update: Update | null) => void>;

/**
 * Certificates for gRPC, read anew when the files change. Files that do not go together (a half of a change, a wrong key) are told of and passed over: what was good
 * goes on. Throws at once where the first ones do not.
 */
export function certificateFiles(files: TlsFiles, { logger, everyMs = 10_000 }: Options): CertificateFiles {
  let now = goodOnes(files);
  let fault = '';
  const [ofCa, ofOwn]: [Listeners<experimental.CaCertificateUpdate>, Listeners<experimental.IdentityCertificateUpdate>] = [new Set(), new Set()];
  const look = (): void => {
    try {
      const found = goodOnes(files);
      fault = '';
      if (isSame(found, now)) return;
      now = found;
      logger.info('the certificates have changed: new connections use the new ones');
      for (const listener of ofCa) listener(now);
      for (const listener of ofOwn) listener(now);
    } catch (error) {
      if (whyNot(error) !== fault) logger.warn({ err: error }, 'the certificates have changed and cannot be used: those of before go on');
      fault = whyNot(error);
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    // A listener is called a moment later: gRPC is not ready for one that is called while it is added.
    addCaCertificateListener: (listener) => (ofCa.add(listener), process.nextTick(() => listener(now))),
    addIdentityCertificateListener: (listener) => (ofOwn.add(listener), process.nextTick(() => listener(now))),
    removeCaCertificateListener: (listener) => void ofCa.delete(listener),
    removeIdentityCertificateListener: (listener) => void ofOwn.delete(listener),
    stop: () => clearInterval(timer),
  };
}

type Certificates = experimental.CaCertificateUpdate & experimental.IdentityCertificateUpdate;

/** OpenSSL refuses a key that is not the certificate's. */
function goodOnes({ ca, certificate, key }: TlsFiles): Certificates {
  const found = { caCertificate: readFileSync(ca), certificate: readFileSync(certificate), privateKey: readFileSync(key) };
  createSecureContext({ ca: found.caCertificate, cert: found.certificate, key: found.privateKey });
  return found;
}

const isSame = (a: Certificates, b: Certificates): boolean =>
  a.caCertificate.equals(b.caCertificate) && a.certificate.equals(b.certificate) && a.privateKey.equals(b.privateKey);
