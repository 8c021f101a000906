// Give files to the reader, made in the page: nothing is asked of a server.

import type { App } from "../app";
import { make } from "../dom";
import { type Format, makeWriter, MIME } from "./formats";

const BREATHE_EVERY = 2000;

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export async function makeFile(app: App, format: Format): Promise<Blob> {
  const writer = makeWriter(format, app.meta.title, app.meta.coding);
  const parts: BlobPart[] = [writer.head];
  let text = "";
  let n = 0;
  for (let row = 0; row < app.core.rows; row += 1) {
    if (!app.engine.passes[row]) continue;
    text += writer.one(await app.records.get(row), n === 0);
    n += 1;
    if (n % BREATHE_EVERY === 0) {
      parts.push(new Blob([text]));
      text = "";
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  parts.push(text, writer.tail);
  return new Blob(parts, { type: MIME[format] });
}
