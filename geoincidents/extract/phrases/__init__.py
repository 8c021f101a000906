"""WORDS ABOUT SPACE IN, PHRASES OUT: in running text, and as an expression on its own."""

from geoincidents.extract.phrases.expression import read_expression
from geoincidents.extract.phrases.reader import PhraseReader
from geoincidents.extract.phrases.words import PlaceWords

__all__ = ["PhraseReader", "PlaceWords", "read_expression"]
