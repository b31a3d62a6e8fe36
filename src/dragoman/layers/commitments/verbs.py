"""Acts that bind by their own verb form: what somebody must or will do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality
from dragoman.layers.commitments.deeds import still_not, told_done, yet_to
from dragoman.layers.commitments.frames import Frame, accord_in, words_of
from dragoman.layers.commitments.parts import is_set_aside
from dragoman.layers.commitments.topics import topic_of
from dragoman.layers.covering import Covering
from dragoman.layers.grammar import agent_of, child, is_passive
from dragoman.layers.modality import is_negated
from dragoman.layers.phrases import ancestors, doer_of, lemma, noun_phrase
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.model.annotations import Attribution
from dragoman.model.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_modal", "goes_on", "is_date_of_talks"]

M = CommitmentModality

_MUST = frozenset({"must", "shall"})
_SHOULD = frozenset({"should", "ought"})
_WILL = frozenset({"will", "would", "'ll", "wo"})
_SELF = frozenset({"we", "i", "it", "they", "he", "she"})


def find_modal(reading: Reading, *, opinion: bool = False) -> Iterator[Frame]:
    """The frames of all verbs that bind by their own form, in text order. `opinion`: its own "will" is a forecast."""
    says = _Speech(reading)
    for token in reading.parse.words:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
            continue
        frame = (
            _required(reading, token, says, opinion=opinion)
            or yet_to(token)
            or still_not(token)
            or told_done(reading, token)
        )
        if frame is not None:
            yield frame


class _Speech:
    """Which attribution covers a word."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spoken = [(content, a) for a in reading.attributions if a.speech for content in a.content]
        if reading.communique:
            self._spoken += [(content, a) for a in reading.communique.declarations for content in a.content]
        self._covering = Covering(content for content, _ in self._spoken)

    def around(self, token: "Token") -> Attribution | None:
        """The narrowest attribution whose content holds the word."""
        held = [self._spoken[number] for number in self._covering.holding(Span(token.idx, token.idx + 1))]
        return min(held, key=lambda part: (len(part[0]), part[1].cue.start))[1] if held else None

    def is_speaker(self, attribution: Attribution | None, subject: "Token") -> bool:
        """Whether the subject of a clause is whoever says it."""
        if attribution is None or attribution.source is None:
            return False
        first_person = subject.lower_ in ("we", "i", "our")
        if first_person:
            return True
        one = self._reading.actor_record(noun_phrase(subject))
        other = self._reading.actor_record(attribution.source)
        if one is not None and other is not None:
            return one.id == other.id or _speaks_for(other.affiliation, one.name, one.aliases)
        return subject.lower_ in _SELF and one is None


def _speaks_for(affiliation: str | None, name: str, aliases: tuple[str, ...]) -> bool:
    return affiliation is not None and affiliation in (name, *aliases)


# --- must, should, will ---------------------------------------------------------------------------------------------


def _required(reading: Reading, verb: "Token", says: _Speech, *, opinion: bool) -> Frame | None:
    act, modal = _act_and_modal(verb)
    if modal is None:
        return None
    subject = doer_of(act) if act == verb else doer_of(verb)
    if modal == "given":
        subject = doer_of(verb) if is_passive(verb) else child(verb, "dative") or child(verb, "dobj")
        return Frame(M.OBLIGATION, verb, act, subject, topical=False)
    passive = is_passive(act)
    doer = agent_of(act) if passive else subject
    negated = is_negated(act) or is_negated(verb)
    if (
        subject is None
        or subject.lower_ in ("there", "what", "who")
        or _in_question(act)
        or is_set_aside(act)
        or (verb.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "whether") for c in verb.lefts))
        or (lemma(act) in words_of("empty") and not passive)
    ):
        return None
    if act == verb and any(c.lower_ == "have" and c.dep_ == "aux" and c.i > verb.left_edge.i for c in act.children):
        return None  # "should never have been signed" is regret, "would have saved" never was
    attribution = says.around(act)
    own = says.is_speaker(attribution, subject)
    if lemma(verb) == "have" and verb.tag_ in ("VBD", "VBN") and attribution is None and not accord_in(act):
        return None  # "had to turn back" tells what happened
    if accord_in(act) and (modal in _MUST | _SHOULD | _WILL or (negated and modal in ("can", "may", "could"))):
        return Frame(M.OBLIGATION, act, act, doer, accord=True, passive=passive)
    if modal in _MUST:
        return _must(act, doer, attribution, own, passive=passive)
    if modal in _SHOULD and not own and (doer is None or doer.lower_ not in ("we", "you", "one", "i")):
        return Frame(M.DEMAND, act, act, doer, topical=True, passive=passive)
    if modal in _WILL and not (opinion and attribution is None and not _is_relayed(act)):
        return _will(reading, act, doer, attribution, own=own, negated=negated, passive=passive)
    return None


def _must(
    act: "Token", doer: "Token | None", attribution: Attribution | None, own: bool, *, passive: bool
) -> Frame | None:
    """ "must" asks when a speaker says it of others, and binds when the report says it; of oneself it exhorts."""
    if passive and is_date_of_talks(act):
        return None
    if own or (doer is not None and doer.lower_ in ("we", "you", "one", "i")):
        return None
    given = act.dep_ in ("xcomp", "advcl") and lemma(act.head) == "have"
    cue = act.head if given else act
    return Frame(M.DEMAND if attribution else M.OBLIGATION, cue, act, doer, topical=True, passive=passive)


def _will(
    reading: Reading,
    act: "Token",
    doer: "Token | None",
    attribution: Attribution | None,
    *,
    own: bool,
    negated: bool,
    passive: bool,
) -> Frame | None:
    """The announced future: a speaker's own, or that of a party, where the act is one that binds."""
    modal = next((c.lower_ for c in act.children if c.lower_ in _WILL), "will")
    if modal == "would" and attribution is None and act.dep_ not in ("ccomp", "relcl", "acl"):
        return None
    if act.dep_ in ("advcl", "relcl", "acl") or _is_governed(act) or _is_guess(act):
        return None
    if modal == "would" and not own and any(c.lower_ == "if" for a in act.children for c in a.lefts):
        return None  # "the army would not dare if": what would be
    threat = lemma(act) in words_of("threat") or _opens_attack(act)
    if threat and not negated:
        return None
    modality = M.PROMISE
    if negated and (_awaits(act) or not (threat or lemma(act) in words_of("harm"))):
        modality = M.REFUSAL
    if own:
        return Frame(modality, act, act, doer, topical=modality is M.REFUSAL or passive, passive=passive)
    if not passive and attribution is not None and _goes_ahead(act):
        speaker = _source_root(reading, attribution)
        if speaker is not None and is_party(reading, speaker):
            first = doer.left_edge.i if doer is not None else None
            return Frame(modality, act, act, speaker, first=first, topical=True)
    if passive and doer is None:
        speaker = _source_root(reading, attribution)
        if speaker is None or not is_party(reading, speaker):
            return None
        return Frame(modality, act, act, speaker, topical=True, passive=True)
    if doer is None or not is_party(reading, doer) or is_date_of_talks(act):
        return None
    if attribution is not None and not _is_relayed(act):
        return None  # what others think that somebody will do
    return Frame(modality, act, act, doer, topical=True, alleged=attribution is not None, passive=passive)


def _goes_ahead(act: "Token") -> bool:
    """ "the elections would go ahead": whoever says so of what he holds promises it."""
    subject = child(act, "nsubj")
    return (
        subject is not None
        and subject.pos_ == "NOUN"
        and lemma(act) in ("go", "take", "proceed", "begin", "start", "resume", "open")
        and topic_of(subject, [subject]) not in (None, "other", "ceasefire")
    )


def _awaits(act: "Token") -> bool:
    """ "will not disarm until": what waits for something is refused, for now."""
    return any(
        c.dep_ in ("advcl", "prep") and c.left_edge.lower_ in ("until", "unless", "before", "till")
        for c in act.children
    )


def _opens_attack(act: "Token") -> bool:
    """ "will resume attacks", "will launch an offensive"."""
    thing = child(act, "dobj")
    return (
        thing is not None
        and lemma(act) in ("resume", "launch", "step", "intensify", "continue", "carry", "mount", "start", "renew")
        and lemma(thing)
        in (
            "attack",
            "offensive",
            "strike",
            "operation",
            "raid",
            "fight",
            "war",
            "bombing",
            "assault",
            "struggle",
            "campaign",
        )
    )


_TOLD = frozenset({"say", "tell", "announce", "declare", "promise", "assure", "inform", "signal", "indicate"})


def _is_relayed(act: "Token") -> bool:
    """ "Mediators say the warlord told them that he would": whoever will act is said to have said so."""
    return act.dep_ == "ccomp" and lemma(act.head) in _TOLD


def is_date_of_talks(act: "Token") -> bool:
    """ "The two will meet on Sunday" is a meeting, and no promise."""
    thing = child(act, "dobj", "nsubjpass") or (child(act.head, "nsubj") if lemma(act.head) == "be" else None)
    return lemma(act) == "meet" or (
        lemma(act) in ("hold", "stage", "host", "open", "convene") and thing is not None and lemma(thing) in _OCCASIONS
    )


def goes_on(act: "Token") -> bool:
    """ "are due to resume talks on Monday": the next meeting, and no duty but where an accord asks for it."""
    thing = child(act, "dobj", "nsubjpass")
    return lemma(act) in ("resume", "begin", "start", "continue", "attend") and (
        thing is not None and lemma(thing) in _OCCASIONS
    )


_OCCASIONS = frozenset(
    {"talk", "summit", "meeting", "conference", "round", "negotiation", "session", "dialogue", "discussion"}
)


def _is_guess(act: "Token") -> bool:
    return act.dep_ in ("ccomp", "acl", "conj") and any(lemma(a) in words_of("doubt") for a in ancestors(act, 2))


def _is_governed(act: "Token") -> bool:
    """Whether a cue of its own takes the clause: "promised that it would leave" is read there."""
    return act.dep_ == "ccomp" and lemma(act.head) in {word for kind in ("cue",) for word in words_of(kind)} - {
        "tell",
        "warn",
        "insist",
        "expect",
        "announce",
        "declare",
        "need",
        "want",
    }


def _act_and_modal(verb: "Token") -> "tuple[Token, str | None]":
    """The act that a verb or its infinitive names, and the modal word on it: "must leave", "has to", "is to"."""
    for word in verb.children:
        if word.dep_ == "aux" and word.i < verb.i and (word.tag_ == "MD" or word.lower_ in _WILL | _MUST | _SHOULD):
            return verb, word.lower_
    if verb.lower_ == "going":  # "we are not going to withdraw"
        inner = child(verb, "xcomp")
        if inner is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.children):
            return inner, "will"
    if lemma(verb) in ("have", "be", "need", "ought") and not (lemma(verb) == "be" and _is_aim(child(verb, "nsubj"))):
        inner = child(verb, "xcomp")
        if inner is not None and inner.i > verb.i and any(c.dep_ == "aux" and c.lower_ == "to" for c in inner.children):
            if lemma(verb) == "need":
                return inner, "should"
            between = verb.doc[verb.i + 1 : inner.i]
            if all(t.dep_ in ("aux", "neg", "advmod", "auxpass") or t.lower_ == "to" for t in between) and not any(
                t.lower_ == "yet" for t in between
            ):
                return inner, "must"
    if (
        verb.dep_ not in ("aux", "auxpass") and lemma(verb) == "have"
    ):  # "has until June to leave", "has ten days to leave"
        inner = child(verb, "xcomp", "advcl")
        thing = child(verb, "dobj")
        given = (thing is not None and thing.ent_type_ in ("DATE", "TIME")) or any(
            c.lower_ in ("until", "till") for c in verb.rights
        )
        if (
            given
            and inner is not None
            and inner.i > verb.i
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children)
        ):
            return inner, "must"
    if lemma(verb) == "give":  # "was given until March to leave", "the accord gives them a month to leave"
        inner = child(verb, "xcomp", "advcl", "relcl", "acl") or next(
            (c for k in verb.rights for c in k.children if c.dep_ in ("relcl", "acl", "xcomp")), None
        )
        dated = (
            any(t.ent_type_ == "DATE" or t.lower_ in ("until", "till") for t in verb.doc[verb.i + 1 : inner.i])
            if inner is not None
            else False
        )
        if inner is not None and dated and any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children):
            return inner, "given"
    if lemma(verb) in ("allow", "permit") and is_passive(verb):
        inner = child(verb, "xcomp")
        if inner is not None and is_negated(verb):
            return inner, "must"
    if verb.dep_ == "xcomp" and lemma(verb.head) == "be":
        return verb, None
    return verb, None


def _is_aim(subject: "Token | None") -> bool:
    """ "The plan was to leave": the infinitive says what the plan is."""
    return subject is not None and lemma(subject) in _AIMS


_AIMS = frozenset(
    "aim goal plan position purpose idea task objective priority mission strategy intention way solution job "
    "hope".split()
)


def _in_question(act: "Token") -> bool:
    asked = any(word.text == "?" for word in act.sent[-3:])  # a closing quotation mark may follow, and white space
    subject = child(act, "nsubj", "nsubjpass")
    modal = next((c for c in act.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)
    if subject is not None and modal is not None and modal.i < subject.i and act.dep_ == "ROOT":
        asked = True  # "Will the army withdraw"
    return asked or (
        act.dep_ == "ccomp"
        and any(c.lower_ in ("whether", "if", "when", "how", "what", "where", "why") for c in act.lefts)
    )


def _source_root(reading: Reading, attribution: Attribution | None) -> "Token | None":
    if attribution is None or attribution.source is None:
        return None
    return reading.parse.tokens(attribution.source).root
