// Ask the worker, or search here where no worker may be started.

import workerSource from "virtual:worker";
import type { Records } from "../data/records";
import { Search } from "./search";

export interface Searcher {
  find(text: string): Promise<Uint32Array | null>;
}

export function makeSearcher(records: Records, rows: number, chunk: number): Searcher {
  let here: Search | null = null;
  let worker: Worker | null | undefined;
  let latest = 0;
  const waiting = new Map<number, (rows: Uint32Array | null) => void>();

  const findHere = (id: number, text: string) => {
    here ??= new Search({ rows, chunk, chunkText: (k) => records.chunkText(k) });
    return here.find(text, () => latest === id);
  };

  function start(): Worker | null {
    try {
      const made = new Worker(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
      made.onmessage = ({ data }: MessageEvent<{ id: number; rows?: Uint32Array }>) => {
        waiting.get(data.id)?.(data.rows ?? new Uint32Array());
        waiting.delete(data.id);
      };
      made.postMessage({ start: { rows, chunk } });
      for (let k = 0; k * chunk < rows; k += 1) made.postMessage({ part: [k, records.chunkText(k)] });
      return made;
    } catch {
      return null;
    }
  }

  return {
    find(text) {
      latest += 1;
      const id = latest;
      for (const [old, give] of waiting) {
        give(null);
        waiting.delete(old);
      }
      if (worker === undefined) worker = start();
      if (!worker) return findHere(id, text);
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        // A worker that the host's policy forbids fails only now.
        worker!.onerror = (event) => {
          event.preventDefault();
          worker = null;
          for (const [other, give] of waiting) void findHere(other, text).then(give);
          waiting.clear();
        };
        worker!.postMessage({ ask: { id, text } });
      });
    },
  };
}
