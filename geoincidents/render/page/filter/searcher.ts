// Ask the worker, or search here where no worker may be started.

import workerSource from "virtual:worker";
import type { Meta } from "../data/meta";
import { FileError, type Store } from "../data/streams";
import { Search } from "./search";

export interface Searcher {
  // Rows that match, or null where a later question has come; fails where a file is not there.
  find(text: string): Promise<Uint32Array | null>;
  // Read ahead what a search needs.
  prepare(): void;
  // End what is being searched.
  stop(): void;
}

interface Answer { id: number; rows?: Uint32Array; fault?: unknown; need?: string }
// It is in every text, so that nothing is found before all is read, and no text is looked at twice.
const NOTHING = "";

export function makeSearcher(meta: Meta, core: ArrayBuffer, store: Store): Searcher {
  const sizes = { rows: meta.rows, quotes: meta.quotes, quoteChunk: meta.quote_chunk };
  let here: Search | null = null;
  let worker: Worker | null | undefined;
  let latest = 0;
  const waiting = new Map<number, { text: string; give(rows: Uint32Array | null): void; fail(fault: unknown): void }>();

  const findHere = (id: number, text: string) => {
    here ??= new Search({ ...sizes, core: () => core, stream: (name) => store.read(name) });
    return here.find(text, () => latest === id);
  };

  // A worker that the host's policy forbids fails only after it was made.
  const fallBack = () => {
    worker = null;
    for (const [id, { text, give, fail }] of waiting) findHere(id, text).then(give, fail);
    waiting.clear();
  };

  const answer = ({ id, rows, fault, need }: Answer) => {
    if (need !== undefined) {
      store.read(need).then(
        (text) => worker?.postMessage({ stream: { id: need, text } }),
        // An error of ours loses its kind on the way: what names the file is sent there and back.
        (error) => worker?.postMessage({ stream: { id: need, fault: error instanceof FileError ? [error.file, error.reason] : null } }),
      );
      return;
    }
    const one = waiting.get(id);
    waiting.delete(id);
    if (Array.isArray(fault)) one?.fail(new FileError(...(fault as [string, "missing" | "changed"])));
    else if (rows) one?.give(rows);
    else if (one) {
      waiting.set(id, one);
      fallBack();
    }
  };

  function start(): Worker | null {
    try {
      const made = new Worker(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
      made.onmessage = ({ data }: MessageEvent<Answer>) => answer(data);
      made.onerror = (event) => {
        event.preventDefault();
        fallBack();
      };
      made.postMessage({ start: { ...sizes, core } });
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

  const find = (text: string): Promise<Uint32Array | null> => {
    stop();
    const id = latest;
    if (worker === undefined) worker = start();
    if (!worker) return findHere(id, text);
    return new Promise((give, fail) => {
      waiting.set(id, { text, give, fail });
      worker!.postMessage({ ask: { id, text } });
    });
  };

  return {
    stop,
    find,
    // Files beside the page are read for a question only: nobody may ever ask.
    prepare: () => {
      if (worker !== undefined || meta.files?.length) return;
      worker = start();
      if (worker) find(NOTHING).catch(() => undefined);
    },
  };
}
