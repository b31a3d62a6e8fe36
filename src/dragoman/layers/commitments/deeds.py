"""Acts that are told as done or as not done: captives freed, pledges kept, and what somebody has yet to do."""

import re
from typing import TYPE_CHECKING

from dragoman.codes import CommitmentModality
from dragoman.layers.commitments.frames import Frame, words_of
from dragoman.layers.commitments.topics import is_done_act, is_pledged, topic_of
from dragoman.layers.grammar import agent_of, child, is_passive, object_of
from dragoman.layers.modality import is_negated
from dragoman.layers.phrases import ancestors, doer_of, lemma
from dragoman.layers.reading import Reading
from dragoman.layers.relevance import is_party

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_force", "still_not", "told_done", "yet_to"]

M = CommitmentModality

_SELF = frozenset({"we", "i", "it", "they", "he", "she"})
_SHORTFALL = frozenset({"only", "hardly", "barely", "scarcely", "just", "merely"})
_CLAIMED = frozenset({"accuse", "deny", "refute", "allege", "blame"})


def still_not(verb: "Token") -> Frame | None:
    """ "still hold the men they promised to free": what is pledged is not done."""
    if not any(c.lower_ == "still" for c in verb.children) or is_negated(verb):
        return None
    thing = child(verb, "dobj")
    return Frame(M.BREACH, verb, verb, doer_of(verb)) if is_pledged(thing) else None


def yet_to(verb: "Token") -> Frame | None:
    """ "has yet to pay", and "have still not paid" of an act that is owed."""
    if lemma(verb) not in ("have", "be"):
        return None
    act = child(verb, "xcomp")
    if act is None or not any(t.lower_ == "yet" for t in verb.doc[verb.i : act.i]):
        return None
    passive = is_passive(act)
    return Frame(M.BREACH, verb, act, agent_of(act) if passive else child(verb, "nsubj") or doer_of(verb), topical=True)


def told_done(reading: Reading, verb: "Token") -> Frame | None:
    """A past act of a kind that peace processes owe; with "only" or "not yet" it falls short and is a breach."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ in ("acl", "amod", "advcl") or lemma(verb) in _VOWS:
        return None
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(word not in ("has", "have", "had", "'ve", "been", "was", "were", "'s") for word in auxiliaries):
        return None
    passive = is_passive(verb)
    if verb.tag_ == "VBN" and not auxiliaries and verb.dep_ != "conj":
        return None
    subject, thing = doer_of(verb), object_of(verb)
    if _undoes(verb):
        return Frame(M.BREACH, verb, verb, agent_of(verb) if passive else subject)
    doer = agent_of(verb) if passive else subject
    keeping = _in_keeping(reading, verb)
    if keeping and doer is not None and not (is_party(reading, doer) or is_force(doer) or doer.lower_ in _SELF):
        return None  # "movements of people went on in line with the season"
    pledged = keeping or is_pledged(thing)
    if not pledged and not is_done_act(
        verb, doer, thing if thing is not None and not (not passive and thing is subject) else None
    ):
        return None
    if _under_claim(verb) or (not pledged and _driven_out(reading, verb)):
        return None
    perfect = any(word in ("has", "have", "had", "'ve") for word in auxiliaries)
    if is_negated(verb):
        never = any(c.lower_ == "never" for c in verb.children)
        return Frame(M.BREACH, verb, verb, doer, passive=passive) if (perfect or never) and doer is not None else None
    if doer is not None and not (pledged or is_party(reading, doer) or is_force(doer) or doer.lower_ in _SELF):
        return None
    if _falls_short(verb, thing):
        return Frame(M.BREACH, verb, verb, doer, passive=passive)
    if passive and doer is None and not perfect:
        return None
    owed = not pledged and lemma(verb) in _GOING_ON
    return Frame(M.FULFILMENT, verb, verb, doer, passive=passive, owed=owed)


# What goes on or starts keeps a promise only where there is one: "resumed talks".
_GOING_ON = frozenset({"resume", "continue", "begin", "start", "hold"})

_UNDER_FIRE = re.compile(
    r"\b(?:as|after|amid|under|following|when|before|in the face of)\b[^.;]{0,60}"
    r"\b(?:fire|attack|offensive|counter|clash|fighting|assault|pressure|advance|shelling|bombardment|airstrike|strike)",
    re.IGNORECASE,
)


def _driven_out(reading: Reading, verb: "Token") -> bool:
    """ "withdrew as they faced an offensive": a retreat keeps no promise."""
    last = verb.right_edge
    after = reading.document.text[verb.idx : min(last.idx + len(last), verb.idx + 300)]
    return topic_of(verb, [verb]) == "withdrawal" and _UNDER_FIRE.search(after) is not None


_KEEPING = re.compile(
    r"\b(?:in (?:line|accordance|compliance|keeping) with (?:[\w'’-]+ ){0,5}(?:accords?|agreements?|deal|truce|"
    r"cease-?fire|treaty|pact|protocol|resolutions?|roadmap|commitments?|pledges?|promises?|obligations?|terms|"
    r"memorandum|declaration|plan|framework|decision|demands?|conditions?|timetable|schedule)\b"
    r"|as (?:agreed|required|promised|pledged|stipulated|had been agreed)\b"
    r"|as (?:it|they|he|she|both|the two) (?:had )?(?:promised|pledged|agreed|vowed|undertaken)\b"
    r"|according to the (?:pledge|agreement|accord|deal|truce|pact|protocol)"
    r"|(?:fulfilling|honouring|honoring) (?:a|the|its|one|their)\b"
    r"|meeting (?:a|the|its|one|their) (?:\w+ ){0,2}(?:condition|demand|obligation|requirement|commitment|pledge))",
    re.IGNORECASE,
)


def _in_keeping(reading: Reading, verb: "Token") -> bool:
    """Whether a deed is told of as what was owed: "in line with", "as agreed", "meeting a condition of"."""
    if (
        verb.dep_ not in ("ROOT", "conj", "ccomp")
        or lemma(verb) in _CLAIMED | words_of("empty")
        or lemma(verb) in _WISHING
    ):
        return False
    last = verb.right_edge
    after = reading.document.text[verb.idx : min(last.idx + len(last), verb.idx + 300)]
    found = _KEEPING.search(after)
    return found is not None and not after[: found.start()].rstrip().endswith("not")


_WISHING = frozenset(
    "fail refuse agree urge ask call tell say demand want hope expect plan intend propose announce reiterate".split()
)


def _undoes(verb: "Token") -> bool:
    """ "once vowed to ...; has since blown up ...": a pledge told of in the sentence, and what was done since."""
    if not any(c.lower_ == "since" and c.dep_ == "advmod" for c in verb.children):
        return False
    return any(lemma(word) in _VOWS for word in verb.doc[max(verb.sent.start, verb.i - 60) : verb.i])


_VOWS = frozenset({"vow", "promise", "pledge", "undertake", "agree", "swear"})


def is_force(word: "Token") -> bool:
    """Whether a word means troops or their guns, which leave by themselves in reports, or counts them."""
    return lemma(word) in _FORCE or (
        not (word.pos_ == "NOUN" and lemma(word) in _KIN)
        and any(lemma(inner) in _FORCE for prep in word.children if prep.dep_ == "prep" for inner in prep.children)
    )


_KIN = frozenset({"family", "relative", "wife", "child", "victim", "mother", "supporter"})  # "families of fighters"


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
