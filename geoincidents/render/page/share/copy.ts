// Put a text on the clipboard, or show it to be copied by hand.

import type { App } from "../app";
import { make } from "../dom";

export async function copyText(app: App, text: string, status: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = app.words.t("copied");
  } catch {
    if (copyOldWay(text)) status.textContent = app.words.t("copied");
    else status.replaceChildren(app.words.t("copy_failed"), make("textarea", { readonly: true, rows: 3, "aria-label": app.words.t("copy_link") }, text));
  }
}

// The clipboard of the browser is closed to pages from a file and in frames.
function copyOldWay(text: string): boolean {
  const area = make("textarea", { readonly: true, class: "off-screen", "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  const focus = document.activeElement as HTMLElement | null;
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  area.remove();
  focus?.focus({ preventScroll: true });
  return done;
}
