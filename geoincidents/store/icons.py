"""Draw the outlines of `looks.toml` as small PNG pictures, for programs that take no SVG."""

import math
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise

BOX = 24.0  # side of the box that the outlines stand in
SIZE_PX = 64
FINER = 4  # samples a pixel each way
STEPS = 16  # of a curve
MARGIN = 1.5  # round the box, for the rim
RIM = 1.2
_TOKEN = re.compile(r"[MLHVCAZ]|-?\d*\.?\d+")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}

XY = tuple[float, float]


def draw_icon(path: str, colour: str) -> bytes:
    """Give a PNG of an outline filled with #RRGGBB, with a white rim, round it nothing."""
    import numpy as np  # noqa: PLC0415 - heavy
    import shapely  # noqa: PLC0415 - 0.3 s

    shape = shapely.union_all(
        [shapely.make_valid(shapely.Polygon(ring)) for ring in flatten_path(path)]
    )
    side = SIZE_PX * FINER
    at = (np.arange(side) + 0.5) / side * (BOX + 2 * MARGIN) - MARGIN
    x, y = np.meshgrid(at, at)
    parts = [
        shapely.contains_xy(one, x, y).reshape(SIZE_PX, FINER, SIZE_PX, FINER).mean(axis=(1, 3))
        for one in (shape, shape.buffer(RIM))
    ]
    inside, covered = parts
    ink = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)], dtype=float)
    share = np.divide(inside, covered, out=np.zeros_like(inside), where=covered > 0)[..., None]
    pixels = np.empty((SIZE_PX, SIZE_PX, 4), dtype=np.uint8)
    pixels[..., :3] = np.rint(share * ink + (1 - share) * 255)
    pixels[..., 3] = np.rint(covered * 255)
    return _encode_png(pixels.tobytes())


def flatten_path(path: str) -> list[list[XY]]:
    """Turn SVG path data (M L H V C A Z, all absolute) into rings of points."""
    rings: list[list[XY]] = []
    x = y = 0.0
    for command, numbers in _read_path(path):
        if command == "M":
            x, y = numbers
            rings.append([(x, y)])
            continue
        if command == "Z":
            x, y = rings[-1][0]
            continue
        points = list(_draw(command, numbers, (x, y)))
        rings[-1] += points
        x, y = points[-1]
    return [ring for ring in rings if len(ring) > 2]  # noqa: PLR2004 - a ring has three corners


def _read_path(path: str) -> Iterator[tuple[str, list[float]]]:
    command = ""
    numbers: list[float] = []
    for token in _TOKEN.findall(path):
        if token in _TAKES:
            command, numbers = token, []
        else:
            numbers.append(float(token))
        if len(numbers) == _TAKES[command]:
            yield command, numbers
            numbers = []


def _draw(command: str, numbers: list[float], start: XY) -> Iterator[XY]:
    x, y = start
    match command:
        case "L":
            yield numbers[0], numbers[1]
        case "H":
            yield numbers[0], y
        case "V":
            yield x, numbers[0]
        case "C":
            ax, ay, bx, by, cx, cy = numbers
            for step in range(1, STEPS + 1):
                t = step / STEPS
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield a * x + b * ax + c * bx + d * cx, a * y + b * ay + c * by + d * cy
        case _:
            yield from _draw_arc(numbers, start)


def _draw_arc(numbers: list[float], start: XY) -> Iterator[XY]:
    """Walk an elliptic arc that is not turned, as SVG 1.1 (F.6.5) finds its centre."""
    rx, ry, _, large, sweep, end_x, end_y = numbers
    x, y = (start[0] - end_x) / 2, (start[1] - end_y) / 2
    over = (x / rx) ** 2 + (y / ry) ** 2
    if over > 1:
        rx, ry, over = rx * math.sqrt(over), ry * math.sqrt(over), 1.0
    factor = math.sqrt(max(0.0, (1 - over) / over)) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * y / ry, -factor * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    turn = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    centre = (cx + (start[0] + end_x) / 2, cy + (start[1] + end_y) / 2)
    for step in range(1, STEPS):
        angle = first + turn * step / STEPS
        yield centre[0] + rx * math.cos(angle), centre[1] + ry * math.sin(angle)
    yield end_x, end_y


def _encode_png(pixels: bytes) -> bytes:
    row = SIZE_PX * 4
    starts = range(0, len(pixels) + 1, row)
    lines = b"".join(b"\0" + pixels[start:end] for start, end in pairwise(starts))
    header = struct.pack(">IIBBBBB", SIZE_PX, SIZE_PX, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
