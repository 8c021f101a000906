// Fan out symbols that cover one another. Only their place on the screen changes: a thin leg leads
// back to the true place. Where there is no room for a fan, one symbol with a number stands for all.

const TOUCHING_PX = 30;
const FAN_SPACING_PX = 36;
const FAN_LIMIT = 14;
const CLEAR_PX = 30;
// Turns and widths that a fan tries before it gives way to a stack.
const FAN_TURNS = [0, 1 / 2, 1 / 4, 3 / 4];
const FAN_WIDTHS = [1, 1.5];
const STACK_CLEAR_PX = 36;

// Find what lies near a point, by cells as wide as the search.
function makeCells(width) {
  const cells = new Map();
  const at = (value) => Math.floor(value / width);
  return {
    add(point, value) {
      const key = `${at(point.x)},${at(point.y)}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push({ point, value });
    },
    findNear(point, distance) {
      const found = [];
      for (let x = at(point.x) - 1; x <= at(point.x) + 1; x += 1) {
        for (let y = at(point.y) - 1; y <= at(point.y) + 1; y += 1) {
          for (const entry of cells.get(`${x},${y}`) ?? []) {
            if (entry.point.distanceTo(point) < distance) found.push(entry.value);
          }
        }
      }
      return found;
    },
  };
}

// Each point joins the first group begun near it; groups do not grow through their members, so a
// crowded country is many groups and not one.
function groupTouching(points) {
  const cells = makeCells(TOUCHING_PX);
  const groups = [];
  points.forEach((point, i) => {
    const [group] = cells.findNear(point, TOUCHING_PX);
    if (group) {
      group.push(i);
      return;
    }
    groups.push([i]);
    cells.add(point, groups.at(-1));
  });
  return groups;
}

function fanOut(centre, count, turn, width) {
  if (count === 1) return [centre];
  const radius = width * Math.max(18, (FAN_SPACING_PX * count) / (2 * Math.PI));
  // Two lie side by side, more begin at the top.
  const first = (count === 2 ? Math.PI : -Math.PI / 2) + (2 * Math.PI * turn) / count;
  return Array.from({ length: count }, (_, i) => {
    const angle = first + (2 * Math.PI * i) / count;
    return L.point(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle));
  });
}

function findFan({ members, centre }, cells) {
  if (members.length > FAN_LIMIT) return null;
  const free = (spot) => !cells.findNear(spot, CLEAR_PX).some((other) => !other.absorbed);
  for (const width of FAN_WIDTHS) {
    for (const turn of FAN_TURNS) {
      const spots = fanOut(centre, members.length, turn, width);
      if (spots.every(free)) return spots;
    }
  }
  return null;
}

// Take in the clusters near a point and say whether there were any.
function absorb(cluster, cells, points) {
  const rivals = new Set(cells.findNear(cluster.centre, STACK_CLEAR_PX).filter((c) => !c.absorbed));
  for (const rival of rivals) {
    rival.absorbed = true;
    cluster.members.push(...rival.members);
  }
  cluster.centre = L.bounds(cluster.members.map((i) => points[i])).getCenter();
  return rivals.size > 0;
}

// Give clusters { members, centre, spots }: `spots` is null where a stack has to stand for a fan.
function arrange(points) {
  const clusters = groupTouching(points)
    .map((members) => ({ members, centre: L.bounds(members.map((i) => points[i])).getCenter() }))
    .sort((a, b) => a.members.length - b.members.length);
  const cells = makeCells(STACK_CLEAR_PX);
  for (const cluster of clusters) {
    do {
      cluster.spots = findFan(cluster, cells);
      // A neighbour in the way joins the fan, as long as the fan can hold it.
    } while (!cluster.spots && cluster.members.length <= FAN_LIMIT && absorb(cluster, cells, points));
    if (cluster.spots) {
      for (const spot of cluster.spots) cells.add(spot, cluster);
      continue;
    }
    // A stack takes in what it would cover.
    while (absorb(cluster, cells, points));
    cells.add(cluster.centre, cluster);
  }
  return clusters.filter((cluster) => !cluster.absorbed);
}

function makeSpreader(map, openChooser) {
  const extra = L.layerGroup().addTo(map);
  let taken = [];
  let named = [];

  function addStack(group, centre) {
    const icon = L.divIcon({ className: "stack", iconSize: [36, 36], html: "" });
    const stack = L.marker(map.layerPointToLatLng(centre), { icon, keyboard: false }).addTo(extra);
    const element = stack.getElement();
    element.append(String(group.length));
    nameMarker(element, `${group.length} symbols close together: choose one`);
    onPress(element, () => openChooser(group, element));
  }

  function addLegs(group, spots) {
    group.forEach((mark, i) => {
      const leg = [mark.at, map.layerPointToLatLng(spots[i])];
      L.polyline(leg, { className: "leg", interactive: false, weight: 1 }).addTo(extra);
    });
    const look = { className: "true-place", interactive: false, radius: 2.5 };
    group.forEach((mark) => L.circleMarker(mark.at, look).addTo(extra));
  }

  function show(group, spots, centre) {
    group.forEach((mark, i) => {
      const moved = spots && group.length > 1;
      mark.marker.setLatLng(moved ? map.layerPointToLatLng(spots[i]) : mark.at);
      mark.marker.getElement().hidden = !spots;
      if (spots && mark.name) {
        const at = map.layerPointToLatLng(spots[i]);
        named.push({ name: mark.name, at, kind: "spot", side: mark.side });
      }
    });
    if (!spots) addStack(group, centre);
    else if (group.length > 1) addLegs(group, spots);
    taken.push(...(spots ?? [centre]));
  }

  return {
    getTaken: () => taken.map((point) => map.layerPointToContainerPoint(point)),
    listSpots: () => named,
    spread(marks) {
      extra.clearLayers();
      taken = [];
      named = [];
      const points = marks.map((mark) => map.latLngToLayerPoint(mark.at));
      for (const { members, centre, spots } of arrange(points)) {
        show(members.map((i) => marks[i]), spots, centre);
      }
    },
  };
}
