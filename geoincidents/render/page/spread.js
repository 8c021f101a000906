// Fan out symbols that cover one another. Only their place on the screen changes: a thin leg leads
// back to the true place. More than a fan can hold become one symbol with a number.

const TOUCHING_PX = 20;
const FAN_SPACING_PX = 34;
const FAN_LIMIT = 14;

// Groups of indices whose points touch, directly or through others.
function groupTouching(points) {
  const group = points.map((_, i) => i);
  const root = (i) => (group[i] === i ? i : root((group[i] = group[group[i]])));
  const cells = new Map();
  const key = (x, y) => `${x},${y}`;
  points.forEach((point, i) => {
    const [cx, cy] = [Math.floor(point.x / TOUCHING_PX), Math.floor(point.y / TOUCHING_PX)];
    for (let x = cx - 1; x <= cx + 1; x += 1) {
      for (let y = cy - 1; y <= cy + 1; y += 1) {
        for (const j of cells.get(key(x, y)) ?? []) {
          if (points[j].distanceTo(point) < TOUCHING_PX) group[root(i)] = root(j);
        }
      }
    }
    const own = cells.get(key(cx, cy)) ?? [];
    cells.set(key(cx, cy), [...own, i]);
  });
  const members = new Map();
  points.forEach((_, i) => members.set(root(i), [...(members.get(root(i)) ?? []), i]));
  return [...members.values()];
}

function fanOut(centre, count) {
  const radius = Math.max(18, (FAN_SPACING_PX * count) / (2 * Math.PI));
  // Two lie side by side, more begin at the top.
  const first = count === 2 ? Math.PI : -Math.PI / 2;
  return Array.from({ length: count }, (_, i) => {
    const angle = first + (2 * Math.PI * i) / count;
    return L.point(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle));
  });
}

function makeSpreader(map, openChooser) {
  const extra = L.layerGroup().addTo(map);
  let taken = [];
  let named = [];

  function addStack(marks, centre) {
    const icon = L.divIcon({ className: "stack", iconSize: [38, 38], html: "" });
    const stack = L.marker(map.layerPointToLatLng(centre), { icon, keyboard: true }).addTo(extra);
    const element = stack.getElement();
    element.append(String(marks.length));
    nameMarker(element, `${marks.length} symbols at one place: choose one`);
    onPress(element, () => openChooser(marks, element));
  }

  function addLegs(group, spots) {
    group.forEach((mark, i) => {
      const leg = [mark.at, map.layerPointToLatLng(spots[i])];
      L.polyline(leg, { className: "leg", interactive: false, weight: 1 }).addTo(extra);
    });
    const look = { className: "true-place", interactive: false, radius: 2.5 };
    group.forEach((mark) => L.circleMarker(mark.at, look).addTo(extra));
  }

  return {
    getTaken: () => taken.map((p) => map.layerPointToContainerPoint(p)),
    listSpots: () => named,
    spread(marks) {
      extra.clearLayers();
      taken = [];
      named = [];
      const points = marks.map((mark) => map.latLngToLayerPoint(mark.at));
      for (const indices of groupTouching(points)) {
        const group = indices.map((i) => marks[i]);
        const inside = indices.map((i) => points[i]);
        const centre = L.bounds(inside).getCenter();
        const stacked = group.length > FAN_LIMIT;
        const spots = group.length === 1 ? inside : fanOut(centre, group.length);
        group.forEach((mark, i) => {
          mark.marker.setLatLng(group.length === 1 ? mark.at : map.layerPointToLatLng(spots[i]));
          mark.marker.getElement().hidden = stacked;
        });
        if (stacked) addStack(group, centre);
        else if (group.length > 1) addLegs(group, spots);
        taken.push(...(stacked ? [centre] : spots));
        if (stacked) continue;
        group.forEach((mark, i) => {
          if (mark.name) named.push({ name: mark.name, at: map.layerPointToLatLng(spots[i]), kind: "spot" });
        });
      }
    },
  };
}
