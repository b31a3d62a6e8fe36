"""The gold sets of every track, and how each is predicted on: which files, which scorer, which options."""

from dataclasses import dataclass

__all__ = ["GOLD_SETS", "GoldSet"]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set: files under the gold folder, the options of its scorer, and an actor lexicon that it comes with.

    Several files are one gold; each then is a corpus of its own, over which the scorer takes the mean.
    """

    track: str
    name: str
    files: tuple[str, ...]
    options: tuple[str, ...] = ()
    actors: str | None = None

    @property
    def key(self) -> str:
        """The name in tables and floors."""
        return f"{self.track}/{self.name}"


GOLD_SETS = (
    GoldSet("record", "dev", ("record/dev",)),
    GoldSet("attribution", "dev", ("attribution/dev.jsonl",)),
    GoldSet("times", "dev", ("times/dev.jsonl",)),
    GoldSet("dating", "three corpora", ("times/dev.jsonl", "attribution/dev.jsonl", "places/lgl.jsonl")),
    # GeoVirus annotates no demonyms.
    GoldSet("places", "geovirus_dev", ("places/geovirus_dev.jsonl",), ("--demonyms", "ignore")),
    GoldSet("places", "gwn", ("places/gwn.jsonl",)),
    GoldSet("places", "lgl", ("places/lgl.jsonl",)),
    GoldSet("events", "plover_dev", ("events/plover_dev.jsonl",)),
    GoldSet("events", "petr_dev", ("events/petr_dev.jsonl",), actors="events/petr_actor_lexicon.json"),
    GoldSet("quad", "dev", ("events/quad_dev.jsonl",)),
    GoldSet("actors", "dev", ("events/actors_dev.jsonl",)),
    GoldSet("incidents", "muc4_dev", ("incidents/muc4_dev.jsonl",)),
    GoldSet("casualties", "dev", ("incidents/casualties_dev.jsonl",)),
    GoldSet("casualties", "modern_dev", ("incidents/casualties_modern_dev.jsonl",)),
    GoldSet("figures", "modern_dev", ("incidents/casualties_modern_dev.jsonl",)),
    GoldSet("commitments", "dev", ("commitments/dev.jsonl",)),
    GoldSet("links", "dev", ("links/dev",)),
)
