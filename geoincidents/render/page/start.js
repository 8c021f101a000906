// Bring the parts together.

const data = readJson("data");
const world = readJson("basemap");
const map = window[data.map];
const EDGE_PX = 36;

// What of the map is covered by the key and the popup and cannot show a place.
function listCovered() {
  const popup = find(".popup");
  const key = find(".key");
  const sheet = !popup.hidden && isPhone();
  return {
    left: isPhone() || !key.open ? 0 : key.offsetLeft + key.offsetWidth,
    right: popup.hidden || isPhone() ? 0 : popup.offsetWidth,
    bottom: sheet ? Math.max(0, popup.offsetHeight - find(".drawer-toggle").offsetHeight) : 0,
  };
}

function fitPadding() {
  const { left, right, bottom } = listCovered();
  return {
    paddingTopLeft: [left + EDGE_PX, EDGE_PX],
    paddingBottomRight: [right + EDGE_PX, bottom + EDGE_PX],
    animate: !prefersStill(),
  };
}

function follow(index, from) {
  const own = marks.byIncident[index];
  marks.highlight(index);
  list.mark(index);
  names.place();
  list.drawer.close();
  if (isPhone()) find(".key").open = false;
  if (!own.bounds.isValid()) return;
  if (from?.classList.contains("mark")) {
    const at = own.marks.find(({ marker }) => marker.getElement() === from)?.marker.getLatLng();
    if (at) map.panInside(at, fitPadding());
  } else if (from?.classList.contains("item")) {
    map.fitBounds(own.bounds, { ...fitPadding(), maxZoom: 11 });
  }
}

function unfollow() {
  marks.highlight(-1);
  list.mark(-1);
  names.place();
}

function place() {
  spreader.spread(marks.listVisible());
  marks.drawArrows();
  names.place();
}

map.attributionControl.setPrefix(false);
map.attributionControl.addAttribution("Leaflet · Natural Earth · GeoNames");
map.getContainer().setAttribute("role", "region");
map.getContainer().setAttribute("aria-label", "Map; arrow keys move it, plus and minus zoom");
L.control.zoom({ position: "topleft" }).addTo(map);
L.control.scale({ position: "bottomright", imperial: true, maxWidth: 120 }).addTo(map);

const outline = drawBasemap(map, world);
const details = makeDetails(data.looks, data.incidents, follow, unfollow);
const list = makeList(data, details.open);
const marks = makeMarks(map, data, details.open);
const spreader = makeSpreader(map, details.choose);
const names = drawNames(map, world, data.names, spreader);
makeKey(map, data, marks, names, outline, place);

const everything = marks.byIncident.reduce(
  (bounds, own) => (own.bounds.isValid() ? bounds.extend(own.bounds) : bounds),
  L.latLngBounds([]),
);
if (everything.isValid()) map.fitBounds(everything, { ...fitPadding(), maxZoom: 11, animate: false });
map.on("zoomend resize", place);
map.on("moveend", names.place);
place();
