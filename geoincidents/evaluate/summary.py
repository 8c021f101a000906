"""Sum scores up in lines of plain text, for people."""

from collections.abc import Iterator

from geoincidents.evaluate.clusters import Rates
from geoincidents.evaluate.scores import MISSED, NONE, Errors, Scores


def list_lines(scores: Scores) -> Iterator[str]:
    """Give the figures as lines of a report."""
    yield f"{'end to end':24}{scores.end_to_end:6.3f}"
    yield f"{'said right':24}{scores.said_right:6.3f}"
    yield f"{'incidents':24}{_show(scores.rates)}"
    yield (
        f"{'':24}{scores.found} of {scores.required} required found, {scores.predicted} predicted, "
        f"{scores.false_alarms} false alarms, {scores.all_fields_right} with all fields right"
    )
    yield f"{'evidence focus':24}{scores.evidence_focus:6.3f}"
    if scores.broken_quotes is not None:
        yield f"{'broken quotes':24}{scores.broken_quotes:6}"
    yield ""
    yield (
        f"{'field':24}{'right':>6}  {'prec.':>6}  {'recall':>6}  {'F1':>6}  "
        f"{'gold says':>9}  {'run says':>8}"
    )
    for name, one in scores.fields.items():
        said = one.said_by_gold or one.said_by_run
        rates = (one.rates.precision, one.rates.recall, one.rates.f1)
        shown = "  ".join(f"{rate:6.3f}" if said else f"{'-':>6}" for rate in rates)
        yield f"{name:24}{one.right:6.3f}  {shown}  {one.said_by_gold:9}  {one.said_by_run:8}"
    yield ""
    yield f"{'places, km off':24}{_show_errors(scores.place_km, 'within 1 km')}"
    yield f"{'first days, days off':24}{_show_errors(scores.date_days, 'exact')}"
    yield from _list_merges(scores)
    yield from _list_confusions(scores)
    if scores.false_alarms_on:
        on = ", ".join(f"{kind} {count}" for kind, count in scores.false_alarms_on.items())
        yield f"{'false alarms stand on':24}{on}"


def list_verdicts(scores: Scores) -> Iterator[str]:
    """Give what became of each incident, one a line."""
    for one in scores.verdicts:
        wrong = f"  wrong: {', '.join(one.wrong)}" if one.wrong else ""
        yield f"{one.verdict:8}{one.incident_id} {' '.join(one.title.split())}{wrong}"


def _show(rates: Rates) -> str:
    return f"precision {rates.precision:.3f}, recall {rates.recall:.3f}, F1 {rates.f1:.3f}"


def _show_errors(errors: Errors, exact: str) -> str:
    if not errors.number:
        return "none to measure"
    return (
        f"median {errors.median:.1f}, largest {errors.largest:.1f}; "
        f"{errors.exact} of {errors.number} {exact}"
    )


def _list_merges(scores: Scores) -> Iterator[str]:
    merges = scores.merges
    yield (
        f"{'merges':24}{merges.joined} of {merges.told_by_several} told by several articles "
        f"joined; B-cubed {_show(merges.rates)}"
    )
    for label, names in (("mixed up", merges.mixed), ("broken up", merges.broken_up)):
        if names:
            yield f"{label:24}{', '.join(names)}"


def _list_confusions(scores: Scores) -> Iterator[str]:
    """Name the types taken for another, missed, and invented."""
    wrong = [
        f"{gold} as {kind} {count}"
        for gold, row in scores.confusion.items()
        for kind, count in row.items()
        if kind not in {gold, MISSED} and gold != NONE
    ]
    missed = [f"{gold} {row[MISSED]}" for gold, row in scores.confusion.items() if MISSED in row]
    invented = [f"{kind} {count}" for kind, count in scores.confusion.get(NONE, {}).items()]
    for label, rows in (
        ("types confused", wrong),
        ("types missed", missed),
        ("types invented", invented),
    ):
        yield f"{label:24}{', '.join(rows) or 'none'}"
