"""Put the finished page together: no template engine, so no text of an article is ever run."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geoincidents.render import assets

# Concatenated in this order into one script.
PAGE_SCRIPTS = (
    "dom.js", "basemap.js", "names.js", "symbols.js", "spread.js", "marks.js",
    "details.js", "list.js", "legend.js", "start.js",
)  # fmt: skip
SLOT = re.compile(r"<!--slot:(\w+)-->")
# What ends a script element, opens a comment in it, or ends a line in old JavaScript; controls and
# lone surrogates, which are no characters of a page.
UNSAFE_IN_JSON = re.compile(r"[<>&\u2028\u2029\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
UNSAFE_IN_HTML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
IMAGE_ADDRESS = re.compile(r"url\((images/[\w.-]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Hold what a page is made of; `map_*` is markup that folium made, without article data."""

    title: str
    map_head: str
    map_body: str
    map_script: str
    table: str
    data: Mapping[str, Any]
    basemap: Mapping[str, Any]
    image_hosts: Sequence[str] = field(default=())
    has_foreign_layers: bool = False


def assemble_page(parts: Parts) -> str:
    """Give the whole page, one self-contained file under a policy that names its own scripts."""
    head_styles, head_scripts = _split_head(parts.map_head)
    styles = [_leaflet_style(), *head_styles, assets.read_page_file("page.css")]
    scripts = [
        assets.read_script("leaflet/leaflet.js"),
        _prepare(),
        *_list_folium_needs(parts),
        *head_scripts,
        _as_classic_script(parts.map_script),
        _page_script(),
    ]
    slots = {
        "policy": _state_policy(scripts, styles, parts),
        "title": escape_text(parts.title),
        "styles": "\n".join(f"<style>{style}</style>" for style in styles),
        "map": parts.map_body.strip(),
        "table": parts.table,
        "data": escape_json(parts.data),
        "basemap": escape_json(parts.basemap),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    # One pass: a slot's mark inside a slot's text stays text.
    return SLOT.sub(lambda match: slots[match[1]], assets.read_page_file("page.html"))


def escape_json(value: object) -> str:
    """Give JSON that may stand inside a script element, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def escape_text(text: str) -> str:
    """Give text that may stand in an element or a quoted attribute; controls become U+FFFD."""
    return html.escape(UNSAFE_IN_HTML.sub("\ufffd", text))


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
        needs.append("{\n" + assets.read_page_file("folium_icons.js") + "}")
    return needs


def _as_classic_script(script: str) -> str:
    """Keep a layer's `</script>` from ending the element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _page_script() -> str:
    body = "\n".join(assets.read_page_file(name) for name in PAGE_SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();'


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
        "script-src": " ".join(_hash(script) for script in scripts),
        "style-src": "'unsafe-inline'" if parts.has_foreign_layers else own_styles,
        "img-src": " ".join(["data:", *parts.image_hosts]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(text: str) -> str:
    # A browser hashes what it has parsed, and parsing makes every line end a line feed.
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(normal.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
