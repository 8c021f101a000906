"""Texts that would run, call out or break an output if anything took them for more than text."""

import re
from itertools import product
from pathlib import Path
from random import Random

SHARED = Path(__file__).resolve().parents[2] / "shared" / "hostile" / "files"
FIRE = "window.__gi_pwned=(window.__gi_pwned||0)+1"
ALARM = "window.__gi_pwned"
# Nobody listens there; a browser that asks is caught.
CALL = "http://127.0.0.1:9/x"
# What a template engine or a formula makes of this is in no other place of any output.
SUM = "48271*69621"
SUM_DONE = "3360675291"

OPENERS = (
    "", '">', "'>", "-->", "]]>", "</script>", "</style>", "</title>", "</noscript>",
    "</textarea>", "</text></svg>", "</td></tr></table>", "</description>", "\u2028", "`);", '"});',
    "<!--", "<![CDATA[", "\ufffd\u202e", "&lt;", "\\",
)  # fmt: skip
VECTORS = (
    f"<script>{FIRE}</script>",
    f"<ScRiPt/x>{FIRE}</sCrIpT >",
    f"<img src=x onerror={FIRE}>",
    f"<img src=x onerror='{FIRE}'",
    f"<svg onload={FIRE}>",
    f"<svg><script>{FIRE}</script></svg>",
    f"<svg><animate onbegin={FIRE} attributeName=x dur=1s>",
    f"<details open ontoggle={FIRE}>",
    f"<input autofocus onfocus={FIRE}>",
    f"<body onload={FIRE}>",
    f"<video><source onerror={FIRE}></video>",
    f'<iframe srcdoc="<script>parent.{FIRE}</script>"></iframe>',
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={FIRE}>",
    f"<template><script>{FIRE}</script></template><img src=x onerror={FIRE}>",
    f"<style>@import '{CALL}';</style>",
    f"<link rel=stylesheet href={CALL}>",
    f"<meta http-equiv=refresh content='0;url={CALL}'>",
    f"<base href={CALL}/>",
    f"<img src={CALL}>",
    f"![x]({CALL})",
    f"[x](javascript:{FIRE})",
    f"<a href=javascript:{FIRE}>x</a>",
    f"javascript:{FIRE}",
    f"{{{{{SUM}}}}}",
    f"{{% for i in range(2) %}}{{{{{SUM}}}}}{{% endfor %}}",
    f"${{{SUM}}} #{{{SUM}}} <%= {SUM} %> ${{{FIRE}}}",
    "{% include 'x' %}{{ this.get_root()._repr_html_() }}{%",
    "<!--slot:scripts--><!--slot:meta-->",
    f"={SUM}",
    f"+{SUM}",
    f"-{SUM}",
    f"@SUM({SUM})",
    f"\t={SUM}",
    f"＝{SUM}",
    f'=HYPERLINK("{CALL}","x")',
    "=cmd|'/c calc'!A0",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "__proto__",
    "constructor",
    "\ud800 lone",
    "\x00\x1b[31m\x85 controls",
)  # fmt: skip


def read_shared() -> list[str]:
    """Give the payloads of the collection of bad inputs beside the checkout, where it is there."""
    files = sorted(SHARED.glob("xss_*.txt")) + sorted(SHARED.glob("template_*.txt"))
    texts = [file.read_bytes().decode("utf-8") for file in files]
    found = [
        re.match(r"Rockets hit (?:Baghdad )?(.*?) (?:Baghdad )?airport", text, re.DOTALL)
        for text in texts
    ]
    return [match[1] for match in found if match]


def list_payloads(random: Random) -> list[str]:
    """Give every payload in an order by chance."""
    made = [opener + vector for opener, vector in product(OPENERS, VECTORS)]
    payloads = [*made, *read_shared()]
    random.shuffle(payloads)
    return payloads
