// The list beside the map (a drawer on a phone): every incident that passes, with or without a pin.

import type { App, Change } from "../app";
import { make, makeText } from "../dom";
import { symbolOf } from "../map/symbols";
import { SORTS, type Sort } from "../state";
import { VirtualList } from "./virtual";

const ROW_PX = 92;

export function makeItem(app: App, row: number): HTMLElement {
  const { core, say, words } = app;
  const off = say.offMap(row);
  const toll = say.toll(row);
  const place = makeText("span", off ? words.t("off_map_why", { reason: off }) : say.where(row), { class: `item-meta ${off ? "off" : "where"}` });
  const text = make("span", { class: "item-text" },
    makeText("span", core.title.get(row), { class: "item-title" }),
    makeText("span", [say.when(row), toll].filter(Boolean).join(" · "), { class: "item-meta" }),
    make("span", { class: "item-last" }, place, core.background[row] ? make("span", { class: "tag" }, words.t("history")) : null),
  );
  const item = make("div", { class: `item${core.background[row] ? " background" : ""}`, "data-incident": core.id.get(row) }, symbolOf(app, row, 22), text);
  if (row === app.selected) item.setAttribute("aria-current", "true");
  return item;
}

export class IncidentList {
  readonly element: HTMLElement;
  private readonly list: VirtualList;
  private readonly count = make("p", { class: "shown", role: "status" });
  private readonly empty = make("p", { class: "empty", hidden: true });
  private rows: Uint32Array = new Uint32Array();

  constructor(
    private readonly app: App,
    open: (row: number, from: HTMLElement) => void,
  ) {
    const { words, state } = app;
    this.list = new VirtualList(
      {
        height: ROW_PX,
        length: () => this.rows.length,
        makeRow: (i) => makeItem(app, this.rows[i]!),
        open: (i) => open(this.rows[i]!, this.list.element),
      },
      "incident",
      words.t("list_label"),
    );
    const sort = make("select", { "aria-label": words.t("sort") }, ...SORTS.map((name) => make("option", { value: name, selected: name === state.sort }, words.t(`sort_${name}`))));
    sort.addEventListener("change", () => {
      state.sort = sort.value as Sort;
      this.update("rows");
      app.tell("view");
    });
    const view = make("input", { type: "checkbox", checked: state.viewOnly });
    view.addEventListener("change", () => {
      state.viewOnly = view.checked;
      app.tell("view");
    });
    this.element = make("div", { class: "listing" },
      make("div", { class: "list-head" }, this.count, sort, make("label", { class: "in-view" }, view, make("span", {}, words.t("only_in_view")))),
      this.list.element, this.empty,
    );
    this.update("rows");
  }

  update(change: Change): void {
    const { app } = this;
    if (change === "selected") {
      const index = this.rows.indexOf(app.selected);
      this.list.renew();
      if (index >= 0) this.list.show(index);
      return;
    }
    this.rows = app.listRows();
    this.count.textContent = app.words.t("showing", { n: this.rows.length, all: app.core.rows });
    // A page of something else than incidents has a note that says of what.
    this.empty.hidden = this.rows.length > 0 || Boolean(app.meta.note && !app.core.rows);
    this.empty.textContent = app.words.t(app.core.rows ? "nothing_left" : "nothing_found");
    this.list.element.hidden = this.rows.length === 0;
    this.list.refresh();
  }

  // The incident before or after in the list, or -1.
  neighbour(row: number, n: number): number {
    const index = this.rows.indexOf(row);
    return index < 0 ? -1 : (this.rows[index + n] ?? -1);
  }

  focus(): void {
    this.list.element.focus({ preventScroll: true });
  }
}
