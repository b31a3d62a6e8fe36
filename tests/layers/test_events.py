"""Events: every entry of the lexicon, every PLOVER type and mode, and what only looks like an event."""


import pytest

from dragoman.codes import MODES, EventType, Modality
from dragoman.layers.actors import build_actors, find_actors
from dragoman.layers.attribution import find_attributions
from dragoman.layers.communiques import read_communique
from dragoman.layers.dating import date_report
from dragoman.layers.event_parties import Parties
from dragoman.layers.event_triggers import find_triggers
from dragoman.layers.events import _roles, build_events
from dragoman.layers.places import build_places, find_places
from dragoman.layers.reading import Reading
from dragoman.layers.times import find_times
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.parse import parse


def reading(text):
    """A report's text with its first layers."""
    document, parsed = Document(text=text), parse(text)
    published = date_report(document, parsed)
    toponyms = find_places(parsed)
    actors = find_actors(parsed, toponyms=toponyms)
    return Reading(
        document=document,
        parse=parsed,
        published=published,
        timexes=find_times(parsed, published=published),
        toponyms=toponyms,
        actors=actors,
        actor_records=build_actors(document, actors),
        places=build_places(document, toponyms),
        attributions=find_attributions(parsed),
        communique=read_communique(parsed),
    )


def events(text):
    """The events of a text."""
    return build_events(reading(text))


def names(refs):
    """The words of parties, articles left out."""
    return [ref.words.removeprefix("the ").removeprefix("The ").removeprefix("A ").removeprefix("a ") for ref in refs]


# --- the lexicon ----------------------------------------------------------------------------------------------------

ENTRIES = [
    *((entry, entry) for entry in read_patterns("plover_verbs")["verb"]),
    *((entry, entry) for entry in read_patterns("plover_nouns")["noun"]),
    *((entry, entry) for kind in ("verb", "adjective") for entry in read_patterns("plover_operators")[kind]),
]


@pytest.mark.parametrize("entry", [entry for entry, _ in ENTRIES], ids=lambda e: e["example"])
def test_every_entry_finds_its_example(entry):
    wanted, _, parties = entry["finds"].rpartition(":")
    wanted = wanted or entry["type"] + (f"/{entry['mode']}" if "mode" in entry else "")
    kind, _, mode = wanted.partition("/")
    actors, _, recipients = (side.strip() for side in parties.partition(">"))
    read = reading(entry["example"])
    who = Parties(read)
    found = []
    for trigger in find_triggers(read.parse.doc, who):
        roles = _roles(who, trigger)
        found.append((str(trigger.type), str(trigger.mode or ""), roles.actors, roles.recipients))
    told = [(k, m, names(a), names(r)) for k, m, a, r in found]
    assert any(k == kind and (not mode or m == mode) and _named(actors, recipients, a, r) for k, m, a, r in told), told


def _named(actors, recipients, found_actors, found_recipients):
    """Whether the parties of the example are among those found; parties that act alike may stand on either side."""
    wanted = [name.strip() for name in f"{actors},{recipients}".split(",") if name.strip()]
    found = [*found_actors, *found_recipients]
    if not actors and found_actors:
        return False
    return all(any(name in words or words in name for words in found) for name in wanted)
