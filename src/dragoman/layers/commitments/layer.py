"""Commitments: who must, will or will not do what, by when and on what condition, and what became of it.

A cue and an act make a frame (`cues`, `verbs`); an act with its parts makes a record. Acts joined
by "and" are records of their own, for each can be kept without the other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind, AgreementKind, CommitmentModality, CommitmentStatus, Genre, Modality, Sector
from dragoman.layers.commitments.cues import find_governed
from dragoman.layers.commitments.deeds import is_force
from dragoman.layers.commitments.doubts import is_left_open
from dragoman.layers.commitments.frames import Frame, words_of
from dragoman.layers.commitments.outcomes import is_owed, with_outcomes
from dragoman.layers.commitments.parties import beneficiary_of, obligor_of, with_names
from dragoman.layers.commitments.parts import Parts, is_set_aside, parts_of, share_object
from dragoman.layers.commitments.topics import OTHER, topic_of
from dragoman.layers.commitments.verbs import find_modal, goes_on, is_date_of_talks
from dragoman.layers.grammar import child, is_passive
from dragoman.layers.phrases import coordinated_ref, doer_of, lemma, noun_phrase
from dragoman.layers.reading import Reading, tidy
from dragoman.layers.relevance import is_about_conflict, is_party
from dragoman.layers.sides import sides_of
from dragoman.model.document import Span
from dragoman.model.records import ActorRef, Agreement, Asserted, Commitment
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["build_commitments"]

M = CommitmentModality
MOST = 2000  # commitments that are looked for; what holds more is litter
NEAR = 40  # words in which a strayed infinitive stands behind the act it belongs to
WIDEST = 400  # characters of evidence; a clause is shorter


def build_commitments(
    reading: Reading, agreements: Sequence[Agreement] = (), *, genre: Genre | None = None
) -> tuple[Commitment, ...]:
    """The commitments of a report in text order; none of a report that is not about a conflict.

    What an opinion says in its own voice that somebody will do is its forecast, and no promise.
    """
    if not len(reading.parse.doc) or not is_about_conflict(reading):
        return ()
    taken: set[int] = set()
    sides = sides_of(reading)
    built: list[Commitment] = []
    waiting: set[str] = set()
    for frame in _frames(reading, opinion=genre is Genre.OPINION)[:MOST]:
        for number, single in enumerate(_split(frame)):
            if single.act.i in taken:
                continue
            record = _build(reading, single, agreements, sides, first=number == 0)
            if record is not None:
                taken.add(single.act.i)
                built.append(record)
                waiting |= {record.id} if single.owed else set()
    kept = [r for r in built if r.id not in waiting or any(is_owed(r, other) for other in built)]
    return with_outcomes(_without_repeats(kept))


def _frames(reading: Reading, *, opinion: bool) -> list[Frame]:
    """All frames, those of a cue before those of a bare verb, so that an act is read with the word that binds to it."""
    governed, modal = list(find_governed(reading.parse.words)), list(find_modal(reading, opinion=opinion))
    asked = {single.act.i for f in (*governed, *modal) if f.modality is M.DEMAND for single in _split(f)}
    governed = [f for f in governed if not (f.modality is M.DEMAND and _is_asked_itself(f.cue, asked))]
    claimed = {single.act.i for frame in governed for single in _split(frame)}
    frames = [*governed, *(frame for frame in modal if frame.act.i not in claimed)]
    return [frame for frame in frames if not is_left_open(frame)]


def _is_asked_itself(cue: "Token", asked: set[int]) -> bool:
    """ "urged him to press them to leave", "they must tell the rebels to leave": who is to ask has not asked yet."""
    purpose = cue.dep_ in ("xcomp", "advcl") and any(c.dep_ == "aux" and c.lower_ == "to" for c in cue.children)
    return cue.i in asked or (purpose and cue.head.i in asked)


def _split(frame: Frame) -> list[Frame]:
    """The frame for each of the verbs coordinated in its act."""
    found = [frame]
    if frame.act.pos_ not in ("VERB", "AUX") or (frame.act == frame.cue and frame.modality in (M.BREACH, M.FULFILMENT)):
        return found
    word = frame.act
    for _ in range(8):
        following = next((c for c in word.rights if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")), None)
        if following is None or child(following, "nsubj", "nsubjpass") is not None or is_set_aside(following):
            break
        if share_object(word, following):
            word = following  # "cease and prevent all attacks" is one act
            continue
        if frame.act.tag_ != following.tag_ and not (
            frame.act.tag_ in ("VB", "VBP") and following.tag_ in ("VB", "VBP")
        ):
            break
        found.append(replace(frame, act=following, first=None, passive=is_passive(following) and frame.passive))
        word = following
    return [*found, *_strayed(frame, word)]


def _strayed(frame: Frame, last: "Token") -> list[Frame]:
    """ "to respect the law, and form a government": an infinitive that the parser hung on the main verb."""
    if frame.act.tag_ != "VB" or frame.act == frame.cue:
        return []
    return [
        replace(frame, act=word, first=None, passive=False)
        for word in last.doc[last.right_edge.i + 1 : min(last.sent.end, last.right_edge.i + NEAR)]
        if word.dep_ == "conj"
        and word.tag_ == "VB"
        and word.head.i < frame.act.i
        and word.head.tag_ != "VB"
        and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in word.children)
    ]


# --- one record -------------------------------------------------------------------------------------------------------


def _build(
    reading: Reading, frame: Frame, agreements: Sequence[Agreement], sides: Sequence[ActorRef], *, first: bool
) -> Commitment | None:
    frame = _able(reading, frame)
    past = frame.modality in (M.FULFILMENT, M.BREACH)
    parts = parts_of(reading, frame.act, frame.cue, first=frame.first, passive=frame.passive, past=past)
    topic = topic_of(frame.act, _own_words(frame.act, parts.words))
    obligor = with_names(obligor_of(reading, frame), sides)
    if not _counts(reading, frame, topic):
        return None
    evidence = _evidence(reading, frame, parts, first=first)
    attribution = _attribution(reading, frame, parts.span)
    if _excuses_himself(reading, frame, attribution, obligor):
        return None
    return Commitment(
        evidence=(reading.document.evidence(evidence),),
        modality=Modality.DENIED if frame.denied else Modality.ASSERTED,
        attribution=attribution,
        type=frame.modality,
        action=parts.action,
        obligor=obligor,
        beneficiary=beneficiary_of(reading, frame, parts),
        deadline=parts.deadline,
        condition=parts.condition,
        agreement=_agreement(reading, evidence, agreements, frame),
        topic=topic if topic != OTHER else None,
        status=_status(frame),
    )


def _own_words(act: "Token", words: "Iterable[Token]") -> "list[Token]":
    """The words of the act without what tells of other things: its relative clauses (but "measures to help" is none),
    what came before it ("after the raid") and what befell whom it is for ("for the victims of the raid").
    """
    if act.pos_ not in ("VERB", "AUX"):
        return list(words)  # "a plan which includes the pullout"
    aside = {
        inner.i
        for word in words
        if word.dep_ == "relcl"
        and word.i > act.i
        and not any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
        for inner in word.subtree
    }
    aside |= {inner.i for word in words if _tells_why(word) for inner in word.subtree}
    return [word for word in words if word.i not in aside]


def _tells_why(word: "Token") -> bool:
    if word.dep_ != "prep":
        return False
    return word.lower_ in ("after", "following", "amid") or (word.lower_ == "of" and lemma(word.head) in _STRUCK)


_STRUCK = frozenset({"victim", "survivor", "casualty", "relative", "family"})


def _excuses_himself(reading: Reading, frame: Frame, attribution: Asserted | None, obligor: ActorRef | None) -> bool:
    """Whether somebody says of his own side that it is bound to act: "we had to intervene" owes nobody anything."""
    speaker = attribution.speaker if attribution else None
    if speaker is None or obligor is None or frame.modality is not M.OBLIGATION or frame.accord:
        return False
    record = next((r for r in reading.actor_records if r.id == speaker.actor), None)
    return obligor.name in (speaker.name, record.affiliation if record else None)


def _counts(reading: Reading, frame: Frame, topic: str | None) -> bool:
    """Whether the act binds somebody in a conflict: by its topic, or by who is bound."""
    if frame.obligor is not None and not _can_owe(reading, frame.obligor):
        return False
    if frame.modality in (M.REFUSAL, M.PROMISE) and _tells(frame.act):
        return False
    if lemma(frame.cue) in ("fail", "neglect") and frame.obligor is None:
        return False  # "appeals failed to stop the war"
    if lemma(frame.cue) == "want" and frame.asserter is not None and not is_party(reading, frame.asserter):
        return False  # what people wish they do not demand
    if frame.modality is M.OBLIGATION and (is_date_of_talks(frame.act) or (not frame.accord and goes_on(frame.act))):
        return False
    if frame.modality in (M.PROMISE, M.BREACH) and lemma(frame.act) in words_of("answer"):
        return False  # "vowed to respond if attacked" threatens, "has yet to respond" says nothing
    if frame.modality in (M.PROMISE, M.REFUSAL) and frame.obligor is not None and _is_bystander(reading, frame.obligor):
        return False
    if (
        frame.act.pos_ in ("VERB", "AUX")
        and lemma(frame.act) in words_of("empty")
        and frame.act is not frame.cue
        and topic is None
    ):
        return False
    own_voice = frame.obligor is not None and frame.obligor.lower_ in ("we", "i")
    binds_himself = own_voice and frame.modality in (M.PROMISE, M.REFUSAL)
    if binds_himself and reading.communique is None and not _party_speaks(reading, frame):
        return False
    if frame.topical:
        return topic is not None
    if frame.modality in (M.BREACH, M.FULFILMENT) and frame.act == frame.cue:
        return True
    if binds_himself or (topic is not None and topic != OTHER and not own_voice):
        return True
    who = frame.obligor
    return who is not None and (who.pos_ == "PRON" or is_party(reading, who) or is_force(who))


def _is_bystander(reading: Reading, word: "Token") -> bool:
    """Whether a word means private people, whose plans are no commitments: "her daughter decided to flee"."""
    record = reading.actor_record(span_of(word))
    if record is None or record.sector not in (Sector.CVL, Sector.REF):
        return False
    if word.pos_ == "PROPN" or (word.pos_ == "PRON" and record.name[:1].isupper()):
        return False
    whose = child(word, "poss") is not None  # "his men" are a commander's
    return not (whose and record.type is ActorKind.GROUP) and not is_party(reading, word) and not is_force(word)


_TELLING = frozenset(
    {
        "say",
        "comment",
        "disclose",
        "reveal",
        "specify",
        "elaborate",
        "confirm",
        "give",
        "name",
        "identify",
        "explain",
        "inform",
    }
)
_TOLD = frozenset({"detail", "details", "information", "update", "comment", "explanation", "reason"})


def _tells(act: "Token") -> bool:
    """ "declined to comment", "will share details": to tell or not to tell is no commitment."""
    thing = child(act, "dobj")
    told = thing is not None and lemma(thing) in _TOLD
    return told or (lemma(act) in _TELLING and not any(lemma(c) == "to" for c in act.children if c.dep_ == "dative"))


def _party_speaks(reading: Reading, frame: Frame) -> bool:
    """Whether a party says "we", and no bystander; a "we" of nobody known is given the benefit of doubt."""
    spoken = [a for a in reading.attributions if a.source and any(c.start <= frame.act.idx < c.end for c in a.content)]
    return not spoken or any(
        a.source is not None and is_party(reading, reading.parse.tokens(a.source).root) for a in spoken
    )


def _able(reading: Reading, frame: Frame) -> Frame:
    """The frame with somebody who can act as obligor: "agreed that the meetings would go on" binds who agreed."""
    if frame.obligor is None or _can_owe(reading, frame.obligor):
        return frame
    if frame.modality in (M.BREACH, M.FULFILMENT):
        return replace(frame, obligor=None)
    subject = doer_of(frame.cue) if frame.cue != frame.act and frame.modality in (M.PROMISE, M.REFUSAL) else None
    if subject is not None and subject != frame.obligor and _can_owe(reading, subject):
        first = min((w.left_edge.i for w in frame.act.lefts if w.dep_ in ("nsubj", "nsubjpass")), default=None)
        return replace(frame, obligor=subject, first=first)
    return frame


def _can_owe(reading: Reading, word: "Token") -> bool:
    """Whether a word names somebody who can act: a party, a person, a body; not "the mandate", "March"."""
    if word.pos_ == "PRON":
        return word.lower_ not in ("what", "that", "this", "there", "which")
    if is_party(reading, word) or is_force(word) or word.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return reading.actor_record(span_of(word)) is not None


def _evidence(reading: Reading, frame: Frame, parts: Parts, *, first: bool) -> Span:
    """The clause: from whoever is bound, through cue and act, to the due date or condition right behind it."""
    span = parts.span
    cue = Span(frame.cue.idx, frame.cue.idx + len(frame.cue))
    same = frame.cue.sent.start == frame.act.sent.start
    if first and same:
        span = span.cover(cue)
        if frame.obligor is not None and frame.obligor.sent.start == frame.act.sent.start:
            wider = span.cover(noun_phrase(frame.obligor))
            span = wider if len(wider) <= WIDEST else span
        if frame.asserter is not None and frame.asserter.sent.start == frame.act.sent.start:
            wider = span.cover(noun_phrase(frame.asserter))
            span = wider if len(wider) <= WIDEST else span
    text = reading.document.text
    for words in (parts.deadline.words if parts.deadline else None, parts.condition):
        following = text[span.end : span.end + len(words or "") + 2]
        if words and tidy(following).startswith(words):
            span = Span(span.start, span.end + following.index(words[0]) + len(words))
    return span if len(span) <= WIDEST else Span(span.start, span.start + WIDEST) if not first else parts.span


def _attribution(reading: Reading, frame: Frame, span: Span) -> Asserted | None:
    if frame.asserter is not None:
        speaker = coordinated_ref(reading, frame.asserter)
        if speaker is not None:
            return Asserted(speaker)
    asserted = reading.asserted(span)
    if asserted is None or (asserted.speaker and is_accord_words(asserted.speaker.words)):
        return None
    cue = next((a for a in reading.attributions if a.head.start == frame.cue.idx), None)
    return None if cue is not None and frame.asserter is None else asserted


def is_accord_words(words: str) -> bool:
    """Whether the words name an accord: what it states is no one's word."""
    return any(word in words_of("accord") for word in words.lower().split())


def _agreement(reading: Reading, evidence: Span, agreements: Sequence[Agreement], frame: Frame) -> str | None:
    """The accord named in the clause; in a clause that an accord asks for, the only one of the report."""
    sentence = Span(frame.act.sent.start_char, frame.act.sent.end_char)
    for near in (evidence, sentence):
        named = [a for a in agreements if any(near.overlaps(e.span) for e in a.evidence)]
        if len(named) == 1 and (near is evidence or frame.accord):
            return named[0].name
    if len(agreements) == 1 and frame.accord:
        return agreements[0].name
    truces = [a for a in agreements if a.type is AgreementKind.CEASEFIRE]
    if len(truces) != 1:
        return None
    words = evidence.of(reading.document.text).lower()
    return truces[0].name if re.search(r"cease-?fire|truce|cessation", words) else None


def _status(frame: Frame) -> CommitmentStatus:
    if frame.denied or (frame.alleged and frame.modality is M.BREACH):
        return CommitmentStatus.DISPUTED
    if frame.modality is M.BREACH:
        return CommitmentStatus.BREACHED
    return CommitmentStatus.KEPT if frame.modality is M.FULFILMENT else CommitmentStatus.NONE


# --- one commitment, one record --------------------------------------------------------------------------------------


def _without_repeats(records: Iterable[Commitment]) -> list[Commitment]:
    """One record a main span and modality's act; in text order."""
    kept: dict[str, Commitment] = {}
    for record in records:
        kept.setdefault(record.id, record)
    return sorted(kept.values(), key=lambda r: r.evidence[0].span)
