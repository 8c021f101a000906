"""Tell spellings of one name from two names."""

from difflib import SequenceMatcher

SAME_NAME = 0.75  # "Soleimani" and "Suleimani" 0.89; "Barzani" and "Biden" 0.33


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two surnames are spellings of one ("soleimani", "suleimani")."""
    return first == second or SequenceMatcher(None, first, second).ratio() >= SAME_NAME
