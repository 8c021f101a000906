"""The block of metadata between `---` at the head of a text."""

import re
from collections.abc import Mapping

from geoincidents.ingest.draft import FIELDS

MAX_CHARACTERS = 32_768  # nobody writes more by hand, and YAML nests only so deep within it

_HEAD = re.compile(r"\s*-{3,}[ \t]*\r?\n")
_NOT_NEWLINE = re.compile(r"[^\r\n]")


def blank_front_matter(text: str) -> tuple[str, Mapping[str, object], tuple[str, ...]]:
    """Give the text with its front matter blanked, the fields of it, and warnings.

    Every character of the block but line ends becomes a space: offsets still point into the file.
    A block between rules that names none of our fields is text, and stays.
    """
    if not _HEAD.match(text):
        return text, {}, ()
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - few texts need it; no types
    from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415 - few texts need it

    handler = YAMLHandler()
    start = len(text) - len(text.lstrip())
    try:
        block, rest = handler.split(text[start:])
    except ValueError:  # one rule alone is no front matter
        return text, {}, ()
    if len(block) > MAX_CHARACTERS:
        return text, {}, ()
    try:
        # As text throughout: 2020-02-31 is for the reader of dates to refuse, not for YAML.
        fields = handler.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        return text, {}, (f"front matter{where} is not valid YAML: it is read as text",)
    if not isinstance(fields, dict) or not set(fields) & set(FIELDS):
        return text, {}, ()
    end = len(text) - len(rest)
    blank = _NOT_NEWLINE.sub(" ", text[:end])
    # YAML's words for nothing come as text from this loader.
    known = {key: value for key, value in fields.items() if value not in ("", "~", "null")}
    return blank + text[end:], known, ()
