// The layers of incidents: impacts, launches, lines, uncertainty, intended targets.

const LINE_STYLE = { weight: 2.5, className: "line" };
const ARROW_PX = 11;
const MARKER_PX = 30;

function nameMarker(element, name) {
  setAttributes(element, { role: "button", tabindex: "0", "aria-label": name });
}

// Mouse, touch and keyboard alike; Leaflet's own events know no space bar.
function onPress(element, act) {
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

// The side of a place that its line does not run over, for its name.
function findFreeSide(incident, place) {
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  const leaving = incident.lines.find(({ path }) => same(path[0], place.at));
  if (leaving) return leaving.path.at(-1)[1] > place.at[1] ? "left" : "right";
  const coming = incident.lines.find(({ path }) => same(path.at(-1), place.at));
  return coming && coming.path[0][1] > place.at[1] ? "left" : "right";
}

function makeMarks(map, data, open) {
  const { incidents, looks } = data;
  const groups = {
    uncertainty: L.layerGroup(),
    trajectory: L.layerGroup(),
    target: L.layerGroup(),
    launch: L.layerGroup(),
    impact: L.layerGroup(),
  };
  const marks = [];
  const arrows = [];
  const byIncident = incidents.map(() => ({ marks: [], shapes: [], bounds: L.latLngBounds([]) }));

  function addMarker(role, incident, index, place, symbol) {
    const icon = L.divIcon({
      className: `mark role-${role} ${incident.role}`,
      iconSize: [MARKER_PX, MARKER_PX],
      html: symbol,
    });
    const marker = L.marker(place.at, { icon, keyboard: false, riseOnHover: true });
    const mark = { role, index, at: place.at, marker, label: place.label, name: place.name };
    mark.side = findFreeSide(incident, place);
    const what = role === "impact" ? incident.type_label : looks.roles[role].label;
    const name = `${what}: ${incident.title}, ${incident.when}. ${place.label}`;
    marker.on("add", () => {
      const element = marker.getElement();
      if (element.dataset.ready) return;
      element.dataset.ready = "yes";
      element.dataset.incident = incident.id;
      element.title = `${incident.title}\n${place.label}`;
      nameMarker(element, name);
      onPress(element, () => open(index, element));
    });
    groups[role].addLayer(marker);
    marks.push(mark);
    byIncident[index].marks.push(mark);
  }

  function addUncertainty(incident, index, place, colour) {
    const style = {
      color: colour, fillColor: colour, className: `unsure ${place.draw}`,
      weight: 1.2, opacity: 0.7, fillOpacity: 0.07, dashArray: "4 4", interactive: false,
    };
    const shape = place.area
      ? L.polygon(place.area, style)
      : L.circle(place.at, { ...style, radius: place.radius_m });
    groups.uncertainty.addLayer(shape);
    byIncident[index].shapes.push(shape);
    const bounds = place.area
      ? shape.getBounds()
      : L.latLng(place.at).toBounds(2 * place.radius_m);
    byIncident[index].bounds.extend(bounds);
  }

  function addLine(incident, index, line) {
    const casing = L.polyline(line.path, { className: "casing", weight: 6, interactive: false });
    const path = L.polyline(line.path, {
      ...LINE_STYLE, dashArray: line.vague ? "2 8" : null, bubblingMouseEvents: false,
    });
    const head = L.polygon([], { className: "arrow", stroke: false, interactive: false });
    path.on("click", () => open(index, byIncident[index].marks[0]?.marker.getElement()));
    path.bindTooltip(() => makeText("span", line.label), { sticky: true });
    for (const layer of [casing, path, head]) groups.trajectory.addLayer(layer);
    arrows.push({ line, head });
    byIncident[index].shapes.push(path);
  }

  incidents.forEach((incident, index) => {
    const colour = looks.types[incident.type || looks.fallback].colour;
    for (const place of incident.impacts) {
      addMarker("impact", incident, index, place, symbolOf(looks, incident, place.draw));
      addUncertainty(incident, index, place, colour);
    }
    for (const place of incident.launches) {
      addMarker("launch", incident, index, place, roleSymbol(looks, "launch", place.draw));
      addUncertainty(incident, index, place, looks.roles.uncertainty.colour);
    }
    for (const place of incident.targets) {
      addMarker("target", incident, index, place, roleSymbol(looks, "target", "solid"));
      byIncident[index].bounds.extend(place.at);
    }
    for (const line of incident.lines) addLine(incident, index, line);
  });

  // The head keeps its size on the screen and stops short of the symbol that it points at.
  function drawArrows() {
    for (const { line, head } of arrows) {
      const points = line.path.slice(-2).map((at) => map.latLngToLayerPoint(at));
      const along = points[1].subtract(points[0]);
      const length = Math.hypot(along.x, along.y);
      if (length < 3 * ARROW_PX) {
        head.setLatLngs([]);
        continue;
      }
      const unit = along.divideBy(length);
      const side = L.point(-unit.y, unit.x).multiplyBy(ARROW_PX * 0.55);
      const tip = points[1].subtract(unit.multiplyBy(ARROW_PX));
      const base = tip.subtract(unit.multiplyBy(ARROW_PX * 1.3));
      head.setLatLngs([tip, base.add(side), base.subtract(side)].map((p) => map.layerPointToLatLng(p)));
    }
  }

  function highlight(index) {
    byIncident.forEach((own, i) => {
      const on = i === index;
      for (const { marker } of own.marks) marker.getElement()?.classList.toggle("is-open", on);
      for (const shape of own.shapes) shape.getElement()?.classList.toggle("is-open", on);
    });
  }

  for (const group of Object.values(groups)) group.addTo(map);
  return {
    groups,
    byIncident,
    drawArrows,
    highlight,
    listVisible: () => marks.filter(({ marker }) => map.hasLayer(marker)),
  };
}
