// The words of the interface in the language of the reader.

import ar from "./ar.json";
import en from "./en.json";

export type Table = Record<string, string>;
export type Values = Record<string, string | number>;

const TABLES: Record<string, Table> = { en, ar };
export const LANGUAGES: readonly [string, string][] = [
  ["en", "English"],
  ["ar", "العربية"],
];
// Western digits in both: the same figures stand in the articles and on the map.
const LOCALES: Record<string, string> = { en: "en-GB", ar: "ar-u-nu-latn" };

// Words, figures and dates of one language.
export class Words {
  readonly locale: string;
  readonly isRtl: boolean;
  private readonly table: Table;
  private readonly plurals: Intl.PluralRules;
  private readonly integers: Intl.NumberFormat;
  private readonly days: Intl.DateTimeFormat;
  private readonly dayMonths: Intl.DateTimeFormat;
  private readonly months: Intl.DateTimeFormat;

  constructor(readonly lang: string) {
    this.table = TABLES[lang] ?? TABLES["en"]!;
    this.locale = LOCALES[lang] ?? LOCALES["en"]!;
    this.isRtl = lang === "ar";
    this.plurals = new Intl.PluralRules(this.locale);
    this.integers = new Intl.NumberFormat(this.locale);
    const utc = { timeZone: "UTC", calendar: "gregory" } as const;
    this.days = new Intl.DateTimeFormat(this.locale, { ...utc, day: "numeric", month: "long", year: "numeric" });
    this.dayMonths = new Intl.DateTimeFormat(this.locale, { ...utc, day: "numeric", month: "long" });
    this.months = new Intl.DateTimeFormat(this.locale, { ...utc, month: "long", year: "numeric" });
  }

  // A text of the table; English where a language lacks it, and the key where none has it.
  t(key: string, values: Values = {}): string {
    const text = this.table[key] ?? TABLES["en"]![key] ?? key;
    return text.replace(/\{(\w+)\}/g, (mark, name: string) => {
      const value = values[name];
      return value === undefined ? mark : typeof value === "number" ? this.number(value) : value;
    });
  }

  has(key: string): boolean {
    return key in this.table;
  }

  // The form of a counted noun that the language asks for.
  plural(key: string, n: number): string {
    return this.t(`${key}_${this.plurals.select(n)}`, { n });
  }

  number(n: number): string {
    return this.integers.format(n);
  }

  percent(whole: number): string {
    return `${this.number(whole)}%`;
  }

  day(day: number): string {
    return this.days.format(day * DAY_MS);
  }

  dayMonth(day: number): string {
    return this.dayMonths.format(day * DAY_MS);
  }

  month(day: number): string {
    return this.months.format(day * DAY_MS);
  }
}

export const DAY_MS = 86_400_000;

// Days since 1970 of an ISO date, or null.
export function parseDay(text: string | null | undefined): number | null {
  const match = text && /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isFinite(ms) ? Math.round(ms / DAY_MS) : null;
}

export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
