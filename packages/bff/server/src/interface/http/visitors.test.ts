import { describe, expect, it } from 'vitest';
import type { LoggingIn } from '../../application/sessions.ts';
import { secrets } from '../../infrastructure/secrets.ts';
import { visitors } from './visitors.ts';

const nobody: LoggingIn = {
  logIn: () => Promise.reject(new Error('nobody logs in')),
  join: () => Promise.reject(new Error('nobody comes in')),
  find: () => Promise.resolve(undefined),
  logOut: () => Promise.resolve(),
  changePassword: () => Promise.reject(new Error('nobody is here')),
  stands: () => Promise.resolve(false),
};
const login = (origin: string | undefined) => ({ method: 'POST', path: '/api/session', headers: { origin, host: 'shop.example' }, address: '192.0.2.1' });
const refusedAs = (code: string) => expect.objectContaining({ code });

describe('logging in', () => {
  it('over plain http says why it cannot work, where the cookie goes over https only', () => {
    const { admit } = visitors(nobody, secrets, { secure: true });
    expect(() => admit(login('http://shop.example'))).toThrow(refusedAs('https_required'));
    expect(() => admit(login('https://shop.example'))).not.toThrow();
    expect(() => admit(login(undefined))).not.toThrow();
    expect(() => admit(login('https://other.example'))).toThrow(refusedAs('csrf_token_wrong'));
    expect(() => visitors(nobody, secrets, { secure: false }).admit(login('http://shop.example'))).not.toThrow();
  });

  it('takes from a browser no cookie that this server cannot have made', () => {
    const { brought, deviceCookie } = visitors(nobody, secrets, { secure: true });
    const made = secrets.make();
    expect(deviceCookie(made)).toMatch(/^__Host-noren-device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(brought(`__Host-noren-device=${made}; __Host-noren=${'x'.repeat(101)}; noren=abc`)).toEqual({ deviceId: made, sessionId: undefined });
    expect(brought(undefined)).toEqual({ deviceId: undefined, sessionId: undefined });
  });
});
