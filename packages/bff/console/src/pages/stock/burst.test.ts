import { describe, expect, it } from 'vitest';
import { type Burst, noBurst, pressed, scanned } from './burst.ts';

/** Types into a field that held `before`, with so many milliseconds between keys; what its Enter means. */
function typed(text: string, between: number, before = ''): Readonly<{ code: string | undefined; burst: Burst }> {
  let [burst, value, at] = [noBurst, before, 1_000];
  for (const key of text) {
    burst = pressed(burst, { key, at }, value);
    value += key;
    at += between;
  }
  return { code: scanned(burst, at, value), burst };
}

describe('what Enter ends in a field for a quantity', () => {
  it.each([
    ['5012301020835', 5],
    ['5012301020835', 45],
    ['12345670', 20],
    ['TEA-EB-80', 10],
    ['A-1', 10],
    ['123456', 15],
  ])('is a scan: %s at %d ms', (text, between) => expect(typed(text, between, '3')).toEqual({ code: text, burst: expect.objectContaining({ typed: '3' }) }));

  it.each([
    ['12', 5],
    ['480', 0],
    ['1.25', 20],
    ['12,50', 30],
    ['123456', 90],
    ['1000000', 120],
  ])('is a quantity that somebody typed: %s at %d ms', (text, between) => expect(typed(text, between).code).toBeUndefined());

  it('is a bar code however slowly it came, where its check digit says so', () => {
    expect(typed('12345670', 200).code).toBe('12345670');
    expect(typed('12345678', 200).code).toBeUndefined();
  });

  it('is the scan alone where somebody had typed before it', () => {
    let burst = pressed(noBurst, { key: '7', at: 0 }, '');
    for (const [at, key] of [...'5012301020835'].entries()) burst = pressed(burst, { key, at: 500 + at * 10 }, `7${'5012301020835'.slice(0, at)}`);
    expect([scanned(burst, 640, '75012301020835'), burst.typed]).toEqual(['5012301020835', '7']);
  });

  it('is a scan although one key came late', () => {
    let [burst, value] = [noBurst, ''];
    for (const [at, key] of [...'TEA-EB-80'].entries()) {
      burst = pressed(burst, { key, at: at * 10 + (at > 0 ? 120 : 0) }, undefined);
      value += key;
    }
    expect([scanned(burst, 210, value), burst.typed]).toEqual(['TEA-EB-80', undefined]);
  });

  it('is no scan where another key came between', () => {
    let burst = noBurst;
    for (const [at, key] of ['1', '2', '3', '4', '5', 'Backspace', '6'].entries()) burst = pressed(burst, { key, at: at * 10 }, '');
    expect(scanned(burst, 70, '12346')).toBeUndefined();
  });
});
