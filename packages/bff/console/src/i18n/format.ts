import { minorDigits, type Money, type Names } from '@noren/bff-contract';
import { serverNow } from '../api/clock.ts';
import { typedText } from '../parts/typed-number.ts';

/** 150 pence → 1.5. */
const majorOf = ({ amount, currency }: Money): number => amount / 10 ** minorDigits(currency);
/** As a person would type it: 2.60. Read again it is the same amount. */
export const typedPrice = ({ amount, currency }: Money): string => typedText(amount, minorDigits(currency));

/** The browser's own count of a currency's decimals is what people use, not what ISO 4217 says, and differs by version: it is never asked. */
function moneyIn(locale: string, { currency }: Money): Intl.NumberFormat {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The name in the reader's language, else in English, else in whichever there is. */
export const nameIn = (names: Names | undefined, language: string, otherwise = ''): string =>
  names?.[language] ?? names?.['en'] ?? Object.values(names ?? {})[0] ?? otherwise;

const compact = { style: 'currency', notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const;

export type Format = ReturnType<typeof formatIn>;

/** Numbers, money and time as the reader's language writes them, by the clock of the shop. */
export function formatIn(locale: string, timeZone: string) {
  const dates = new Map<string, Intl.DateTimeFormat>();
  const date = (at: string | Date, options: Intl.DateTimeFormatOptions): string => {
    const name = JSON.stringify(options);
    const format = dates.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
    dates.set(name, format);
    return format.format(typeof at === 'string' ? new Date(at) : at);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  return {
    locale,
    timeZone,
    number: (value: number, options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(locale, options).format(value),
    signed: (value: number) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value),
    money: (money: Money) => moneyIn(locale, money).format(majorOf(money)),
    /** For the marks of a chart: £1.2K. */
    compactMoney: (money: Money) => new Intl.NumberFormat(locale, { ...compact, currency: money.currency }).format(majorOf(money)),
    /** Pieces, or kilograms where it is sold by weight. */
    quantity: (value: number, soldBy: 'piece' | 'weight') =>
      soldBy === 'piece'
        ? new Intl.NumberFormat(locale).format(value)
        : new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilogram' }).format(value / 1_000),
    time: (at: string | Date) => date(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: (at: string | Date) => date(at, { month: 'short', day: 'numeric' }),
    full: (at: string | Date) => date(at, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** Of a day of the calendar, which is the same wherever one is: 2026-11-25. */
    longDay: (day: string) => date(day, { dateStyle: 'full', timeZone: 'UTC' }),
    weekday: (day: number) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
    /** What the clock of the shop is called: long for a sentence, short beside a time. */
    zone: (style: 'long' | 'short' = 'long') => zoneIn(locale, timeZone, style),
    ago: (at: string, now: number) => agoIn(relative, (new Date(at).getTime() - now) / 1_000),
  };
}

const zoneIn = (locale: string, timeZone: string, style: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style }).formatToParts(serverNow()).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;

function agoIn(relative: Intl.RelativeTimeFormat, seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(0, 'second');
  if (size < 3_600) return relative.format(Math.round(seconds / 60), 'minute');
  return size < 86_400 ? relative.format(Math.round(seconds / 3_600), 'hour') : relative.format(Math.round(seconds / 86_400), 'day');
}
