"""Keep a text in a file beside its test, one a case: a change of it is seen in a review."""

from syrupy.extensions.single_file import SingleFileSnapshotExtension


class KeptText(SingleFileSnapshotExtension):
    """Keep bytes in a file of their own, ends of lines as they are."""

    file_extension = "txt"
