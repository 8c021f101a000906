"""Text that stands where a browser reads markup or script stays text."""

import html
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.render.embed import is_protected, list_snippets, read_title
from geoincidents.render.escape import escape_json, escape_text

# Whatever Python can hold, lone surrogates and controls too; more of what markup is made of.
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'/!-\u2028\u2029\x00\x85")))


class _Reader(HTMLParser):
    """Gather what a parser of HTML sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def read_html(page: str) -> _Reader:
    """Read HTML to its end."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


@given(st.recursive(ANYTHING | st.integers() | st.none(), st.lists, max_leaves=5))
def test_json_says_the_same_and_ends_no_script(value: object) -> None:
    """Read back it is what was put in; no letter of it can end the element or a line."""
    told = escape_json(value)
    assert json.loads(told) == value
    assert not set(told) & set("<>&\u2028\u2029\x7f\x85\ud800\udfff\ufffe\uffff")


def test_json_is_short_and_whole() -> None:
    """No blanks between its parts, letters of any script as they are; what is no number is none."""
    assert escape_json({"a": ["é", 1]}) == '{"a":["é",1]}'
    assert escape_json("</script>") == '"\\u003c/script\\u003e"'
    with pytest.raises(ValueError, match="Out of range float"):
        escape_json(float("nan"))


@given(ANYTHING)
def test_text_is_one_text_in_an_element_and_in_an_attribute(text: str) -> None:
    """A parser sees the text and nothing else; what is no character of a page is U+FFFD."""
    told = escape_text(text)
    assert not set(told) & set("<>\"'")
    reader = read_html(f'<p title="{told}">{told}</p>')
    shown = html.unescape(told)
    assert reader.seen == [("p", {"title": shown})]
    assert reader.text == shown
    assert len(shown) == len(text)
    assert all(b in {a, "\ufffd"} for a, b in zip(text, shown, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\x00b\x1bc\x85d\x7fe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        ("a\tb\nc", "a\tb\nc"),  # blanks are no controls
        ("'\"<&>", "&#x27;&quot;&lt;&amp;&gt;"),
    ],
)
def test_controls_are_seen(text: str, told: str) -> None:
    """What a browser would drop or take for something else is shown to be there."""
    assert escape_text(text) == told


def test_what_is_pasted_holds_the_map_and_nothing_of_its_title() -> None:
    """A frame of the address and size asked for, shut in; Markdown shows the title as it is."""
    snippets = list_snippets('a b/"x".html', title="<b> *Erbil*\n [1]", height=480)
    words = {one.kind: one.text for one in snippets}
    frame = (
        '<iframe src="a%20b/%22x%22.html" title="&lt;b&gt; *Erbil*\n [1]" width="100%" '
        'height="480" style="border:0" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-downloads"></iframe>'
    )
    link = r"\<b\> \*Erbil\* \[1\]"
    assert words == {
        "HTML": frame,
        "Markdown": f"{frame}\n\n[{link}](<a%20b/%22x%22.html>)",
        "Quarto": f"```{{=html}}\n{frame}\n```",
        "MyST": f":::{{iframe}} a%20b/%22x%22.html\n:width: 100%\n{link}\n:::",
    }


def test_an_address_stays_one() -> None:
    """What a URL is made of is kept as it is; a compact map is asked for behind it."""
    address = "https://u@h.org:80/a%20b;c?d=1&e=+~#f!$,'()*[]"
    html_snippet = list_snippets(address, title="t", compact=True)[0].text
    frame = read_html(html_snippet)
    assert frame.seen[0][1]["src"] == f"{address}?compact"
    assert frame.seen[0][1]["height"] == "600"
    assert "?compact" not in list_snippets(address, title="t")[0].text


OURS = b'<meta name="generator" content="geoincidents 1.0%s"><title>%s</title>'


def test_only_pages_of_ours_tell_their_title() -> None:
    """As text, whatever it is made of; of another's page nothing is taken."""
    assert read_title(OURS % (b"", b"A &lt;b&gt;\nc")) == "A <b>\nc"
    assert read_title(OURS % (b"", b"\xff")) == "\ufffd"
    assert read_title(b"<title>A</title>") is None
    assert read_title(b'<meta name="generator" content="geoincidents 1.0">') is None


def test_a_page_says_whether_it_is_protected() -> None:
    """In what it was made with, and nowhere else."""
    assert is_protected(OURS % (b"; protected", b"A"))
    assert not is_protected(OURS % (b"", b"; protected"))
    assert not is_protected(b"; protected")
