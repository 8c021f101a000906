"""Share the paper out: title above, legend beside a wide map or beneath a tall one."""

from dataclasses import dataclass

INCHES = 8.0  # of the longer side: sizes of type hold at every number of pixels
_MARGIN, _TITLE, _SOURCES = 0.16, 0.62, 0.42  # inches
_LEGEND_WIDE, _LEGEND_TALL = 1.95, 1.15
_TALL = 1.2  # width by height below which the legend stands beneath the map
_LOCATOR = 1.15

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Hold the size of the paper in inches and what is where on it, as shares from below left."""

    width: float
    height: float

    @classmethod
    def of(cls, aspect: float) -> "Layout":
        """Give the layout of a picture of this width by height."""
        if aspect >= 1:
            return cls(width=INCHES, height=INCHES / aspect)
        return cls(width=INCHES * aspect, height=INCHES)

    @property
    def is_tall(self) -> bool:
        """Tell whether the legend stands beneath the map."""
        return self.width / self.height < _TALL

    @property
    def map(self) -> Rectangle:
        """Give (left, bottom, width, height) of the map."""
        legend = (0.0, _LEGEND_TALL) if self.is_tall else (_LEGEND_WIDE, 0.0)
        bottom = _SOURCES + legend[1]
        wide = self.width - 2 * _MARGIN - legend[0]
        high = self.height - bottom - _TITLE
        return self._share(_MARGIN, bottom, wide, high)

    @property
    def map_aspect(self) -> float:
        """Give width by height of the map."""
        _, _, width, height = self.map
        return (width * self.width) / (height * self.height)

    @property
    def locator(self) -> Rectangle:
        """Give where the small map of the wider region stands: below right."""
        side = min(_LOCATOR, self.width / 4)
        left = self.width - _MARGIN - side
        bottom = _SOURCES + (_LEGEND_TALL - side if self.is_tall else 0.0)
        return self._share(left, max(bottom, _SOURCES), side, side)

    @property
    def title(self) -> tuple[float, float]:
        """Give where the title begins: (left, top)."""
        return _MARGIN / self.width, 1 - 0.13 / self.height

    @property
    def note(self) -> tuple[float, float]:
        """Give where the line beneath the title begins."""
        return _MARGIN / self.width, 1 - 0.42 / self.height

    @property
    def sources(self) -> tuple[float, float]:
        """Give where the sources end: (left, bottom)."""
        return _MARGIN / self.width, 0.06 / self.height

    def count_characters(self, size: float) -> int:
        """Give about how many characters of `size` points fit on a line."""
        return int((self.width - 2 * _MARGIN) * 72 / (size * 0.56))

    def _share(self, left: float, bottom: float, width: float, height: float) -> Rectangle:
        return (
            left / self.width,
            bottom / self.height,
            width / self.width,
            height / self.height,
        )
