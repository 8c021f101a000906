"""Do on a map page what its readers do, by keyboard where a keyboard can."""

from browser import Visit
from playwright.sync_api import Locator, expect

from geoincidents.model import Incident


def open_row(visit: Visit, index: int) -> Locator:
    """Open the incident that stands at `index` of the list and give the panel."""
    visit.page.locator(".listing .list").focus()
    visit.page.keyboard.press("Home")
    for _ in range(index):
        visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    panel = visit.page.locator(".evidence")
    expect(panel).to_be_visible()
    return panel


def check_panel(visit: Visit, incident: Incident) -> None:
    """Check that the panel shows this incident with all its quotes, letter for letter."""
    panel = visit.page.locator(f".evidence[data-incident='{incident.incident_id}']")
    expect(panel).to_be_visible()
    assert panel.locator("h2").text_content() == incident.title
    quotes = panel.locator("blockquote").all()
    assert [quote.text_content() for quote in quotes] == [q.quote for q in incident.evidence]


def count_shown(visit: Visit) -> int:
    """Give the number of incidents that the list says it shows."""
    text = visit.page.locator(".shown").text_content() or ""
    return int(text.split(" of ")[0].replace(",", ""))


def read_hash(visit: Visit) -> str:
    """Give the address's own part once the page has settled into it."""
    visit.page.wait_for_timeout(400)
    return str(visit.page.evaluate("location.hash"))


def open_filters(visit: Visit) -> Locator:
    """Show the filters in place of the list."""
    visit.page.locator(".filter-toggle").press("Enter")
    filters = visit.page.locator(".filters")
    expect(filters).to_be_visible()
    return filters


def open_share(visit: Visit) -> Locator:
    """Open the box of links, files and pictures."""
    visit.page.get_by_role("button", name="Share and download").press("Enter")
    box = visit.page.locator(".share-box")
    expect(box).to_be_visible()
    return box


def show_layers(visit: Visit) -> None:
    """Open the boxes of the layers in the key."""
    visit.page.locator(".layers > summary").press("Enter")
