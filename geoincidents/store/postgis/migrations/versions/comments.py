"""Tell in the tables themselves what they hold: psql and QGIS show it."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCHEMA = "geoincidents"
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


def upgrade() -> None:
    """Describe each table."""
    for table, comment in COMMENTS.items():
        op.create_table_comment(table, comment, schema=SCHEMA)
