"""Which phrases of a report mean the same actor; and, for the later layers, whom a phrase names.

One pass in text order. Names are tied by lexicon entry, country, acronym and surname; definite descriptions ("the
group", "the spokesman") to the nearest fitting actor before them; pronouns to the most prominent one in reach.
What fits nobody stays its own actor (descriptions) or nobody (pronouns).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from dragoman.codes import ActorKind, Sector
from dragoman.layers.actors.antecedents import antecedent
from dragoman.layers.actors.clusters import GOVERNMENT, MACHINES, MILITARY, Cluster, State, focus_of, new, put, touch
from dragoman.layers.actors.identity import tie_names
from dragoman.layers.actors.mentions import DOCUMENTS, Mention, issuer_of
from dragoman.layers.actors.name_words import Name
from dragoman.layers.roles import singular
from dragoman.layers.tree import Tree
from dragoman.model.annotations import ActorLayer, ActorMention
from dragoman.model.document import Span

__all__ = ["actor_at", "resolve"]

FAR = 300  # mentions back in which a description may find whom it takes up
LONGEST = 400  # characters of a name
DEEPEST = 8  # owners of owners: "the spokesman of the army of the front" has two, litter thousands

_NAMED_ARMED = (Sector.REB, Sector.PRM, Sector.UAF, Sector.CRM)
_ORDERS = (Sector.IGO, Sector.NGO, *_NAMED_ARMED, None)
_BANDS = (*_NAMED_ARMED, Sector.NGO, Sector.PTY, Sector.OPP, None)
# What a definite noun may take up, by the sector of an organisation; the nearest one counts.
_TAKES_UP: Mapping[str, tuple[Sector | None, ...]] = {
    noun: sectors
    for nouns, sectors in (
        ("group,movement,outfit", _BANDS),
        ("organization,organisation,body,bloc", _ORDERS),
        ("rebel,guerrilla,guerilla,insurgent,separatist,rebel group,guerrilla group", (Sector.REB,)),
        ("militant,jihadist,extremist,terrorist,islamist,terrorist group,militant group", (Sector.REB,)),
        ("armed group,militia,paramilitary", (Sector.REB, Sector.PRM)),
        ("rights group,campaign group,monitoring group,watchdog,charity,monitor,ngo,aid group", (Sector.NGO,)),
        ("human rights group", (Sector.NGO,)),
        ("gang,cartel", (Sector.CRM,)),
        ("party", (Sector.PTY,)),
        ("agency", (Sector.IGO, Sector.JRN)),
        ("network", (Sector.JRN, Sector.REB)),
        ("newspaper,daily,news agency,broadcaster", (Sector.JRN,)),
        ("army,military,armed force,armed forces", (Sector.MIL,)),
        ("opposition", (Sector.OPP,)),
    )
    for noun in nouns.split(",")
}
# Words that make forces a state's, whose country the report may tell elsewhere.
_HOLDERS = frozenset("government regime coalition rebel army military opposition allied loyalist".split())  # of weapons
_OF_STATE = frozenset("government regime junta federal national state loyalist union".split())
_CURRENT = frozenset("current new present central national federal interim transitional".split())
_GENERIC_ROLE = frozenset("official diplomat man leader figure woman politician".split())


def resolve(
    tree: Tree, mentions: Sequence[Mention], pairs: Sequence[tuple[Name, Name]], *, towns: Sequence[str] = ()
) -> tuple[list[int | None], list[Cluster]]:
    """For each mention the number of its cluster or None, and the clusters.

    `pairs`: names said to mean the same; `towns`: the countries of the towns and areas named.
    """
    state = State(tree, mentions, chosen=[None] * len(mentions), focus=focus_of(mentions, towns=towns))
    for i, mention in sorted(enumerate(mentions), key=lambda pair: -len(range(*pair[1].name))):
        state.by_word.update(dict.fromkeys(range(*mention.name), i))  # the shortest phrase round a word has it
    tie_names(state, pairs)
    for i, mention in enumerate(mentions):
        if mention.form == "description":
            number = _describe(state, i, mention)
            if number is not None:
                put(state, i, number)
        elif mention.form == "pronoun":
            if mention.same_as is not None:
                j = state.by_word.get(mention.same_as)
                state.chosen[i] = state.chosen[j] if j is not None else None
            else:
                state.chosen[i] = antecedent(state, i, mention)
        if (number := state.chosen[i]) is not None:
            if mention.form == "name" and mention.stands_for is not None and state.clusters[number].owner is None:
                cluster = state.clusters[number]
                cluster.owner = _owner(state, i, mention)
                cluster.country = cluster.country or _country_of(state, mention, cluster.owner)
            touch(state, number)
    return state.chosen, state.clusters


# --- names ----------------------------------------------------------------------------------------------------------


# --- descriptions ---------------------------------------------------------------------------------------------------


def _owner(state: State, i: int, mention: Mention, depth: int = 0) -> int | None:
    """The cluster of the word that a role belongs to; `depth` counts the owners' owners on the way."""
    if mention.stands_for is None:
        return None
    j = state.by_word.get(mention.stands_for)
    if j is None or j == i:
        return None
    if mention.located and state.mentions[j].kind in (ActorKind.COUNTRY, None):
        return None
    if state.chosen[j] is None:
        other = state.mentions[j]
        if (
            other.form == "description"
            and j > i
            and depth < DEEPEST
            and (other.stands_for is None or state.by_word.get(other.stands_for) != i)
        ):
            if (found := _describe(state, j, other, depth + 1)) is not None:
                put(state, j, found)
        elif other.named and other.named.country and other.named.kind in (ActorKind.COUNTRY, None):
            return None
    return state.chosen[j]


def _country_of(state: State, mention: Mention, owner: int | None) -> str | None:
    if owner is not None:
        return state.clusters[owner].country
    if mention.stands_for is None:
        return None
    j = state.by_word.get(mention.stands_for)
    name = state.mentions[j].named if j is not None else None
    return name.country if name else None


def _describe(state: State, i: int, mention: Mention, depth: int = 0) -> int | None:
    """The cluster of a description, a new one where it takes up none; None for a document of nobody's."""
    if state.chosen[i] is not None:
        return state.chosen[i]
    tree = state.tree
    noun = mention.role.noun if mention.role else singular(tree.lower[mention.head])
    kind = mention.kind or ActorKind.ORGANISATION
    if noun == "monitor" and mention.definite and not mention.plural:
        kind = ActorKind.ORGANISATION  # "the monitor said": a body that counts the dead, seldom a man
    if mention.same_as is not None and (j := state.by_word.get(mention.same_as)) is not None:
        other = state.chosen[j]
        if other is not None and j < i and _alike(state.clusters[other].kind, kind, mention.plural):
            return other
    if (named := _named_behind(state, mention, kind)) is not None:
        return named
    owner = _owner(state, i, mention, depth)
    country = _country_of(state, mention, owner)
    values: dict[str, object] = {
        "kind": kind,
        "owner": owner,
        "country": country,
        "plural": mention.plural,
        "modifiers": frozenset(mention.modifiers),
    }
    if tree.lemmas[mention.head] in DOCUMENTS and mention.role is None:
        return owner if owner is not None else _issuer(state, mention)
    if owner is not None and _is_called(state, mention, noun, owner):
        return owner
    state_owned = owner is None or state.clusters[owner].kind is ActorKind.COUNTRY
    if noun in MACHINES and _HOLDERS.isdisjoint(mention.modifiers):
        return _whose_machines(state, owner, country, values)
    head_of_state = owner is not None and noun == "government" and state.clusters[owner].sector is Sector.GOV
    plain = not mention.located and not set(mention.modifiers) - _CURRENT
    if noun in GOVERNMENT and country and plain and (state_owned or head_of_state):
        return new(state, ("government", country), **{**values, "sector": Sector.GOV})
    of_state = set(mention.modifiers) <= _OF_STATE | {"armed"}
    if noun in MILITARY and country and of_state and not mention.located and (state_owned or head_of_state):
        return new(state, ("military", country), **{**values, "sector": Sector.MIL})
    if mention.stands_for is not None:
        if (
            kind is ActorKind.PERSON
            and mention.definite
            and (found := _person_with(state, noun, owner, country)) is not None
        ):
            return found
        unique = kind is not ActorKind.PERSON or mention.definite
        of_state = owner is None or state.clusters[owner].kind is ActorKind.COUNTRY
        place = country or tree.lower[mention.stands_for] if of_state else owner
        key = ("owned", noun, place, mention.plural, mention.modifiers) if unique else None
        return new(state, key, **values)
    if mention.definite and (found := _taken_up(state, mention, noun, kind)) is not None:
        return found
    if mention.definite and not mention.modifiers and state.focus and kind is ActorKind.ORGANISATION:
        if noun in ("government", "authority", "regime", "junta"):
            return new(state, ("government", state.focus), **{**values, "country": state.focus, "sector": Sector.GOV})
        if noun in MILITARY - {"force", "troop"}:
            return new(state, ("military", state.focus), **{**values, "country": state.focus, "sector": Sector.MIL})
    told = of_state and not _OF_STATE.isdisjoint(mention.modifiers)
    if noun in MILITARY and told and state.focus and mention.stands_for is None:
        return new(state, ("military", state.focus), **{**values, "country": state.focus, "sector": Sector.MIL})
    bare = kind is not ActorKind.PERSON or mention.definite
    return new(state, ("bare", noun, mention.plural, mention.modifiers) if bare else None, **values)


def _whose_machines(state: State, owner: int | None, country: str | None, values: dict[str, object]) -> int | None:
    """Who fights with planes or guns: the body they belong to, the forces of their country, or nobody who is told."""
    if owner is not None and state.clusters[owner].kind is ActorKind.ORGANISATION:
        return owner
    return new(state, ("military", country), **{**values, "owner": None, "sector": Sector.MIL}) if country else None


def _named_behind(state: State, mention: Mention, kind: ActorKind) -> int | None:
    """The body whose name stands in apposition to a description: "the aid group, Relief Abroad,"."""
    tree = state.tree
    for kid in tree.kids[mention.head]:
        j = state.by_word.get(kid) if tree.deps[kid] == "appos" and kid > mention.head else None
        number = state.chosen[j] if j is not None and state.mentions[j].form == "name" else None
        if number is not None and not mention.plural and kind is state.clusters[number].kind is ActorKind.ORGANISATION:
            return number
    return None


def _issuer(state: State, mention: Mention) -> int | None:
    """Whose document "the statement" is: that of the last who issued one of the kind, or said something in one."""
    tree = state.tree
    if not mention.definite:
        return None
    for word in range(mention.head - 1, max(-1, mention.head - 500), -1):
        if tree.lemmas[word] == tree.lemmas[mention.head] and (subject := issuer_of(tree, word)) is not None:
            j = state.by_word.get(_counted(tree, subject))
            return state.chosen[j] if j is not None else None
    return None


def _counted(tree: Tree, word: int) -> int:
    """The noun that a quantity counts: "gangs" in "several of the gangs"; any other word is itself."""
    of = tree.child(word, "prep") if tree.pos[word] not in ("NOUN", "PROPN") else None
    counted = tree.child(of, "pobj") if of is not None and tree.lower[of] == "of" else None
    return word if counted is None else counted


# "the M23 rebels", "the Farra Front movement" are the M23 and the front; "M23 fighters" are some of them.
_CALLED = frozenset(
    "group movement militia organization organisation network outfit party rebel guerrilla insurgent militant jihadist "
    "separatist agency newspaper coalition alliance gang cartel mission bloc daily monitor".split()
)


def _is_called(state: State, mention: Mention, noun: str, owner: int) -> bool:
    """Whether a description only says what sort of body the name right before it is."""
    cluster, tree = state.clusters[owner], state.tree
    if cluster.kind is not ActorKind.ORGANISATION or not cluster.words or mention.stands_for is None:
        return False
    if singular(tree.lower[mention.head]) not in _CALLED or not mention.words[0] <= mention.stands_for < mention.head:
        return False
    owned = state.mentions[state.by_word[mention.stands_for]].name[1]
    return owned >= len(tree) or tree.tags[owned] != "POS"


def _alike(one: ActorKind, other: ActorKind, plural: bool) -> bool:
    if ActorKind.PERSON in (one, other):
        return one is other and not plural
    return one is not ActorKind.COUNTRY


def _person_with(state: State, noun: str, owner: int | None, country: str | None) -> int | None:
    for number in reversed(state.recent[-FAR:]):
        cluster = state.clusters[number]
        if cluster.kind is not ActorKind.PERSON or noun not in cluster.nouns:
            continue
        if cluster.owner == owner if owner is not None else country and cluster.country == country:
            return number
    return None


def _taken_up(state: State, mention: Mention, noun: str, kind: ActorKind) -> int | None:
    """The nearest actor before that a definite description without an owner can mean."""
    head = singular(state.tree.lower[mention.head])
    sectors = _TAKES_UP.get(noun) or _TAKES_UP.get(head)
    for number in reversed(state.recent[-FAR:]):
        cluster = state.clusters[number]
        if (
            noun in GOVERNMENT
            and ("government", cluster.country) in state.keys
            and state.keys["government", cluster.country] == number
        ):
            return number
        if kind is ActorKind.PERSON:
            if (
                cluster.kind is ActorKind.PERSON
                and (noun in cluster.nouns or head in cluster.nouns)
                and _fits(cluster, mention)
            ):
                return number
            continue
        if cluster.kind is ActorKind.PERSON:
            continue
        if head in MILITARY and cluster.words and cluster.sector is not Sector.MIL:
            continue  # beside the Arakan Army, "the army" is the state's
        if (
            (head in cluster.words or noun in cluster.nouns)
            and _fits(cluster, mention)
            and (cluster.words or cluster.plural == mention.plural)
        ):
            return number
        named = bool(cluster.words) and cluster.kind is not ActorKind.COUNTRY
        if named and sectors and cluster.sector in sectors and len(mention.modifiers) <= 1:
            return number
    if kind is ActorKind.PERSON and noun in _GENERIC_ROLE:
        for number in reversed(state.recent[-6:]):
            if state.clusters[number].kind is ActorKind.PERSON:
                return number
    return None


def _fits(cluster: Cluster, mention: Mention) -> bool:
    """Whether all of a description's modifiers are known of the cluster."""
    return all(m in cluster.modifiers or m in cluster.words or m in cluster.nouns for m in mention.modifiers)


# --- for the later layers -------------------------------------------------------------------------------------------


def actor_at(layer: ActorLayer, span: Span, head: Callable[[], int] | None = None) -> int | None:
    """Which entity the words of `span` name: that of the mention whose head is the head of the phrase.

    Where several mentions lie in the span, those inside another's phrase are modifiers ("Taliban" in "Taliban
    spokesman X"); of the rest the first counts, as the others are its apposition or stand beside it. `head` gives the
    offset of the phrase's head word, which settles "the agency's Mr. X" and "the Geneva-based X", or -1.
    """
    mentions = layer.mentions
    last = bisect_left(mentions, span.end, key=lambda m: m.name.start)
    inside: list[ActorMention] = []
    for number in range(last - 1, -1, -1):
        mention = mentions[number]
        if mention.name.overlaps(span):
            inside.insert(0, mention)
        elif mention.name.start < span.start - LONGEST:
            break
    outer = [
        m
        for m in inside
        if not any(
            o is not m and o.span != m.span and o.span.contains(m.span) and len(o.span) > len(m.span) for o in inside
        )
    ]
    if not outer:
        return None
    if head is not None and (len(outer) > 1 or _is_country(layer, outer[0])):
        outer = _with_head(layer, outer, span, head())
    return min(outer, key=lambda m: (m.name.start, -len(m.span))).actor if outer else None


def _with_head(layer: ActorLayer, outer: list[ActorMention], span: Span, head: int) -> list[ActorMention]:
    """The mentions that hold the head word; where none does, "reports from the west of Kenya" are not Kenya's."""
    holding = [m for m in outer if m.span.start <= head < m.span.end]
    if holding or head < 0:
        return holding or outer
    return [m for m in outer if m.span.start <= span.start + len("the ") or not _is_country(layer, m)]


def _is_country(layer: ActorLayer, mention: ActorMention) -> bool:
    return mention.actor is not None and layer.entities[mention.actor].kind is ActorKind.COUNTRY
