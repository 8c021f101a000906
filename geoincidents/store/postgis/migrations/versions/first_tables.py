"""Make the tables: incidents, what they stand on, their layers, and the runs that found them."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "geoincidents"
SRID = 4326
LAYERS = {
    "impacts": "POINT",
    "launches": "POINT",
    "trajectories": "MULTILINESTRING",
    "incident_areas": "MULTIPOLYGON",
}
COMMENTS = {
    "runs": "What was read and found, with what was left out and why",
    "incidents": "Incidents, each once, with the columns that all its places share",
    "articles": "Articles; the key is id and hash, as runs may call two texts by one name",
    "reports": "Which article tells of which incident, and whether it is about it",
    "evidence": "Quotes that the facts stand on, with their place in the text of the article",
    "impacts": "Places hit",
    "launches": "Launch places",
    "trajectories": "Lines from launch to impact",
    "incident_areas": "Areas that hold the true place",
}
# As they were at this revision: a migration never changes, whatever becomes of the columns later.
OF_AN_INCIDENT = (
    "title report_role incident_type event_type sub_event_type status date_start:date "
    "date_end:date date_precision date_text time_of_day weapon calibre_mm:int time_precision:int "
    "date_prec:int target_name target_text killed_min:int killed_max:int wounded_min:int "
    "wounded_max:int civilians_killed_min:int civilians_killed_max:int casualties_text perpetrator "
    "claimed_by attributed_to attributed_by denied_by evidence sources source_urls n_sources:int "
    "confidence:float confidence_note source_ids evidence_at weapon_kind munitions_min:int "
    "munitions_max:int contradictions explanation"
)
OF_A_FEATURE = (
    "feature_role title report_role incident_type event_type sub_event_type status "
    "date_start:date date_end:date date_precision date_text time_of_day weapon calibre_mm:int "
    "munitions_min:int munitions_max:int place_name place_id place_kind place_text relation "
    "admin1 country longitude:float latitude:float coordinate_uncertainty_m:int "
    "location_precision geo_precision:int where_prec:int time_precision:int date_prec:int "
    "target_name target_text launch_name launch_text distance_m:int bearing_deg:int "
    "killed_min:int killed_max:int wounded_min:int wounded_max:int civilians_killed_min:int "
    "civilians_killed_max:int casualties_text perpetrator claimed_by attributed_to attributed_by "
    "denied_by evidence sources source_urls n_sources:int confidence:float confidence_note "
    "launch_uncertainty_m:int source_ids evidence_at"
)


def upgrade() -> None:
    """Make every table, key and index."""
    _make_runs()
    _make_incidents()
    _make_articles()
    _make_reports()
    _make_evidence()
    for layer, kind in LAYERS.items():
        _make_layer(layer, kind)
    for table, comment in COMMENTS.items():  # psql and QGIS show them
        op.create_table_comment(table, comment, schema=SCHEMA)


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", sa.Text, primary_key=True, comment="sha256 of run.json"),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.JSON, nullable=False, comment="run.json"),
        schema=SCHEMA,
    )


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text, primary_key=True),
        *_list_columns(OF_AN_INCIDENT),
        sa.Column(
            "run_id",
            sa.Text,
            sa.ForeignKey(f"{SCHEMA}.runs.run_id"),
            index=True,
            comment="the run that stored it last; none where it came out of a file",
        ),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        # Not jsonb, which sorts keys, rewrites numbers and refuses NUL.
        sa.Column("record", sa.JSON, nullable=False, comment="its line of incidents.jsonl"),
        schema=SCHEMA,
    )
    for column in ("date_start", "incident_type"):
        op.create_index(f"incidents_{column}", "incidents", [column], schema=SCHEMA)


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("article_id", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True, comment="empty where only the id is known"),
        *_list_columns("title publisher published:date url"),
        schema=SCHEMA,
    )


def _make_reports() -> None:
    op.create_table(
        "reports",
        _refer_to_incident(primary_key=True),
        sa.Column("article_id", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("report_role", sa.Text),
        _refer_to_article(),
        schema=SCHEMA,
    )
    op.create_index("reports_article", "reports", ["article_id", "sha256"], schema=SCHEMA)


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        _refer_to_incident(index=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        *_list_columns("quote_start:int quote_end:int quote supports"),
        _refer_to_article(),
        schema=SCHEMA,
    )
    op.create_index("evidence_article", "evidence", ["article_id", "sha256"], schema=SCHEMA)


def _make_layer(layer: str, kind: str) -> None:
    op.create_table(
        layer,
        sa.Column("id", sa.Text, primary_key=True),
        _refer_to_incident(index=True),
        *_list_columns(OF_A_FEATURE),
        sa.Column("geom", Geometry(kind, srid=SRID, spatial_index=False)),
        schema=SCHEMA,
    )
    op.create_index(f"{layer}_geom", layer, ["geom"], schema=SCHEMA, postgresql_using="gist")


def _list_columns(described: str) -> list[sa.Column[Any]]:
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "": sa.Text(),
        "int": sa.BigInteger(),
        "float": sa.Double(),
        "date": sa.Date(),
    }
    pairs = (one.partition(":") for one in described.split())
    return [sa.Column(name, types[kind]) for name, _, kind in pairs]


def _refer_to_incident(*, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    parent = sa.ForeignKey(f"{SCHEMA}.incidents.incident_id", ondelete="CASCADE")
    return sa.Column(
        "incident_id", sa.Text, parent, nullable=False, primary_key=primary_key, index=index
    )


def _refer_to_article() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id", "sha256"], [f"{SCHEMA}.articles.article_id", f"{SCHEMA}.articles.sha256"]
    )
