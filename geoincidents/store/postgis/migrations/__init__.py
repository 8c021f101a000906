"""Tell alembic how the tables came about: one file a revision under `versions`."""
