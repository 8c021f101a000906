"""A plain view of a text that keeps every offset."""

import re

# One character for one character, so that offsets into the view are offsets into the text.
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u200b": " ",
        "\t": " ",
        "‘": "'",
        "’": "'",
        "‛": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u2212": "-",  # the minus of typesetters
        "—": "–",
        "―": "–",
        "‑": "-",
        "‐": "-",
    }
)
_ODD = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
# A tag is bounded in length: an unclosed "<" must not swallow an article.
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]{0,2000}>|<!--.{0,2000}?-->|https?://[^\s<>\"]{1,2000}"
    # what agencies and monitors put into a text: [TEXT], [PASSAGE OMITTED], [BEGIN RECORDING]
    r"|\[(?:TEXT|Text|REPORT|Report|EXCERPTS?|Excerpts?|PASSAGE|WORDS|NAME|NAMES|SIC|sic|BEGIN|END|VIDEO|AS\sHEARD"
    r"|NOT\sFURTHER|AS\sRECEIVED|AS\sPUBLISHED|RECORDING|COMMENTARY|ANNOUNCER|INTERVIEW|COMMUNIQUE|STATION"
    r"|CONTINUED|EDITORIAL|ARTICLE|SPEECH|FROM\sTHE)[^\[\]]{0,80}\]",
    re.DOTALL,
)


def make_view(text: str) -> str:
    """Give `text` with markup blanked and typographic quotes, dashes and spaces made plain.

    The result has the length of `text`: `view[i:j]` stands for `text[i:j]`. Names inside tags and
    web addresses ("iraq" in a link's target) are gone from it.
    """
    plain = _ODD.sub(_make_plain, text)
    return _MARKUP.sub(lambda m: " " * len(m.group()), plain)


def _make_plain(match: re.Match[str]) -> str:
    return str(_PLAIN[ord(match.group())])
