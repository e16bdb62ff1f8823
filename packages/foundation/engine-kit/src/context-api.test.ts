import { apiCall } from '@noren/service-kit';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contextApi } from './context-api.ts';

type Ring = Readonly<{ bellId: string; notes: readonly Readonly<{ tone: string; loud?: boolean | undefined }>[] }>;
const none = { encode: () => ({ finish: () => new Uint8Array() }) };
const requests = { protobufPackage: 'bell.v1', RingRequest: { ...none, decode: (): Ring => ({ bellId: '', notes: [] }) } };
const commands = { protobufPackage: 'bell.v1', Ring: { ...none, decode: (): Ring => ({ bellId: '', notes: [] }) } };
const otherCommands = { protobufPackage: 'bell.v1', Ring: { ...none, decode: (): Ring & Readonly<{ by: string }> => ({ bellId: '', notes: [], by: '' }) } };
const service = {
  ring: {
    path: '/bell.v1.BellService/Ring',
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: (): Ring => ({ bellId: '', notes: [] }),
    responseSerialize: () => Buffer.alloc(0),
    responseDeserialize: (): Readonly<{ rang: number }> => ({ rang: 0 }),
  },
} as const;

const topics = { commands: { name: 'bell.commands' }, outcomes: { name: 'bell.outcomes' } };
const roles = { ring: ['service'] } as const;
const bell = { context: 'bell', topics, service, requests, commands, descriptors: new URL('file:///'), roles, queries: () => ({}) };

const whole = z.object({ bellId: z.string(), notes: z.array(z.object({ tone: z.string(), loud: z.boolean().optional() })) });
const deaf = z.object({ bellId: z.string(), notes: z.array(z.object({ tone: z.string() })) });

test('a call that forgets a field of its request does not compile', () => {
  contextApi({ ...bell, calls: () => ({ ring: apiCall(whole, () => ({ rang: 1 })) }) });
  // @ts-expect-error nobody hears how loud
  contextApi({ ...bell, calls: () => ({ ring: apiCall(deaf, () => ({ rang: 1 })) }) });
  expect(contextApi({ ...bell, calls: () => ({ ring: apiCall(whole, () => ({ rang: 1 })) }) }).name).toBe('bell-api');
});

test('a call that is missing, answers something else or has no roles does not compile', () => {
  // @ts-expect-error nobody can ring
  contextApi({ ...bell, calls: () => ({}) });
  // @ts-expect-error how often is a number
  contextApi({ ...bell, calls: () => ({ ring: apiCall(whole, () => ({ rang: 'twice' })) }) });
  // @ts-expect-error who may ring?
  contextApi({ ...bell, roles: {}, calls: () => ({ ring: apiCall(whole, () => ({ rang: 1 })) }) });
  expect(bell.context).toBe('bell');
});

test('a command is written out where it says more than its request', () => {
  const answer = { operationId: '', commandIds: [], made: {}, replayed: false };
  contextApi({
    ...bell,
    calls: ({ submit }) => ({
      ring: apiCall(whole, async (request, call) => ((await submit(call, 'Ring', { key: request.bellId, request })) === answer ? { rang: 1 } : { rang: 0 })),
    }),
  });
  contextApi({
    ...bell,
    commands: otherCommands,
    calls: ({ submit }) => ({
      ring: apiCall(whole, async (request, call) => {
        // @ts-expect-error a ring says by whom
        await submit(call, 'Ring', { key: request.bellId, request });
        await submit(call, 'Ring', { key: request.bellId, request, commands: [{ type: 'Ring', ...request, by: call.identity.subject }] });
        return { rang: 1 };
      }),
    }),
  });
  expect(bell.context).toBe('bell');
});

test('an optional field of a command is not forgotten without a word', () => {
  const commands = { protobufPackage: 'bell.v1', Ring: { ...none, decode: (): Ring & Readonly<{ by?: string | undefined }> => ({ bellId: '', notes: [] }) } };
  contextApi({
    ...bell,
    commands,
    calls: ({ submit }) => ({
      ring: apiCall(whole, async (request, call) => {
        // @ts-expect-error a ring may say by whom: this one does not say whether it does
        await submit(call, 'Ring', { key: request.bellId, request });
        // @ts-expect-error nor does this one
        await submit(call, 'Ring', { key: request.bellId, request, commands: [{ type: 'Ring', ...request }] });
        await submit(call, 'Ring', { key: request.bellId, request, commands: [{ type: 'Ring', ...request, by: undefined }] });
        return { rang: 1 };
      }),
    }),
  });
  expect(bell.context).toBe('bell');
});
