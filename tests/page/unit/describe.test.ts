// What the page says is never more exact than the record; the words are those of render/words.py.

import { describeCount, describeDistance, describePlace, describeToll, describeWhen } from "../../../geoincidents/render/page/words/describe";
import { parseDay, Words } from "../../../geoincidents/render/page/words/words";
import ar from "../../../geoincidents/render/page/words/ar.json";
import en from "../../../geoincidents/render/page/words/en.json";

const words = new Words("en");
const when = (start: string | null, end: string | null, precision: string, time = "") =>
  describeWhen(words, { start: parseDay(start), end: parseDay(end), precision, time });

test.each([
  ["2020-10-05", "2020-10-05", "day", "", "on 5 October 2020"],
  ["2021-02-15", "2021-02-15", "day", "evening", "on 15 February 2021, in the evening"],
  ["2021-02-15", "2021-02-15", "day", "night", "on 15 February 2021, at night"],
  ["2021-02-15", "2021-02-15", "day", "21:30", "on 15 February 2021, at 21:30"],
  ["2020-09-29", "2020-09-30", "day", "", "on 29 or 30 September 2020"],
  ["2021-03-01", "2021-03-07", "week", "", "between 1 and 7 March 2021"],
  ["2020-01-01", "2020-01-31", "month", "", "in January 2020"],
  ["2019-12-29", "2020-01-28", "month", "", "some time between 29 December 2019 and 28 January 2020"],
  ["2006-01-01", "2006-12-31", "year", "", "some time in 2006"],
  ["2006-01-01", "2007-12-31", "year", "", "some time from 2006 to 2007"],
  [null, "2021-03-15", "unknown", "", "no later than 15 March 2021"],
  ["2021-03-15", null, "unknown", "", "on or after 15 March 2021"],
  [null, null, "unknown", "", "date not said"],
  ["1900-01-01", "1900-01-01", "day", "", "on 1 January 1900"],
  ["2100-12-31", "2100-12-31", "day", "", "on 31 December 2100"],
])("a date is said as sure as it is: %s to %s", (start, end, precision, time, said) => {
  expect(when(start, end, precision, time)).toBe(said);
});

test("a window of more than one day is never said to be on a day", () => {
  for (let days = 1; days < 900; days += 7) {
    for (const precision of ["week", "month", "year", "unknown"]) {
      const said = describeWhen(words, { start: 10_000, end: 10_000 + days, precision, time: "" });
      expect(said.startsWith("on ")).toBe(false);
    }
  }
});

test.each([
  [null, "not said"],
  [{ min: null, max: null }, "not said"],
  [{ min: 0, max: 0 }, "none"],
  [{ min: 6, max: 6 }, "6"],
  [{ min: 13, max: null }, "at least 13"],
  [{ min: null, max: 4 }, "at most 4"],
  [{ min: 2, max: 4 }, "2 to 4"],
])("nobody hurt is not the same as nothing said: %o", (count, said) => {
  expect(describeCount(words, count)).toBe(said);
});

test("a toll says only what is said", () => {
  const open = { min: null, max: null };
  expect(describeToll(words, open, open)).toBe("");
  expect(describeToll(words, { min: 0, max: 0 }, open)).toBe("nobody killed");
  expect(describeToll(words, { min: 2, max: null }, { min: 5, max: 5 })).toBe("at least 2 killed, 5 wounded");
});

test.each([
  [500, "500 m"], [1000, "1 km"], [1500, "1.5 km"], [9960, "10 km"], [71_234, "71 km"], [1_234_000, "1,234 km"],
])("a distance has no more figures than it can bear: %d", (metres, said) => {
  expect(describeDistance(words, metres)).toBe(said);
});

test.each([
  ["near", "near the city", "Erbil", "near Erbil, Iraq"],
  ["at", "the base", "Balad Air Base", "at Balad Air Base, Erbil, Iraq"],
  ["bearing", "five miles west of Erbil", "Erbil", "five miles west of Erbil, Iraq"],
  ["part_of", "northwest of the city", "Erbil", "northwest of the city (Erbil), Iraq"],
  ["in", "a village", "", "in a village, Erbil, Iraq"],
])("a place is said with its relation: %s", (relation, text, name, said) => {
  expect(describePlace(words, { relation, text, name, admin1: "Erbil", country: "Iraq" })).toBe(said);
});

test("every word of the interface stands in both languages, with the same gaps", () => {
  const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort().join();
  const arabic = ar as Record<string, string>;
  for (const [key, text] of Object.entries(en as Record<string, string>)) {
    if (/_(one|other)$/.test(key)) {
      expect(arabic, key).toHaveProperty(key);
      continue;
    }
    // Times of day that English says in one pattern have words of their own in Arabic.
    expect(arabic, key).toHaveProperty(key);
    expect(gaps(arabic[key]!), key).toBe(gaps(text));
  }
});

test("Arabic counts in its six ways", () => {
  const arabic = new Words("ar");
  const said = [0, 1, 2, 3, 11, 100].map((n) => arabic.plural("incidents", n));
  expect(new Set(said).size).toBe(6);
  expect(said.every((text) => !text.includes("{"))).toBe(true);
});
