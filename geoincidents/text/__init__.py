"""Text without places or events: sentences, numbers, names, with character offsets never lost."""
