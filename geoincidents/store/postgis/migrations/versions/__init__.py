"""Hold one file a revision: once released, none is ever changed."""
