// The search, off the page's own thread. Chunks come once, at the first search.

import { Search } from "./filter/search";

interface Start { rows: number; chunk: number }
interface Ask { id: number; text: string }

const chunks: string[] = [];
let search: Search | null = null;
let latest = 0;

self.onmessage = async ({ data }: MessageEvent<{ start?: Start; part?: [number, string]; ask?: Ask }>) => {
  if (data.start) {
    search = new Search({ ...data.start, chunkText: (k) => chunks[k] ?? "" });
  } else if (data.part) {
    chunks[data.part[0]] = data.part[1];
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
