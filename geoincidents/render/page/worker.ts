// The search, off the page's own thread. What it reads comes once, at the first search.

import { Search } from "./filter/search";

interface Start { rows: number; quotes: number; quoteChunk: number; core: ArrayBuffer }
interface Message { start?: Start; stream?: [string, string]; ask?: { id: number; text: string } }

const streams = new Map<string, string>();
let search: Search | null = null;
let latest = 0;

self.onmessage = async ({ data }: MessageEvent<Message>) => {
  if (data.start) {
    const { core, ...sizes } = data.start;
    search = new Search({ ...sizes, core: () => core, stream: (id) => streams.get(id) ?? "" });
  } else if (data.stream) {
    streams.set(...data.stream);
  } else if (data.ask && search) {
    const { id, text } = data.ask;
    latest = id;
    try {
      const rows = await search.find(text, () => latest === id);
      if (rows) self.postMessage({ id, rows }, { transfer: [rows.buffer] });
    } catch (error) {
      self.postMessage({ id, fault: String(error) });
    }
  }
};
