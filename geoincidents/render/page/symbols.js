// Draw symbols: what it is by shape and colour, how sure the place is by filling.

function makeSymbol({ path, colour, draw = "solid", size = 22, ink = false }) {
  const shape = { d: path, "fill-rule": "evenodd", "stroke-linejoin": "round" };
  const looks = {
    solid: { fill: colour, stroke: colour, "stroke-width": 0.5 },
    hollow: { class: "paper-fill", stroke: colour, "stroke-width": 3 },
    soft: {
      class: "paper-fill", stroke: colour, "stroke-width": 2.6, "stroke-dasharray": "3.4 2.6",
    },
  };
  const symbol = makeSvg(
    "svg",
    { viewBox: "-3 -3 30 30", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    makeSvg("path", { ...shape, class: "halo" }),
    makeSvg("path", { ...shape, ...looks[draw] }),
  );
  if (ink) symbol.setAttribute("class", "ink");
  if (draw === "soft") {
    symbol.append(makeSvg("path", { ...shape, fill: colour, "fill-opacity": 0.22 }));
  }
  return symbol;
}

function symbolOf(looks, incident, draw = "solid", size = 22) {
  return makeSymbol({ ...looks.types[incident.type || looks.fallback], draw, size });
}

function roleSymbol(looks, role, draw = "solid", size = 22) {
  return makeSymbol({ ...looks.roles[role], draw, size, ink: true });
}
