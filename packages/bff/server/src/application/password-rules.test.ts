import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCommon } from '../infrastructure/common-passwords.ts';
import { demandStrength, weaknessOf } from './password-rules.ts';

const hana = { email: 'hana.sakura@tea-house.example', name: 'Hana Sakura' };
const weak = (password: string): boolean => weaknessOf(password, hana, isCommon) !== undefined;

describe('a new password', () => {
  it.each([
    ...['1234567890', '123456789012345', '987654321098765', '               ', 'aaaaaaaaaaaaaaaa', 'abcdefghijklmnop'],
    ...[
      'password',
      'passwordpassword',
      'Password12345678',
      '!!!Password!!!2026',
      'p a s s w o r d',
      'qwertyuiopqwertyuiop',
      'letmein1letmein1',
      'ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ',
    ],
    ...[
      'hana.sakura@tea-house.example',
      'HANA.SAKURA@tea-house.example',
      'hanasakura2026!!',
      'Hana Sakura 12345',
      'tea-house-12345678',
      'norennorennoren',
      'noren-1234567890',
    ],
  ])('that is guessed first is refused: %s', (password) => expect(weak(password)).toBe(true));

  it.each([
    'correct horse battery',
    'my own long password',
    'zwölf Boxkämpfer jagen',
    '朝霧に船笛ひとつ遠ざかる港の冬',
    '🍵 tea at nine, not ten',
    'vexed-otter-7-lampshade',
    '831275940617283',
  ])('may have any characters: %s', (password) => expect(weak(password)).toBe(false));

  it('is told by its field what would be right', () => {
    expect(() => demandStrength('passwordpassword', hana, isCommon, 'next')).toThrow(expect.objectContaining({ code: 'password_weak', field: 'next' }));
  });

  it('is judged whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string(),
        fc.string(),
        (password, email, name) => void weaknessOf(password, { email, name }, isCommon),
      ),
    );
  });
});
