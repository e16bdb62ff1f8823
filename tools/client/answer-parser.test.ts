import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAnswer } from './answer-parser.ts';

const byLength = (body: string): string =>
  `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const inChunks = (parts: readonly string[]): string =>
  `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`;

describe('an HTTP answer', () => {
  test('is read whole, however its body is framed, and never before it is all there', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(
          text.map(byLength),
          fc
            .array(
              text.filter((part) => part !== ''),
              { maxLength: 4 },
            )
            .map(inChunks),
        ),
        text,
        (answer, next) => {
          const bytes = Buffer.from(answer);
          for (let cut = 0; cut < bytes.length; cut += 1) expect(parseAnswer(bytes.subarray(0, cut))).toBeUndefined();
          expect(parseAnswer(Buffer.concat([bytes, Buffer.from(next)]))?.bytes).toBe(bytes.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('keeps status, headers and body', () => {
    const parsed = parseAnswer(Buffer.from(byLength('{"暖":"簾"}')));
    expect(parsed?.answer.status).toBe(201);
    expect(parsed?.answer.headers['content-type']).toBe('application/json');
    expect(parsed?.answer.body.toString()).toBe('{"暖":"簾"}');
    expect(parseAnswer(Buffer.from(inChunks(['ab', 'c'])))?.answer.body.toString()).toBe('abc');
  });

  test('may follow an interim one and may have no body', () => {
    const bytes = Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 Not Modified\r\netag: "x"\r\n\r\n');
    expect(parseAnswer(bytes)).toMatchObject({ bytes: bytes.length, answer: { status: 304, headers: { etag: '"x"' } } });
  });

  test('that is none is an error', () => {
    expect(() => parseAnswer(Buffer.from('SSH-2.0-OpenSSH_9.6\r\n\r\n'))).toThrow('not an HTTP answer');
    expect(() => parseAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('no length');
  });
});
