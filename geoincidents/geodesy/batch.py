"""Discs and sectors of 100,000 places at once.

The corner at a bearing is a smooth periodic function of the bearing: sampled on geodesics at a few
bearings, its Fourier series gives every other corner to less than a millimetre.
"""

from typing import TYPE_CHECKING

import numpy as np

from geoincidents.geodesy.areas import DISC_POINTS
from geoincidents.geodesy.lines import FULL_CIRCLE_DEG, find_ellipsoid

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Samples a circle, and up to which share of the distance from the pole they are enough.
_SAMPLES = ((8, 0.004), (12, 0.02), (32, 0.2))
_QUARTER_M = 10_001_966.0  # from the equator to a pole
_METRES_A_DEGREE = _QUARTER_M / 90
_HALF_CIRCLE_DEG = 180.0


def draw_discs(
    longitudes: "ArrayLike",
    latitudes: "ArrayLike",
    radii_m: "ArrayLike",
    corners: int = DISC_POINTS,
) -> "NDArray[np.float64]":
    """Give the closed rings of discs, counter-clockwise; shape (n, corners + 1, 2), degrees."""
    lon, lat, radius = _spread(longitudes, latitudes, radii_m)
    bearings = -np.arange(corners + 1) * (FULL_CIRCLE_DEG / corners)
    return _draw(lon, lat, np.broadcast_to(bearings, (len(lon), corners + 1)), radius)


def draw_sectors(  # noqa: PLR0913, PLR0917 - the five numbers of a sector, as draw_sector takes them
    longitudes: "ArrayLike",
    latitudes: "ArrayLike",
    from_deg: "ArrayLike",
    to_deg: "ArrayLike",
    inner_m: "ArrayLike",
    outer_m: "ArrayLike",
    steps: int = 8,
) -> "NDArray[np.float64]":
    """Give the closed rings of ring sectors, counter-clockwise; shape (n, 2 * steps + 3, 2).

    `steps` edges stand for each arc: 8 hold a sector of 45 degrees to 0.12 % of its radius.
    """
    lon, lat, start, end, inner, outer = _spread(
        longitudes, latitudes, from_deg, to_deg, inner_m, outer_m
    )
    width = (end - start) % FULL_CIRCLE_DEG
    width = np.where(width == 0, FULL_CIRCLE_DEG, width)
    bearings = start[:, None] + width[:, None] * np.linspace(0, 1, steps + 1)
    far = _draw(lon, lat, bearings[:, ::-1], outer)
    near = _draw(lon, lat, bearings, inner)
    return np.concatenate((far, near, far[:, :1]), axis=1)


def _spread(*values: "ArrayLike") -> list["NDArray[np.float64]"]:
    return [np.atleast_1d(v) for v in np.broadcast_arrays(*(np.asarray(v, float) for v in values))]


def _draw(
    lon: "NDArray[np.float64]",
    lat: "NDArray[np.float64]",
    bearings: "NDArray[np.float64]",
    radius: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    """Give the corners at `bearings` (n, m) and `radius` (n), by the cheapest way that holds."""
    rings = np.empty((*bearings.shape, 2))
    to_pole = np.maximum(_QUARTER_M - np.abs(lat) * _METRES_A_DEGREE, 1e-9)
    left = np.ones(len(lon), dtype=bool)
    for samples, share in _SAMPLES:
        rows = np.flatnonzero(left & (radius <= share * to_pole))
        left[rows] = False
        if len(rows):
            turns = _take(bearings, rows)
            rings[rows] = _interpolate(lon[rows], lat[rows], turns, radius[rows], samples)
    rows = np.flatnonzero(left)
    if len(rows):
        rings[rows] = _travel(lon[rows], lat[rows], _take(bearings, rows), radius[rows])
    return rings


def _travel(
    lon: "NDArray[np.float64]",
    lat: "NDArray[np.float64]",
    bearings: "NDArray[np.float64]",
    radius: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    shape = bearings.shape
    x, y, _ = find_ellipsoid().fwd(
        np.broadcast_to(lon[:, None], shape).ravel(),
        np.broadcast_to(lat[:, None], shape).ravel(),
        bearings.ravel(),
        np.broadcast_to(radius[:, None], shape).ravel(),
    )
    return np.stack((np.reshape(x, shape), np.reshape(y, shape)), axis=-1)


def _interpolate(
    lon: "NDArray[np.float64]",
    lat: "NDArray[np.float64]",
    bearings: "NDArray[np.float64]",
    radius: "NDArray[np.float64]",
    samples: int,
) -> "NDArray[np.float64]":
    """Give corners from the Fourier series of `samples` corners on geodesics."""
    even = np.arange(samples) * (FULL_CIRCLE_DEG / samples)
    known = _travel(lon, lat, np.broadcast_to(even, (len(lon), samples)), radius)
    known[..., 0] = _wrap(known[..., 0] - lon[:, None])
    terms = np.fft.rfft(known, axis=1) / samples  # (n, k, 2)
    if _is_shared(bearings):
        angle = np.radians(bearings[0])
        rings = _sum_series(terms, _make_waves(angle, terms.shape[1], samples))
    else:
        turn = np.exp(1j * np.radians(bearings))
        rings = np.broadcast_to(terms[:, None, 0].real, (*bearings.shape, 2)).copy()
        wave = np.ones_like(turn)
        for k in range(1, terms.shape[1]):
            wave = wave * turn
            weight = 1 if 2 * k == samples else 2
            rings += weight * (terms[:, None, k] * wave[..., None]).real
    rings[..., 0] = _wrap(rings[..., 0] + lon[:, None])
    return rings


def _take(bearings: "NDArray[np.float64]", rows: "NDArray[np.intp]") -> "NDArray[np.float64]":
    """Give some rows of the bearings, still one in memory where all rows are the same."""
    if _is_shared(bearings):
        return np.broadcast_to(bearings[0], (len(rows), bearings.shape[1]))
    return bearings[rows]


def _is_shared(bearings: "NDArray[np.float64]") -> bool:
    return bearings.strides[0] == 0


def _make_waves(angle: "NDArray[np.float64]", count: int, samples: int) -> "NDArray[np.complex128]":
    order = np.arange(count)
    weight = np.where((order == 0) | (2 * order == samples), 1.0, 2.0)
    return np.asarray(weight[:, None] * np.exp(1j * order[:, None] * angle), dtype=complex)


def _sum_series(
    terms: "NDArray[np.complex128]", waves: "NDArray[np.complex128]"
) -> "NDArray[np.float64]":
    """Give the real part of terms (n, k, 2) times waves (k, m), shape (n, m, 2)."""
    parts = np.concatenate((terms.real, -terms.imag), axis=1).transpose(2, 0, 1)  # (2, n, 2k)
    bases = np.concatenate((waves.real, waves.imag), axis=0)  # (2k, m)
    return np.stack([np.ascontiguousarray(part) @ bases for part in parts], axis=-1)


def _wrap(longitude: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Bring longitudes into -180 to 180."""
    over = np.abs(longitude) > _HALF_CIRCLE_DEG
    if over.any():
        longitude[over] = (longitude[over] + _HALF_CIRCLE_DEG) % FULL_CIRCLE_DEG - _HALF_CIRCLE_DEG
    return longitude
