// Where the packed data is: in an element of the page, or, of very many incidents, in files beside it.

import type { DataFile } from "./meta";

type Streams = Record<string, string>;
// Of the files that were read last so many stay in memory, each of some 8 MB.
const KEPT_FILES = 4;

// The name is what the reader is to look for.
export class FileError extends Error {
  constructor(
    readonly file: string,
    readonly reason: "missing" | "changed",
  ) {
    super(`${file}: ${reason}`);
  }
}

export class Store {
  private readonly fileOf = new Map<string, DataFile>();
  private readonly kept = new Map<string, Promise<Streams>>();
  private readonly arrived = new Map<string, Streams>();

  constructor(files: readonly DataFile[]) {
    for (const file of files) for (const stream of file.streams) this.fileOf.set(stream, file);
    // The one function that the files call; whoever else calls it fails at the hash.
    if (files.length) (window as unknown as Record<string, unknown>)["geoincidentsData"] = (name: string, streams: Streams) => this.arrived.set(name, streams);
  }

  async read(id: string): Promise<string> {
    const element = document.getElementById(id);
    if (element) return element.textContent ?? "";
    const file = this.fileOf.get(id);
    return file ? ((await this.open(file))[id] ?? "") : "";
  }

  private open(file: DataFile): Promise<Streams> {
    const known = this.kept.get(file.path);
    if (known) return known;
    const opened = this.load(file);
    this.kept.set(file.path, opened);
    // What failed may be there at the next try.
    opened.catch(() => this.kept.delete(file.path));
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT_FILES && !oldest.done) this.kept.delete(oldest.value);
    return opened;
  }

  private async load(file: DataFile): Promise<Streams> {
    const name = file.path.split("/").at(-1)!;
    await addScript(file);
    const streams = this.arrived.get(name);
    this.arrived.delete(name);
    if (!streams || !(await isWhole(file, streams))) throw new FileError(file.path, "changed");
    return streams;
  }
}

// The one kind of file that a page on `file://` may read. On a server the browser checks the hash
// before anything of it runs; on a disk it can not, and who may write there may write the page too.
function addScript(file: DataFile): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file.path.split("/").map(encodeURIComponent).join("/");
    if (/^https?:$/.test(location.protocol) && self.origin !== "null") script.integrity = `sha256-${file.integrity}`;
    const end = (act: () => void) => () => {
      script.remove();
      act();
    };
    script.onload = end(resolve);
    script.onerror = end(() => reject(new FileError(file.path, "missing")));
    document.head.append(script);
  });
}

async function isWhole(file: DataFile, streams: Streams): Promise<boolean> {
  // Not on plain http: there the browser has checked the hash of the file.
  if (!globalThis.crypto?.subtle) return true;
  const text = file.streams.map((id) => streams[id] ?? "").join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest))) === file.sha256;
}
