// Names of countries and towns, placed again after every move so that none covers another.

const NAME_LIMIT = 90;
const COUNTRY_ZOOMS = [2, 6.75];

function drawNames(map, world, towns, getTaken) {
  const pane = map.createPane("names");
  pane.style.zIndex = "450";
  pane.setAttribute("aria-hidden", "true");
  const measure = document.createElement("canvas").getContext("2d");
  const countries = [...world.countries].sort((a, b) => b[3] - a[3]);
  let shown = true;

  function list(zoom) {
    const rows = [];
    if (zoom >= COUNTRY_ZOOMS[0] && zoom <= COUNTRY_ZOOMS[1]) {
      // A name appears once its country is some 60 pixels wide.
      const wide = (area) => (Math.sqrt(area) * 256 * 2 ** zoom) / 360 > 60;
      for (const [name, x, y, area] of countries) {
        if (wide(area)) rows.push({ name, at: [y, x], kind: "country" });
      }
    }
    for (const [name, x, y, first] of towns) {
      if (zoom >= first) rows.push({ name, at: [y, x], kind: zoom - first > 2 ? "town big" : "town" });
    }
    return rows;
  }

  function boxOf(row, point, side) {
    const country = row.kind === "country";
    measure.font = country ? "600 12px system-ui, sans-serif" : "500 12px system-ui, sans-serif";
    const width = measure.measureText(row.name).width * (country ? 1.45 : 1.05) + 6;
    const left = country ? point.x - width / 2 : side === "left" ? point.x - width - 5 : point.x + 5;
    return { left, right: left + width, top: point.y - 9, bottom: point.y + 9 };
  }

  const meets = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function place() {
    pane.replaceChildren();
    if (!shown) return;
    const size = map.getSize();
    const taken = getTaken().map(({ x, y }) => ({
      left: x - 14, right: x + 14, top: y - 14, bottom: y + 14,
    }));
    let count = 0;
    for (const row of list(map.getZoom())) {
      if (count >= NAME_LIMIT) break;
      const point = map.latLngToContainerPoint(row.at);
      if (point.x < -40 || point.y < 0 || point.x > size.x + 40 || point.y > size.y) continue;
      const sides = row.kind === "country" ? ["middle"] : ["right", "left"];
      const side = sides.find((s) => !taken.some((box) => meets(box, boxOf(row, point, s))));
      if (!side) continue;
      taken.push(boxOf(row, point, side));
      const label = makeText("div", row.name, { class: `name ${row.kind} ${side}` });
      L.DomUtil.setPosition(label, map.containerPointToLayerPoint(point).round());
      pane.append(label);
      count += 1;
    }
  }

  map.on("zoomanim", () => pane.replaceChildren());
  return {
    place,
    show(value) {
      shown = value;
      place();
    },
  };
}
