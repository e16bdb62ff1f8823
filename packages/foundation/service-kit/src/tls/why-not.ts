/** What OpenSSL calls a chain that does not lead to a CA that is trusted. */
const STRANGERS = new Set([
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const [OTHER_HOST, EXPIRED] = ['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'];

/** A peer whose certificate is not good: the connection did not come about, and may when somebody has changed it. */
export const isCertificateFault = (code: string): boolean => STRANGERS.has(code) || code === OTHER_HOST || code === EXPIRED;

/** Why a connection did not come about, in a sentence for whoever has set it up; of what has nothing to do with certificates, the error's own. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  if (code !== undefined && STRANGERS.has(code)) return `its certificate is not of the CA that is trusted (${error.message})`;
  if (code === OTHER_HOST) return `its certificate is another host's (${error.message})`;
  if (code === EXPIRED) return 'its certificate has expired';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || error.message === 'The server does not support SSL connections') return 'it does not speak TLS';
  // Of a host with several addresses each has failed, and the whole says nothing.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(whyNot).join('; ');
  return error.message;
}

/** Clients wrap what Node said; some keep its words alone. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}
