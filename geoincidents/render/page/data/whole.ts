// Arrays of a container, and a whole record put together from where the page keeps its parts
// (docs/page-data.md).

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

const WIDTHS: Record<string, number> = { u8: 1, u16: 2, u32: 4, i32: 4 };
const KINDS: Record<string, new (length: number) => Numbers> = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
};

// Join the planes of an array, and add its steps up where it holds steps.
export function readArray(bytes: Uint8Array, kind: string, offset: number, length: number): Numbers {
  const steps = kind.startsWith("+");
  const plain = steps ? kind.slice(1) : kind;
  const width = WIDTHS[plain];
  const Kind = KINDS[steps ? "u32" : plain];
  if (!width || !Kind) throw new Error(`this page cannot read numbers of kind ${kind}`);
  if (plain === "u8" && !steps) return bytes.subarray(offset, offset + length);
  const out = new Kind(length);
  for (let plane = 0; plane < width; plane += 1) {
    const from = offset + plane * length;
    const shift = 8 * plane;
    for (let i = 0; i < length; i += 1) out[i]! |= bytes[from + i]! << shift;
  }
  if (steps) for (let i = 1; i < length; i += 1) out[i]! += out[i - 1]!;
  return out;
}

export interface Detail {
  event_type?: string;
  sub_event_type?: string;
  when?: { text?: string };
  weapon?: { name: string; calibre_mm?: number };
  places?: { text?: string; place_id?: string; place_kind?: string; munitions?: { min?: number; max?: number }; rule?: string; admin1_touched?: string[] }[];
  lines?: { distance_min_m?: number; distance_max_m?: number; bearing_spread_deg?: number }[];
  targets?: { text: string; name?: string; located?: boolean }[];
  casualties?: { by?: { category: string; killed?: { min?: number; max?: number }; wounded?: { min?: number; max?: number } }[]; text?: string };
  munitions?: { min?: number; max?: number };
  claims?: { actor: string }[];
  denials?: { actor: string }[];
  attributions?: { actor: string; by?: string; scope?: string }[];
  confidence_note?: string;
  contradictions?: string[];
  explain?: string[];
}
