"""A figure that shows itself in a notebook, whatever pyplot was told."""

import io

from matplotlib.figure import Figure

SHOWN_DPI = 110


class ShownFigure(Figure):
    """Draw itself as PNG for a notebook: one made without pyplot is only named there."""

    def _repr_png_(self) -> bytes:
        """Give the picture as PNG; the same figure gives the same bytes."""
        held = io.BytesIO()
        self.savefig(held, format="png", dpi=SHOWN_DPI, metadata={"Software": "geoincidents"})
        return held.getvalue()
