"""Which phrases of a report mean the same actor; and, for the later layers, whom a phrase names.

One pass in text order. Names are tied by lexicon entry, country, acronym and surname; definite descriptions ("the
group", "the spokesman") to the nearest fitting actor before them; pronouns to the most prominent one in reach.
What fits nobody stays its own actor (descriptions) or nobody (pronouns).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codes import ActorKind, Sector
from dragoman.extract.actor_mentions import DOCUMENTS, PRONOUNS, Mention
from dragoman.extract.actor_names import Entry, Name
from dragoman.extract.roles import role_of_words, singular
from dragoman.extract.tree import Tree
from dragoman.model.annotations import ActorLayer
from dragoman.model.document import Span

__all__ = ["Cluster", "actor_at", "resolve"]

REACH = 3  # sentences back in which a pronoun may find whom it means

GOVERNMENT = frozenset("government authority regime state administration leadership".split())
MILITARY = frozenset("army military troop force".split()) | {"armed forces", "armed force"}
_NAMED_ARMED = (Sector.REB, Sector.PRM, Sector.UAF, Sector.CRM)
# What a definite noun may take up, by the sector of an organisation; the nearest one counts.
_TAKES_UP: Mapping[str, tuple[Sector | None, ...]] = {
    **dict.fromkeys(("group", "movement", "outfit"), (*_NAMED_ARMED, Sector.NGO, Sector.PTY, Sector.OPP, None)),
    **dict.fromkeys(("organization", "organisation", "body", "bloc"), (Sector.IGO, Sector.NGO, *_NAMED_ARMED, None)),
    **dict.fromkeys(("rebel", "guerrilla", "guerilla", "insurgent", "rebel group", "guerrilla group", "separatist"), (Sector.REB,)),
    **dict.fromkeys(("militant", "jihadist", "extremist", "terrorist", "terrorist group", "militant group", "islamist"), (Sector.REB,)),
    **dict.fromkeys(("armed group", "militia", "paramilitary"), (Sector.REB, Sector.PRM)),
    "rights group": (Sector.NGO,), "campaign group": (Sector.NGO,), "monitoring group": (Sector.NGO,), "watchdog": (Sector.NGO,),
    "charity": (Sector.NGO,), "gang": (Sector.CRM,), "cartel": (Sector.CRM,), "party": (Sector.PTY,), "agency": (Sector.IGO, Sector.JRN),
    "network": (Sector.JRN, Sector.REB), "newspaper": (Sector.JRN,), "daily": (Sector.JRN,), "news agency": (Sector.JRN,),
    "broadcaster": (Sector.JRN,), "army": (Sector.MIL,), "military": (Sector.MIL,), "armed force": (Sector.MIL,), "armed forces": (Sector.MIL,),
    "opposition": (Sector.OPP,),
}  # fmt: skip
_GENERIC_ROLE = frozenset("official diplomat man leader figure woman politician".split())
_FEMALE = re.compile(
    r"\b(mrs|ms|miss|madame|lady|queen|princess|spokeswoman|congresswoman|chairwoman|businesswoman|mother|wife|daughter|sister|woman|girl)\b",
    re.I,
)
_MALE = re.compile(
    r"\b(mr|sir|king|prince|emir|spokesman|congressman|chairman|businessman|father|husband|son|brother|man|boy|monsignor|bishop|priest|pope|imam|sheikh|mullah|ayatollah)\b",
    re.I,
)


@dataclass(slots=True)
class Cluster:
    """An actor in the making: its mentions by position, and what they say of it."""

    kind: ActorKind
    mentions: list[int] = field(default_factory=list)
    entry: Entry | None = None
    country: str | None = None
    sector: Sector | None = None
    owner: int | None = None  # the cluster it belongs to or speaks for
    nouns: set[str] = field(default_factory=set)  # head nouns and role words, lower case
    modifiers: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)  # words of its names, lower case
    plural: bool = False
    gender: str = ""


@dataclass(slots=True)
class _State:
    """What the pass has seen so far. `order`: cluster -> the position of its last mention; `subjects`: those as subject."""

    tree: Tree
    mentions: Sequence[Mention]
    clusters: list[Cluster] = field(default_factory=list)
    keys: dict[tuple[object, ...], int] = field(default_factory=dict)
    chosen: list[int | None] = field(default_factory=list)
    by_word: dict[int, int] = field(default_factory=dict)  # word -> mention
    recent: list[int] = field(default_factory=list)  # clusters, the one mentioned last at the end
    focus: str | None = None  # the country that the report is mostly about


def resolve(
    tree: Tree, mentions: Sequence[Mention], pairs: Sequence[tuple[Name, Name]]
) -> tuple[list[int | None], list[Cluster]]:
    """For each mention the number of its cluster or None, and the clusters. `pairs`: names said to mean the same."""
    state = _State(tree, mentions, chosen=[None] * len(mentions), focus=focus_of(mentions))
    for i, mention in sorted(enumerate(mentions), key=lambda pair: -len(range(*pair[1].name))):
        state.by_word.update(dict.fromkeys(range(*mention.name), i))  # the shortest phrase round a word has it
    _tie_names(state, pairs)
    for i, mention in enumerate(mentions):
        if mention.form == "description":
            _put(state, i, _describe(state, i, mention))
        elif mention.form == "pronoun":
            if mention.same_as is not None:
                j = state.by_word.get(mention.same_as)
                state.chosen[i] = state.chosen[j] if j is not None else None
            else:
                state.chosen[i] = _antecedent(state, i, mention)
        if (number := state.chosen[i]) is not None:
            if mention.form == "name" and mention.stands_for is not None and state.clusters[number].owner is None:
                cluster = state.clusters[number]
                cluster.owner = _owner(state, i, mention)
                cluster.country = cluster.country or _country_of(state, mention, cluster.owner)
            _touch(state, number)
    return state.chosen, state.clusters


def focus_of(mentions: Sequence[Mention]) -> str | None:
    """The country that at least half of a report's names of countries and their people stand for, if any does."""
    found = Counter(m.named.country for m in mentions if m.named and m.named.country and m.named.entry is None)
    if not found:
        return None
    country, times = found.most_common(1)[0]
    return country if times >= 2 and 2 * times >= found.total() else None


def _touch(state: _State, number: int) -> None:
    if state.recent and state.recent[-1] == number:
        return
    if number in state.recent[-40:]:
        state.recent.remove(number)
    state.recent.append(number)


def _put(state: _State, i: int, number: int) -> None:
    cluster, mention = state.clusters[number], state.mentions[i]
    state.chosen[i] = number
    cluster.mentions.append(i)
    tree = state.tree
    if mention.role and mention.role_words:
        words = [tree.lower[w] for w in range(*mention.role_words)]
        cluster.nouns.update((mention.role.noun, singular(words[-1])))
        cluster.modifiers |= frozenset(words)
        cluster.sector = cluster.sector or mention.role.sector
    if mention.form == "name":
        cluster.words.update(tree.lower[w] for w in range(*mention.name))
    if not cluster.gender:
        phrase = " ".join(tree.lower[max(mention.words[0] - 1, 0) : mention.words[1]])
        cluster.gender = "she" if _FEMALE.search(phrase) else "he" if _MALE.search(phrase) else ""


def _new(state: _State, key: tuple[object, ...] | None, **values: object) -> int:
    if key is not None and key in state.keys:
        return state.keys[key]
    state.clusters.append(Cluster(**values))  # type: ignore[arg-type]
    if key is not None:
        state.keys[key] = len(state.clusters) - 1
    return len(state.clusters) - 1


# --- names ----------------------------------------------------------------------------------------------------------


def _tie_names(state: _State, pairs: Sequence[tuple[Name, Name]]) -> None:
    same: dict[str, str] = {}
    for long, short in pairs:
        same[_text(state.tree, short)] = _text(state.tree, long)
    people = _full_names(state, same)
    for i, mention in enumerate(state.mentions):
        key = _key(state, mention, same, people) if mention.form == "name" else None
        if key is None or mention.named is None:
            continue
        name = mention.named
        kind = {"country": ActorKind.COUNTRY, "people": ActorKind.GROUP}.get(
            str(key[0]), name.kind or ActorKind.ORGANISATION
        )
        entry = name.entry
        number = _new(state, key, kind=kind, entry=entry, country=name.country, sector=entry.sector if entry else None)
        cluster = state.clusters[number]
        if cluster.entry is None and entry:
            cluster.entry, cluster.sector = entry, entry.sector
            cluster.country = cluster.country or entry.country
        cluster.plural = cluster.plural or mention.plural
        _put(state, i, number)
        if (
            entry
            and entry.sector is Sector.MIL
            and entry.country
            and any(w in cluster.words for w in ("army", "military", "forces"))
        ):
            state.keys.setdefault(("military", entry.country), number)


def _text(tree: Tree, name: Name) -> str:
    return " ".join(tree.lower[name.words[0] : name.words[1]]).removeprefix("the ")


def _key(
    state: _State, mention: Mention, same: Mapping[str, str], people: Mapping[str, str]
) -> tuple[object, ...] | None:
    name, tree = mention.named, state.tree
    assert name is not None
    text = _text(tree, name)
    for _ in range(3):
        text = same.get(text, text)
    if name.kind is ActorKind.COUNTRY:
        if not name.adjective:
            return "country", name.country
        heads = tree.deps[mention.head] not in ("amod", "compound", "nmod")
        if not heads or (tree.pos[mention.head] == "ADJ" and not mention.definite):
            return None
        states = mention.definite and tree.deps[mention.head] == "nsubj"
        return ("country" if states else "people"), name.country
    if name.kind is None:
        return ("country", name.country) if name.capital and _is_metonym(tree, mention) else None
    if name.kind is ActorKind.PERSON:
        return "person", people.get(text, text)
    if name.kind is ActorKind.GROUP:
        if name.entry is None and tree.deps[mention.head] in ("amod", "compound", "nmod"):
            return None
        return "group", singular(text)
    if name.entry:
        return "entry", name.entry.name
    if " " not in text and (whole := _only_whole(state, text)):
        return whole
    return "organisation", _organisation_key(state, text)


def _is_metonym(tree: Tree, mention: Mention) -> bool:
    """Whether a capital stands for its government: it says, wants or agrees, or is told."""
    dep, over = tree.deps[mention.head], tree.heads[mention.head]
    if dep == "nsubj" and tree.pos[over] in ("VERB", "AUX"):
        return True
    if dep == "dobj" and tree.lemmas[over] in _TOLD:
        return True
    return (
        dep == "pobj"
        and tree.lower[over] in ("with", "between", "by", "against")
        or (
            dep == "conj"
            and any(tree.deps[over] == d for d in ("nsubj", "pobj"))
            and tree.lower[tree.heads[over]] in ("with", "between")
        )
    )


_TOLD = frozenset(
    "warn tell accuse urge ask blame criticise criticize condemn assure inform sanction call press pressure thank".split()
)


def _full_names(state: _State, same: Mapping[str, str]) -> dict[str, str]:
    """Every form of a person's name in the text -> the fullest one that it can stand for."""
    forms: dict[str, None] = {}
    entries: dict[str, str] = {}
    for mention in state.mentions:
        if mention.named and mention.named.kind is ActorKind.PERSON:
            text = _text(state.tree, mention.named)
            forms[text] = None
            if mention.named.entry:
                entries[text] = mention.named.entry.name.lower()
    full: dict[str, str] = {}
    for form in forms:
        words = form.split()
        longer = [f for f in forms if len(f) > len(form) and _stands_in(words, f.split())]
        best = max(longer, key=lambda f: (f.split()[-1] == words[-1], len(f)), default=form)
        full[form] = same.get(best, best)
    for form in forms:  # chains: "Rosa" -> "Rosa Chavez" -> "Gregorio Rosa Chavez"; then the lexicon's own name
        for _ in range(3):
            full[form] = full.get(full[form], full[form])
    for form, entry in entries.items():
        root = full[form]
        for other in forms:
            if full[other] == root:
                full[other] = entry
    return full


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) == 1:
        return len(short[0]) > 2 and short[0] in long[-3:]
    return short[-1] in long and all(w in long for w in short)


def _only_whole(state: _State, word: str) -> tuple[object, ...] | None:
    """The key of the one longer name in the text that a word is short for: "the Observatory"."""
    if not role_of_words(word) and word not in ("observatory", "watch"):
        return None
    found: dict[tuple[object, ...], None] = {}
    for mention in state.mentions:
        name = mention.named
        if name and name.kind is ActorKind.ORGANISATION:
            text = _text(state.tree, name)
            if " " in text and word in text.split():
                found["entry" if name.entry else "organisation", name.entry.name if name.entry else text] = None
    return next(iter(found)) if len(found) == 1 else None


def _organisation_key(state: _State, text: str) -> str:
    """The longest organisation name of the text that ends in the same words: "State Department" in "US State Department"."""
    best = text
    words = text.split()
    for mention in state.mentions:
        name = mention.named
        if name is None or name.kind is not ActorKind.ORGANISATION:
            continue
        other = _text(state.tree, name)
        if (
            len(other) > len(best)
            and len(words) > 1
            and other.split()[-len(words) :] == words
            and len(other.split()) == len(words) + 1
        ):
            best = other
    return best


# --- descriptions ---------------------------------------------------------------------------------------------------


def _owner(state: _State, i: int, mention: Mention) -> int | None:
    """The cluster of the word that a role belongs to."""
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
            and (other.stands_for is None or state.by_word.get(other.stands_for) != i)
        ):
            _put(state, j, _describe(state, j, other))
        elif other.named and other.named.country and other.named.kind in (ActorKind.COUNTRY, None):
            return None
    return state.chosen[j]


def _country_of(state: _State, mention: Mention, owner: int | None) -> str | None:
    if owner is not None:
        return state.clusters[owner].country
    if mention.stands_for is None:
        return None
    j = state.by_word.get(mention.stands_for)
    name = state.mentions[j].named if j is not None else None
    return name.country if name else None


def _describe(state: _State, i: int, mention: Mention) -> int:
    """The cluster of a description, a new one where it takes up none."""
    if state.chosen[i] is not None:
        return state.chosen[i]  # type: ignore[return-value]
    tree = state.tree
    noun = mention.role.noun if mention.role else singular(tree.lower[mention.head])
    kind = mention.kind or ActorKind.ORGANISATION
    if mention.same_as is not None and (j := state.by_word.get(mention.same_as)) is not None:
        other = state.chosen[j]
        if other is not None and j < i and _alike(state.clusters[other].kind, kind, mention.plural):
            return other
    owner = _owner(state, i, mention)
    country = _country_of(state, mention, owner)
    values: dict[str, object] = {
        "kind": kind,
        "owner": owner,
        "country": country,
        "plural": mention.plural,
        "modifiers": frozenset(mention.modifiers),
    }
    if owner is not None and tree.lemmas[mention.head] in DOCUMENTS:
        return owner  # "a report by the mission": the mission's word
    if owner is not None and _is_called(state, mention, noun, owner):
        return owner
    state_owned = owner is None or state.clusters[owner].kind is ActorKind.COUNTRY
    head_of_state = owner is not None and noun == "government" and state.clusters[owner].sector is Sector.GOV
    if noun in GOVERNMENT and country and (state_owned or head_of_state):
        return _new(state, ("government", country), **{**values, "sector": Sector.GOV})
    if (
        noun in MILITARY
        and country
        and not mention.modifiers
        and not mention.located
        and (state_owned or head_of_state)
    ):
        return _new(state, ("military", country), **{**values, "sector": Sector.MIL})
    if mention.stands_for is not None:
        if (
            kind is ActorKind.PERSON
            and mention.definite
            and (found := _person_with(state, noun, owner, country)) is not None
        ):
            return found
        unique = kind is not ActorKind.PERSON or mention.definite
        place = owner if owner is not None else country or tree.lower[mention.stands_for]
        key = ("owned", noun, place, mention.plural, mention.modifiers) if unique else None
        return _new(state, key, **values)
    if mention.definite and (found := _taken_up(state, mention, noun, kind)) is not None:
        return found
    if mention.definite and not mention.modifiers and state.focus and kind is ActorKind.ORGANISATION:
        if noun in ("government", "authority"):
            return _new(state, ("government", state.focus), **{**values, "country": state.focus, "sector": Sector.GOV})
        if noun in MILITARY - {"force", "troop"}:
            return _new(state, ("military", state.focus), **{**values, "country": state.focus, "sector": Sector.MIL})
    bare = kind is not ActorKind.PERSON or mention.definite
    return _new(state, ("bare", noun, mention.plural, mention.modifiers) if bare else None, **values)


# "the M23 rebels", "the Farra Front movement" are the M23 and the front; "M23 fighters" are some of them.
_CALLED = frozenset(
    "group movement militia organization organisation network outfit party rebel guerrilla insurgent militant jihadist "
    "separatist agency newspaper coalition alliance gang cartel mission bloc daily".split()
)


def _is_called(state: _State, mention: Mention, noun: str, owner: int) -> bool:
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


def _person_with(state: _State, noun: str, owner: int | None, country: str | None) -> int | None:
    for number in reversed(state.recent):
        cluster = state.clusters[number]
        if cluster.kind is ActorKind.PERSON and noun in cluster.nouns:
            if (owner is not None and cluster.owner == owner) or (
                owner is None and country and cluster.country == country
            ):
                return number
    return None


def _taken_up(state: _State, mention: Mention, noun: str, kind: ActorKind) -> int | None:
    """The nearest actor before that a definite description without an owner can mean."""
    head = singular(state.tree.lower[mention.head])
    sectors = _TAKES_UP.get(noun) or _TAKES_UP.get(head)
    for number in reversed(state.recent):
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


# --- pronouns -------------------------------------------------------------------------------------------------------


def _antecedent(state: _State, i: int, mention: Mention) -> int | None:
    """Whom a pronoun means: the best of the actors named in the last sentences, subjects and the nearest first."""
    tree = state.tree
    what = PRONOUNS[tree.lower[mention.head]]
    here = tree.sentence[mention.head]
    best: tuple[float, int] | None = None
    seen: set[int] = set()
    for j in range(i - 1, max(-1, i - 60), -1):
        other, number = state.mentions[j], state.chosen[j]
        back = here - tree.sentence[other.head]
        if back > REACH:
            break
        if number is None or number in seen:
            continue
        seen.add(number)
        cluster = state.clusters[number]
        if not _agrees(cluster, other, what):
            continue
        own = tree.tags[mention.head] == "PRP$"
        score = (
            _prominence(tree, other, mention) * (0.4 if own else 1.0) - 1.2 * back - (0.2 if own else 0.02) * (i - j)
        )
        if cluster.sector is Sector.JRN:
            score -= 1.5  # outlets are told things; they are seldom "it"
        if best is None or score > best[0]:
            best = score, number
    if best is None:
        return None
    cluster = state.clusters[best[1]]
    if what in ("he", "she") and not cluster.gender:
        cluster.gender = what
    return best[1]


def _agrees(cluster: Cluster, mention: Mention, what: str) -> bool:
    if what in ("he", "she"):
        return cluster.kind is ActorKind.PERSON and cluster.gender in ("", what)
    if cluster.kind is ActorKind.PERSON:
        return False
    if what == "it":
        return cluster.kind is not ActorKind.GROUP and (bool(cluster.words) or not cluster.plural)
    return (
        cluster.kind is ActorKind.GROUP
        or cluster.plural
        or bool(cluster.entry)
        or cluster.kind is ActorKind.ORGANISATION
    )


def _prominence(tree: Tree, other: Mention, mention: Mention) -> float:
    dep = tree.deps[other.head]
    score = {"nsubj": 2.0, "nsubjpass": 1.6, "dobj": 0.6, "pobj": 0.3, "poss": 0.3, "conj": 0.8, "agent": 0.6}.get(
        dep, 0.0
    )
    if dep in ("nsubj", "nsubjpass") and tree.heads[mention.head] == tree.heads[other.head]:
        return -2.0  # subject and object of one verb are not the same
    if tree.deps[mention.head] == dep == "nsubj":
        score += 0.5
    if other.form == "name":
        score += 0.3
    quoted = tree.quoted[mention.head]
    if quoted >= 0 and tree.quoted[other.head] != quoted and tree.deps[mention.head] == "nsubj" and dep == "nsubj":
        score -= 1.0  # inside a quotation "he" is seldom who speaks
    return score


# --- for the later layers -------------------------------------------------------------------------------------------


def actor_at(layer: ActorLayer, span: Span) -> int | None:
    """Which entity the words of `span` name: that of the mention whose head is the head of the phrase.

    Where several mentions lie in the span, those inside another's phrase are modifiers ("Taliban" in "Taliban
    spokesman X"); of the rest the first counts, as the others are its apposition or stand beside it.
    """
    inside = [m for m in layer.mentions if m.name.overlaps(span)]
    outer = [
        m
        for m in inside
        if not any(
            o is not m and o.span != m.span and o.span.contains(m.span) and len(o.span) > len(m.span) for o in inside
        )
    ]
    if not outer:
        return None
    return min(outer, key=lambda m: (m.name.start, -len(m.span))).actor
