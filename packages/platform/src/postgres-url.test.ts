import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificates, type Certificates } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

let made: Certificates;
let files: Readonly<{ ca: string; certificate: string; key: string; text: string }>;
beforeAll(async () => {
  made = certificates();
  const authority = await made.authority();
  files = { ca: authority.ca, ...(await authority.issue()), text: join(made.folder, 'notes.txt') };
  writeFileSync(files.text, 'the certificate is in the other folder');
});
afterAll(() => made.close());

const url = (said: string) => `postgres://order:secret@db.example:5432/noren${said}`;
const read = (said: string) => () => readConfig({ ORDER_DATABASE_URL: url(said) });

describe('the URL of a database', () => {
  it('says in libpq’s words that the certificate is checked, against which CA, and what is shown for it', () => {
    for (const said of ['', '?sslmode=disable', '?sslmode=verify-full', `?sslmode=verify-full&sslrootcert=${files.ca}`]) expect(read(said)).not.toThrow();
    expect(read(`?sslmode=verify-full&sslrootcert=${files.ca}&sslcert=${files.certificate}&sslkey=${files.key}`)).not.toThrow();
  });

  it.each(['prefer', 'require', 'verify-ca', 'no-verify', 'allow', 'on'])('is refused with sslmode=%s, and says what is taken', (mode) => {
    expect(read(`?sslmode=${mode}`)).toThrow(
      `ORDER_DATABASE_URL: has sslmode=${mode}, which is not known to check whose the certificate is: sslmode=verify-full`,
    );
  });

  it('has no second way to say it', () => {
    for (const said of ['?ssl=true', '?sslmode=verify-full&uselibpqcompat=true', '?sslnegotiation=direct'])
      expect(read(said)).toThrow('sslmode=verify-full says it all');
    expect(read(`?sslrootcert=${files.ca}`)).toThrow('has sslrootcert and no sslmode=verify-full');
  });

  it('names files that are there and hold what they should', () => {
    expect(read('?sslmode=verify-full&sslrootcert=/nowhere/ca.pem')).toThrow('sslrootcert names a file that cannot be read (/nowhere/ca.pem)');
    expect(read(`?sslmode=verify-full&sslrootcert=${files.text}`)).toThrow(`sslrootcert names a file with no certificate in it (${files.text}): PEM is wanted`);
    expect(read(`?sslmode=verify-full&sslcert=${files.certificate}`)).toThrow('has one of sslcert and sslkey without the other');
    expect(read(`?sslmode=verify-full&sslcert=${files.certificate}&sslkey=${files.ca}`)).toThrow('sslkey names a file with no private key in it');
  });
});
