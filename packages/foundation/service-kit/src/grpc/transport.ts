import { type ChannelCredentials, credentials, experimental, ServerCredentials } from '@grpc/grpc-js';
import type { CertificateFiles } from '../tls/certificate-files.ts';

/** How calls travel between modules: one for all that a process serves and asks. */
export type Transport = Readonly<{ ofServer(): ServerCredentials; ofClient(): ChannelCredentials }>;

/** As they are: on loopback, or on a network that somebody answers for. */
export const plaintext: Transport = { ofServer: () => ServerCredentials.createInsecure(), ofClient: () => credentials.createInsecure() };

/** Over TLS, and both sides show a certificate of the CA; a server lets in no one else. Connections that are there go on when the files change. */
export const mutualTls = (files: CertificateFiles): Transport => ({
  ofServer: () => experimental.createCertificateProviderServerCredentials(files, files, true),
  ofClient: () => experimental.createCertificateProviderChannelCredentials(files, files),
});
