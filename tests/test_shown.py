"""What a run gives shows itself in a notebook, and is otherwise what it was."""

import base64
import pickle
import re
from dataclasses import replace
from pathlib import Path

from incident_samples import build_samples

from geoincidents import read_incidents, to_file
from geoincidents.model import Incidents
from geoincidents.render.notebook import MOST_ROWS
from geoincidents.shown import ShownIncidents, show_incidents


def _show(found: Incidents) -> str:
    return show_incidents(found)._repr_html_()


def test_picture_and_table_are_shown() -> None:
    """Each incident has its row, beside a picture that asks nothing of the network."""
    samples = build_samples()
    shown = _show(Incidents(tuple(samples)))
    picture = re.search(r'src="data:image/png;base64,([^"]+)"', shown)
    assert picture
    assert base64.b64decode(picture[1]).startswith(b"\x89PNG")
    assert shown.count('<tr><th scope="row"') == len(samples)
    assert not re.search(r'<script|<iframe|(src|href)="(?!data:)', shown)


def test_hostile_text_stays_text() -> None:
    """A title of an article is text, whatever it holds."""
    payload = '"><script>alert(1)</script>\ud800$x_1$'
    shown = _show(Incidents(tuple(replace(one, title=payload) for one in build_samples())))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "\ud800" not in shown


def test_rows_that_are_left_out_are_counted() -> None:
    """No more than fifty rows are shown; the sentence says how many others there are."""
    sample = build_samples()[0]
    many = tuple(replace(sample, incident_id=f"one-{at}") for at in range(MOST_ROWS + 3))
    shown = _show(Incidents(many))
    assert shown.count('<tr><th scope="row"') == MOST_ROWS == 50
    assert "3 more incidents are not shown here" in shown
    assert "JavaScript" not in shown


def test_nothing_found_is_said() -> None:
    """A run without incidents shows that, not an empty cell."""
    assert "No incident was found" in _show(Incidents(()))


def test_figure_takes_the_options_of_a_picture() -> None:
    """`plot` gives a figure of matplotlib that shows itself, also where pyplot is not in use."""
    figure = show_incidents(Incidents(tuple(build_samples()))).plot(title="Ours", aspect=1.0)
    assert any(text.get_text() == "Ours" for text in figure.findobj() if hasattr(text, "get_text"))
    width, height = figure.get_size_inches()
    assert width == height
    shown = figure._repr_png_()  # type: ignore[attr-defined] # what a notebook asks for
    assert shown.startswith(b"\x89PNG")


def test_it_is_equal_to_what_it_shows() -> None:
    """The same incidents are equal and hash alike, shown or not, and after they were stored."""
    plain = Incidents(tuple(build_samples()))
    shown = show_incidents(plain)
    assert shown == plain
    assert plain == shown
    assert hash(shown) == hash(plain)
    assert shown != replace(plain, items=plain.items[1:])
    assert isinstance(replace(shown, items=()), ShownIncidents)
    again = pickle.loads(pickle.dumps(shown))  # noqa: S301 - what was made a line before
    assert isinstance(again, ShownIncidents)
    assert again == plain


def test_what_is_read_back_shows_itself(tmp_path: Path) -> None:
    """A file that is read back gives the same incidents in the same form."""
    plain = Incidents(tuple(sorted(build_samples(), key=lambda one: one.order)))
    (path,) = to_file(plain, tmp_path / "incidents.jsonl")
    again = read_incidents(path)
    assert again.items == plain.items
    assert isinstance(again, ShownIncidents)
