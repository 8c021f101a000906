// folium.Icon asks for the AwesomeMarkers library and its icon fonts, which would come from the
// network. This draws its coloured pin; the little glyph inside stays out.

const PIN_COLOURS = {
  lightred: "#ff8e7f", darkpurple: "#5b396b", lightgray: "#a3a3a3", gray: "#575757",
};

L.AwesomeMarkers = {
  icon(options) {
    const ns = "http://www.w3.org/2000/svg";
    const pin = document.createElementNS(ns, "svg");
    const outline = document.createElementNS(ns, "path");
    const hole = document.createElementNS(ns, "circle");
    const colour = options.markerColor || "blue";
    const set = (element, values) =>
      Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
    set(pin, { viewBox: "0 0 26 41", width: 26, height: 41, class: "folium-pin" });
    set(outline, {
      d: "M13 40 C11 30 2 23 2 13 A11 11 0 0 1 24 13 C24 23 15 30 13 40 Z",
      fill: PIN_COLOURS[colour] || colour, stroke: "#fff", "stroke-width": 1.5,
    });
    set(hole, { cx: 13, cy: 13, r: 4.5, fill: options.iconColor || "#fff" });
    pin.append(outline, hole);
    return L.divIcon({
      html: pin, className: "", iconSize: [26, 41], iconAnchor: [13, 41], popupAnchor: [0, -36],
    });
  },
};
