import { z } from 'zod';
import { call } from './call.ts';
import { id, instant, Language, Role, text } from './schemas.ts';

export const email = z.email({ pattern: z.regexes.html5Email }).max(254);
/** Code points of a new password. NIST SP 800-63B-4 asks 15 of one that is the only factor, and nothing of what it is made of. */
export const passwordLength = { min: 15, max: 200 } as const;
const characters = (password: string): number => [...password.normalize('NFKC')].length;
export const isLongEnough = (password: string): boolean => characters(password) >= passwordLength.min;
export const newPassword = z
  .string()
  .refine(isLongEnough, `must have ${passwordLength.min} characters or more`)
  .refine((password) => characters(password) <= passwordLength.max, `must have ${passwordLength.max} characters at most`)
  .meta({ minLength: passwordLength.min, maxLength: passwordLength.max });
/** One that may be as long in code points, or older than today's rules. */
const password = z
  .string()
  .min(1)
  .max(4 * passwordLength.max);

/** A shop that the person has a role in. */
export const MyShop = z.strictObject({ shopId: id, name: z.string(), timeZone: z.string(), currency: z.string(), status: z.string(), role: Role });
export type MyShop = z.infer<typeof MyShop>;

export const Session = z.strictObject({
  person: z.strictObject({ personId: id, email: z.string(), name: z.string(), language: Language }),
  merchant: z.strictObject({ merchantId: id, name: z.string(), currency: z.string() }),
  /** By name. */
  shops: z.array(MyShop),
  /** The highest role that the person has anywhere: for what belongs to the merchant and no shop. */
  role: Role,
  /** Goes into the header `X-CSRF-Token` of every call that changes something. */
  csrf: z.string(),
  expiresAt: instant,
});
export type Session = z.infer<typeof Session>;

/** What stands in a link: 256 random bits. */
const token = z.string().regex(/^[\w-]{43}$/, 'must be what stands behind # in the link');

export const session = {
  login: call({
    method: 'POST',
    path: '/api/session',
    summary: 'Log in; the session travels in a cookie that no script can read',
    takes: 'anybody',
    secret: true,
    body: z.strictObject({ email, password }),
    answers: { 200: Session },
    problems: ['login_failed', 'locked_out', 'https_required'],
  }),
  /** Whom a link is for; used up, ended and never made look the same. */
  invitation: call({
    method: 'POST',
    path: '/api/invitation',
    summary: 'Look at a link to come in by',
    takes: 'anybody',
    body: z.strictObject({ token }),
    answers: { 200: z.strictObject({ email: z.string(), name: z.string(), language: Language, merchant: z.string(), endsAt: instant }) },
    problems: ['invitation_not_found'],
  }),
  /** The link is used up, and whoever used it is logged in. */
  join: call({
    method: 'POST',
    path: '/api/invitation/accept',
    summary: 'Come in by a link, with a password of one’s own',
    takes: 'anybody',
    secret: true,
    body: z.strictObject({ token, password: newPassword }),
    answers: { 200: Session },
    problems: ['invitation_not_found', 'password_weak', 'https_required'],
  }),
  /** 401 `unauthenticated` where nobody is logged in. */
  me: call({ method: 'GET', path: '/api/session', summary: 'Who is logged in', takes: 'anyone_logged_in', secret: true, answers: { 200: Session } }),
  logout: call({ method: 'DELETE', path: '/api/session', summary: 'Log out', takes: 'anyone_logged_in', answers: { 204: null } }),
  change: call({
    method: 'PATCH',
    path: '/api/session/person',
    summary: 'Change one’s own name and language',
    takes: 'anyone_logged_in',
    secret: true,
    body: z.strictObject({ language: Language.optional(), name: text(100, 1).optional() }),
    answers: { 200: Session },
  }),
  /** Ends the person's other sessions. The answer has a new csrf token. */
  changePassword: call({
    method: 'POST',
    path: '/api/session/password',
    summary: 'Change one’s own password',
    takes: 'anyone_logged_in',
    secret: true,
    body: z.strictObject({ current: password, next: newPassword }),
    answers: { 200: Session },
    problems: ['password_wrong', 'password_same', 'password_weak', 'locked_out', 'version_conflict'],
  }),
};
