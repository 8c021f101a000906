// The list beside the map (a drawer on a phone): every incident, also those without a pin.

function makeItem(looks, incident, index, open) {
  const draw = incident.impacts[0]?.draw ?? "hollow";
  const meta = [incident.when, incident.off_map ? incident.off_map : incident.where];
  const button = make(
    "button",
    { type: "button", class: `item ${incident.role}`, "data-index": index },
    symbolOf(looks, incident, draw, 22),
    make(
      "span",
      { class: "item-text" },
      makeText("span", incident.title, { class: "item-title" }),
      makeText("span", meta[0], { class: "item-meta" }),
      makeText("span", meta[1], { class: "item-meta" }),
      incident.role === "background" ? make("span", { class: "tag" }, "told as history") : null,
    ),
  );
  button.addEventListener("click", () => open(index, button));
  return make("li", {}, button);
}

function makeSection(id, title, note, items) {
  if (!items.length) return null;
  return make(
    "section",
    { class: id, "aria-labelledby": id },
    make("h2", { id }, title, " ", make("span", { class: "count" }, String(items.length))),
    note ? make("p", { class: "note" }, note) : null,
    make("ul", { class: "items" }, ...items),
  );
}

function makeDrawer(count) {
  const toggle = find(".drawer-toggle");
  const panel = find(".panel");
  const plural = count === 1 ? "1 incident" : `${count} incidents`;
  function set(opened) {
    panel.classList.toggle("is-open", opened);
    toggle.setAttribute("aria-expanded", String(opened));
    toggle.replaceChildren(
      make("span", { class: "grip", "aria-hidden": "true" }),
      opened ? "Back to the map" : `List: ${plural}`,
    );
  }
  toggle.addEventListener("click", () => set(!panel.classList.contains("is-open")));
  set(false);
  return { open: () => set(true), close: () => set(false) };
}

function summarise(summary, off, all, drawer) {
  if (!off) return [all ? `${summary}.` : summary];
  const text = off === 1 ? "1 is not on the map" : `${off} are not on the map`;
  const button = make("button", { type: "button", class: "to-off-map" }, text);
  button.addEventListener("click", () => {
    drawer.open();
    find("#off-map").scrollIntoView({ block: "start" });
    find(".off-map .item").focus({ preventScroll: true });
  });
  return [`${summary}; `, button, "."];
}

function makeList(data, open) {
  const { incidents, looks } = data;
  const items = { on: [], off: [] };
  incidents.forEach((incident, index) => {
    items[incident.off_map ? "off" : "on"].push(makeItem(looks, incident, index, open));
  });
  const none = incidents.length || data.note
    ? null
    : make("p", { class: "empty" }, "No incident was found, so there is nothing to pin.");
  find("#panel-body").append(
    ...[
      none,
      makeSection("on-map", "On the map", "", items.on),
      makeSection(
        "off-map", "Not on the map",
        "The words give no place that a pin could stand for.", items.off,
      ),
      make(
        "p",
        { class: "credits" },
        "Places and facts are those of the quoted words, no more exact than they are. ",
        "Outline: Natural Earth.",
      ),
    ].filter(Boolean),
  );
  const drawer = makeDrawer(incidents.length);
  find(".summary").append(...summarise(data.summary, items.off.length, incidents.length, drawer));
  return {
    drawer,
    mark(index) {
      for (const button of document.querySelectorAll("#panel-body .item")) {
        const on = button.dataset.index === String(index);
        if (on) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
  };
}
