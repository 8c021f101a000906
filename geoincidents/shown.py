"""The incidents of a run as a notebook shows them."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoincidents.model import Incidents

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geoincidents.render.picture import Extent, PictureStyle


class ShownIncidents(Incidents):
    """Hold the incidents of a run, and show them in a notebook as a table and a small map."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Tell whether the same was found, shown or not."""
        return isinstance(other, Incidents) and _list_parts(self) == _list_parts(other)

    __hash__ = Incidents.__hash__

    def plot(
        self,
        *,
        title: str | None = None,
        extent: "Extent | None" = None,
        inset: bool = False,
        style: "PictureStyle | None" = None,
        aspect: float = 16 / 9,
    ) -> "Figure":
        """Give the incidents as a matplotlib figure; the options are those of `draw_picture`."""
        # Imported here, so that finding incidents does not wait for matplotlib.
        from geoincidents.render.picture import draw_picture  # noqa: PLC0415

        return draw_picture(
            self.items, title=title, extent=extent, inset=inset, style=style, aspect=aspect
        )

    def _repr_html_(self) -> str:
        """Give a picture and a table of the first incidents, without scripts."""
        from geoincidents.render.notebook import show_result  # noqa: PLC0415 - as above

        return show_result(self.items)


def show_incidents(found: Incidents) -> ShownIncidents:
    """Give the same incidents in a form that shows itself in a notebook."""
    return ShownIncidents(*_list_parts(found))


def read_incidents(path: str | Path, *, as_format: str | None = None) -> ShownIncidents:
    """Read incidents as `store.read_incidents` does, in a form that shows itself in a notebook.

    Raises:
        InputError: the file cannot be read, or its format is none that is read back.
        RecordError: a column is missing or of another type; names row and column.
    """
    from geoincidents import store  # noqa: PLC0415 - finding incidents needs no files

    return show_incidents(store.read_incidents(path, as_format=as_format))


def _list_parts(found: Incidents) -> tuple[Any, ...]:
    return tuple(getattr(found, one.name) for one in fields(Incidents))
