"""Put the styles of layers where QGIS looks for them: the table `layer_styles` of `public`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoincidents.store.postgis.filling import GEOMETRY
from geoincidents.store.postgis.state import SCHEMA
from geoincidents.store.qgis import encode_style
from geoincidents.store.qgis.style import MARK
from geoincidents.store.rows import LAYERS

if TYPE_CHECKING:
    from psycopg import Cursor

STYLES = "public.layer_styles"
NAME = "geoincidents"
# As QGIS makes it (QgsPostgresProvider::saveStyle); one that is there is used as it is.
_CREATE = """
CREATE TABLE public.layer_styles (
    id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, f_table_name varchar,
    f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, useasdefault boolean,
    description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml,
    update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar
)
"""
_UPDATE = """
UPDATE public.layer_styles
SET styleqml = XMLPARSE(DOCUMENT %(qml)s), update_time = now()
WHERE f_table_catalog = current_database() AND f_table_schema = %(schema)s
    AND f_table_name = %(layer)s AND f_geometry_column = %(geometry)s
    AND stylename = %(name)s AND styleqml::text LIKE %(mark)s
"""
_INSERT = """
WITH known AS (
    SELECT stylename, useasdefault FROM public.layer_styles
    WHERE f_table_catalog = current_database() AND f_table_schema = %(schema)s
        AND f_table_name = %(layer)s AND f_geometry_column = %(geometry)s
)
INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
    stylename, styleqml, useasdefault, description)
SELECT current_database(), %(schema)s, %(layer)s, %(geometry)s, %(name)s,
    XMLPARSE(DOCUMENT %(qml)s), NOT EXISTS (SELECT FROM known WHERE useasdefault),
    'The look of the map page'
WHERE NOT EXISTS (SELECT FROM known WHERE stylename = %(name)s)
"""


def write_styles(cursor: Cursor) -> tuple[str, ...]:
    """Write how QGIS draws each layer; give what people should know of it.

    A style that somebody has changed stays, and so does one that they made the default.
    """
    import psycopg  # noqa: PLC0415 - 0.2 s

    try:
        with cursor.connection.transaction():
            cursor.execute("SELECT to_regclass(%s)", (STYLES,))
            if (cursor.fetchone() or (None,))[0] is None:
                cursor.execute(_CREATE)
            cursor.execute("SELECT DISTINCT incident_type FROM impacts")
            kinds = [kind for (kind,) in cursor.fetchall()]
            for role, layer in LAYERS.items():
                _write_style(cursor, layer, encode_style(kinds, [role]).decode())
    except psycopg.errors.InsufficientPrivilege:
        note = (
            f"no styles for QGIS: this user may not write {STYLES}; let an administrator run "
            "there: GRANT CREATE ON SCHEMA public TO USER"
        )
        return (note,)
    return ()


def _write_style(cursor: Cursor, layer: str, qml: str) -> None:
    told = {
        "qml": qml,
        "schema": SCHEMA,
        "layer": layer,
        "geometry": GEOMETRY,
        "name": NAME,
        "mark": f"%{MARK}%",
    }
    cursor.execute(_UPDATE, told)
    cursor.execute(_INSERT, told)
