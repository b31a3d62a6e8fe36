"""Words that bind somebody to an act, and the act they bind him to: one frame a cue and act.

Three sorts of cue are read here: verbs that take the act as a clause or an object ("pledged to free", "called for the
release of"), adjectives ("ready to leave") and nouns ("renewed its pledge to leave", "a violation of the truce"). What
is bound by a modal verb or told as done stands in `commitments.verbs`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.codes import CommitmentModality, Modality
from dragoman.layers.commitments.frames import (
    Frame,
    accused_by,
    blamer_of,
    calls_from,
    is_accord_noun,
    is_announced_act,
    is_hearsay,
    is_in_question,
    speaker_over,
    words_of,
)
from dragoman.layers.commitments.nouns import find_by_noun
from dragoman.layers.commitments.topics import particle_lemma
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.modality import is_negated, modality_of
from dragoman.layers.phrases import doer_of, lemma
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_governed"]

M = CommitmentModality


def find_governed(words: "Iterable[Token]") -> "Iterator[Frame]":
    """The frames of all cue verbs, adjectives and nouns of a text, in text order."""
    verbs = _cues()
    for token in words:
        if token.pos_ in ("VERB", "AUX") and particle_lemma(token) not in _OTHER_ACTS:
            for entry in verbs.get(particle_lemma(token)) or verbs.get(lemma(token)) or ():
                frame = _verb_frame(token, entry)
                if frame is not None:
                    yield frame
                    break
        yield from find_by_noun(token)


_OTHER_ACTS = frozenset({"call in", "call up", "ask out", "order in"})  # "was called in to settle it"


def _verb_frame(cue: "Token", entry: Mapping[str, Any]) -> Frame | None:
    modality = M(entry["modality"])
    held, negated = modality_of(cue)
    subject = speaker_over(cue) or doer_of(cue)
    passive = is_passive(cue)
    asks = modality in (M.DEMAND, M.OBLIGATION)
    if entry.get("accord") and not (
        is_accord_noun(subject) or (passive and (is_accord_noun(agent_of(cue)) or modality is M.OBLIGATION))
    ):
        return None
    if (
        entry.get("accord")
        and passive
        and lemma(cue) not in ("oblige", "require", "bind", "obligate", "bar", "ban", "prohibit", "forbid")
    ):
        return None
    if not entry.get("accord") and modality is M.DEMAND and is_accord_noun(subject):
        return None
    denied = held is Modality.DENIED
    if entry.get("denied") and negated and held is Modality.POSSIBLE:  # "could not accept"
        held = Modality.ASSERTED
    if modality is M.PROMISE and _is_gap(cue):
        return None
    if cue.dep_ == "pcomp" and cue.head.lower_ == "without":
        return None
    if entry.get("accord") and cue.dep_ == "xcomp" and lemma(cue.head) in _AIMED:
        return None
    if modality is M.DEMAND and (is_in_question(cue) or (subject is not None and subject.lower_ in _IDLE)):
        return None
    if held in (Modality.HYPOTHETICAL, Modality.POSSIBLE, Modality.DEMANDED) and not (
        asks and held is Modality.DEMANDED
    ):
        return None
    if held is Modality.PLANNED and modality in (M.BREACH, M.FULFILMENT):
        return None
    if passive and lemma(cue) == "expect" and agent_of(cue) is None:
        entry = {**entry, "topical": True}
    if passive and modality in (M.PROMISE, M.REFUSAL) and agent_of(cue) is None:
        return None
    if entry.get("denied"):
        if not negated:
            return None
    elif negated and not denied:
        if modality is not M.PROMISE or lemma(cue) not in ("agree", "accept", "commit", "consent"):
            return None
        modality = M.REFUSAL
    if modality is M.FULFILMENT and cue.tag_ not in ("VBD", "VBN"):
        return None
    act, prep = _act_of(cue, entry)
    if act is None or (lemma(cue) == "invite" and lemma(act) in _GUEST):
        return None
    if lemma(cue) in ("declare", "announce", "proclaim") and not is_announced_act(cue, act):
        return None
    obligor: Token | None
    if asks:
        obligor, asserter = _asked(cue, act, entry["obligor"], passive), (agent_of(cue) if passive else subject)
        if (caller := calls_from(cue, act)) is not None:
            obligor, asserter = None, caller
    else:
        obligor = agent_of(cue) if passive else _own_subject(act, cue) or subject
        asserter = None
    if modality in (M.BREACH, M.FULFILMENT):
        return _deed_frame(cue, modality, act, obligor, entry, denied=denied)
    if act.pos_ not in ("VERB", "AUX"):
        if modality is M.REFUSAL and (lemma(act) in words_of("retort") or act.ent_type_ == "PERSON"):
            return None
        act = _inner_act(act) if modality in (M.REFUSAL, M.DEMAND) else act
    first = prep.i if prep is not None and prep.lower_ in ("against", "from") and asks else None
    if asks and not passive and obligor is not None and obligor == asserter:
        return None
    if asks and not passive and obligor is None and act.dep_ == "xcomp" and not is_passive(act):
        return None  # "wants to go home" asks nobody
    if (
        modality is M.DEMAND
        and first is None
        and (
            lemma(act) in words_of("threat")
            or (lemma(act) == "open" and (thing := child(act, "dobj")) is not None and lemma(thing) == "fire")
        )
        and not is_negated(act)
    ):
        return None
    if asks and entry.get("accord"):
        asserter = None
    return Frame(
        modality,
        cue,
        act,
        obligor,
        asserter,
        first=first,
        topical=bool(entry.get("topical")) or (act.pos_ in ("NOUN", "PROPN") and act.dep_ != "pcomp"),
        accord=bool(entry.get("accord")),
        denied=denied,
        passive=act.pos_ in ("VERB", "AUX") and is_passive(act),
    )


_AIMED = frozenset({"design", "intend", "mean", "aim", "seek", "help", "try"})  # "is designed to prevent attacks"
_IDLE = frozenset({"this", "that", "which", "what", "these", "those"})
_GUEST = frozenset("testify speak attend visit join address brief participate observe monitor meet sit".split())


def _deed_frame(
    cue: "Token",
    modality: CommitmentModality,
    act: "Token",
    obligor: "Token | None",
    entry: Mapping[str, Any],
    *,
    denied: bool,
) -> Frame | None:
    """A breach or a fulfilment. "Failed to leave" owes the leaving; "violated the truce" is itself the act."""
    blame = blamer_of(cue)
    accused = accused_by(cue)
    obligor = accused if accused is not None else obligor
    if obligor is None and is_hearsay(cue):
        return None
    if entry.get("whole"):
        act = cue
    if entry.get("accord_object"):
        thing = child(cue, "nsubjpass") if is_passive(cue) else act
        if not is_accord_noun(thing) or cue.dep_ == "amod":
            return None
        act = cue
    if lemma(cue) in ("fail", "neglect") and lemma(act) in words_of("effort") and not _has_attacks(act):
        return None
    if lemma(cue) == "ignore" and not is_accord_noun(child(cue, "dobj")):
        return None
    return Frame(
        modality,
        cue,
        act,
        obligor,
        blame,
        topical=bool(entry.get("topical")),
        denied=denied,
        alleged=blame is not None and not denied,
        passive=act == cue and is_passive(cue) and obligor is None,
    )


def _is_gap(cue: "Token") -> bool:
    """ "the trucks it agreed to admit": a pledge only mentioned, of a thing that the sentence tells the fate of."""
    if cue.dep_ != "relcl" or cue.head.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    subject = child(cue, "nsubj", "nsubjpass")
    return subject is not None and subject.lower_ not in ("who", "which", "that")


def _has_attacks(act: "Token") -> bool:
    """Whether it is attacks that somebody failed to stop."""
    thing = child(act, "dobj", "xcomp")
    return thing is not None and lemma(thing) in (
        "attack",
        "shelling",
        "bombing",
        "violence",
        "hostility",
        "offensive",
        "raid",
        "strike",
    )


_GERUND = frozenset({"xcomp", "pcomp", "advcl"})


def _act_of(cue: "Token", entry: Mapping[str, Any]) -> "tuple[Token | None, Token | None]":
    """The head word of the act, and the preposition it hangs on where there is one."""
    for place in entry["acts"]:
        if place == "object":
            found = child(cue, "dobj") or (child(cue, "nsubjpass") if is_passive(cue) else None)
            if (
                found is not None
                and found.pos_ != "PRON"
                and (not entry.get("nouns") or lemma(found) in entry["nouns"])
            ):
                return found, None
            found = next(
                (
                    c
                    for c in cue.children
                    if c.dep_ in _GERUND and c.tag_ == "VBG" and c.i > cue.i and not _has_comma(cue, c)
                ),
                None,
            )
            if found is not None and not entry.get("nouns"):
                return found, None
        elif place in ("xcomp", "ccomp"):
            found = _clause_of(cue, place, entry["modality"] in (M.DEMAND, M.OBLIGATION))
            if found is not None:
                return found, None
        else:
            for prep in cue.children:
                if prep.dep_ in ("prep", "prt", "agent") and prep.lower_ == place:
                    found = child(prep, "pcomp", "pobj")
                    if found is not None and lemma(found) != "condition":
                        return found, prep
    return None, None


_FINITE = frozenset({"will", "would", "shall", "should", "must", "'ll", "wo", "'d", "be", "can", "could"})
_ASKED = frozenset({"should", "must", "shall", "ought"})


def _clause_of(cue: "Token", place: str, asks: bool) -> "Token | None":
    """The clause of a cue that holds the act: an infinitive, or "that he would"; never "that he had"."""
    for word in cue.children:
        if word.i < cue.i or word.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or word.pos_ not in ("VERB", "AUX"):
            continue
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
        if place == "xcomp" and infinitive and not (word.dep_ == "advcl" and _has_comma(cue, word)):
            return _main(word)
        if (
            place == "xcomp"
            and word.dep_ == "xcomp"
            and word.tag_ == "VBG"
            and lemma(cue) in ("rule", "put", "back", "refuse")
        ):
            return _main(word)
        if place == "ccomp" and word.dep_ == "ccomp" and any(c.tag_ in ("WP", "WRB", "WDT") for c in word.lefts):
            continue  # "asked them what they want"
        if place == "ccomp" and word.dep_ == "ccomp" and not infinitive and _is_owed_clause(cue, word, asks):
            return _main(word)
    if place == "xcomp":  # "called on the rebels to disarm", with the infinitive hung on the rebels
        for host in (
            child(cue, "dobj"),
            *(child(c, "pobj") for c in cue.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "with")),
        ):
            for word in host.children if host is not None else ():
                if word.dep_ in ("acl", "relcl", "xcomp") and any(
                    c.dep_ == "aux" and c.lower_ == "to" for c in word.children
                ):
                    return _main(word)
    return None


def _is_owed_clause(cue: "Token", verb: "Token", asks: bool) -> bool:
    """Whether a finite clause says what is to be done: "that it would leave", "demanded that it leave"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if asks:
        bare = not auxiliaries and verb.tag_ in ("VB", "VBP")
        return (
            bool(auxiliaries & _ASKED)
            or auxiliaries == {"be"}
            or (bare and lemma(cue) not in ("tell", "warn", "want", "expect"))
        )
    return bool(auxiliaries & _FINITE)


def _main(verb: "Token") -> "Token":
    """ "continue to lead" is one act; "be ready to leave" is the leaving."""
    if lemma(verb) in ("be", "begin", "start", "continue", "try", "help", "proceed", "work"):
        inner = child(verb, "xcomp")
        if inner is not None and lemma(verb) == "be":
            return inner
    return verb


def _has_comma(cue: "Token", word: "Token") -> bool:
    left = word.left_edge.i
    return bool(left > cue.i + 1 and word.doc[left - 1].text == ",")


def _inner_act(noun: "Token") -> "Token":
    """What a call, a demand or a proposal is for: the act that is rejected or asked for."""
    if lemma(noun) not in words_of("shell"):
        return noun
    clause = child(noun, "acl", "relcl")
    if clause is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        return clause
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("for", "of", "to"):
            found = child(prep, "pobj", "pcomp")
            if found is not None:
                return found
    return noun


def _own_subject(act: "Token", cue: "Token") -> "Token | None":
    """The subject of the act's own clause: "that his men would leave"."""
    if act.dep_ == "ccomp" or (act.dep_ == "xcomp" and act.head != cue):
        found = child(act, "nsubj")
        return found if found is None or found.lower_ not in ("who", "which", "that", "there") else None
    return None


def _asked(cue: "Token", act: "Token", where: str, passive: bool) -> "Token | None":
    """Who is asked: the object of the cue, the object of "on", the subject of the act, or whose act it is."""
    own = child(act, "nsubj") if act.pos_ in ("VERB", "AUX") else None
    if own is not None and own.lower_ not in ("that", "which", "who"):
        return own
    if act.pos_ in ("VERB", "AUX") and is_passive(act) and child(act, "nsubjpass") is not None:
        return agent_of(act)
    if passive:
        return child(cue, "nsubjpass") or doer_of(cue)
    for prep in cue.children:
        if (
            prep.dep_ in ("prep", "dative")
            and prep.lower_ in (where, "upon", "on", "to", "from", "of")
            and prep.lower_ != "for"
        ):
            found = child(prep, "pobj")
            if found is None or found.ent_type_ in ("DATE", "TIME"):
                continue  # "on Friday called on the rebels to leave"
            if prep.i < act.i + 40 and found is not act:
                return found
    thing = child(cue, "dobj", "dative")
    if thing is not None and thing is not act and act.pos_ in ("VERB", "AUX"):
        return thing
    return _doer(act) if act.pos_ not in ("VERB", "AUX") else None


def _doer(noun: "Token") -> "Token | None":
    """Who does what a noun tells of: "withdrawal by the army", "the army's withdrawal"."""
    leaving = lemma(noun) in _LEAVING  # from a place, of somebody
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and (prep.lower_ == "by" or (prep.lower_ == "from" and not leaving)):
            found = child(prep, "pobj")
            if found is not None and found.ent_type_ not in ("DATE", "TIME"):
                return found
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("to", "of", "in"):
            found = child(prep, "pobj")
            if found is not None:
                return found if prep.lower_ == "of" and leaving else child(found, "poss")
    return None


_LEAVING = frozenset({"withdrawal", "pullout", "pullback", "departure", "exit", "retreat", "resignation", "surrender"})


@cache
def _cues() -> dict[str, tuple[Mapping[str, Any], ...]]:
    table: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for entry in read_patterns("commitments")["cue"]:
        for word in entry["lemmas"]:
            # What an accord requires is tried before what a person demands with the same word.
            held = table.get(word, ())
            table[word] = (entry, *held) if entry.get("accord") else (*held, entry)
    return table
