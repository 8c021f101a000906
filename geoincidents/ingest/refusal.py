"""Why one input gave no article, before it is known how the input is called."""

from geoincidents.errors import InputError
from geoincidents.model.article import Skipped


class RefusalError(InputError):
    """Refuse one file or one record, with the reason and the next step."""

    def __init__(self, reason: str, next_step: str) -> None:
        super().__init__(f"{reason}; {next_step}")
        self.reason = reason
        self.next_step = next_step

    @classmethod
    def of_result(cls) -> "RefusalError":
        """Refuse what geoincidents wrote itself: its incidents would be found in it again."""
        return cls(
            "a result of geoincidents, not an article",
            "keep results in a folder apart from the articles",
        )

    def name_input(self, shown: str) -> Skipped:
        """Give the refusal as a `Skipped` of the input that is shown as `shown`."""
        return Skipped(path=shown, reason=self.reason, next_step=self.next_step)
