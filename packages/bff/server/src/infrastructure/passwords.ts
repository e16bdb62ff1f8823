import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '../application/ports.ts';

const derive = promisify(argon2);

/** What OWASP's password storage cheat sheet asks of argon2id: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19 * 1024;
const PASSES = 2;
const TAG_BYTES = 32;
/** Each hash takes 19 MiB and a thread for some 30 ms: more at once would be an attack on ourselves. */
const AT_ONCE = 2;

/** Passwords as argon2id hashes in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export function passwords(): Passwords {
  const turns = limited(AT_ONCE);
  const hash = (password: string): Promise<string> =>
    turns(async () => {
      const salt = randomBytes(16);
      return phc(MEMORY_KIB, PASSES, salt, await tag(password, salt, MEMORY_KIB, PASSES));
    });
  let nobody: Promise<string> | undefined;
  return {
    hash,
    async isRight(password, storedHash) {
      // Whether there is an account takes as long to find out as whether its password is right.
      const { memory, passes, salt, expected } = parsed(storedHash ?? (await (nobody ??= hash(randomBytes(16).toString('hex')))));
      const given = await turns(() => tag(password, salt, memory, passes));
      return timingSafeEqual(given, expected) && storedHash !== undefined;
    },
  };
}

const tag = (password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce, parallelism: 1, tagLength: TAG_BYTES, memory, passes });

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
const phc = (memory: number, passes: number, salt: Buffer, hash: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=1$${unpadded(salt)}$${unpadded(hash)}`;

/** With the parameters of its own time: those of new hashes may grow. */
function parsed(storedHash: string): Readonly<{ memory: number; passes: number; salt: Buffer; expected: Buffer }> {
  const [, memory = '', passes = '', salt = '', hash = ''] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(storedHash) ?? [];
  if (hash === '') throw new Error('a stored password is no argon2id hash');
  return { memory: Number(memory), passes: Number(passes), salt: Buffer.from(salt, 'base64'), expected: Buffer.from(hash, 'base64') };
}

/** Lets so many work at once; the others wait their turn. */
function limited(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let working = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (working >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else working += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
}
