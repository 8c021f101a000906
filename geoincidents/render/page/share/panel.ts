// Take the map along: link, embedding, files, pictures, print; language and look.

import type { App } from "../app";
import { make, makeButton, makeIcon } from "../dom";
import type { Stage } from "../map/stage";
import { LANGUAGES } from "../words/words";
import { copyText } from "./copy";
import { makeFile, saveBlob } from "./download";
import type { Format } from "./formats";
import { makePng, makeSvgText, pictureName } from "./picture";
import { makeTable } from "./print";
import { describeFault } from "../words/faults";

const MOST_TABLE_ROWS = 1000;

export class SharePanel {
  readonly element: HTMLElement;
  private readonly box: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private readonly status = make("p", { role: "status", class: "note" });
  private readonly scope = make("p", { class: "note" });

  constructor(
    private readonly app: App,
    private readonly stage: Stage,
  ) {
    const { words } = app;
    this.box = make("div", { class: "share-box", id: "share-box", hidden: true, role: "group", "aria-label": words.t("share") }, ...this.makeParts());
    this.toggle = makeButton(makeIcon("share"), { class: "icon-button", "aria-label": words.t("share"), title: words.t("share"), "aria-expanded": "false", "aria-controls": "share-box" }, () => this.set(Boolean(this.box.hidden)));
    const all = makeButton(makeIcon("all"), { class: "icon-button", "aria-label": words.t("zoom_all"), title: words.t("zoom_all") }, () => stage.fitAll());
    this.element = make("div", { class: "tools" }, all, this.toggle, this.box);
    L.DomEvent.disableClickPropagation(this.element).disableScrollPropagation(this.element);
  }

  set(open: boolean): void {
    this.box.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    const { words, engine } = this.app;
    this.scope.textContent = words.t("download_note", { incidents: words.plural("incidents", engine.passing) });
  }

  close(): boolean {
    if (this.box.hidden) return false;
    this.set(false);
    this.toggle.focus();
    return true;
  }

  private makeParts(): HTMLElement[] {
    const { app } = this;
    const { words } = app;
    const link = () => `${location.href.split("#")[0]}#${app.hash()}`;
    const button = (key: string, act: () => void) => makeButton(words.t(key), { class: "action", "data-act": key }, act);
    const section = (key: string, ...children: (HTMLElement | null)[]) => make("section", {}, make("h3", {}, words.t(key)), ...children);
    const code = make("textarea", { readonly: true, rows: 3, class: "code", dir: "ltr", "aria-label": words.t("embed") });
    code.addEventListener("focus", () => {
      code.value = makeEmbed(app);
      code.select();
    });
    code.value = makeEmbed(app);
    return [
      section("share",
        make("p", { class: "buttons" }, button("copy_link", () => void copyText(app, link(), this.status)), button("print", () => window.print()), button("show_table", () => this.showTable()))),
      section("download", this.scope,
        make("p", { class: "buttons" }, ...(["geojson", "csv", "kml"] as const).map((format) => button(`download_${format}`, () => void this.download(format))))),
      section("picture",
        make("p", { class: "buttons" }, button("picture_png", () => this.savePng()), button("picture_svg", () => this.saveSvg()))),
      section("embed", make("p", { class: "note" }, words.t("embed_note")), code),
      section("about",
        make("p", { class: "choices-line" },
          this.makeChoice("language", LANGUAGES, app.state.lang, (lang) => app.setLanguage(lang)),
          this.makeChoice("theme", ["auto", "light", "dark"].map((name) => [name, words.t(`theme_${name}`)] as const), app.state.theme, (theme) => app.setTheme(theme))),
        make("p", { class: "note" }, words.t("credits", { made: app.meta.made_with })), app.world.note ? make("p", { class: "note" }, app.world.note) : null, this.makeLicences()),
      this.status,
    ];
  }

  private makeChoice(key: string, options: readonly (readonly [string, string])[], current: string, act: (value: string) => void): HTMLElement {
    const select = make("select", { "data-choice": key }, ...options.map(([value, label]) => make("option", { value, selected: value === current }, label)));
    select.addEventListener("change", () => act(select.value));
    return make("label", {}, make("span", {}, this.app.words.t(key)), select);
  }

  private makeLicences(): HTMLElement {
    const { meta, words } = this.app;
    return make("details", { class: "licences" }, make("summary", {}, words.t("licences")),
      ...(meta.licences ?? []).map(({ name, version, licence, text }) =>
        make("details", { dir: "ltr" }, make("summary", {}, `${name} ${version} (${licence})`), make("pre", { tabindex: "0" }, text))));
  }

  private say(key: string): void {
    this.status.textContent = this.app.words.t(key);
  }

  private async download(format: Format): Promise<void> {
    this.say("working");
    try {
      saveBlob(await makeFile(this.app, format), `${pictureName(this.app)}.${format}`);
      this.say("done");
    } catch (fault) {
      this.status.textContent = describeFault(this.app.words, fault);
    }
  }

  private savePng(): void {
    makePng(this.app, this.stage).toBlob((blob) => {
      if (blob) saveBlob(blob, `${pictureName(this.app)}.png`);
      this.say("done");
    }, "image/png");
  }

  private saveSvg(): void {
    saveBlob(new Blob([makeSvgText(this.app, this.stage)], { type: "image/svg+xml" }), `${pictureName(this.app)}.svg`);
    this.say("done");
  }

  // The incidents as a plain table, over the map: for screen readers and for copying.
  showTable(): void {
    const { app } = this;
    const dialog = make("dialog", { class: "table-dialog", "aria-label": app.words.t("show_table") });
    const close = makeButton(makeIcon("close", 16), { class: "icon-button close", "aria-label": app.words.t("close") }, () => dialog.close());
    const box = makeTable(app, MOST_TABLE_ROWS);
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", app.words.t("show_table"));
    dialog.append(close, box);
    dialog.addEventListener("close", () => dialog.remove());
    document.querySelector(".app")!.append(dialog);
    dialog.showModal();
  }
}

// A frame without list and filters, with a way to the whole page.
export function makeEmbed(app: App): string {
  const address = location.protocol === "about:" ? "map.html" : location.href.split(/[?#]/)[0]!;
  const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return `<iframe src="${escape(`${address}?compact#${app.hash()}`)}" title="${escape(app.meta.title)}" width="100%" height="560" style="border:0" loading="lazy"></iframe>`;
}
