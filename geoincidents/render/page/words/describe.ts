// Say what values hold, never more exactly than they do.

import { DAY_MS, isoDay, type Words } from "./words";

export const TOLD_IN_WORDS = new Set(["bearing", "between", "part_of", "border_of", "along"]);

export interface DayWindow {
  start: number | null;
  end: number | null;
  precision: string;
  time: string;
}

export interface Place {
  relation: string;
  name: string;
  text: string;
  admin1: string;
  country: string;
}

export interface Bounds {
  min: number | null;
  max: number | null;
}

// "on 5 October 2020", "some time in 2006", "date not said".
export function describeWhen(words: Words, { start, end, precision, time }: DayWindow): string {
  if (start === null && end === null) return words.t("date_not_said");
  if (start === null) return words.t("no_later_than", { a: words.day(end!) });
  if (end === null) return words.t("on_or_after", { a: words.day(start) });
  return describeTime(words, describeWindow(words, start, end, precision), time);
}

function describeWindow(words: Words, start: number, end: number, precision: string): string {
  if (start === end) return words.t("on_day", { a: words.day(start) });
  const [first, last] = [new Date(start * DAY_MS), new Date(end * DAY_MS)];
  const sameYear = first.getUTCFullYear() === last.getUTCFullYear();
  if (precision === "month" && isWholeMonth(first, last)) return words.t("in_month", { a: words.month(start) });
  if (isoDay(start).endsWith("-01-01") && isoDay(end).endsWith("-12-31")) {
    const years = { a: String(first.getUTCFullYear()), b: String(last.getUTCFullYear()) };
    return words.t(sameYear ? "in_year" : "in_years", years);
  }
  const b = words.day(end);
  const a = openRange(words, start, first, last);
  if (precision === "day" && end - start === 1) return words.t("one_of_two", { a, b });
  return words.t(precision === "day" || precision === "week" ? "between_days" : "between_sometime", { a, b });
}

// The first day without what the second repeats: "9" of "9 and 12 December 2019".
function openRange(words: Words, start: number, first: Date, last: Date): string {
  if (first.getUTCFullYear() !== last.getUTCFullYear()) return words.day(start);
  return first.getUTCMonth() === last.getUTCMonth() ? String(first.getUTCDate()) : words.dayMonth(start);
}

function isWholeMonth(first: Date, last: Date): boolean {
  const next = new Date(last.getTime() + DAY_MS);
  return (
    first.getUTCDate() === 1 &&
    next.getUTCDate() === 1 &&
    first.getUTCMonth() === last.getUTCMonth() &&
    first.getUTCFullYear() === last.getUTCFullYear()
  );
}

function describeTime(words: Words, when: string, time: string): string {
  if (!time) return when;
  if (/^\d/.test(time)) return words.t("at_time", { when, time });
  const known = `time_${time}`;
  return words.has(known) ? words.t(known, { when }) : words.t("in_time", { when, time });
}

// "near Babylon Hotel, Baghdad, Iraq"; the words of the article where they say more than the name.
export function describePlace(words: Words, place: Place): string {
  const named = place.name || place.text;
  let head: string;
  if (TOLD_IN_WORDS.has(place.relation)) {
    head = place.text.includes(named) || !place.name ? place.text || named : place.text ? `${place.text} (${named})` : named;
  } else {
    const key = `${place.relation}_place`;
    head = ["at", "in", "near"].includes(place.relation) ? words.t(key, { name: named }) : named;
  }
  const around = [place.admin1, place.country].filter((part) => part && !head.includes(part));
  return [head, ...around].join(words.isRtl ? "، " : ", ");
}

// Metres below 1 km, tenths of a kilometre below 10 km.
export function describeDistance(words: Words, metres: number): string {
  if (metres < 1000) return words.t("metres", { n: Math.round(metres) });
  if (metres < 10_000) return words.t("kilometres", { n: (metres / 1000).toFixed(1).replace(/\.0$/, "") });
  return words.t("kilometres", { n: Math.round(metres / 1000) });
}

export function describeDirection(words: Words, bearingDeg: number): string {
  return words.t(`direction_${Math.round(bearingDeg / 45) % 8}`);
}

// "6", "at least 13", "2 to 4", "none", "not said".
export function describeCount(words: Words, count: Bounds | null): string {
  if (!count || (count.min === null && count.max === null)) return words.t("not_said");
  const { min, max } = count;
  if (max === null) return words.t("at_least", { n: min! });
  if (min === null) return words.t("at_most", { n: max });
  if (min !== max) return words.t("a_to_b", { a: min, b: max });
  return min === 0 ? words.t("none") : words.number(min);
}

// "3 killed, at least 7 wounded"; nothing where nothing is said.
export function describeToll(words: Words, killed: Bounds, wounded: Bounds): string {
  const said = (count: Bounds) => count.min !== null || count.max !== null;
  const part = (count: Bounds, some: string, none: string) =>
    count.max === 0 ? words.t(none) : words.t(some, { n: describeCount(words, count) });
  const parts = [
    said(killed) ? part(killed, "killed_n", "nobody_killed") : "",
    said(wounded) ? part(wounded, "wounded_n", "nobody_wounded") : "",
  ];
  return parts.filter(Boolean).join(words.isRtl ? "، " : ", ");
}

export function openSentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
