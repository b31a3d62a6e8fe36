"""Acts that bind by their own verb form: what somebody must or will do, what he has done, and what he has yet to do."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality
from dragoman.layers.commitment_frames import Frame, accord_in, words_of
from dragoman.layers.commitment_topics import is_done_act, is_pledged
from dragoman.layers.event_grammar import agent_of, child, is_passive, object_of
from dragoman.layers.modality import is_negated
from dragoman.layers.phrases import ancestors, doer_of, lemma, noun_phrase
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party
from dragoman.model.annotations import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_modal", "is_force"]

M = CommitmentModality

_MUST = frozenset({"must", "shall"})
_SHOULD = frozenset({"should", "ought"})
_WILL = frozenset({"will", "would", "'ll", "wo"})
_SELF = frozenset({"we", "i", "it", "they", "he", "she"})
_SHORTFALL = frozenset({"only", "hardly", "barely", "scarcely", "just", "merely"})
_CLAIMED = frozenset({"accuse", "deny", "refute", "allege", "blame"})


def find_modal(reading: Reading) -> Iterator[Frame]:
    """The frames of all verbs that bind by their own form, in text order."""
    says = _Speech(reading)
    for token in reading.parse.doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
            continue
        frame = _required(reading, token, says) or _yet_to(token) or _told_done(reading, token)
        if frame is not None:
            yield frame


class _Speech:
    """Which attribution covers a word, asked often: attributions by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spoken = [(content, a) for a in reading.attributions if a.speech for content in a.content]
        if reading.communique:
            self._spoken += [(content, a) for a in reading.communique.declarations for content in a.content]

    def around(self, token: "Token") -> Attribution | None:
        """The narrowest attribution whose content holds the word."""
        held = [(len(c), a.cue.start, a) for c, a in self._spoken if c.start <= token.idx < c.end]
        return min(held, key=lambda item: item[:2])[2] if held else None

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


def _required(reading: Reading, verb: "Token", says: _Speech) -> Frame | None:
    act, modal = _act_and_modal(verb)
    if modal is None:
        return None
    subject = doer_of(act) if act == verb else doer_of(verb)
    passive = is_passive(act)
    doer = agent_of(act) if passive else subject
    negated = is_negated(act) or is_negated(verb)
    if (
        subject is None
        or subject.lower_ in ("there", "what", "who")
        or _in_question(act)
        or (lemma(act) in words_of("empty") and not passive)
    ):
        return None
    attribution = says.around(act)
    own = says.is_speaker(attribution, subject)
    if accord_in(act) and (modal in _MUST | _SHOULD | _WILL or (negated and modal in ("can", "may", "could"))):
        return Frame(M.OBLIGATION, act, act, doer, accord=True, passive=passive)
    if modal in _MUST:
        return _must(act, doer, attribution, own, passive=passive)
    if modal in _SHOULD and not own:
        return Frame(M.DEMAND, act, act, doer, topical=True, passive=passive)
    if modal in _WILL:
        return _will(reading, act, doer, attribution, own=own, negated=negated, passive=passive)
    return None


def _must(
    act: "Token", doer: "Token | None", attribution: Attribution | None, own: bool, *, passive: bool
) -> Frame | None:
    """ "must" asks when a speaker says it of others, binds when the report says it, and exhorts when said of oneself."""
    if passive and _is_date_of_talks(act):
        return None
    if own or (doer is not None and doer.lower_ in ("we", "you", "one", "i")):
        return None
    return Frame(M.DEMAND if attribution else M.OBLIGATION, act, act, doer, topical=True, passive=passive)


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
    modal = next(c for c in act.children if c.lower_ in _WILL)
    if modal.lower_ == "would" and attribution is None and act.dep_ not in ("ccomp", "relcl", "acl"):
        return None
    if act.dep_ in ("advcl", "relcl", "acl") or _is_governed(act) or _is_guess(act):
        return None
    threat = lemma(act) in words_of("threat") or _opens_attack(act)
    if threat and not negated:
        return None
    modality = M.PROMISE
    if negated and not (threat or lemma(act) in words_of("harm")):
        modality = M.REFUSAL
    if own:
        return Frame(modality, act, act, doer, topical=modality is M.REFUSAL or passive, passive=passive)
    if passive and doer is None:
        speaker = _source_root(reading, attribution)
        if speaker is None or not is_party(reading, speaker):
            return None
        return Frame(modality, act, act, speaker, topical=True, passive=True)
    if doer is None or not is_party(reading, doer) or _is_date_of_talks(act):
        return None
    if attribution is not None and not _is_relayed(act):
        return None  # what others think that somebody will do
    return Frame(modality, act, act, doer, topical=True, alleged=attribution is not None, passive=passive)


def _opens_attack(act: "Token") -> bool:
    """ "will resume attacks", "will launch an offensive"."""
    thing = child(act, "dobj")
    return thing is not None and lemma(act) in ("resume", "launch", "step", "intensify", "continue", "carry", "mount", "start", "renew") and lemma(thing) in (
        "attack", "offensive", "strike", "operation", "raid", "fight", "war", "bombing", "assault", "struggle", "campaign"
    )  # fmt: skip


_TOLD = frozenset({"say", "tell", "announce", "declare", "promise", "assure", "inform", "signal", "indicate"})


def _is_relayed(act: "Token") -> bool:
    """ "Mediators say the warlord told them that he would": whoever will act is said to have said so."""
    return act.dep_ == "ccomp" and lemma(act.head) in _TOLD


def _is_date_of_talks(act: "Token") -> bool:
    """ "The two will meet on Sunday" is a meeting, and no promise."""
    thing = child(act, "dobj", "nsubjpass")
    return lemma(act) == "meet" or (
        lemma(act) in ("hold", "stage", "host", "open", "convene") and thing is not None and lemma(thing) in _OCCASIONS
    )


_OCCASIONS = frozenset({"talk", "summit", "meeting", "conference", "round", "negotiation", "session", "dialogue", "discussion"})


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
    """The act that a verb or its infinitive names, and the modal word on it: "must leave", "has to leave", "is to leave"."""
    for word in verb.children:
        if word.dep_ == "aux" and word.i < verb.i and (word.tag_ == "MD" or word.lower_ in _WILL | _MUST | _SHOULD):
            return verb, word.lower_
    if lemma(verb) in ("have", "be", "need", "ought"):
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
    if lemma(verb) in ("allow", "permit") and is_passive(verb):
        inner = child(verb, "xcomp")
        if inner is not None and is_negated(verb):
            return inner, "must"
    if verb.dep_ == "xcomp" and lemma(verb.head) == "be":
        return verb, None
    return verb, None


def _in_question(act: "Token") -> bool:
    return bool(act.sent[-1].text == "?") or (
        act.dep_ == "ccomp"
        and any(c.lower_ in ("whether", "if", "when", "how", "what", "where", "why") for c in act.lefts)
    )


def _source_root(reading: Reading, attribution: Attribution | None) -> "Token | None":
    if attribution is None or attribution.source is None:
        return None
    return reading.parse.tokens(attribution.source).root


# --- done, and yet to do ----------------------------------------------------------------------------------------------


def _yet_to(verb: "Token") -> Frame | None:
    """ "has yet to pay", and "have still not paid" of an act that is owed."""
    if lemma(verb) not in ("have", "be"):
        return None
    act = child(verb, "xcomp")
    if act is None or not any(t.lower_ == "yet" for t in verb.doc[verb.i : act.i]):
        return None
    passive = is_passive(act)
    return Frame(M.BREACH, verb, act, agent_of(act) if passive else child(verb, "nsubj") or doer_of(verb), topical=True)


def _told_done(reading: Reading, verb: "Token") -> Frame | None:
    """A past act of a kind that peace processes owe; with "only" or "not yet" it falls short and is a breach."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ in ("acl", "amod", "advcl"):
        return None
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(word not in ("has", "have", "had", "'ve", "been", "was", "were", "'s") for word in auxiliaries):
        return None
    passive = is_passive(verb)
    if verb.tag_ == "VBN" and not auxiliaries and not (verb.dep_ == "conj"):
        return None
    subject, thing = doer_of(verb), object_of(verb)
    if _undoes(verb):
        return Frame(M.BREACH, verb, verb, agent_of(verb) if passive else subject)
    doer = agent_of(verb) if passive else subject
    pledged = is_pledged(thing) or _in_keeping(verb)
    if not pledged and not is_done_act(
        verb, doer, thing if thing is not None and not (not passive and thing is subject) else None
    ):
        return None
    if _under_claim(verb):
        return None
    perfect = any(word in ("has", "have", "had", "'ve") for word in auxiliaries)
    if is_negated(verb):
        return Frame(M.BREACH, verb, verb, doer, passive=passive) if perfect and doer is not None else None
    if doer is not None and not (pledged or is_party(reading, doer) or is_force(doer) or doer.lower_ in _SELF):
        return None
    if _falls_short(verb, thing):
        return Frame(M.BREACH, verb, verb, doer, passive=passive)
    if passive and doer is None and not perfect:
        return None
    return Frame(M.FULFILMENT, verb, verb, doer, passive=passive)


_KEEPING = re.compile(
    r"\b(?:in (?:line|accordance|compliance|keeping) with|as (?:agreed|required|promised|pledged|stipulated|had been agreed)\b"
    r"|according to the (?:pledge|agreement|accord|deal|truce|pact|protocol)|(?:fulfilling|honouring|honoring|meeting) (?:a|the|its|one|their)\b)",
    re.IGNORECASE,
)


def _in_keeping(verb: "Token") -> bool:
    """Whether a deed is told of as what was owed: "in line with the accord", "as agreed", "fulfilling a condition of"."""
    if (
        verb.dep_ not in ("ROOT", "conj", "ccomp")
        or lemma(verb) in _CLAIMED | words_of("empty")
        or lemma(verb) in ("fail", "refuse", "agree")
    ):
        return False
    last = verb.right_edge
    after = verb.doc.text[verb.idx : min(last.idx + len(last), verb.idx + 300)]
    return _KEEPING.search(after) is not None


def _undoes(verb: "Token") -> bool:
    """ "once vowed to ...; has since blown up ...": a pledge told of in the sentence, and what was done since."""
    if not any(c.lower_ == "since" and c.dep_ == "advmod" for c in verb.children):
        return False
    return any(lemma(word) in _VOWS for word in verb.doc[verb.sent.start : verb.i])


_VOWS = frozenset({"vow", "promise", "pledge", "undertake", "agree", "swear"})


def is_force(word: "Token") -> bool:
    """Whether a word means troops or their guns, which leave by themselves in reports, or counts them."""
    return lemma(word) in _FORCE or any(
        lemma(inner) in _FORCE for prep in word.children if prep.dep_ == "prep" for inner in prep.children
    )


_FORCE = frozenset(
    {"troop", "force", "soldier", "unit", "piece", "artillery", "tank", "battalion", "contingent", "column", "fighter"}
)


def _under_claim(verb: "Token") -> bool:
    return any(lemma(above) in _CLAIMED for above in ancestors(verb, 3))


def _falls_short(verb: "Token", thing: "Token | None") -> bool:
    """ "only forty of", "hardly any", "no more than"."""
    if thing is None:
        return False
    words = {t.lower_ for t in thing.subtree if t.i <= thing.i} | {
        c.lower_ for c in verb.children if c.dep_ == "advmod"
    }
    return bool(words & _SHORTFALL) or {"more", "than", "no"} <= words or {"fewer", "than"} <= words or "few" in words
