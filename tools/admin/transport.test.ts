import { describe, expect, it } from 'vitest';
import { WrongUsage } from './arguments.ts';
import { wayTo } from './transport.ts';

describe('the operators’ edge', () => {
  it('is asked in plaintext on this machine, and elsewhere only where that is allowed', () => {
    for (const address of ['127.0.0.1:4109', 'localhost:4109', '[::1]:4109']) expect(() => wayTo(address, {}).stop()).not.toThrow();
    expect(() => wayTo('admin.example:4109', {})).toThrow(WrongUsage);
    expect(() => wayTo('admin.example:4109', { GRPC_TLS_CA: 'ca.pem' })).toThrow('GRPC_TLS_CERT');
    expect(() => wayTo('admin.example:4109', { ALLOW_PLAINTEXT: '1' }).stop()).not.toThrow();
  });
  it('is not asked at all where the certificates cannot be read', () => {
    const none = { GRPC_TLS_CA: '/none/ca.pem', GRPC_TLS_CERT: '/none/cert.pem', GRPC_TLS_KEY: '/none/key.pem' };
    expect(() => wayTo('127.0.0.1:4109', none)).toThrow('do not go together');
  });
});
