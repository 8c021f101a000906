// Base64 and raw deflate, as the page carries its data.

type FromBase64 = (text: string) => Uint8Array<ArrayBuffer>;

export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as { fromBase64?: FromBase64 }).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function canInflate(): boolean {
  return typeof DecompressionStream === "function";
}

export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

export async function decode(text: string): Promise<ArrayBuffer> {
  return inflate(decodeBase64(text.trim()));
}
