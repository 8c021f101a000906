"""Run migrations on the connection that the caller has open: alembic asks for this file."""

from alembic import context

from geoincidents.store.postgis.state import SCHEMA

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema=SCHEMA,
    include_schemas=True,
)
context.run_migrations()
