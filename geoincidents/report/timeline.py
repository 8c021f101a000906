"""The timeline of a report: how many incidents a day, week, month or year, by family of types."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoincidents.looks import Looks, load_looks
from geoincidents.model import Incident
from geoincidents.render.picture import PictureStyle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZE = (8.0, 2.1)  # inches
_DAYS, _WEEKS, _MONTHS = 45, 200, 2200  # the longest span, in days, that each step is taken for


def draw_timeline(
    incidents: Sequence[Incident], style: PictureStyle | None = None
) -> "Figure | None":
    """Give a bar chart of the incidents whose day, week or month is known; `None` without any.

    An incident stands at the first day of its window. What is known no better than a year is left
    out of steps finer than a year; the caption says how many.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, only for reports
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - as above

    style, looks = style or PictureStyle(), load_looks()
    dated = [one for one in incidents if one.when.start and one.when.precision != "unknown"]
    if not dated:
        return None
    step, label, begin = _choose_step([one.when.start for one in dated if one.when.start])
    shown = [one for one in dated if step == "year" or one.when.precision != "year"] or dated
    bars = Counter((begin(one.when.start), _family(one, looks)) for one in shown if one.when.start)
    with rc_context({"font.family": style.font, "text.parse_math": False}):
        figure = Figure(figsize=_SIZE, facecolor=style.paper)
        axes = figure.add_axes((0.06, 0.2, 0.92, 0.62))
        starts = _list_starts(min(day for day, _ in bars), max(day for day, _ in bars), step)
        below = [0] * len(starts)
        for family in sorted({name for _, name in bars}):
            heights = [bars[day, family] for day in starts]
            axes.bar(
                range(len(starts)),
                heights,
                bottom=below,
                width=0.86,
                color=_colour(family, looks),
                label=looks.families[family],
            )
            below = [low + high for low, high in zip(below, heights, strict=True)]
        every = max(1, len(starts) // 8)
        axes.set_xticks(range(0, len(starts), every), [label(day) for day in starts[::every]])
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        axes.tick_params(labelsize=style.text_size, colors=style.quiet_ink, length=2)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.set_title(
            f"Incidents by {step}", fontsize=style.text_size + 1, loc="left", color=style.ink
        )
        axes.legend(
            fontsize=style.text_size - 0.5,
            frameon=False,
            ncols=4,
            loc="lower right",
            bbox_to_anchor=(1, 1.0),
            borderaxespad=0.2,
        )
    return figure


def _choose_step(
    days: Sequence[date],
) -> tuple[str, Callable[[date], str], Callable[[date], date]]:
    """Give the name of the step, how a step is written, and where the step of a day begins."""
    span = (max(days) - min(days)).days
    if span <= _DAYS:
        return "day", lambda day: f"{day.day} {day:%b}", lambda day: day
    if span <= _WEEKS:
        return (
            "week",
            lambda day: f"{day.day} {day:%b}",
            lambda day: day - timedelta(days=day.weekday()),
        )
    if span <= _MONTHS:
        return "month", lambda day: f"{day:%b %Y}", lambda day: day.replace(day=1)
    return "year", lambda day: str(day.year), lambda day: day.replace(month=1, day=1)


def _list_starts(first: date, last: date, step: str) -> list[date]:
    starts = [first]
    while starts[-1] < last:
        day = starts[-1]
        if step == "month":
            starts.append((day.replace(day=28) + timedelta(days=4)).replace(day=1))
        elif step == "year":
            starts.append(day.replace(year=day.year + 1))
        else:
            starts.append(day + timedelta(days=7 if step == "week" else 1))
    return starts


def _family(incident: Incident, looks: Looks) -> str:
    return looks.find_symbol(incident.incident_type).family


def _colour(family: str, looks: Looks) -> str:
    return next(symbol.colour for symbol in looks.types.values() if symbol.family == family)
