// Ask the worker, or search here where no worker may be started.

import workerSource from "virtual:worker";
import type { Meta } from "../data/meta";
import { readStream } from "../data/records";
import { Search } from "./search";

export interface Searcher {
  // Rows that match, or null where a later question has come.
  find(text: string): Promise<Uint32Array | null>;
  // End what is being searched.
  stop(): void;
}

export function makeSearcher(meta: Meta, core: ArrayBuffer): Searcher {
  const sizes = { rows: meta.rows, quotes: meta.quotes, quoteChunk: meta.quote_chunk };
  let here: Search | null = null;
  let worker: Worker | null | undefined;
  let latest = 0;
  const waiting = new Map<number, { text: string; give(rows: Uint32Array | null): void }>();

  const findHere = (id: number, text: string) => {
    here ??= new Search({ ...sizes, core: () => core, stream: readStream });
    return here.find(text, () => latest === id);
  };

  // A worker that the host's policy forbids fails only after it was made.
  const fallBack = () => {
    worker = null;
    for (const [id, { text, give }] of waiting) void findHere(id, text).then(give);
    waiting.clear();
  };

  function start(): Worker | null {
    try {
      const made = new Worker(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
      made.onmessage = ({ data }: MessageEvent<{ id: number; rows?: Uint32Array; fault?: string }>) => {
        if (data.fault) return fallBack();
        waiting.get(data.id)?.give(data.rows ?? null);
        waiting.delete(data.id);
      };
      made.onerror = (event) => {
        event.preventDefault();
        fallBack();
      };
      made.postMessage({ start: { ...sizes, core } });
      made.postMessage({ stream: ["evidence", readStream("evidence")] });
      for (let k = 0; k * sizes.quoteChunk < sizes.quotes; k += 1) made.postMessage({ stream: [`quotes-${k}`, readStream(`quotes-${k}`)] });
      return made;
    } catch {
      return null;
    }
  }

  const stop = () => {
    latest += 1;
    for (const { give } of waiting.values()) give(null);
    waiting.clear();
  };

  return {
    stop,
    find(text) {
      stop();
      const id = latest;
      if (worker === undefined) worker = start();
      if (!worker) return findHere(id, text);
      return new Promise((give) => {
        waiting.set(id, { text, give });
        worker!.postMessage({ ask: { id, text } });
      });
    },
  };
}
