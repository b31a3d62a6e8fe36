"""The words of violence in a sentence, and what kind of act each tells of."""

from functools import cache
from typing import TYPE_CHECKING

from dragoman.layers.casualties.words import lemma_of, victim_groups
from dragoman.layers.grammar import agent_of, is_passive, object_of, prepositional, subject_of
from dragoman.layers.incidents.lexicon import (
    Act,
    deadly_acts,
    noun_acts,
    perpetrator_words,
    things,
    unreal,
    venues,
    verb_acts,
    verbs_of,
)
from dragoman.layers.incidents.targets import is_weapon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_acts", "is_violent"]

_HURLING = frozenset("hurl throw lob toss plant place set fire launch".split())
_FIRING = frozenset("rebel government regime army sniper enemy militant terrorist tank".split())
_SHELLS = frozenset("rocket mortar missile shell projectile".split())
_FLOWN = frozenset({"strike", "raid", "attack", "bombing", "bombardment"})
_POSTS = frozenset("outpost post base camp barracks garrison checkpoint checkpost".split())
_UNMANNED = frozenset("drone missile rocket projectile uav balloon".split())
_AIRCRAFT = frozenset("jet warplane aircraft helicopter drone plane".split())


def _is_at_somebody(verb: "Token") -> bool:
    """ "Police fired at the crowd", and not "was fired on Monday"."""
    struck = prepositional(verb, "at", "on", "upon", "into")
    return not is_passive(verb) and any(word.ent_type_ not in ("DATE", "TIME") for word in struck)


def _own_doer(verb: "Token") -> "Token | None":
    """The subject of a verb; none where it is what was struck: "a helicopter was shot down, killing four"."""
    return None if verb.dep_ == "advcl" and is_passive(verb.head) else subject_of(verb)


def _flies(doer: "Token | None") -> bool:
    """Whether who does it does it from the air: "jets", "the air force"."""
    if doer is None:
        return False
    force = lemma_of(doer) == "force" and any(c.lower_ == "air" for c in doer.children)
    return force or lemma_of(doer) in _AIRCRAFT


def _is_flown(noun: "Token") -> bool:
    """ "Jet strikes", "a helicopter attack": by what they are done with."""
    return any(c.dep_ in ("compound", "amod", "nmod") and lemma_of(c) in _AIRCRAFT for c in noun.children)


def _is_of_missiles(noun: "Token | None") -> bool:
    """ "Shot down 97 of the drones": nobody was harmed."""
    if noun is None:
        return False
    return any(lemma_of(word) in _UNMANNED for word in (noun, *prepositional(noun, "of")))


def _is_civilian(noun: "Token | None") -> bool:
    """Whether somebody is no fighter, by name or trade: "seized an aid worker", no suspect."""
    return noun is not None and (noun.ent_type_ == "PERSON" or victim_groups().get(lemma_of(noun)) == "civil")


def _is_post(noun: "Token | None") -> bool:
    """Whether something is held by armed men, so that who takes it fought for it."""
    return noun is not None and lemma_of(noun) in _POSTS


def _is_armed_strike(noun: "Token") -> bool:
    """ "A strike on a clinic", "one strike killed nine", and no strike of miners: by what it hits or does."""
    if any(lemma_of(c) in unreal("strikers") for c in noun.children):
        return False
    struck = prepositional(noun, "on", "against")
    struck_at = (things(), venues(), victim_groups())
    hits = any(w.ent_type_ in ("GPE", "LOC", "FAC") or any(lemma_of(w) in words for words in struck_at) for w in struck)
    return hits or (noun.dep_ == "nsubj" and lemma_of(noun.head) in verbs_of("harming"))


def _ends_in_death(verb: "Token") -> bool:
    """ "hacked to death", "burned alive"."""
    return any(c.lower_ in ("alive", "dead") for c in verb.children) or any(
        word.lower_ == "death" for word in prepositional(verb, "to")
    )


def find_acts(tokens: "list[Token]") -> "list[tuple[Act, Token]]":
    """The words of violence in a sentence, with what each tells of, done or not."""
    found = []
    verbs, nouns = verb_acts(), noun_acts()
    for at, token in enumerate(tokens):
        lemma = lemma_of(token)
        act = _thrown(tokens, at, lemma)
        if act:
            found.append((act, token))
            continue
        if token.tag_[0] == "V":
            act = deadly_acts().get(lemma) if _ends_in_death(token) else None
            if lemma == "fire" and _is_at_somebody(token):
                act = verbs["shoot"]
            act = act or verbs.get(lemma)
            if act is None and lemma in ("capture", "seize", "take") and _is_post(object_of(token)):
                act = nouns["occupation"]
            if act is None and token.tag_ == "VBG" and token.dep_ == "aux":
                act = nouns.get(token.lower_)  # "after shelling killed seven", read as if it were an auxiliary
            if act and act.type in ("killing", "bombing") and not is_passive(token) and _flies(_own_doer(token)):
                act = nouns["air strike"]
            if lemma == "execute" and (done := object_of(token)) is not None and lemma_of(done) in unreal("executed"):
                act = None  # "executed a rapid advance"
            if act is None and lemma == "seize" and _is_civilian(object_of(token)):
                act = nouns["kidnapping"]
            if lemma == "shoot" and _is_of_missiles(object_of(token)):
                act = None
            if act and act.weak and lemma in ("burn", "occupy", "loot", "torch") and object_of(token) is None:
                act = None  # "burning with anger"
            if lemma == "burn" and any(lemma_of(word) == "fire" for word in prepositional(token, "in")):
                act = None
            if (
                act
                and act.type == "killing"
                and lemma == "gun"
                and (at + 1 >= len(tokens) or tokens[at + 1].lower_ != "down")
            ):
                act = None
        elif token.tag_[0] in "NJ":
            pair = f"{tokens[at - 1].lower_} {lemma}" if at else lemma
            triple = f"{tokens[at - 2].lower_} {pair}" if at > 1 else pair
            act = nouns["air strike"] if lemma in _FLOWN and _is_flown(token) else None
            act = act or nouns.get(triple) or nouns.get(pair) or nouns.get(lemma)
            act = act or (nouns["air strike"] if lemma == "strike" and _is_armed_strike(token) else None)
            if (
                act is None
                and lemma == "fire"
                and any(lemma_of(c) in _FIRING for c in token.children if c.dep_ in ("compound", "amod"))
            ):
                act = nouns["gunfire"]
            if act and token.dep_ == "compound" and at + 1 < len(tokens) and lemma_of(tokens[at + 1]) in nouns:
                act = None  # "bomb" in "bomb attack"
        if act:
            found.append((act, token))
    return found


def _thrown(tokens: "list[Token]", at: int, lemma: str) -> Act | None:
    """ "hurled a hand grenade", "rockets fired by", "opened fire": the act is in what the verb is done to or with."""
    if tokens[at].tag_[0] != "V" or lemma not in _throwing():
        return None
    follows = {lemma_of(t) for t in tokens[at + 1 : at + 7]}
    if lemma == "open" and follows & {"fire", "firing"}:
        return noun_acts()["shooting"]
    own = object_of(tokens[at])
    follows |= {lemma_of(own)} if own is not None else set()
    doer = agent_of(tokens[at]) if is_passive(tokens[at]) else subject_of(tokens[at])
    if lemma in ("fire", "launch", "drop") and doer is not None and lemma_of(doer) in _AIRCRAFT:
        return noun_acts()["air strike"]
    if lemma in verbs_of("landing") and doer is not None and lemma_of(doer) in _SHELLS:
        return noun_acts()["shelling"]
    if lemma in verbs_of("targeting"):
        return _targeted(tokens[at], doer, follows)
    if lemma in _HURLING:
        if follows & {"grenade", "bomb", "dynamite", "explosive", "ied"}:
            return noun_acts()["bombing"]
        if follows & _SHELLS and lemma in ("fire", "launch"):
            return noun_acts()["shelling"]
    if lemma == "go":
        off = doer is not None and is_weapon(doer) and any(c.lower_ == "off" for c in tokens[at].children)
        return noun_acts()["bombing"] if off else None
    if lemma in ("blow", "set") and (follows & {"up"} if lemma == "blow" else {"fire", "ablaze"} & follows):
        return noun_acts()["bombing" if lemma == "blow" else "arson"]
    return None


@cache
def _throwing() -> frozenset[str]:
    return _HURLING | {"open", "blow", "drop", "go"} | verbs_of("landing") | verbs_of("targeting")


def _targeted(verb: "Token", doer: "Token | None", follows: set[str]) -> Act | None:
    """ "targeted the quarter with shells", "jets struck a school": what kind of attack the means or the doer make."""
    means = {lemma_of(word) for word in prepositional(verb, "with", "using")}
    if (doer is not None and lemma_of(doer) in _AIRCRAFT) or means & _AIRCRAFT:
        return noun_acts()["air strike"]
    if (means | follows) & _SHELLS:
        return noun_acts()["shelling"]
    if lemma_of(verb) == "target" and doer is not None and lemma_of(doer) in perpetrator_words():
        return noun_acts()["attack"]
    return None


def is_violent(found: "list[tuple[Act, Token]]") -> bool:
    """Whether any of the acts is plain violence, and no mere killing, which accidents do, too."""
    return any(not act.weak and act.family not in ("any", "kill") for act, _ in found)
