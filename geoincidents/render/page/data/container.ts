// A container: named typed arrays and dictionaries in one buffer (docs/page-data.md).

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

interface Header {
  arrays: Record<string, [string, number, number]>;
  dicts: Record<string, string[]>;
}

const KINDS: Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => Numbers> = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
};

// Texts as one run of UTF-8; each is decoded when it is asked for.
export class Texts {
  private readonly decoder = new TextDecoder();
  constructor(
    private readonly ends: Numbers,
    readonly bytes: Uint8Array,
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
  private readonly first: number;

  constructor(private readonly buffer: ArrayBuffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const text = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
    this.header = JSON.parse(text) as Header;
    this.first = Math.ceil((4 + length) / 8) * 8;
  }

  has(name: string): boolean {
    return name in this.header.arrays;
  }

  numbers(name: string): Numbers {
    const entry = this.header.arrays[name];
    const Kind = entry && KINDS[entry[0]];
    if (!Kind) throw new Error(`the data of this page lacks ${name}`);
    return new Kind(this.buffer, this.first + entry[1], entry[2]);
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
