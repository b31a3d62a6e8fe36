"""One report in, its whole record out: the layers in the order in which they need one another."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from dragoman import __version__
from dragoman.encoder.tagger import Encoder, label, shipped_encoder
from dragoman.layers.actors.encoded import set_names, set_times
from dragoman.layers.actors.layer import build_actors, find_actors
from dragoman.layers.agreements.layer import build_agreements
from dragoman.layers.attribution.layer import find_attributions
from dragoman.layers.attribution.sentence_labels import label_sentences
from dragoman.layers.attribution.statements import build_statements
from dragoman.layers.commitments.layer import build_commitments
from dragoman.layers.communiques import read_communique
from dragoman.layers.dating.layer import date_report
from dragoman.layers.events.layer import build_events
from dragoman.layers.genre import find_genre, keeps
from dragoman.layers.headlines import lead_with_body, without_repeats
from dragoman.layers.incidents.layer import build_incidents
from dragoman.layers.meetings.layer import build_meetings
from dragoman.layers.places.layer import build_layer, build_places
from dragoman.layers.reading import Reading
from dragoman.layers.times.layer import find_times
from dragoman.model.document import Document
from dragoman.model.records import Coder, Extraction
from dragoman.parse import Model, load_model, parse
from dragoman.read.language import identify_language

__all__ = ["LONGEST", "extract"]

# No report is longer; what is, is a book or a dump, and would hold a gigabyte of memory while it is parsed.
LONGEST = 300_000


def extract(
    document: Document,
    *,
    actors: Path | None = None,
    places: Path | None = None,
    model: str | None = None,
    rules_only: bool = False,
) -> Extraction:
    """Read one report.

    Pure: the same document, version and model give the same extraction, whatever was read before. `actors` is the
    user's own lexicon (columns as in `lexicons/actors.csv`), `places` their own places (see `own_places`). With
    `rules_only`, or where no weights are installed, the rules read without the encoder. A document in another language,
    empty or overlong comes back unread, with the reason; nothing is raised for any text.
    """
    loaded = load_model(model)
    encoder = None if rules_only else shipped_encoder()
    coder = _coder(loaded, encoder, _digest_of(actors, places))
    language = identify_language(document.text)
    unread = _why_unread(document.text, language)
    if unread:
        return Extraction(
            document=document,
            coder=coder,
            language=language,
            published=date_report(document, None),
            unread=unread,
        )
    parsed = parse(document.text, title=document.title, model=loaded, names=encoder is None)
    labels = label(parsed, encoder) if encoder else None
    if labels:
        set_names(parsed, labels)
    published = date_report(document, parsed)
    timexes = find_times(parsed, published=published)
    if labels:
        set_times(parsed, timexes)
    named = build_layer(parsed, own=places)
    toponyms = named.toponyms
    layer = find_actors(parsed, toponyms=toponyms, own=actors)
    attributions = find_attributions(parsed, labels)
    reading = Reading(
        document=document,
        parse=parsed,
        published=published,
        timexes=timexes,
        toponyms=toponyms,
        actors=layer,
        actor_records=build_actors(document, layer),
        places=build_places(document, toponyms),
        attributions=attributions,
        communique=read_communique(parsed),
        labels=labels,
    )
    genre = find_genre(document, parsed, communique=reading.communique, attributions=attributions)
    agreements = lead_with_body(parsed, build_agreements(reading, genre=genre))
    return Extraction(
        document=document,
        coder=coder,
        language=language,
        published=published,
        genre=genre,
        actors=reading.actor_records,
        places=reading.places,
        meetings=lead_with_body(
            parsed, [r for r in build_meetings(reading, genre=genre) if keeps(genre, r, published)]
        ),
        statements=without_repeats(parsed, build_statements(reading)),
        incidents=lead_with_body(parsed, [r for r in build_incidents(reading) if keeps(genre, r, published)]),
        events=lead_with_body(parsed, [r for r in build_events(reading) if keeps(genre, r, published)]),
        agreements=agreements,
        commitments=without_repeats(
            parsed, lead_with_body(parsed, build_commitments(reading, agreements, genre=genre))
        ),
        timexes=timexes,
        toponyms=toponyms,
        rejected_names=named.rejected,
        attributions=attributions,
        sentences=label_sentences(labels) if labels else (),
    )


def _coder(model: Model, encoder: Encoder | None, own: str | None) -> Coder:
    return Coder(
        version=__version__,
        model=model.name,
        weights=model.weights,
        encoder=encoder.digest if encoder else None,
        runtime=encoder.runtime if encoder else None,
        own=own,
    )


@cache
def _digest_of(*files: Path | None) -> str | None:
    """SHA-256 of the user's own lexicons; read once, as the lexicons themselves are. A missing file is told on use."""
    if not any(files):
        return None
    whole = sha256()
    for file in files:
        whole.update(file.read_bytes() if file and file.is_file() else b"")
        whole.update(b"\0")
    return whole.hexdigest()


def _why_unread(text: str, language: str) -> str | None:
    if not any(c.isalpha() for c in text):
        return "no words"
    if len(text) > LONGEST:
        return f"longer than {LONGEST:,} characters ({len(text):,})"
    if language != "en":
        return f"language: {language}"
    return None
