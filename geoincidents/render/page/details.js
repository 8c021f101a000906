// The popup: one incident with every fact, and the words that each fact stands on.

function showQuote(quote) {
  const source = make("footer", { class: "source" });
  if (quote.link) {
    source.append(
      makeText("a", quote.source, {
        href: quote.link, rel: "noopener noreferrer", target: "_blank",
      }),
    );
  } else {
    source.append(makeText("cite", quote.source));
  }
  if (quote.by) source.append(makeText("span", quote.by, { class: "by" }));
  if (quote.address) source.append(makeText("span", quote.address, { class: "by address" }));
  if (quote.supports.length) {
    source.append(makeText("span", `says: ${quote.supports.join(", ")}`, { class: "supports" }));
  }
  return make("figure", { class: "quote" }, makeText("blockquote", quote.text), source);
}

function showRows(rows) {
  const list = make("dl", { class: "facts" });
  for (const [label, lines] of rows) {
    list.append(make("dt", {}, label), ...lines.map((line) => makeText("dd", line)));
  }
  return list;
}

function makeDetails(looks, incidents, onOpen, onClose) {
  const popup = find(".popup");
  let opener = null;

  function close() {
    if (popup.hidden) return;
    popup.hidden = true;
    onClose();
    // A marker may have gone with its layer; then the list is the place to go on from.
    const target = opener?.isConnected && !opener.hidden ? opener : find(".item");
    target?.focus({ preventScroll: true });
    opener = null;
  }

  function fill(heading, ...content) {
    const button = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    button.addEventListener("click", close);
    popup.replaceChildren(
      make("div", { class: "popup-head" }, heading, button),
      make("div", { class: "popup-body", tabindex: "0", role: "group", "aria-label": "Facts" }, ...content),
    );
  }

  function show(from, heading) {
    // Opening one incident from another's popup must lead back to the first opener.
    if (popup.hidden || !popup.contains(from)) opener = from;
    popup.hidden = false;
    heading.focus({ preventScroll: true });
  }

  function open(index, from) {
    const incident = incidents[index];
    const heading = makeText("h2", incident.title, { id: "popup-title", tabindex: "-1" });
    const kicker = make(
      "p",
      { class: "kicker" },
      symbolOf(looks, incident, "solid", 20),
      make("span", {}, incident.type_label),
      incident.role === "background" ? make("span", { class: "tag" }, "told as history") : null,
    );
    const off = incident.off_map
      ? make("p", { class: "off-reason" }, `Not on the map: ${incident.off_map}.`)
      : null;
    const count = incident.quotes.length;
    fill(
      make("div", {}, kicker, heading, makeText("p", incident.when, { class: "popup-when" })),
      off,
      showRows(incident.rows),
      make("h3", {}, count === 1 ? "The words it stands on" : `The ${count} quotes it stands on`),
      ...incident.quotes.map(showQuote),
    );
    popup.dataset.incident = incident.id;
    show(from, heading);
    onOpen(index, from);
  }

  function choose(marks, from) {
    const heading = make("h2", { id: "popup-title", tabindex: "-1" }, `${marks.length} at one place`);
    const items = marks.map(({ index, label }) => {
      const button = make(
        "button",
        { type: "button", class: "item" },
        symbolOf(looks, incidents[index], "solid", 20),
        make(
          "span",
          { class: "item-text" },
          makeText("span", incidents[index].title, { class: "item-title" }),
          makeText("span", `${incidents[index].when} · ${label}`, { class: "item-meta" }),
        ),
      );
      button.addEventListener("click", () => open(index, button));
      return make("li", {}, button);
    });
    fill(heading, make("ul", { class: "items" }, ...items));
    delete popup.dataset.incident;
    show(from, heading);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return { open, choose, close };
}
