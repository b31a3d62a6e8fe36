"""Phrases that stand for actors: names with their roles, descriptions ("the group's spokesman", "gunmen"), pronouns.

Nothing is resolved here: `coreference` says which phrases mean the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.codes import ActorKind, Sector
from dragoman.layers.actors.acting import Reader, is_acting
from dragoman.layers.actors.name_words import ORGANISATION_WORDS, Name, is_headline
from dragoman.layers.attribution.cues import class_of
from dragoman.layers.roles import Role, is_plural, is_rank, role_at, singular
from dragoman.layers.tree import Range, Tree

__all__ = ["DOCUMENTS", "PRONOUNS", "Mention", "find_mentions", "issuer_of"]

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "themselves": "they", "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
# Documents that speak for who issued them: "a report by the mission said".
DOCUMENTS = frozenset(
    "report statement letter communique communiqué study survey declaration message release document note release "
    "complaint tweet post video broadcast announcement resolution".split()
)
# Nouns in these are deeds and states, not sources: "the fighting continued".
_ABSTRACT = ("ing", "tion", "sion", "ment", "ence", "ance", "ity", "ism", "ness", "ship", "age", "cide", "rate", "ture")
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_DEFINITE = frozenset("the this that these those its their his her our both".split())
_STANDS_FOR = frozenset("of for at from in on".split())
_SENT_TO = frozenset("ambassador envoy adviser advisor representative aide emissary delegate".split())
_TENURES = frozenset("acting outgoing ruling leading serving sitting visiting managing presiding incoming".split()) | {
    "retired", "ousted", "deposed", "exiled", "elected", "disgraced", "jailed", "based", "appointed", "named", "led"
}  # fmt: skip
_OF_FIGHTING = frozenset("intense heavy fierce fresh renewed continued massive relentless indiscriminate".split())
_STATES = frozenset(("country", "nation", "state", "power"))
_NO_ROLE = frozenset("based year old former then late".split())
_OF_STATE = frozenset(("state", "staff", "government", "affairs"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for an actor.

    `head` is its main word, `words` the whole phrase, `name` the name or head noun with its modifiers. `stands_for` is
    a word of the phrase that names whom a role belongs to; `same_as` the head of a phrase said to be the same (an
    apposition). `located`: `stands_for` says where, not whose ("groups in Sudan"). `modifiers`:
    lower-case words before a description's head noun, without articles, names and numbers.
    """

    head: int
    words: Range
    name: Range
    form: str
    kind: ActorKind | None
    named: Name | None = None
    role: Role | None = None
    role_words: Range | None = None
    stands_for: int | None = None
    same_as: int | None = None
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    acting: bool = False
    located: bool = False


def find_mentions(tree: Tree, names: Sequence[Name]) -> tuple[Mention, ...]:
    """The phrases of a text that may stand for actors, in the order of their heads."""
    reader = Reader(tree, names, {word: name for name in names for word in range(*name.words)})
    mentions = [_named(reader, name) for name in names]
    used = {w for m in mentions if m.role_words for w in range(*m.role_words)}
    headlines = {number for number, (first, _) in enumerate(tree.stops) if is_headline(tree, first)}
    for word in range(len(tree)):
        if word in reader.at or tree.sentence[word] in headlines:
            continue
        pronoun = PRONOUNS.get(tree.lower[word])
        if pronoun:
            if pronoun != "it" or _is_referring(tree, word):
                mentions.append(
                    Mention(
                        word, (word, word + 1), (word, word + 1), "pronoun", None, plural=pronoun == "they", acting=True
                    )
                )
        elif tree.lower[word] in _RELATIVES and tree.deps[tree.heads[word]] == "relcl" and tree.deps[word] == "nsubj":
            mentions.append(
                Mention(word, (word, word + 1), (word, word + 1), "pronoun", None, same_as=tree.heads[tree.heads[word]])
            )
        elif word not in used and tree.pos[word] in ("NOUN", "PROPN", "ADJ"):
            found = _described(reader, word)
            if found:
                mentions.append(found)
    return tuple(sorted(mentions, key=lambda m: (m.head, m.words)))


def _is_referring(tree: Tree, word: int) -> bool:
    """Whether "it" or "its" stands for something: not in "it is likely that", "it was said that"."""
    if tree.lower[word] != "it":
        return True
    verb = tree.heads[word]
    return tree.deps[word] == "nsubj" and tree.lemmas[verb] not in (
        "be",
        "seem",
        "appear",
        "remain",
        "take",
    )


# --- names ----------------------------------------------------------------------------------------------------------


def _named(reader: Reader, name: Name) -> Mention:
    tree = reader.tree
    head = reader.head_of(name.words)
    if _is_person_after_all(reader, name, head):
        name = replace(name, kind=ActorKind.PERSON, country=None)
    if name.kind is not ActorKind.PERSON:
        plural = tree.tags[head] in ("NNPS", "NNS")
        start = name.words[0] - 1 if name.words[0] and tree.lower[name.words[0] - 1] == "the" else name.words[0]
        if name.words[0] - 6 <= tree.left[head] < start and tree.pos[head] == "PROPN":
            start = tree.left[head]  # "the Geneva-based X"
        return Mention(
            head,
            (start, name.words[1]),
            name.words,
            "name",
            name.kind,
            name,
            plural=plural,
            definite=name.words[0] > 0 and tree.lower[name.words[0] - 1] == "the",
            acting=is_acting(reader, head),
            same_as=_same_as(reader, head),
        )
    role, role_words, stands_for, start = _role_before(reader, name.words[0])
    if role is None or (role_words and role_words[1] - role_words[0] == 1 and is_rank(role.noun)):
        beside, beside_words, other = _role_beside(reader, head, name.words[1])
        if beside is not None:
            role, role_words, stands_for = beside, beside_words, other if other is not None else stands_for
    if stands_for is None and name.words[1] < len(tree) and tree.lower[name.words[1]] in ("of", "from", "at"):
        follower = reader.at.get(_skip_article(tree, name.words[1] + 1))
        if follower and follower.kind in (ActorKind.ORGANISATION, ActorKind.COUNTRY):
            stands_for = follower.words[0]
    end = name.words[1]
    if role_words and role_words[0] >= end and role_words[1] - end < 10 and tree.words[end] in (",", "("):
        end = max(role_words[1], stands_for + 1 if stands_for is not None else 0)
    elif role_words and role_words[1] <= start and start - role_words[0] < 15:
        start = role_words[0]
        if stands_for is not None and start - 6 < stands_for < start:
            start = reader.at[stands_for].words[0] if stands_for in reader.at else stands_for
        if start and tree.tags[start - 1] in ("DT", "PRP$"):
            start -= 1
    return Mention(
        head, (start, end), name.words, "name", ActorKind.PERSON, name, role=role, role_words=role_words,
        stands_for=stands_for, acting=is_acting(reader, head), same_as=_same_as(reader, head),
    )  # fmt: skip


def _is_person_after_all(reader: Reader, name: Name, head: int) -> bool:
    """Whether a name that looks like a body's is in apposition to one person's role: "the governor, Zenon Muko"."""
    if name.kind is not ActorKind.ORGANISATION or name.entry or not 2 <= name.words[1] - name.words[0] <= 4:
        return False
    words = reader.tree.words[slice(*name.words)]
    if not all(w[:1].isupper() and w[1:].islower() for w in words) or ORGANISATION_WORDS.search(" ".join(words)):
        return False
    return _role_beside(reader, head, name.words[1])[0] is not None


def _skip_article(tree: Tree, word: int) -> int:
    return word + 1 if word < len(tree) and tree.lower[word] in ("the", "a", "an") else word


def _role_before(reader: Reader, first: int) -> tuple[Role | None, Range | None, int | None, int]:
    """What stands before a person's name: role, its words, whom it belongs to, and where the whole phrase begins."""
    tree, word, stands_for = reader.tree, first - 1, None
    low = tree.stops[tree.sentence[first]][0] if tree.stops else 0
    while word >= low and word not in reader.at and _is_modifier(tree, word):
        word -= 1
    run = (word + 1, first)
    while run[0] < run[1] and (tree.words[run[0]] == "-" or tree.lower[run[0]] in ("of", "then")):
        run = (run[0] + 1, run[1])
    start = run[0]
    if word >= low and tree.tags[word] == "POS" and word - 1 in reader.at:
        word -= 1
    if word >= low and word in reader.at and reader.at[word].kind is not ActorKind.PERSON:
        stands_for = reader.at[word].words[0]
        start = stands_for
    elif word >= low and tree.tags[word] == "POS" and word - 1 >= low and role_at(tree, word - 1):
        stands_for = word - 1
    elif word >= low and tree.tags[word] == "PRP$":
        stands_for = word
    if start - 1 >= low and tree.tags[start - 1] in ("DT", "PRP$"):
        start -= 1
    while run[0] < run[1] - 1 and (tree.lower[run[0]] in _NO_ROLE or tree.words[run[0]] == "-"):
        run = (run[0] + 1, run[1])
    roles = [f for w in range(run[1] - 1, run[0] - 1, -1) if (f := role_at(tree, w))]
    found = next((f for f in roles if f[0].sector is not Sector.MIL), roles[0] if roles else None)
    if found is None or found[0].kind is not ActorKind.PERSON:
        return None, None, stands_for if run[0] == run[1] else None, start if run[0] == run[1] else run[0]
    return found[0], run, stands_for, start


def _is_modifier(tree: Tree, word: int) -> bool:
    if tree.pos[word] in ("NOUN", "PROPN", "ADJ") or tree.words[word] in ("-", "&") or tree.lower[word] in _TENURES:
        return True
    if tree.lower[word] in ("of", "for"):
        return word + 1 < len(tree) and tree.lower[word + 1] in _OF_STATE | {"foreign", "defence", "defense", "the"}
    return False


def _role_beside(reader: Reader, head: int, end: int) -> tuple[Role | None, Range | None, int | None]:
    """The role in an apposition to a name ("X, the Y of Z") or in its predicate ("X is the Y of Z")."""
    tree = reader.tree
    candidates = [k for k in tree.kids[head] if tree.deps[k] == "appos"]
    if tree.deps[head] == "appos" and tree.deps[tree.heads[head]] != "conj":
        candidates.append(tree.heads[head])
    if end < len(tree) and tree.words[end] in (",", "(", "-", "–", "—"):
        candidates += _after_comma(reader, end + 1)
    candidates += _before_comma(reader, head, end)
    verb = tree.heads[head]
    if tree.deps[head] == "nsubj" and tree.lemmas[verb] == "be":
        candidates += [k for k in tree.kids[verb] if tree.deps[k] == "attr"]
    for noun in candidates:
        found = role_at(tree, noun) if noun not in reader.at else None
        if found and found[0].kind is ActorKind.PERSON and not is_plural(tree, noun):
            run = _modifiers(reader, noun)
            last = noun + 1
            if last + 1 < len(tree) and tree.lower[last] == "of" and tree.lower[last + 1] in _OF_STATE:
                last += 2  # secretary of state
            return found[0], (min(found[1], run[0]), last), _stands_for(reader, noun)
    return None, None, None


def _after_comma(reader: Reader, start: int) -> list[int]:
    """A role noun soon after a comma, before any verb or further comma: for appositions that the parser missed."""
    tree = reader.tree
    for word in range(start, min(start + 7, len(tree))):
        if tree.pos[word] in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON") and tree.tags[word] not in (
            "HYPH",
            "VBG",
            "PRP$",
        ):
            return []
        following = tree.tags[word + 1] if word + 1 < len(tree) else "."
        if word not in reader.at and role_at(tree, word) and following not in ("NN", "NNP", "NNS", "POS", "HYPH"):
            return [word]
    return []


def _before_comma(reader: Reader, head: int, end: int) -> list[int]:
    """The role noun of a phrase before a name between commas: "the governor of Farra province, X, said"."""
    tree = reader.tree
    name = reader.at[head]
    comma = name.words[0] - 1
    if comma < 2 or tree.words[comma] != "," or (end < len(tree) and tree.words[end] not in (",", ".")):
        return []
    found = []
    for word in range(comma - 1, max(-1, comma - 10), -1):
        if tree.pos[word] in ("VERB", "AUX", "SCONJ", "CCONJ", "PRON") or tree.words[word] in (",", ".", ";", ":"):
            break
        if tree.tags[word] == "DT" or (word in reader.at and word + 1 not in reader.at):
            found += [w for w in range(word + 1, comma) if w not in reader.at and role_at(tree, w)][:1]
    return found[-1:]


# --- descriptions ---------------------------------------------------------------------------------------------------


def _described(reader: Reader, word: int) -> Mention | None:
    tree = reader.tree
    found = role_at(tree, word)
    if (
        found
        and tree.pos[word] == "ADJ"
        and not (tree.tags[word] == "JJ" and tree.deps[word] in ("nsubj", "pobj", "dobj"))
    ):
        return None
    if not found and not _is_source(tree, word):
        return None
    if found and found[0].noun in _STATES and not is_plural(tree, word):
        return None  # "the country" is mostly a place
    if tree.deps[word] in ("compound", "amod", "nmod", "npadvmod") and tree.heads[word] > word:
        return None
    following = word + 1
    if (
        following < len(tree)
        and following in reader.at
        and reader.at[following].kind is ActorKind.PERSON
        and not is_plural(tree, word)
    ):
        return None  # a title: "spokesman Suhail Shaheen"
    role = found[0] if found else None
    first = found[1] if found else word
    run = _modifiers(reader, word)
    start, definite = _opening(reader, min(first, run[0]))
    plural = is_plural(tree, word)
    kind = ActorKind.ORGANISATION if role and role.kind is ActorKind.ORGANISATION else None
    if role and role.kind is not ActorKind.ORGANISATION:
        kind = ActorKind.GROUP if plural or role.kind is ActorKind.GROUP else ActorKind.PERSON
    stands_for = _stands_for(reader, word)
    located = stands_for is not None and stands_for > word and tree.lower[word + 1] in ("in", "on", "at")
    end = word + 1
    if stands_for is not None and stands_for > word:
        end = reader.at[stands_for].words[1] if stands_for in reader.at else stands_for + 1
    negated = tree.lower[start] in ("no", "neither", "nobody")
    named = min(first, run[0])
    while named < word and tree.lower[named] in _OF_FIGHTING:
        named += 1  # "intense regime shelling": the shelling is
    if stands_for is not None and start <= stands_for < word and stands_for in reader.at:
        named = stands_for
    elif named > 1 and tree.words[named - 1] == "-" and named - 2 in reader.at:
        named = reader.at[named - 2].words[0]  # "Rwanda-backed rebels"
        start = min(start, named)
    elif kind is ActorKind.ORGANISATION and named > 1 and tree.tags[named - 2 : named] == ["NNS", "POS"]:
        named = _run_before(tree, named - 2)  # "medics' union"
        start = min(start, named)
    return Mention(
        word, (start, end), (named, word + 1), "description", kind, role=role,
        role_words=(min(first, run[0]), word + 1), stands_for=stands_for, same_as=_same_as(reader, word),
        modifiers=tuple(tree.lower[w] for w in range(run[0], word) if tree.tags[w] not in ("CD", "POS", "HYPH")),
        definite=definite, plural=plural, acting=is_acting(reader, word) and not negated, located=located,
    )  # fmt: skip


def _run_before(tree: Tree, word: int) -> int:
    """Where the adjectives and nouns begin that stand directly before a noun."""
    while word and tree.tags[word - 1] in ("JJ", "NN"):
        word -= 1
    return word


_ISSUING = frozenset("issue release publish make post send read sign give write circulate distribute put file".split())


def issuer_of(tree: Tree, word: int) -> int | None:
    """The subject of the verb that gives out a document: "X issued a statement", "X said in a letter"."""
    verb = tree.heads[word]
    if tree.deps[word] == "pobj" and tree.lower[verb] == "in":
        verb = tree.heads[verb]
        return tree.child(verb, "nsubj") if class_of(tree, verb) == "speech" else None
    if tree.deps[word] == "dobj" and tree.lemmas[verb] in _ISSUING:
        return tree.child(verb, "nsubj")
    if tree.deps[word] == "nsubjpass" and tree.lemmas[verb] in _ISSUING:
        agent = tree.child(verb, "agent")
        return tree.child(agent, "pobj") if agent is not None else None
    return None


def _is_source(tree: Tree, word: int) -> bool:
    """Whether a noun in no lexicon is the subject of a word of saying: people, bodies, what somebody wrote."""
    verb = tree.heads[word]
    if tree.pos[word] not in ("NOUN", "PROPN"):
        return False
    if tree.lemmas[word] in DOCUMENTS:
        told = tree.deps[word] == "pobj" and tree.lower[verb] == "to" and tree.lower[tree.heads[verb]] == "according"
        return told or tree.deps[word] in ("nsubj", "agent")
    if tree.deps[word] not in ("nsubj", "agent") or class_of(tree, verb) != "speech":
        return False
    return not tree.lemmas[word].endswith(_ABSTRACT) and tree.lemmas[verb] not in ("continue", "show", "add")


def _modifiers(reader: Reader, noun: int) -> Range:
    """The noun with the words before it that belong to it, names and articles left out."""
    tree, word = reader.tree, noun - 1
    while (
        word >= max(tree.left[noun], 0)
        and word not in reader.at
        and (
            tree.pos[word] in ("NOUN", "PROPN", "ADJ")
            or tree.words[word] == "-"
            or tree.tags[word] in ("VBG", "VBN", "RBS", "JJS")
        )
    ):
        word -= 1
    start = word + 1
    while start < noun and tree.words[start] == "-":
        start += 1
    return start, noun + 1


def _opening(reader: Reader, first: int) -> tuple[int, bool]:
    """Where a noun phrase begins, given its first modifier, and whether it is definite."""
    tree, word = reader.tree, first - 1
    if word < 0 or tree.sentence[word] != tree.sentence[first]:
        return first, False
    start, definite = first, False
    if tree.words[word] == "-" and word - 1 in reader.at:
        word -= 1
    if tree.tags[word] == "POS" and word - 1 >= 0:
        owner = word - 1
        definite = True
        start = reader.at[owner].words[0] if owner in reader.at else owner
        word = start - 1
    elif word in reader.at:
        start = reader.at[word].words[0]
        word = start - 1
    while word >= 0 and tree.tags[word] in ("CD", "JJ", "JJS") and tree.sentence[word] == tree.sentence[first]:
        start, word = word, word - 1
    if word >= 0 and tree.tags[word] in ("DT", "PRP$", "PDT") and tree.sentence[word] == tree.sentence[first]:
        return word, definite or tree.lower[word] in _DEFINITE
    return start, definite


def _stands_for(reader: Reader, noun: int) -> int | None:
    """A word of whom a role or body belongs to: "the Taliban's spokesman", "US officials", "head of the mission"."""
    tree = reader.tree
    run = _modifiers(reader, noun)
    before = run[0] - 1
    if before >= 0 and tree.words[before] == "-" and run[0] < noun and tree.tags[run[0]] in ("VBN", "VBD", "JJ", "VBG"):
        return None  # "Rwanda-backed rebels"
    while before >= 0 and (tree.words[before] == "-" or tree.tags[before] == "POS" or tree.tags[before] == "CD"):
        before -= 1
    if before >= 0 and tree.sentence[before] == tree.sentence[noun]:
        if before in reader.at and _is_prefixed(tree, reader.at[before]):
            return None
        if before in reader.at:
            return reader.at[before].words[0]
        if tree.tags[before] == "PRP$" and run[0] - before == 1:
            return before
        if before + 1 < len(tree) and tree.tags[before + 1] == "POS" and role_at(tree, before):
            return before
    following = noun + 1
    sent = following < len(tree) and tree.lower[following] in ("to", "with") and singular(tree.lower[noun]) in _SENT_TO
    sent = sent or (following < len(tree) and tree.lower[following] == "by" and tree.lemmas[noun] in DOCUMENTS)
    if following < len(tree) and (tree.lower[following] in _STANDS_FOR or sent) and tree.heads[following] <= noun:
        target = next((k for k in tree.kids[following] if tree.deps[k] in ("pobj", "pcomp")), None)
        if target is not None and target - following <= 8:
            if target in reader.at:
                return reader.at[target].words[0]
            if tree.lower[following] != "in" and role_at(tree, target):
                return target
    return None


# --- grammar --------------------------------------------------------------------------------------------------------


def _is_prefixed(tree: Tree, name: Name) -> bool:
    """Whether a name is only what somebody is for or against: "anti-Syria", "pro-Russian"."""
    first = name.words[0]
    return first > 1 and tree.words[first - 1] == "-" and tree.lower[first - 2] in ("anti", "pro", "ex", "non")


def _same_as(reader: Reader, head: int) -> int | None:
    """The word to which `head` stands in apposition, or of which it is the predicate."""
    tree = reader.tree
    if tree.deps[head] == "appos":
        return tree.heads[head]
    if tree.deps[head] == "attr" and tree.lemmas[tree.heads[head]] == "be":
        return tree.child(tree.heads[head], "nsubj")
    return None
