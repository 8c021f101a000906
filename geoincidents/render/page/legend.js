// One box is both the key to the symbols and the control of the layers.

const LAYER_ORDER = ["impact", "launch", "trajectory", "target", "uncertainty"];

function lineSample(vague) {
  return makeSvg(
    "svg",
    { viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true", class: "sample" },
    makeSvg("path", {
      d: "M1 7 H22", class: "sample-line", "stroke-width": 2.5,
      "stroke-dasharray": vague ? "1 5" : null, "stroke-linecap": "round",
    }),
    makeSvg("path", { d: "M29 7 L20 2.5 V11.5 Z", class: "sample-arrow" }),
  );
}

function areaSample() {
  return makeSvg(
    "svg",
    { viewBox: "0 0 22 22", width: 22, height: 22, "aria-hidden": "true", class: "sample" },
    makeSvg("circle", { cx: 11, cy: 11, r: 9, class: "sample-area", "stroke-dasharray": "3 3" }),
  );
}

function makeChoice(type, label, sample, count, checked, act) {
  const input = make("input", { type, name: type === "radio" ? "background" : null, checked });
  input.addEventListener("change", () => act(input.checked));
  const tail = count === null ? null : make("span", { class: "count" }, String(count));
  return make("label", { class: "choice" }, input, sample, make("span", {}, label), tail);
}

function countLayers(incidents) {
  const sum = (pick) => incidents.reduce((total, incident) => total + pick(incident), 0);
  return {
    impact: sum((i) => i.impacts.length),
    launch: sum((i) => i.launches.length),
    trajectory: sum((i) => i.lines.length),
    target: sum((i) => i.targets.length),
    uncertainty: null,
  };
}

function makeKeyRows(looks, incidents) {
  const counts = new Map();
  for (const { type } of incidents.filter((incident) => !incident.off_map)) {
    const name = type || looks.fallback;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.entries(looks.types)
    .filter(([name]) => counts.has(name))
    .map(([name, look]) =>
      make(
        "li",
        {},
        makeSymbol({ ...look, size: 20 }),
        make("span", {}, look.label),
        make("span", { class: "count" }, String(counts.get(name))),
      ),
    );
}

function makeSureRows(looks) {
  const look = looks.types[looks.fallback];
  const rows = [
    ["solid", "a place that is named"],
    ["hollow", "near a place that is named"],
    ["soft", "somewhere in a district, province or region"],
  ].map(([draw, text]) =>
    make("li", {}, makeSymbol({ ...look, draw, size: 20 }), make("span", {}, text)),
  );
  const history = makeSymbol({ ...look, size: 14 });
  return [...rows, make("li", { class: "background" }, history, make("span", {}, "small: told as history"))];
}

function makeTileChoices(map, tiles, outline) {
  let current = null;
  const status = make("p", { class: "note", role: "status" });
  function use(tile) {
    current?.remove();
    current = null;
    status.textContent = "";
    document.body.classList.toggle("on-tiles", Boolean(tile));
    if (!tile) {
      outline.addTo(map);
      return;
    }
    outline.remove();
    current = L.tileLayer(tile.url, {
      maxZoom: 19, maxNativeZoom: tile.max_zoom, attribution: tile.attribution,
    });
    current.once("tileerror", () => {
      status.textContent = `${tile.host} gave no picture. ${tile.note}`;
    });
    current.addTo(map);
  }
  const choices = [
    makeChoice("radio", "Outline in this file", null, null, true, () => use(null)),
    ...tiles.map((tile) =>
      makeChoice("radio", `${tile.label} (asks ${tile.host})`, null, null, false, () => use(tile)),
    ),
  ];
  return make(
    "fieldset",
    {},
    make("legend", {}, "Background"),
    ...choices,
    status,
  );
}

function makeKey(map, data, marks, names, outline, onChange) {
  const { incidents, looks, tiles } = data;
  const counts = countLayers(incidents);
  const samples = {
    impact: symbolOf(looks, { type: "" }, "solid", 20),
    launch: roleSymbol(looks, "launch", "solid", 20),
    target: roleSymbol(looks, "target", "solid", 20),
    trajectory: lineSample(false),
    uncertainty: areaSample(),
  };
  const layers = LAYER_ORDER.filter((role) => counts[role] !== 0).map((role) => {
    const choice = makeChoice("checkbox", looks.roles[role].label, samples[role], counts[role], true, (on) => {
      if (on) marks.groups[role].addTo(map);
      else marks.groups[role].remove();
      onChange();
    });
    choice.dataset.layer = role;
    return choice;
  });
  const dashed = incidents.some((incident) => incident.lines.some((line) => line.vague))
    ? make("p", { class: "note with-sample" }, lineSample(true), looks.roles.trajectory.note)
    : null;
  const keyRows = makeKeyRows(looks, incidents);
  const section = (title, rows) =>
    rows.length ? make("div", {}, make("h3", {}, title), make("ul", { class: "key-rows" }, ...rows)) : null;
  const parts = [
    section("What happened", keyRows),
    section("How sure the place is", keyRows.length ? makeSureRows(looks) : []),
    make(
      "fieldset",
      {},
      make("legend", {}, "Layers"),
      ...layers,
      makeChoice("checkbox", "Names of places", make("span", { class: "sample-name", "aria-hidden": "true" }, "Aa"), null, true, names.show),
    ),
    dashed,
    tiles.length ? makeTileChoices(map, tiles, outline) : null,
  ];
  const box = find(".key");
  find(".key-body").append(...parts.filter(Boolean));
  if (isPhone()) box.open = false;
  L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
}
