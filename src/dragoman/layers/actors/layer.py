"""The actors of a report: people with their roles, organisations, armed groups, countries, and unnamed sources.

Names come from the lexicon, the country table and the parser; roles from `lexicons/roles.toml`; who is who from
`coreference`. One entity an actor, under the longest of its names in the text.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.codes import ActorKind, PlaceKind
from dragoman.layers.actors.acronyms import find_acronyms
from dragoman.layers.actors.coreference import resolve
from dragoman.layers.actors.entities import build_layer
from dragoman.layers.actors.mentions import find_mentions
from dragoman.layers.actors.name_words import Name
from dragoman.layers.actors.names import find_names
from dragoman.layers.attribution.quotations import find_quotations
from dragoman.layers.tree import Tree, build_tree
from dragoman.model.annotations import ActorEntity, ActorLayer, Toponym
from dragoman.model.document import Document, Span
from dragoman.model.records import Actor
from dragoman.parse import Parse

__all__ = ["build_actors", "find_actors"]


def find_actors(parse: Parse, *, toponyms: Sequence[Toponym] = (), own: Path | None = None) -> ActorLayer:
    """The actors of a report and every mention of them.

    `toponyms` settle which names of capitals stand for governments; `own` is a user's lexicon with the columns of
    `lexicons/actors.csv`, whose rows beat ours. Raises LexiconError where that file breaks the rules, else nothing.
    """
    if not len(parse.doc):
        return ActorLayer((), ())
    tree = build_tree(parse, find_quotations(parse.text, parse.paragraphs))
    text = parse.mended
    names = find_names(
        tree, text, [(e.start, e.end, e.label_) for e in parse.doc.ents], own=own, upper=parse.upper_case
    )
    names, pairs = find_acronyms(tree, text, names)
    names = _heed_toponyms(tree, names, toponyms)
    mentions = find_mentions(tree, names)
    towns = tuple(t.place.country for t in toponyms if t.place and t.place.country and t.place.kind not in _WIDE)
    chosen, clusters = resolve(tree, mentions, pairs, towns=towns)
    return build_layer(parse, tree, mentions, chosen, clusters, towns=towns)


_WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION)


def _heed_toponyms(tree: Tree, names: Sequence[Name], toponyms: Sequence[Toponym]) -> tuple[Name, ...]:
    """The names, put right by the places layer: places that stand for governments are states, located ones no actors.

    A word of a person's full name stays a person ("Jackson" beside "Robert Jackson").
    """
    located = {t.span: t for t in toponyms if t.place and not t.demonym and not t.embedded}
    people = {
        w
        for n in names
        if n.kind is ActorKind.PERSON and n.words[1] - n.words[0] > 1
        for w in tree.words[slice(*n.words)]
    }
    heeded = []
    for name in names:
        toponym = located.get(tree.span(name.words))
        if toponym and toponym.place and name.entry is None and name.kind is not ActorKind.COUNTRY:
            if toponym.metonym and toponym.place.country:
                name = replace(name, kind=ActorKind.COUNTRY, country=toponym.place.country, capital=True)
            elif name.kind is not None and not people & set(tree.words[slice(*name.words)]):
                name = replace(name, kind=None, country=None)
        heeded.append(name)
    return tuple(heeded)


# --- records --------------------------------------------------------------------------------------------------------


def build_actors(document: Document, layer: ActorLayer) -> tuple[Actor, ...]:
    """One record an entity, in the order of `layer.entities`; evidence is every phrase that names or describes it."""
    phrases: dict[int, list[Span]] = {}
    for mention in layer.mentions:
        if mention.actor is not None and mention.form != "pronoun":
            phrases.setdefault(mention.actor, []).append(mention.name)
    return tuple(
        Actor(
            evidence=tuple(document.evidence(span) for span in _main_first(phrases[number], entity)),
            confidence=entity.confidence,
            name=entity.name,
            type=entity.kind,
            aliases=entity.aliases,
            role=entity.role,
            affiliation=entity.affiliation,
            country=entity.country,
            sector=entity.sector,
            acts=entity.acts,
        )
        for number, entity in enumerate(layer.entities)
    )


def _main_first(spans: Sequence[Span], entity: ActorEntity) -> list[Span]:
    main = entity.mentions[0]
    return [main, *(span for span in dict.fromkeys(spans) if span != main)]
