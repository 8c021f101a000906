// The outline that travels in the page: land and borders.

function drawBasemap(map, world) {
  const pane = map.createPane("basemap");
  pane.style.zIndex = "150";
  pane.setAttribute("aria-hidden", "true");
  const renderer = L.svg({ pane: "basemap", padding: 0.6 });
  const turn = (line) => line.map(([longitude, latitude]) => [latitude, longitude]);
  const still = { renderer, pane: "basemap", interactive: false };
  return L.layerGroup([
    L.polygon(
      world.land.map((rings) => rings.map(turn)),
      { ...still, className: "land", stroke: false, smoothFactor: 0.7 },
    ),
    L.polyline(world.borders.map(turn), { ...still, className: "border", smoothFactor: 0.7 }),
  ]).addTo(map);
}
