"""Add the columns that say what to be careful about: sources, content, what was protected."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCHEMA = "geoincidents"
TABLES = ("incidents", "impacts", "launches", "trajectories", "incident_areas")
COLUMNS = ("source_note", "content_note", "protection")


def upgrade() -> None:
    """Add each column to each table; what is there has none of it until it is stored again."""
    for table in TABLES:
        for column in COLUMNS:
            op.add_column(table, sa.Column(column, sa.Text), schema=SCHEMA)
