// Open the page: read what it carries, then bring the parts together.

import "./style/page.css";
import { App } from "./app";
import { readCore } from "./data/core";
import { canInflate, decode } from "./data/decode";
import { type Meta, readJson, readMeta, type World } from "./data/meta";
import { Records } from "./data/records";
import { Store } from "./data/streams";
import { make } from "./dom";
import { makeSearcher } from "./filter/searcher";
import { Areas } from "./map/areas";
import { Shell } from "./shell";
import { makeState, readHash } from "./state";
import { describeFault } from "./words/faults";
import { Words } from "./words/words";

function tell(text: string, kind: string): HTMLElement {
  const note = make("p", { class: `opening ${kind}`, role: kind === "fault" ? "alert" : "status" }, text);
  document.body.append(note);
  return note;
}

function takeText(id: string): string | null {
  const element = document.getElementById(id);
  const text = element?.textContent ?? null;
  // Once read, it need not stand in memory twice.
  element?.remove();
  return text;
}

async function start(): Promise<void> {
  const meta = readMeta();
  const base = makeState(meta.lang, meta.theme);
  const state = readHash(location.hash, base);
  const words = new Words(state.lang);
  if (state.theme !== "auto") document.documentElement.setAttribute("data-theme", state.theme);
  if (!canInflate()) {
    tell(words.t("cannot_inflate"), "fault");
    return;
  }
  const note = tell(words.t("opening", { incidents: words.plural("incidents", meta.rows) }), "busy");
  try {
    const areasText = takeText("areas");
    const coreBuffer = await decode(takeText("core") ?? "");
    const core = readCore(coreBuffer, meta.rows, meta.looks.precisions);
    const store = new Store(meta.files ?? []);
    const records = new Records(meta, core, store);
    const app = new App(meta, core, readJson<World>("basemap"), records, makeSearcher(meta, coreBuffer, store), state, base);
    const map = prepareMap(meta);
    note.remove();
    new Shell(app, map);
    document.documentElement.dataset["ready"] = "yes";
    if (areasText) {
      app.areas = new Areas(await decode(areasText));
      app.tell("look");
    }
  } catch (error) {
    note.remove();
    tell(describeFault(words, error), "fault");
    throw error;
  }
}

function prepareMap(meta: Meta): L.Map {
  const map = (window as unknown as Record<string, L.Map>)[meta.map];
  if (!map) throw new Error(`no map is called ${meta.map}`);
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("Leaflet · Natural Earth · GeoNames");
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: true, maxWidth: 120 }).addTo(map);
  return map;
}

void start();
