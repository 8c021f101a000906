// The search, off the page's own thread. It asks the page for what it reads, when it reads it.

import { Search } from "./filter/search";

interface Start { rows: number; quotes: number; quoteChunk: number; core: ArrayBuffer }
interface Message { start?: Start; stream?: { id: string; text?: string; fault?: unknown }; ask?: { id: number; text: string } }

const waiting = new Map<string, { give(text: string): void; fail(fault: unknown): void }>();
const asked = new Map<string, Promise<string>>();
let search: Search | null = null;
let latest = 0;

function readStream(id: string): Promise<string> {
  const known = asked.get(id);
  if (known) return known;
  const made = new Promise<string>((give, fail) => waiting.set(id, { give, fail }));
  asked.set(id, made);
  self.postMessage({ need: id });
  return made;
}

self.onmessage = async ({ data }: MessageEvent<Message>) => {
  if (data.start) {
    const { core, ...sizes } = data.start;
    search = new Search({ ...sizes, core: () => core, stream: readStream });
  } else if (data.stream) {
    const { id, text, fault } = data.stream;
    const one = waiting.get(id);
    waiting.delete(id);
    asked.delete(id);
    if (text === undefined) one?.fail(fault);
    else one?.give(text);
  } else if (data.ask && search) {
    const { id, text } = data.ask;
    latest = id;
    try {
      const rows = await search.find(text, () => latest === id);
      if (rows) self.postMessage({ id, rows }, { transfer: [rows.buffer] });
    } catch (fault) {
      self.postMessage({ id, fault });
    }
  }
};
