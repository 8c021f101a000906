// Colour by a field that the reader chooses: a class for each incident, a colour for each class.

import { type Core, listCodes } from "../data/core";
import type { Meta } from "../data/meta";
import { classifyKilled, pickPrecision } from "../filter/facets";
import type { IncidentWords } from "../words/incident_words";

export const COLOUR_FIELDS = ["type", "actor", "weapon", "precision", "killed"] as const;
export type ColourField = (typeof COLOUR_FIELDS)[number];

export interface ColourClass {
  label: string;
  colour: string;
}

export interface Colouring {
  field: ColourField;
  classes: ColourClass[];
  of: Uint8Array; // one an incident
}

// Okabe and Ito's colours, in the order in which they are given to the most frequent values.
const CATEGORY_ORDER = ["vermillion", "blue", "orange", "green", "purple", "sky"];
// One hue, darker with more: light enough to be told from paper, dark enough to be told apart.
const KILLED_LIGHT = ["#8b8b86", "#6b9a8b", "#e6a03c", "#d9622b", "#b3261e", "#6d0f2b"];
const KILLED_DARK = ["#8f8f8a", "#7fb5a3", "#f2b75c", "#f0834a", "#ff6a5e", "#ff9db8"];
const PRECISION_ORDER: [string, string][] = [
  ["facility", "blue"], ["neighbourhood", "sky"], ["settlement", "green"], ["near", "orange"],
  ["admin2", "purple"], ["admin1", "vermillion"], ["region", "ink"], ["country", "grey"],
];

export function colourBy(field: ColourField, core: Core, meta: Meta, words: IncidentWords, isDark: boolean): Colouring {
  if (field === "killed") {
    const colours = isDark ? KILLED_DARK : KILLED_LIGHT;
    const classes = colours.map((colour, i) => ({ label: words.words.t(`killed_${i}`), colour }));
    return { field, classes, of: classifyKilled(core) };
  }
  if (field === "precision") return byPrecision(core, meta, words);
  if (field === "type") return byType(core, meta, words);
  const codeOf = field === "weapon" ? (i: number) => core.weapon[i]! : (i: number) => findActor(core, i);
  return byFrequency(field, core, meta, words, codeOf, field === "weapon" ? "weapons" : "actors");
}

function byType(core: Core, meta: Meta, words: IncidentWords): Colouring {
  const { types, fallback } = meta.looks;
  const names = Object.keys(types);
  const classes = names.map((name) => ({ label: words.type(name), colour: types[name]!.colour }));
  const classOf = core.dict("types").map((name) => names.indexOf(name in types ? name : fallback));
  const other = names.indexOf(fallback);
  return { field: "type", classes, of: Uint8Array.from(core.type, (code) => classOf[code - 1] ?? other) };
}

function byPrecision(core: Core, meta: Meta, words: IncidentWords): Colouring {
  const classes = PRECISION_ORDER.map(([name, colour]) => ({
    label: words.words.t(`precision_${name}`),
    colour: meta.looks.palette[colour] ?? "#767676",
  }));
  const unsaid = classes.push({ label: words.words.t("not_said"), colour: "#767676" }) - 1;
  const classOf = core.dict("precisions").map((name) => PRECISION_ORDER.findIndex(([known]) => known === name));
  const of = Uint8Array.from(pickPrecision(core), (code) => {
    const found = classOf[code - 1] ?? -1;
    return found < 0 ? unsaid : found;
  });
  return { field: "precision", classes, of };
}

// The six most frequent values have colours of their own, the others share one.
function byFrequency(
  field: ColourField, core: Core, meta: Meta, words: IncidentWords, codeOf: (i: number) => number, dict: string,
): Colouring {
  const counts = new Uint32Array(core.dict(dict).length + 1);
  for (let i = 0; i < core.rows; i += 1) counts[codeOf(i)]! += 1;
  const frequent = Array.from(counts, (_, code) => code)
    .filter((code) => code > 0 && counts[code]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const named = frequent.slice(0, CATEGORY_ORDER.length);
  const classes: ColourClass[] = named.map((code, i) => ({
    label: core.name(dict, code),
    colour: meta.looks.palette[CATEGORY_ORDER[i]!] ?? "#767676",
  }));
  const other = frequent.length > named.length ? classes.push({ label: words.words.t("other_values"), colour: meta.looks.palette["ink"] === undefined ? "#555555" : "#8c7a5b" }) - 1 : 0;
  const unsaid = classes.push({ label: words.words.t("not_said"), colour: "#8b8b86" }) - 1;
  const classOf = new Uint8Array(counts.length).fill(other);
  classOf[0] = unsaid;
  named.forEach((code, i) => (classOf[code] = i));
  return { field, classes, of: Uint8Array.from({ length: core.rows }, (_, i) => classOf[codeOf(i)]!) };
}

// Who is said to have done it: the perpetrator told, else who claims it, else who is blamed.
export function findActor(core: Core, i: number): number {
  return core.perpetrator[i] || listCodes(core.claimed, i)[0] || listCodes(core.attributed, i)[0] || 0;
}
