// What is drawn on a canvas cannot be reached by keyboard or named by a screen reader. So, once
// the drawing rests, a button stands over each symbol; one of them at a time takes part in Tab.

import type { App } from "../app";
import { make } from "../dom";
import { IMPACT, LAUNCH } from "../data/core";
import type { Item, Scene } from "./scene";

const REST_MS = 110;
const MOST_BUTTONS = 500;
// Symbols are read in lines of this height, each from left to right.
const LINE_PX = 44;
const ARROWS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class MarkButtons {
  private readonly box: HTMLElement;
  private timer = 0;
  private buttons: { button: HTMLButtonElement; item: Item; x: number; y: number }[] = [];
  private current = "";
  // Whether the focus was here when the buttons went, and is to come back with them.
  private restore = false;

  constructor(
    container: HTMLElement,
    private readonly app: App,
    private readonly press: (item: Item, from: HTMLElement) => void,
  ) {
    this.box = make("div", { class: "mark-buttons", role: "group" });
    this.box.addEventListener("keydown", (event) => this.move(event));
    container.append(this.box);
  }

  hide(): void {
    window.clearTimeout(this.timer);
    this.restore ||= this.box.contains(document.activeElement);
    this.box.classList.add("is-moving");
  }

  // Give the focus to the symbol that had it last, once the drawing rests.
  takeFocus(): void {
    this.restore = true;
    const chosen = this.findCurrent();
    if (chosen && !this.box.classList.contains("is-moving")) this.focus(chosen.button);
  }

  private findCurrent(): { button: HTMLButtonElement } | undefined {
    return this.buttons.find(({ item }) => keyOf(item) === this.current) ?? this.buttons[0];
  }

  private focus(button: HTMLButtonElement): void {
    this.restore = false;
    button.focus({ preventScroll: true });
  }

  show(scene: Scene, offset: { x: number; y: number }): void {
    this.hide();
    this.timer = window.setTimeout(() => this.place(scene, offset), REST_MS);
  }

  private place(scene: Scene, offset: { x: number; y: number }): void {
    const { words } = this.app;
    const { clientWidth, clientHeight } = this.box;
    this.buttons = [];
    for (const item of scene.items) {
      const [x, y] = [item.x - offset.x, item.y - offset.y];
      if (x < 0 || y < 0 || x > clientWidth || y > clientHeight || this.buttons.length >= MOST_BUTTONS) continue;
      this.buttons.push({ button: this.makeButton(item, x, y), item, x, y });
    }
    this.buttons.sort((a, b) => Math.floor(a.y / LINE_PX) - Math.floor(b.y / LINE_PX) || a.x - b.x);
    this.box.setAttribute("aria-label", words.t("marks_label", { n: this.buttons.length }));
    this.box.replaceChildren(...this.buttons.map(({ button }) => button));
    this.box.classList.remove("is-moving");
    const chosen = this.findCurrent();
    if (chosen) chosen.button.tabIndex = 0;
    if (chosen && this.restore && [document.body, null].includes(document.activeElement as HTMLElement | null)) this.focus(chosen.button);
    this.restore = false;
  }

  private makeButton(item: Item, x: number, y: number): HTMLButtonElement {
    const size = item.kind === "cluster" ? 2 * item.radius + 4 : 28;
    const name = this.nameOf(item);
    const button = make("button", {
      type: "button", tabindex: "-1", "aria-label": name, title: name,
      class: item.kind === "cluster" ? "mark cluster" : `mark role-${roleName(item.role)}`,
      "data-incident": item.kind === "symbol" ? this.app.core.id.get(item.incident) : null,
      "data-count": item.kind === "cluster" ? item.count : null,
    });
    button.style.width = button.style.height = `${size}px`;
    button.style.left = `${x - size / 2}px`;
    button.style.top = `${y - size / 2}px`;
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.current = keyOf(item);
      this.press(item, button);
    });
    button.addEventListener("focus", () => (this.current = keyOf(item)));
    return button;
  }

  private nameOf(item: Item): string {
    const { words, say, core } = this.app;
    if (item.kind === "cluster") return words.t(item.places ? "stack_name" : "cluster_name", { n: item.count });
    const what = item.role === IMPACT ? say.typeOf(item.incident) : words.t(item.role === LAUNCH ? "launch_one" : "target_one");
    return words.t("mark_name", {
      what, title: core.title.get(item.incident), when: say.when(item.incident), where: say.placeWithRadius(item.place),
    });
  }

  // From symbol to symbol in the order of reading: each can be reached, wherever it stands.
  private move(event: KeyboardEvent): void {
    const at = this.buttons.findIndex(({ button }) => button === document.activeElement);
    // The map has keys of its own; while a symbol has the focus they are not meant.
    if (event.key !== "Tab" && event.key !== "Escape") event.stopPropagation();
    const step = ARROWS[event.key];
    const last = this.buttons.length - 1;
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : step ? Math.max(0, Math.min(last, at + step)) : -1;
    if (to < 0 || at < 0) return;
    event.preventDefault();
    this.buttons[at]!.button.tabIndex = -1;
    this.buttons[to]!.button.tabIndex = 0;
    this.buttons[to]!.button.focus({ preventScroll: true });
  }
}

function roleName(role: number): string {
  return role === IMPACT ? "impact" : role === LAUNCH ? "launch" : "target";
}

function keyOf(item: Item): string {
  return item.kind === "symbol" ? `s${item.place}` : `c${item.count},${item.box[0].toFixed(6)}`;
}
