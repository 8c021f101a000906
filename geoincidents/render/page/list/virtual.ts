// A list of which only what is in view exists: a million rows cost no more than twenty.

import { make } from "../dom";

// Browsers end elements at some 33 million pixels; beyond, scrolling moves by a scale.
const TALLEST_PX = 8_000_000;
const OVERSCAN = 4;

export interface RowSource {
  height: number;
  length(): number;
  makeRow(index: number): HTMLElement;
  open(index: number): void;
}

export class VirtualList {
  readonly element: HTMLElement;
  private readonly spacer = make("div", { class: "spacer" });
  private readonly window_ = make("div", { class: "rows", role: "presentation" });
  private active = -1;
  private frame = 0;
  // Rows that stay in view keep their elements: a click must end where it began.
  private made = new Map<number, HTMLElement>();

  constructor(
    private readonly source: RowSource,
    private readonly id: string,
    label: string,
  ) {
    this.element = make("div", { class: "list", role: "listbox", tabindex: "0", "aria-label": label }, this.spacer, this.window_);
    this.element.addEventListener("scroll", () => this.soon());
    this.element.addEventListener("keydown", (event) => this.press(event));
    new ResizeObserver(() => this.soon()).observe(this.element);
  }

  refresh(): void {
    this.made.clear();
    this.active = Math.min(this.active, this.source.length() - 1);
    this.spacer.style.height = `${Math.min(TALLEST_PX, this.source.length() * this.source.height)}px`;
    this.soon();
  }

  private soon(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  // Pixels of all rows for each pixel of scrolling.
  private get stretch(): number {
    const whole = this.source.length() * this.source.height;
    const room = this.element.clientHeight;
    return whole <= TALLEST_PX ? 1 : (whole - room) / (TALLEST_PX - room);
  }

  draw(): void {
    const { source, element } = this;
    const top = element.scrollTop * this.stretch;
    const first = Math.max(0, Math.floor(top / source.height) - OVERSCAN);
    const last = Math.min(source.length(), Math.ceil((top + element.clientHeight) / source.height) + OVERSCAN);
    const rows = new Map<number, HTMLElement>();
    for (let i = first; i < last; i += 1) {
      const row = this.made.get(i) ?? this.makeRow(i);
      row.setAttribute("aria-selected", String(i === this.active));
      row.classList.toggle("is-active", i === this.active);
      rows.set(i, row);
    }
    const stays = [...rows.keys()].join() === [...this.made.keys()].join() && this.window_.childElementCount === rows.size;
    this.made = rows;
    this.window_.style.transform = `translateY(${first * source.height - top + element.scrollTop}px)`;
    if (!stays) this.window_.replaceChildren(...rows.values());
    if (this.active >= first && this.active < last) element.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
    else element.removeAttribute("aria-activedescendant");
  }

  private makeRow(i: number): HTMLElement {
    const { source } = this;
    const row = source.makeRow(i);
    row.id = `${this.id}-${i}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-setsize", String(source.length()));
    row.setAttribute("aria-posinset", String(i + 1));
    row.addEventListener("click", () => {
      this.active = i;
      this.draw();
      source.open(i);
    });
    return row;
  }

  // Make the rows again: what they say has changed.
  renew(): void {
    this.made.clear();
    this.draw();
  }

  // Bring a row into view.
  show(index: number): void {
    this.active = index;
    const { source, element } = this;
    const at = index * source.height;
    const top = element.scrollTop * this.stretch;
    if (at < top) element.scrollTop = at / this.stretch;
    else if (at + source.height > top + element.clientHeight) element.scrollTop = (at + source.height - element.clientHeight) / this.stretch;
    this.draw();
  }

  private press(event: KeyboardEvent): void {
    const n = this.source.length();
    if (!n) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.source.height) - 1);
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.active >= 0) this.source.open(this.active);
      return;
    }
    let to: number;
    if (event.key === "Home") to = 0;
    else if (event.key === "End") to = n - 1;
    else if (event.key in moves) to = this.active < 0 ? 0 : this.active + moves[event.key]!;
    else return;
    event.preventDefault();
    this.show(Math.max(0, Math.min(n - 1, to)));
  }
}
