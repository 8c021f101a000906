// The page reads back what was packed, whatever the numbers are.

import { Container, readArray } from "../../../geoincidents/render/page/data/container";
import { decode, decodeBase64 } from "../../../geoincidents/render/page/data/decode";

const split = (values: number[], width: number) => {
  const bytes = new Uint8Array(values.length * width);
  values.forEach((value, i) => {
    for (let plane = 0; plane < width; plane += 1) bytes[plane * values.length + i] = (value >>> (8 * plane)) & 255;
  });
  return bytes;
};

test("planes of bytes are joined to the numbers they were", () => {
  const values = [0, 1, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 4_294_967_295];
  expect([...readArray(split(values, 4), "u32", 0, values.length)]).toEqual(values);
  const signed = [-2_147_483_648, -1, 0, 44_234_600];
  expect([...readArray(split(signed, 4), "i32", 0, signed.length)]).toEqual(signed);
});

test("steps are added up", () => {
  expect([...readArray(Uint8Array.of(2, 0, 3), "+u8", 0, 3)]).toEqual([2, 2, 5]);
});

test("a kind that this page does not know is named", () => {
  expect(() => readArray(new Uint8Array(8), "f64", 0, 1)).toThrow("f64");
});

function makeContainer(): ArrayBuffer {
  const text = new TextEncoder().encode("abسلام");
  const header = new TextEncoder().encode(JSON.stringify({ arrays: { "title.ends": ["+u8", 0, 3], "title.bytes": ["u8", 3, text.length] }, dicts: { types: ["ied"] } }));
  const bytes = new Uint8Array(4 + header.length + 3 + text.length);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  bytes.set([1, 1, text.length - 2], 4 + header.length);
  bytes.set(text, 7 + header.length);
  return bytes.buffer;
}

test("texts come out one by one, of any script", () => {
  const texts = new Container(makeContainer()).texts("title");
  expect([texts.get(0), texts.get(1), texts.get(2)]).toEqual(["a", "b", "سلام"]);
});

test("a column that is absent is named", () => {
  expect(() => new Container(makeContainer()).numbers("nothing")).toThrow("nothing");
  expect(new Container(makeContainer()).dict("nothing")).toEqual([]);
});

test("base64 of raw deflate is unpacked", async () => {
  const { deflateRawSync } = await import("node:zlib" as string) as { deflateRawSync(text: string): Uint8Array };
  const packed = deflateRawSync("the words ".repeat(100));
  const text = btoa(String.fromCharCode(...packed));
  expect(decodeBase64(text)).toEqual(new Uint8Array(packed));
  expect(new TextDecoder().decode(await decode(`${text}\n`))).toBe("the words ".repeat(100));
});
