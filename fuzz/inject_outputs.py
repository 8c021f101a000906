"""Open what was made of hostile articles as its readers do, and count what ran or called out."""

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from browser import Visit, visit_page
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from fuzz.payloads import ALARM, SUM_DONE

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
NOSCRIPT = re.compile(r"<noscript>(.*?)</noscript>", re.DOTALL)
# As if every place of the page that writes text wrote markup. No policy can forbid a page to be led
# elsewhere, so that one kind of markup is left out: it would end the reading.
TEXT_IS_MARKUP = """
const still = (text) => String(text).replace(/http-equiv/gi, 'data-equiv');
const { set } = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
const { get } = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
Object.defineProperty(Node.prototype, 'textContent', {
  get, set(text) { set.call(this, still(text)); },
});
for (const name of ['append', 'replaceChildren']) {
  const plain = Element.prototype[name];
  Element.prototype[name] = function (...parts) {
    return plain.apply(this, parts.map((part) => typeof part !== 'string' ? part
      : document.createRange().createContextualFragment(still(part))));
  };
}
"""
FORMULA = re.compile(r"['\s\u200b\ufeff]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
ROWS_OPENED = 12
SETTLE_MS = 300


class Faults(list[str]):
    """Gather what was found wrong."""

    def add(self, found: bool, what: str) -> None:  # noqa: FBT001 - a finding is true or false
        """Write down what was found."""
        if found:
            self.append(what)


def check_page(
    browser: Browser, page: Path, *, policy: bool = True, text: bool = True
) -> tuple[int, list[str]]:
    """Read the page as people do; give how often the alarm went, and what else was wrong.

    Without `policy` its own content security policy is taken out, without `text` whatever it writes
    as text becomes markup: each of the two alone has to do.
    """
    faults = Faults()
    path = page
    if not policy:
        path = page.with_name("without-policy.html")
        path.write_text(POLICY.sub("", page.read_text("utf-8"), count=1), encoding="utf-8")
    with visit_page(browser, path) as visit:
        if not text:
            visit.page.add_init_script(TEXT_IS_MARKUP)
            visit.page.reload()
        visit.page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
        # Undefended, the page is led away or breaks sooner or later: that is what it shows.
        with nullcontext() if policy or text else suppress(PlaywrightError):
            _read(visit)
        visit.page.wait_for_timeout(SETTLE_MS)
        if policy and text:
            odd = visit.page.locator("[onerror], [onload], [ontoggle], [onfocus], iframe, base")
            faults.add(odd.count() > 0, f"{page.name}: an element came of a text")
            faults.extend(f"{page.name}: {one}" for one in visit.faults)
        faults.extend(f"{page.name} asked for {one}" for one in visit.requests)
        return int(visit.page.evaluate(f"{ALARM} || 0")), faults


def _read(visit: Visit) -> None:
    """Open incidents, filters, the table; search."""
    page = visit.page
    page.locator(".listing .list").focus()
    for key in ("Home", "End"):
        page.keyboard.press(key)
        for _ in range(ROWS_OPENED):
            page.keyboard.press("Enter")
            page.wait_for_selector(".evidence:not([hidden]) blockquote", state="attached")
            page.locator(".evidence details").evaluate_all("all => all.forEach(d => d.open = true)")
            page.locator(".listing .list").focus()
            page.keyboard.press("ArrowDown" if key == "Home" else "ArrowUp")
    page.keyboard.press("Escape")
    page.locator(".filter-toggle").evaluate("button => button.click()")
    page.locator(".filters details").evaluate_all("all => all.forEach(d => d.open = true)")
    page.locator(".search").fill("window")
    page.wait_for_timeout(SETTLE_MS)


def check_markup(browser: Browser, markup: str, scratch: Path, name: str) -> tuple[int, list[str]]:
    """Show markup in a page that defends nothing; give how often the alarm went, and calls."""
    path = scratch / "markup.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{markup}", encoding="utf-8")
    with visit_page(browser, path) as visit:
        visit.page.wait_for_timeout(SETTLE_MS)
        calls = [f"{name} asked for {one}" for one in visit.requests]
        return int(visit.page.evaluate(f"{ALARM} || 0")), calls


def check_file(browser: Browser, path: Path) -> tuple[int, list[str]]:
    """Open a file that a browser shows; give how often the alarm went, and what else was wrong."""
    with visit_page(browser, path) as visit:
        visit.page.wait_for_timeout(SETTLE_MS)
        faults = [f"{path.name} asked for {one}" for one in visit.requests]
        faults += [f"{path.name}: {one}" for one in visit.faults]
        return int(visit.page.evaluate(f"{ALARM} || 0")), faults


def take_table(page: Path) -> str:
    """Give the table that stands in a page for readers without scripts."""
    found = NOSCRIPT.search(page.read_text("utf-8"))
    return found[1] if found else ""


def list_shown(path: Path) -> Iterator[str]:
    """Give every text that a program shows of a KML file, where it may take it for HTML."""
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file, which has no entities
    for element in root.iter():
        name = element.tag.rsplit("}", 1)[-1]
        if name in {"description", "value", "displayName"} and element.text:
            yield element.text


def check_table(path: Path) -> list[str]:
    """Give the cells of a CSV file that a spreadsheet would take for formulas."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    risky = [one for one in cells if FORMULA.match(one) and not NUMBER.fullmatch(one)]
    # An apostrophe is what makes a text of it.
    return [f"{path.name}: a formula: {one!r}" for one in risky if not one.startswith("'")]


def check_document(path: Path) -> list[str]:
    """Give what a DOCX file has besides text: fields that run, frames, macros, odd addresses."""
    faults = Faults()
    with zipfile.ZipFile(path) as archive:
        faults.add(any("vba" in one.lower() for one in archive.namelist()), f"{path.name}: macros")
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(archive.read(name))  # noqa: S314 - our own file
            for element in root.iter():
                kind = element.tag.rsplit("}", 1)[-1]
                told = (element.text or "").upper()
                runs = kind == "instrText" and any(word in told for word in ("DDE", "INCLUDE"))
                faults.add(runs or kind in {"altChunk", "object"}, f"{name}: {kind} {told}")
                target = element.get("Target", "")
                outside = element.get("TargetMode") == "External"
                fine = target.startswith(("http://", "https://"))
                faults.add(outside and not fine, f"{name}: leads to {target}")
    return faults


def check_evaluated(paths: Iterable[Path]) -> list[str]:
    """Give the files in which a template or a formula was worked out."""
    return [f"{one.name}: a template ran" for one in paths if SUM_DONE.encode() in one.read_bytes()]


def check_json(path: Path) -> list[str]:
    """Give what keeps a JSON file, or a line of a JSONL file, from being one."""
    text = path.read_text("utf-8")
    try:
        for one in text.rstrip("\n").split("\n") if path.suffix == ".jsonl" else [text]:
            json.loads(one)
    except ValueError as error:
        return [f"{path.name}: {error}"]
    return []
