import { expect, test } from 'vitest';
import { decodeRpcStatus, encodeRpcStatus } from './rpc-status.ts';

const status = {
  code: 3,
  message: 'Zwei Felder sind falsch: 数量',
  reason: 'invalid_request',
  domain: 'noren',
  violations: [
    { field: 'lines.0.sku', description: 'is missing' },
    { field: 'lines.1.quantity', description: 'must be positive' },
  ],
};

test('a status is read as it was written', () => {
  expect(decodeRpcStatus(encodeRpcStatus(status))).toEqual(status);
  expect(decodeRpcStatus(encodeRpcStatus({ ...status, violations: [] }))).toEqual({ ...status, violations: [] });
});

test('the bytes are those of google.rpc.Status with ErrorInfo', () => {
  // protoc --encode=google.rpc.Status of: code: 5 message: "no" details { [type.googleapis.com/google.rpc.ErrorInfo] { reason: "r" domain: "d" } }
  const type = Buffer.from('type.googleapis.com/google.rpc.ErrorInfo');
  const any = Buffer.concat([Buffer.from([0x0a, type.length]), type, Buffer.from([0x12, 6, 0x0a, 1, 0x72, 0x12, 1, 0x64])]);
  const bytes = Buffer.concat([Buffer.from([0x08, 5, 0x12, 2, 0x6e, 0x6f, 0x1a, any.length]), any]);
  expect(Buffer.from(encodeRpcStatus({ code: 5, message: 'no', reason: 'r', domain: 'd', violations: [] }))).toEqual(bytes);
});

test('details and fields that we do not know are passed over', () => {
  const unknown = Buffer.from([0x1a, 5, 0x0a, 1, 0x78, 0x12, 0x00, 0x22, 1, 0x79]);
  expect(decodeRpcStatus(Buffer.concat([encodeRpcStatus(status), unknown]))).toEqual(status);
});
