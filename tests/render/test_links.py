"""Only addresses that are what they seem become links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.render.links import clean_link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("HTTP://Example.org", "http://example.org"),
        ("https://user:secret@example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        (" https://example.org", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("http://exa\u202emple.org", None),
        ("https://example.org:port/", None),
        ("http://", None),
        ("", None),
        (None, None),
    ],
)
def test_links(url: str | None, link: str | None) -> None:
    """Addresses of http and https pass, without credentials and with odd characters coded."""
    assert clean_link(url) == link


@given(st.text(max_size=60))
def test_a_link_is_always_of_the_web(url: str) -> None:
    """Whatever the text, a link begins with http and could not leave its attribute."""
    link = clean_link(url)
    assert link is None or (
        link.startswith(("http://", "https://")) and not set(link) & set("<>\"' \t\n`")
    )
