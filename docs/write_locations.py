"""Write docs/locations.md and its pictures out of the code; with --check, say what is behind.

One picture for each relation: the area, the point that stands for it, the circle of its radius.
"""

import html
import sys
from pathlib import Path

from geoincidents.expressions import Locator
from geoincidents.geodesy import Frame
from geoincidents.locate.defaults import read_defaults
from geoincidents.model import Location, Place, Position

ROOT = Path(__file__).resolve().parent
PAGE = ROOT / "locations.md"
PICTURES = ROOT / "locations"
SIZE = 300
MARGIN = 22
STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)

# name of the picture, expression, what it shows
RELATIONS = (
    ("in", "in Tikrit", "A place itself: its polygon where one is loaded, else its circle."),
    ("near", "near Tikrit", "A circle tied to the size and kind of the place."),
    ("outside", "outside the Green Zone", "A ring in sight of it, with its point in the middle."),
    ("outskirts", "on the outskirts of Mosul", "The edge of the built-up area."),
    ("opposite", "opposite the Babylon Hotel", "Across a street or a square."),
    ("bearing", "30 km south of Tikrit", "A sector: a tenth and half a wind each way."),
    ("about", "about 30 km SSW of Tikrit", "A hedge widens the distance, a finer wind the angle."),
    ("range", "20 to 30 km north of Baghdad", "A stated range is taken as stated."),
    ("drive", "an hour's drive north of Baghdad", "60 km/h over country roads, give or take half."),
    ("within", "within 5 km of Samarra", "An upper bound is a full circle."),
    ("ring", "30 km from Samarra", "A distance without direction is a ring."),
    ("direction", "south of Samarra", "A direction alone reaches as far as the place is known."),
    ("half", "northern Mosul", "The four winds cut a place into halves."),
    ("quarter", "the northwest of Mosul", "The winds between them cut it into quarters."),
    ("centre", "central Mosul", "The inner sixth of the area."),
    ("between", "between Tikrit and Baiji", "A strip along the line."),
    ("halfway", "halfway between Tikrit and Baiji", "The middle of that line."),
    ("road", "on the road from Tikrit to Baiji", "A strip that a road may wind in."),
    ("towards", "on the road to Samarra", "Where the other end is not said: around the place."),
    ("border", "near the border between Iraq and Syria", "A strip, or half-way."),
    ("stream", "upstream of Haditha", "A river bends: any direction."),
    ("both", "a village in Diyala, east of Balad air base", "What both say: the part in common."),
    ("coordinates", "38SMB4488", "Written coordinates are as fine as their last figure."),
)  # fmt: skip
HEAD = """# What words about space mean

<!-- Written by docs/write_locations.py out of the code: change that, not this page. -->

`geoincidents locate "five miles west of Erbil"` gives an area, the point that stands for it (in it,
or in the middle of what lies all about a place), the radius that holds the area, and the rule that
made them. Nothing is guessed: what cannot be placed comes back with its reason. In Python:

```python
from geoincidents import locate_phrase, locate_phrases

locate_phrase("between Tikrit and Baiji", country="IQ")
locate_phrases(df["where"], country=df["iso"])  # one result a row
```

Areas are drawn on the WGS 84 ellipsoid. The pictures: the area in blue, its point in orange, a
cross for the place named, the dashed circle of the radius, north up. Distances and bearings start
at the point of the place named; half its radius is added to both ends of a distance, for people
measure from its edge as well.
"""
TAIL = """## What is not placed

| words | what comes back |
|---|---|
"""
REFUSED = (
    "near Xyzzy",
    "west of Erbil, east of Erbil",
    "5,000 km west of Balad",
    "20 north of Erbil",
    "144.4, 33.3",
    "44.3661, 33.3152",
    "the base",
    "Kirkuk, Tuz and Amerli",
)


def draw_picture(found: Location, anchor: Place) -> str:
    """Give the SVG of a location that stands on a place."""
    frame = Frame(found.position)
    rings = [frame.project(ring) for ring in (found.area.coordinates if found.area else ())]
    reach = max(found.radius_m * 1.08, 1.0)
    scale = (SIZE / 2 - MARGIN) / reach
    middle = SIZE / 2
    corners = (
        [f"{middle + x * scale:.1f},{middle - y * scale:.1f}" for x, y in ring] for ring in rings
    )
    paths = " ".join(f"M{' L'.join(ring)}Z" for ring in corners)
    east, north = frame.find(Position(anchor.longitude, anchor.latitude))
    x, y = middle + east * scale, middle - north * scale
    step = max((km for km in STEPS_KM if km * 1000 * scale <= SIZE / 3), default=STEPS_KM[0])
    bar = step * 1000 * scale
    base = SIZE - 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" '
        f'height="{SIZE}" role="img" aria-label="{html.escape(found.rule)}">\n'
        f'<rect width="{SIZE}" height="{SIZE}" fill="#ffffff"/>\n'
        f'<circle cx="{SIZE / 2}" cy="{SIZE / 2}" r="{found.radius_m * scale:.1f}" fill="none" '
        'stroke="#777777" stroke-dasharray="5 4"/>\n'
        f'<path d="{paths}" fill="#0072b2" fill-opacity="0.25" fill-rule="evenodd" '
        'stroke="#0072b2" stroke-width="1.5"/>\n'
        f'<path d="M{x - 4:.1f},{y:.1f} h8 M{x:.1f},{y - 4:.1f} v8" stroke="#222222"/>\n'
        f'<circle cx="{SIZE / 2}" cy="{SIZE / 2}" r="4" fill="#d55e00"/>\n'
        f'<path d="M10,{base} h{bar:.1f}" stroke="#222222" stroke-width="2"/>\n'
        f'<text x="{14 + bar:.1f}" y="{base + 4}" font-family="sans-serif" font-size="12" '
        f'fill="#222222">{step:g} km</text>\n</svg>\n'
    )


def find_anchor(locator: Locator, found: Location) -> Place:
    """Give the place that a location stands on: of written coordinates the point itself."""
    if found.place_kind == "coordinates" or found.place_id is None:
        return Place(
            place_id="written",
            name=found.text,
            kind="coordinates",
            longitude=found.longitude,
            latitude=found.latitude,
            radius_m=found.radius_m,
        )
    return locator.place(found.place_id)


def write_all() -> dict[Path, str]:
    """Give the text of the page and of every picture."""
    locator = Locator(country="IQ")
    files: dict[Path, str] = {}
    parts = [HEAD]
    for name, words, what in RELATIONS:
        found = locator.locate(words)
        if not isinstance(found, Location):
            message = f"{words!r} is not placed: {found.reason}"
            raise SystemExit(message)
        files[PICTURES / f"{name}.svg"] = draw_picture(found, find_anchor(locator, found))
        radius = f"{found.radius_m / 1000:.3g} km"
        parts.append(
            f"## “{words}”\n\n{what}\n\n![{words}](locations/{name}.svg)\n\n"
            f"Rule: {found.rule}. Radius {radius}, precision `{found.precision}`.\n"
        )
    rows = ""
    for words in REFUSED:
        refused = locator.locate(words)
        rows += f"| {words} | {getattr(refused, 'reason', 'placed')} |\n"
    parts += [write_defaults(), TAIL + rows]
    files[PAGE] = "\n".join(parts)
    return files


def write_defaults() -> str:
    """Give the hedges and reaches as tables; the reasons stand in locate/defaults.toml."""
    table = read_defaults()
    hedges = "".join(
        f"| `{name}` | {row['low']:g} | {row['high']:g} |\n" for name, row in table["hedge"].items()
    )
    reach = "".join(
        f"| {kind} | {table['reach_m'][kind] / 1000:g} km | {table['near'][kind]['times']:g} "
        f"times, at least {table['near'][kind]['least_m'] / 1000:g} km |\n"
        for kind in table["reach_m"]
    )
    return (
        "## Defaults\n\nEach stands with its reason in `geoincidents/locate/defaults.toml`.\n\n"
        "| how a distance is said | at least, of it | at most, of it |\n|---|---|---|\n"
        f"{hedges}\n| place | “south of it” reaches beyond its edge | “near it” is its radius |\n"
        f"|---|---|---|\n{reach}"
    )


def main() -> int:
    """Write the page and its pictures, or check them."""
    files = write_all()
    if "--check" in sys.argv[1:]:
        behind = [p for p, text in files.items() if not p.is_file() or p.read_text("utf-8") != text]
        for path in behind:
            print(
                f"{path.relative_to(ROOT)} is behind: run docs/write_locations.py", file=sys.stderr
            )
        return 1 if behind else 0
    PICTURES.mkdir(exist_ok=True)
    for path, text in files.items():
        path.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
