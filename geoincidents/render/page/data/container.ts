// A container: named arrays and dictionaries in one block (docs/page-data.md).

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

interface Header {
  arrays: Record<string, [string, number, number]>;
  dicts: Record<string, string[]>;
}

const WIDTHS: Record<string, number> = { u8: 1, u16: 2, u32: 4, i32: 4 };
const KINDS: Record<string, new (length: number) => Numbers> = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array };

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

// Texts as one run of UTF-8; each is decoded when it is asked for.
export class Texts {
  private readonly decoder = new TextDecoder();
  constructor(
    private readonly ends: Numbers,
    private readonly bytes: Uint8Array,
  ) {}

  get length(): number {
    return this.ends.length;
  }

  get(i: number): string {
    const from = i === 0 ? 0 : this.ends[i - 1]!;
    return this.decoder.decode(this.bytes.subarray(from, this.ends[i]));
  }
}

// Several codes for each row.
export interface Lists {
  ends: Numbers;
  codes: Numbers;
}

export class Container {
  private readonly header: Header;
  private readonly bytes: Uint8Array;
  private readonly read = new Map<string, Numbers>();

  constructor(buffer: ArrayBuffer) {
    const length = new DataView(buffer).getUint32(0, true);
    this.header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Header;
    this.bytes = new Uint8Array(buffer, 4 + length);
  }

  numbers(name: string): Numbers {
    const known = this.read.get(name);
    if (known) return known;
    const entry = this.header.arrays[name];
    if (!entry) throw new Error(`the data of this page lacks ${name}`);
    const made = readArray(this.bytes, ...entry);
    this.read.set(name, made);
    return made;
  }

  texts(name: string): Texts {
    return new Texts(this.numbers(`${name}.ends`), this.numbers(`${name}.bytes`) as Uint8Array);
  }

  lists(name: string): Lists {
    return { ends: this.numbers(`${name}.ends`), codes: this.numbers(`${name}.codes`) };
  }

  dict(name: string): readonly string[] {
    return this.header.dicts[name] ?? [];
  }
}
