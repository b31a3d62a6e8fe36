"""Clusters of mentions made into the actors of a report: one name each, aliases, role, affiliation, country, sector."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codes import ActorKind, Sector
from dragoman.countries import country_name
from dragoman.layers.actors.clusters import GOVERNMENT, MACHINES, MILITARY, Cluster, focus_of
from dragoman.layers.actors.mentions import Mention
from dragoman.layers.actors.office_holders import country_of_holder
from dragoman.layers.tree import Range, Tree
from dragoman.model.annotations import ActorEntity, ActorLayer, ActorMention
from dragoman.model.document import Span
from dragoman.parse import Parse

__all__ = ["build_layer"]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cluster with its mentions in text order, and its names as they stand: the chosen one first."""

    cluster: Cluster
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    main: Span

    @property
    def acting(self) -> bool:
        return any(m.acting for m in self.mentions if m.form != "pronoun")

    @property
    def named(self) -> bool:
        return any(m.form == "name" for m in self.mentions)


def build_layer(
    parse: Parse,
    tree: Tree,
    mentions: Sequence[Mention],
    chosen: Sequence[int | None],
    clusters: Sequence[Cluster],
    *,
    towns: Sequence[str] = (),
) -> ActorLayer:
    """The entities in the order of their first mention, and all mentions in text order.

    `towns`: the countries of the towns and areas named. A cluster of pronouns only is nobody. A state that acts and
    its government are one actor.
    """
    target = _merge_governments(mentions, clusters)
    members: dict[int, list[Mention]] = {}
    for mention, number in zip(mentions, chosen, strict=True):
        if number is not None:
            members.setdefault(target[number], []).append(mention)
    drafts = {
        number: _draft(parse, tree, clusters[number], found)
        for number, found in members.items()
        if any(m.form != "pronoun" for m in found)
    }
    order = {number: position for position, number in enumerate(drafts)}
    spoken_for = {
        target[d.cluster.owner]
        for d in drafts.values()
        if d.cluster.owner is not None and _speaks_for(d, clusters[d.cluster.owner])
    }
    owners = {n: drafts.get(target[d.cluster.owner]) for n, d in drafts.items() if d.cluster.owner is not None}
    focus = focus_of(mentions, towns=towns), focus_of(mentions, 0.8, towns=towns)
    entities = tuple(
        _entity(draft, owners.get(number), parse, tree, focus=focus, spoken_for=number in spoken_for)
        for number, draft in drafts.items()
    )
    out = []
    for mention, number in zip(mentions, chosen, strict=True):
        actor = order.get(target[number]) if number is not None else None
        if actor is not None or mention.form == "pronoun":
            out.append(ActorMention(tree.span(mention.words), tree.span(mention.name), mention.form, actor))
    return ActorLayer(entities, tuple(sorted(out, key=lambda m: (m.name, m.span))))


def _merge_governments(mentions: Sequence[Mention], clusters: Sequence[Cluster]) -> list[int]:
    """For each cluster the one it is part of: itself, or the state that it is the government of."""
    target = list(range(len(clusters)))
    states = {c.country: n for n, c in enumerate(clusters) if c.kind is ActorKind.COUNTRY}
    for number, cluster in enumerate(clusters):
        state = states.get(cluster.country)
        if state is None or cluster.words or not cluster.nouns & {"government", "authority"}:
            continue
        own = cluster.owner is None or clusters[cluster.owner].kind is ActorKind.COUNTRY
        if own and any(mentions[i].acting for i in clusters[state].mentions):
            target[number] = state
    return target


def _speaks_for(draft: _Draft, owner: Cluster) -> bool:
    """Whether people or a body make their owner an actor; a state acts through its officials only."""
    if owner.kind is not ActorKind.COUNTRY:
        return owner.kind is not ActorKind.PERSON
    official = draft.cluster.sector in (Sector.GOV, None) and any(m.role for m in draft.mentions)
    return official and draft.cluster.kind in (ActorKind.PERSON, ActorKind.GROUP)


# --- names ----------------------------------------------------------------------------------------------------------


def _draft(parse: Parse, tree: Tree, cluster: Cluster, mentions: Sequence[Mention]) -> _Draft:
    """The longest proper name first; of an actor without one, the first description."""
    spoken = [m for m in mentions if m.form != "pronoun"]
    spoken = [m for m in spoken if not (m.role and m.role.noun in MACHINES)] or spoken
    named = [m for m in spoken if m.form == "name"]
    full = [m for m in named if m.named and not m.named.adjective and not m.named.capital] or named
    main = max(
        full or spoken, key=lambda m: _weight(parse, tree, m) if full else (m.stands_for is not None, 0, -m.head)
    )
    words: dict[str, str] = {}
    for mention in (main, *spoken):
        text = _words(parse, tree, mention)
        if text and (mention.form == "name" or not named or any(w[:1].isupper() for w in text.split()[1:-1])):
            words.setdefault(text.casefold(), text)
    if cluster.kind is ActorKind.COUNTRY and cluster.country and all(m.named and m.named.capital for m in named):
        words = {"": country_name(cluster.country), **words}  # "Washington" alone
    names = tuple(words.values()) or (_words(parse, tree, main) or tree.words[main.head],)
    return _Draft(cluster, tuple(mentions), names, tree.span(main.name))


def _weight(parse: Parse, tree: Tree, mention: Mention) -> tuple[int, int, int]:
    text = _words(parse, tree, mention)
    tail = mention.kind is ActorKind.ORGANISATION and text.split()[-1].islower()  # "M23 rebels", "AFP news agency"
    return -tail, len(text.split()) if mention.kind is ActorKind.PERSON else len(text), -mention.head


def _words(parse: Parse, tree: Tree, mention: Mention) -> str:
    """The words of a mention in one line, without article; a description with those whom it belongs to."""
    range_ = mention.name if mention.form == "name" else (mention.name[0], mention.words[1])
    return " ".join(tree.span(range_).of(parse.text).split())


# --- values ---------------------------------------------------------------------------------------------------------


def _entity(
    draft: _Draft,
    owner: _Draft | None,
    parse: Parse,
    tree: Tree,
    *,
    focus: tuple[str | None, str | None],
    spoken_for: bool,
) -> ActorEntity:
    cluster = draft.cluster
    name = draft.names[0]
    if not draft.named and owner and owner is not draft and all(_is_possessed(tree, m) for m in draft.mentions):
        name = f"{owner.names[0]}'s {name.removeprefix('own ')}"
    aliases = tuple(
        n for n in draft.names[1:] if n.casefold().removeprefix("the ") != name.casefold().removeprefix("the ")
    )
    role = _role(draft, parse, tree)
    sector = _sector(cluster, owner.cluster if owner else None)
    country = cluster.country or (owner.cluster.country if owner else None)
    if country is None and cluster.kind is ActorKind.PERSON and cluster.entry is None and draft.named:
        country = country_of_holder(draft.names, cluster.nouns)
    if (
        country is None
        and owner is None
        and sector in _OF_STATES
        and not (draft.named and cluster.kind is not ActorKind.PERSON)
    ):
        country = focus[draft.named]  # a named minister may well be another country's
    stands_for_state = (
        owner is not None and owner.cluster.kind is ActorKind.COUNTRY and cluster.kind is not ActorKind.ORGANISATION
    )
    if cluster.kind is ActorKind.COUNTRY or (sector is None and stands_for_state):
        sector = Sector.GOV
    return ActorEntity(
        name=name,
        kind=_kind(draft),
        mentions=(draft.main, *(tree.span(m.name) for m in draft.mentions if tree.span(m.name) != draft.main)),
        aliases=aliases,
        role=role,
        affiliation=_affiliation(draft, owner, tree),
        country=country,
        sector=sector,
        acts=_acts(draft, owner, spoken_for=spoken_for),
        confidence=0.9 if draft.named else 0.7,
    )


def _is_possessed(tree: Tree, mention: Mention) -> bool:
    """Whether a description belongs to a pronoun: "its troops" alone name nobody."""
    return mention.stands_for is not None and tree.tags[mention.stands_for] == "PRP$"


_OF_ITS_OWN = frozenset((Sector.REB, Sector.PRM, Sector.CRM, Sector.IGO, Sector.NGO, Sector.PTY, Sector.OPP))
_PARTIES = frozenset((Sector.REB, Sector.PRM, Sector.CRM))  # named twice, they are hardly bystanders
_OF_STATES = frozenset((Sector.GOV, Sector.MIL, Sector.COP, Sector.LEG, Sector.JUD, Sector.SPY))
_OF_OFFICE = frozenset((None, Sector.GOV, Sector.MIL, Sector.UAF, Sector.REL))


def _sector(cluster: Cluster, owner: Cluster | None) -> Sector | None:
    """The sector of an actor: that of its own words; but a movement's "officials" are the movement's."""
    if owner is None or owner.kind is ActorKind.COUNTRY or cluster.entry:
        return Sector.GOV if cluster.entry and _is_in_office(cluster) else cluster.sector
    if owner.sector in _OF_ITS_OWN and cluster.sector in _OF_OFFICE:
        return owner.sector
    return cluster.sector or owner.sector


def _is_in_office(cluster: Cluster) -> bool:
    """Whether the report itself calls somebody head of a state or a government, whatever a lexicon has for him."""
    return cluster.kind is ActorKind.PERSON and bool(cluster.nouns & _OFFICES)


_OFFICES = frozenset({"president", "prime minister", "foreign minister", "vice president", "vice-president"})


def _kind(draft: _Draft) -> ActorKind:
    kind = draft.cluster.kind
    if draft.cluster.entry:
        return draft.cluster.entry.kind
    return kind


def _role(draft: _Draft, parse: Parse, tree: Tree) -> str | None:
    if draft.cluster.kind is not ActorKind.PERSON:
        return None
    longest = ""
    for mention in draft.mentions:
        if mention.role and mention.role_words and mention.form != "pronoun":
            text = _without_names(parse, tree, mention.role_words)
            if len(text) > len(longest):
                longest = text
    return longest or None


def _without_names(parse: Parse, tree: Tree, words: Range) -> str:
    return " ".join(tree.span(words).of(parse.text).split())


def _affiliation(draft: _Draft, owner: _Draft | None, tree: Tree) -> str | None:
    """Whom somebody speaks or works for, as far as the text says; named bodies and states have none."""
    kind = draft.cluster.kind
    if owner is draft or kind is ActorKind.COUNTRY or (draft.named and kind is not ActorKind.PERSON):
        return None
    if owner is not None:
        return owner.names[0]
    said = next((m.stands_for for m in draft.mentions if m.stands_for is not None), None)
    if said is None:
        official = kind is ActorKind.PERSON and draft.cluster.sector is Sector.GOV and draft.cluster.nouns
        return country_name(draft.cluster.country) if official and draft.cluster.country else None
    if draft.cluster.country and kind in (ActorKind.PERSON, ActorKind.GROUP):
        return country_name(draft.cluster.country)
    return " ".join(_chain(tree, said)) if tree.pos[said] == "PROPN" else None


def _chain(tree: Tree, word: int) -> list[str]:
    end = word
    while end < len(tree) and tree.pos[end] == "PROPN":
        end += 1
    return tree.words[word:end]


def _acts(draft: _Draft, owner: _Draft | None, *, spoken_for: bool) -> bool:
    """Whether it acts, speaks, is acted on or has somebody speak for it, as against a name in passing.

    Unnamed ones count where they are a body or a force of somebody ("Iraqi army", "police").
    """
    cluster = draft.cluster
    if draft.named:
        if cluster.kind is ActorKind.GROUP and not cluster.entry:
            return False
        known = cluster.kind is ActorKind.PERSON and bool(cluster.nouns)
        party = cluster.entry is not None and cluster.sector in _PARTIES and len(draft.mentions) > 1
        return draft.acting or spoken_for or known or party
    if cluster.kind is not ActorKind.ORGANISATION or not draft.acting:
        return False
    if owner is not None and owner.cluster.kind is ActorKind.ORGANISATION:
        return False  # "the front's delegation": the front acts
    told = [m for m in draft.mentions if m.role and m.role.speaks and not m.located]
    if owner is not None and owner.cluster.kind is ActorKind.PERSON:
        return any(m.role and m.role.noun in GOVERNMENT | MILITARY for m in told)  # "the Biden administration"
    if cluster.country:
        return cluster.sector is not None and bool(told)
    return cluster.sector is Sector.COP
