"""Put text where a browser reads markup or script, so that it stays text."""

import html
import json
import re

# What ends a script element, opens a comment in it, or ends a line in old JavaScript; controls and
# lone surrogates, which are no characters of a page.
UNSAFE_IN_JSON = re.compile(r"[<>&\u2028\u2029\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
UNSAFE_IN_HTML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def escape_json(value: object) -> str:
    """Give JSON that may stand inside a script element, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def escape_text(text: str) -> str:
    """Give text that may stand in an element or a quoted attribute; controls become U+FFFD."""
    return html.escape(UNSAFE_IN_HTML.sub("\ufffd", text))
