"""Who gives a figure, also where the sentence names its speaker last or makes the speaker the giver of the toll.

The attribution layer reads clauses. Figures stand in more forms: "the monitor gave a toll of 31", "22 were killed
UNICEF said Wednesday" (scraped text has lost its commas), and "it rose to 82", by whom the toll before it was given.
What cannot speak (an attack, planes, those who died) gives no figure, whatever the clauses say.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dragoman.codes import ActorKind
from dragoman.layers.casualties.layer import Toll
from dragoman.layers.casualties.words import NOBODY, lemma_of
from dragoman.layers.grammar import child, subject_of
from dragoman.layers.incidents.lexicon import noun_acts, things, weapon_words
from dragoman.layers.phrases import ancestors
from dragoman.layers.reading import Reading
from dragoman.layers.roles import load_roles
from dragoman.model.records import ActorRef
from dragoman.parse import span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["speaker_of"]

_GIVING = frozenset(
    "give put report count record raise revise update document register confirm cite acknowledge admit concede speak "
    "estimate".split()
)
_SAYING = frozenset("say tell report announce add state declare note confirm claim".split())
_FINDING = frozenset("find conclude estimate reveal show".split())  # that so many died
_PAPERS = frozenset("toll figure count tally claim estimate".split())  # spoken by those they are of
_AFTER = frozenset(
    "on late early in at earlier today yesterday later monday tuesday wednesday thursday friday saturday sunday a an "
    "the statement morning afternoon evening night and , . \" '".split()
)  # what may follow the last "said" of a sentence
_LOOSE = frozenset("with as while after citing quoting".split())  # what follows on a clause that is over
_PREPOSITIONS = frozenset("of on in at from by for to with against near that which who".split())
_SILENT = frozenset(
    "toll figure count tally claim people person civilian victim child man woman dead death injured wounded killed "
    "other others bodies body casualty raid war fighting violence jet warplane day night".split()
)
_MONITORS = frozenset("monitor watchdog monitoring observatory".split())
_ABOUT_MONITORS = frozenset("a an the war rights group organisation organization british london".split())
_MONITORING = ("observatory", "monitor", "watch", "human rights", "network")  # in the name of one who counts the dead
_CALLED = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST = 60  # words behind a figure in which its "said" is sought
_LONG = 9  # words of a speaker


def speaker_of(reading: Reading, toll: Toll, before: ActorRef | None = None) -> ActorRef | None:
    """Who gives a toll; None is the outlet. `before` gave the one before it, in this sentence or the last."""
    asserted = reading.asserted(toll.span)
    speaker = _if_able(reading, toll, _giver(reading, toll))
    speaker = speaker or _if_able(reading, toll, asserted.speaker if asserted else None)
    if speaker is None:
        sentence = list(reading.parse.doc[toll.trigger].sent)[:250]
        speaker = _if_able(reading, toll, _last_said(reading, toll, sentence) or _sayer(reading, toll))
    return _spelled_out(reading, speaker) if speaker else before if toll.update or toll.old else None


def _if_able(reading: Reading, toll: Toll, speaker: ActorRef | None) -> ActorRef | None:
    """The speaker, if who is so called may speak and is not the doer of what is counted."""
    if speaker is None:
        return None
    words = speaker.words.split()
    end = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    head = words[end - 1].lower() if words else ""
    if {head, head.removesuffix("s")} & _cannot_speak():
        return None
    agent = reading.parse.doc[toll.agent] if toll.agent is not None else None
    killer = agent is not None and agent.lower_ == head and lemma_of(agent.head) not in _SAYING
    return None if killer else speaker


@cache
def _cannot_speak() -> frozenset[str]:
    acts = {words.split()[-1] for words in noun_acts()}
    bodies = set(load_roles()) | {"hospital", "station", "post", "press"}
    return ((NOBODY | things()) - bodies) | _SILENT | acts | weapon_words()[0]


def _spelled_out(reading: Reading, speaker: ActorRef) -> ActorRef:
    """ "The monitoring group" is the one that the report names, if it names one."""
    words = {word for word in speaker.name.lower().split() if "based" not in word}
    if not words & _MONITORS or words - _MONITORS - _ABOUT_MONITORS:
        return speaker
    named = [
        r
        for r in reading.actor_records
        if r.type is ActorKind.ORGANISATION
        and any(m in r.name.lower() for m in _MONITORING)
        and not any("based" in word or word.islower() for word in (r.name.split()[0], r.name.split()[-1]))
        and " " in r.name
    ]
    return ActorRef(named[0].name, speaker.words, named[0].id) if len(named) == 1 else speaker


def _giver(reading: Reading, toll: Toll) -> ActorRef | None:
    """ "The monitor gave a toll of 31", "activists put the number at 40"."""
    trigger = reading.parse.doc[toll.trigger]
    word = trigger
    for _ in range(6):
        word = word.head
        if word.pos_ == "VERB" and lemma_of(word) in _GIVING:
            subject = subject_of(word)
            owner = _owner(subject) if subject is not None else None
            known = subject is not None and (subject.i < trigger.i or owner != subject)
            return _named(reading, owner) if owner is not None and known and owner.pos_ in _CALLED else None
        if word.head == word or word.dep_ in ("relcl", "advcl") or lemma_of(word) in _SAYING:
            return None
    return None


def _owner(paper: "Token") -> "Token":
    """Whose toll, figure or claim it is, where the words say so: "a toll from the ministry", "the army's claim"."""
    if lemma_of(paper) not in _PAPERS:
        return paper
    owner = child(paper, "poss", "compound", "nmod")
    for word in paper.children:
        if owner is None and word.lower_ in ("from", "by"):
            owner = child(word, "pobj")
    return paper if owner is None else owner


def _sayer(reading: Reading, toll: Toll) -> ActorRef | None:
    """ "Police said 14 were killed": the subject of the nearest verb of saying above."""
    trigger = reading.parse.doc[toll.trigger]
    below = trigger
    for word in ancestors(trigger):
        says = lemma_of(word) in _SAYING or (lemma_of(word) in _FINDING and below.dep_ == "ccomp")
        below = word
        if word.pos_ == "VERB" and says:
            subject = child(word, "nsubj")
            if subject is not None and subject.pos_ in ("NOUN", "PROPN") and not _is_nobody(subject):
                return _named(reading, _owner(subject))
    return None


def _is_nobody(subject: "Token") -> bool:
    return any(c.lower_ == "no" for c in subject.children)


def _last_said(reading: Reading, toll: Toll, sentence: "Sequence[Token]") -> ActorRef | None:
    """ "... killing six, UNICEF said on Wednesday", "... killed ten civilians said the Observatory"."""
    behind = [t for t in sentence if t.i > toll.trigger and t.idx >= toll.span.end]
    said = [t for t in behind[:LONGEST] if lemma_of(t) in _SAYING and t.tag_ in ("VBD", "VBZ", "VBP")]
    if not said or any(lemma_of(t) in _SAYING and t.tag_ == "VBD" for t in sentence if t.i < toll.trigger):
        return None
    verb = said[0]
    rest = [t for t in behind if t.i > verb.i]
    head = _name_before(verb)
    left = [t for t in rest if t.lower_ not in _AFTER and t.ent_type_ != "DATE"]
    if head is not None and (lemma_of(verb) == "tell" or not left or left[0].tag_ == "VBG" or left[0].lower_ in _LOOSE):
        return _named(reading, head)
    if rest and (rest[0].pos_ in ("DET", "PROPN", "ADJ")) and lemma_of(verb) == "say" and verb.tag_ == "VBD":
        head = next((t for t in rest[:_LONG] if _ends_name(t)), None)
        return _named(reading, head) if head is not None else None
    return None


def _name_before(verb: "Token") -> "Token | None":
    """The noun that a verb of saying has before it, adverbs and auxiliaries between them left out."""
    word = verb
    while word.i > word.sent.start and word.nbor(-1).pos_ in ("ADV", "AUX"):
        word = word.nbor(-1)
    if word.i == word.sent.start:
        return None
    word = word.nbor(-1)
    return word if word.pos_ in ("NOUN", "PROPN") and word.ent_type_ not in ("DATE", "TIME", "CARDINAL") else None


def _ends_name(token: "Token") -> bool:
    last = token.i + 1 >= token.sent.end
    return token.pos_ in ("NOUN", "PROPN") and (last or token.nbor(1).pos_ not in ("NOUN", "PROPN", "PART", "ADP"))


def _named(reading: Reading, head: "Token") -> ActorRef | None:
    record = reading.actor_record(span_of(head))
    if record:
        return ActorRef(record.name, head.text, record.id)
    start = head
    while start.i > start.sent.start and head.i - start.i < _LONG and start.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ"):
        start = start.nbor(-1)
    words = reading.document.text[start.idx : head.idx + len(head.text)]
    return reading.actor_ref(span_of(head)) if head.pos_ == "PRON" else ActorRef(words, words)
