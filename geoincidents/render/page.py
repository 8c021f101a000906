"""Put the finished page together: no template engine, so no text of an article is ever run."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geoincidents.render import assets
from geoincidents.render.escape import escape_json, escape_text
from geoincidents.render.meta import MADE_WITH
from geoincidents.render.options import PageOptions
from geoincidents.render.payload import Streams

PROTECTED = "; protected"  # `embed --protect` looks for it
SLOT = re.compile(r"<!--slot:(\w+)-->")
IMAGE_ADDRESS = re.compile(r"url\((images/[\w.-]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Hold what a page is made of; `map_*` is markup that folium made, without article data.

    Those of `streams` (base64) that `stream_names` names are put into elements of these ids; with
    `has_files` the others lie in files beside the page. `table` is markup that we made.
    """

    options: PageOptions
    map_head: str
    map_body: str
    map_script: str
    table: str
    meta: Mapping[str, Any]
    basemap: Mapping[str, Any]
    streams: Streams
    stream_names: Sequence[str]
    image_hosts: Sequence[str] = field(default=())
    has_foreign_layers: bool = False
    has_files: bool = False
    is_protected: bool = False


def assemble_page(parts: Parts) -> Iterator[bytes]:
    """Give the whole page piece by piece, under a policy that names its own scripts."""
    head_styles, head_scripts = _split_head(parts.map_head)
    styles = [_leaflet_style(), *head_styles, assets.read_script("page/page.css")]
    scripts = [
        assets.read_script("leaflet/leaflet.js"),
        _prepare(),
        *_list_folium_needs(parts),
        *head_scripts,
        parts.map_script,
        assets.read_script("page/page.js"),
    ]
    scripts = [_as_classic_script(script) for script in scripts]
    options = parts.options
    slots = {
        "lang": escape_text(options.language),
        "scheme": {"auto": "light dark"}.get(options.theme, options.theme),
        "made_with": escape_text(MADE_WITH + (PROTECTED if parts.is_protected else "")),
        "policy": _state_policy(scripts, styles, parts),
        "title": escape_text(options.title),
        "styles": "\n".join(f"<style>{style}</style>" for style in styles),
        "map": parts.map_body.strip(),
        "table": parts.table,
        "meta": escape_json(parts.meta),
        "basemap": escape_json(parts.basemap),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    # One pass: a slot's mark inside a slot's text stays text.
    for number, piece in enumerate(SLOT.split(assets.read_template())):
        if number % 2 == 0:
            yield piece.encode("utf-8")
        elif piece == "streams":
            yield from _write_streams(parts.streams, parts.stream_names)
        else:
            yield slots[piece].encode("utf-8")


def _write_streams(streams: Streams, names: Sequence[str]) -> Iterator[bytes]:
    for name in names:
        yield f'<script type="application/octet-stream" id="{name}">'.encode()
        yield from streams.walk(name)
        yield b"</script>\n"


def _split_head(head: str) -> tuple[list[str], list[str]]:
    """Take styles and scripts out of folium's head, but not its viewport that forbids zooming."""
    styles = re.findall(r"<style>(.*?)</style>", head, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", head, re.DOTALL)
    return styles, scripts


def _list_folium_needs(parts: Parts) -> list[str]:
    """Give what popups and icons of folium ask for, where a layer has any."""
    needs = []
    if parts.has_foreign_layers and "$(" in parts.map_script:
        needs.append(assets.read_script("jquery/jquery.slim.min.js"))
    if parts.has_foreign_layers and "L.AwesomeMarkers" in parts.map_script:
        needs.append("{\n" + assets.read_folium_icons() + "}")
    return needs


def _as_classic_script(script: str) -> str:
    """Keep a layer's `</script>` from ending the element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _leaflet_style() -> str:
    style = assets.read_asset("leaflet/leaflet.css").decode("utf-8")
    return IMAGE_ADDRESS.sub(
        lambda match: f"url({assets.embed_image('leaflet/' + match[1])})", style
    )


def _prepare() -> str:
    """Show the page, so that maps have a size, and give Leaflet its pin for `folium.Marker`."""
    images = {
        "iconUrl": assets.embed_image("leaflet/images/marker-icon.png"),
        "iconRetinaUrl": assets.embed_image("leaflet/images/marker-icon-2x.png"),
        "shadowUrl": assets.embed_image("leaflet/images/marker-shadow.png"),
    }
    return (
        'document.querySelector(".app").hidden=false;L.Icon.Default.imagePath="";'
        f"L.Icon.Default.mergeOptions({json.dumps(images)});"
    )


def _state_policy(scripts: Sequence[str], styles: Sequence[str], parts: Parts) -> str:
    """Allow our own scripts and styles by hash, images inside the file, and nothing else.

    Layers that a caller adds may carry styles in attributes, which no hash can name.
    """
    own_styles = " ".join(_hash(style) for style in styles)
    directives = {
        "default-src": "'none'",
        # Files beside the page have no hash that a browser would check on file://, but only a
        # script that has one may ask for them.
        "script-src": " ".join(
            [*map(_hash, scripts), *(["'strict-dynamic'"] if parts.has_files else [])]
        ),
        "style-src": "'unsafe-inline'" if parts.has_foreign_layers else own_styles,
        # Pictures that the reader saves, and the search that runs beside the page, are made here.
        "img-src": " ".join(["data:", "blob:", *parts.image_hosts]),
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(text: str) -> str:
    # A browser hashes what it has parsed, and parsing makes every line end a line feed.
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(normal.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
