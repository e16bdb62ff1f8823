import { Readable } from 'node:stream';
import { encoded, encodingFor } from './compress.ts';
import type { Reply, Route } from './route.ts';

/** What fits into a packet or two is not worth the work. */
const WORTH = 1_400;

/**
 * An answer as it travels to a caller that takes it compressed: JSON that is worth it. A stream goes as it comes; and so does an answer that bears a secret, whose length
 * would tell about it to whoever can have some of their own text repeated beside it (BREACH).
 */
export async function packed(accepted: string | readonly string[] | undefined, { secret, responses }: Route, reply: Reply): Promise<Reply> {
  const { status, body, headers } = reply;
  if (secret || body === undefined || body instanceof Readable || (responses[status]?.contentType ?? 'application/json') !== 'application/json') return reply;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const encoding = bytes.length < WORTH ? 'identity' : encodingFor(accepted);
  const vary = { ...headers, vary: 'accept-encoding' };
  if (encoding === 'identity') return { status, body: bytes, headers: vary };
  return { status, body: await encoded(bytes, encoding), headers: { ...vary, 'content-encoding': encoding } };
}
