"""Found incidents and gold in, scores out: `evaluate_incidents`."""

from geoincidents.evaluate.clusters import Rates, score_clusters
from geoincidents.evaluate.gold import GoldIncident, GoldSet, NotIncident, read_gold
from geoincidents.evaluate.scores import Scores, evaluate_incidents, show_scores

__all__ = [
    "GoldIncident",
    "GoldSet",
    "NotIncident",
    "Rates",
    "Scores",
    "evaluate_incidents",
    "read_gold",
    "score_clusters",
    "show_scores",
]
