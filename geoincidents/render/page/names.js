// Names of countries and towns, placed again after every move so that none covers another.

const NAME_LIMIT = 90;
const NAME_LENGTH = 40;
const COUNTRY_ZOOMS = [2, 6.75];
// From here on the places of the incidents themselves are named, if they are not too many.
const SPOT_ZOOM = 8.5;
const SPOT_LIMIT = 40;
// Pixels from the town to a name that stands clear of it.
const SHIFTS = { below: 46, above: -46 };

function drawNames(map, world, towns, spreader) {
  const pane = map.createPane("names");
  pane.style.zIndex = "450";
  pane.setAttribute("aria-hidden", "true");
  const measure = document.createElement("canvas").getContext("2d");
  const countries = [...world.countries].sort((a, b) => b[3] - a[3]);
  let shown = true;

  const shorten = (row) =>
    row.name.length > NAME_LENGTH ? { ...row, name: `${row.name.slice(0, NAME_LENGTH)}…` } : row;

  function list(zoom) {
    const rows = [];
    const spots = zoom >= SPOT_ZOOM ? spreader.listSpots() : [];
    if (spots.length <= SPOT_LIMIT) rows.push(...spots.map(shorten));
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
    // The box holds the dot too: two towns must not share one.
    const gap = row.kind === "spot" ? 14 : -3;
    const down = SHIFTS[side] ?? 0;
    const lefts = { right: point.x + gap, left: point.x - width - gap - 6 };
    const left = lefts[side] ?? point.x - width / 2;
    return {
      left, right: left + width + 6, top: point.y + down - 9, bottom: point.y + down + 9,
    };
  }

  // A town that everybody knows keeps its name where symbols cover its dot.
  function listSides(row, covered) {
    if (row.kind === "country") return ["middle"];
    const sides = row.side === "left" ? ["left", "right"] : ["right", "left"];
    return row.kind === "town big" && covered ? [...sides, "below", "above"] : sides;
  }

  function coveredBy(selector) {
    const outer = map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(selector)]
      .map((element) => element.getBoundingClientRect())
      .map((box) => ({
        left: box.left - outer.left, right: box.right - outer.left,
        top: box.top - outer.top, bottom: box.bottom - outer.top,
      }));
  }

  const meets = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function place() {
    pane.replaceChildren();
    if (!shown) return;
    const size = map.getSize();
    const symbols = spreader.getTaken().map(({ x, y }) => ({
      left: x - 13, right: x + 13, top: y - 13, bottom: y + 13,
    }));
    const taken = [
      ...symbols, ...coveredBy(".key, .leaflet-control-zoom, .leaflet-control-scale, .popup:not([hidden])"),
    ];
    const used = new Set();
    let count = 0;
    for (const row of list(map.getZoom())) {
      if (count >= NAME_LIMIT) break;
      if (used.has(row.name)) continue;
      const point = map.latLngToContainerPoint(row.at);
      if (point.x < -40 || point.y < 0 || point.x > size.x + 40 || point.y > size.y) continue;
      const dot = { left: point.x - 20, right: point.x + 20, top: point.y - 20, bottom: point.y + 20 };
      const covered = symbols.some((box) => meets(box, dot));
      const side = listSides(row, covered).find((s) => !taken.some((box) => meets(box, boxOf(row, point, s))));
      if (!side) continue;
      taken.push(boxOf(row, point, side));
      used.add(row.name);
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
