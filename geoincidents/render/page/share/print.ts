// On paper: the picture of the map, then a table of what is filtered.

import type { App } from "../app";
import { make, makeText } from "../dom";
import type { Stage } from "../map/stage";
import { makePng } from "./picture";

const MOST_ROWS = 500;

export function makeTable(app: App, most: number): HTMLElement {
  const { words, say, core } = app;
  const rows = app.listRows();
  const heads = ["what", "when", "where", "toll", "source"].map((name) => make("th", { scope: "col" }, words.t(`table_head_${name}`)));
  const lines = Array.from(rows.subarray(0, most), (row) => make("tr", {},
    makeText("th", core.title.get(row), { scope: "row" }), makeText("td", say.when(row)),
    makeText("td", [say.where(row), say.offMap(row) ? words.t("off_map_why", { reason: say.offMap(row) }) : ""].filter(Boolean).join(". ")),
    makeText("td", say.toll(row)), makeText("td", say.sources(row).join("; "))));
  const more = rows.length - lines.length;
  return make("div", { class: "table-box" },
    make("table", {}, make("caption", {}, app.words.t("showing", { n: rows.length, all: core.rows })), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines)),
    more > 0 ? make("p", { class: "note" }, words.t("print_more", { n: more })) : null);
}

export function preparePrint(app: App, stage: Stage): void {
  const sheet = make("div", { class: "sheet", "aria-hidden": "true" });
  document.body.append(sheet);
  const fill = () => {
    const [theme, kept] = [app.theme, app.state.theme];
    // Paper is white, whatever the screen is.
    document.documentElement.setAttribute("data-theme", "light");
    app.state.theme = "light";
    app.applyTheme();
    const picture = make("img", { src: makePng(app, stage).toDataURL("image/png"), alt: "" });
    app.state.theme = kept;
    app.applyTheme();
    app.theme = theme;
    sheet.replaceChildren(picture, makeTable(app, MOST_ROWS));
  };
  window.addEventListener("beforeprint", fill);
  window.addEventListener("afterprint", () => sheet.replaceChildren());
}
