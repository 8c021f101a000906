// Bring the parts together.

const data = readJson("data");
const world = readJson("basemap");
const map = window[data.map];
const EDGE_PX = 36;

// What of the map is covered by the popup and cannot show a place.
function coveredByPopup() {
  const popup = find(".popup");
  if (popup.hidden) return { right: 0, bottom: 0 };
  return isPhone() ? { right: 0, bottom: popup.offsetHeight } : { right: popup.offsetWidth, bottom: 0 };
}

function fitPadding() {
  const { right, bottom } = coveredByPopup();
  return {
    paddingTopLeft: [EDGE_PX, EDGE_PX],
    paddingBottomRight: [right + EDGE_PX, bottom + EDGE_PX],
    animate: !prefersStill(),
  };
}

function follow(index, from) {
  const own = marks.byIncident[index];
  marks.highlight(index);
  list.mark(index);
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
L.control.zoom({ position: isPhone() ? "topleft" : "topleft" }).addTo(map);
L.control.scale({ position: "bottomright", imperial: true, maxWidth: 120 }).addTo(map);

const outline = drawBasemap(map, world);
const details = makeDetails(data.looks, data.incidents, follow, unfollow);
const list = makeList(data, details.open);
const marks = makeMarks(map, data, details.open);
const spreader = makeSpreader(map, details.choose);
const names = drawNames(map, world, data.names, spreader.getTaken);
makeKey(map, data, marks, names, outline, place);

const everything = marks.byIncident.reduce(
  (bounds, own) => (own.bounds.isValid() ? bounds.extend(own.bounds) : bounds),
  L.latLngBounds([]),
);
if (everything.isValid()) map.fitBounds(everything, { ...fitPadding(), maxZoom: 11, animate: false });
map.on("zoomend resize", place);
map.on("moveend", names.place);
place();
