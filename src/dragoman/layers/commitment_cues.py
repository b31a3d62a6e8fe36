"""Words that bind somebody to an act, and the act they bind him to: one frame a cue and act.

Three sorts of cue are read here: verbs that take the act as a clause or an object ("pledged to free", "called for the
release of"), adjectives ("ready to leave") and nouns ("renewed its pledge to leave", "a violation of the truce"). What
is bound by a modal verb or told as done stands in `commitment_verbs`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.codes import CommitmentModality, Modality
from dragoman.layers.commitment_topics import particle_lemma
from dragoman.layers.event_grammar import agent_of, child, is_passive
from dragoman.layers.modality import is_negated, modality_of
from dragoman.layers.phrases import doer_of, ancestors, lemma
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Frame", "accord_in", "find_governed", "is_accord_noun", "words_of"]

M = CommitmentModality


@dataclass(frozen=True, slots=True)
class Frame:
    """One act and what binds somebody to it.

    `act`: the head word of the act, a verb or a noun. `asserter`: who demands, accuses or denies, where the cue itself
    names him. `first`: where the action begins, if before the act's own words. `topical`: the cue is so common that
    only acts with a topic count. `accord`: an agreement asks for the act.
    """

    modality: CommitmentModality
    cue: "Token"
    act: "Token"
    obligor: "Token | None"
    asserter: "Token | None" = None
    first: int | None = None
    topical: bool = False
    accord: bool = False
    denied: bool = False
    alleged: bool = False
    passive: bool = False


def words_of(kind: str, field: str = "lemmas") -> frozenset[str]:
    """All words of one kind of entry of the lexicon."""
    return _words_of(kind, field)


@cache
def _words_of(kind: str, field: str) -> frozenset[str]:
    return frozenset(word for entry in read_patterns("commitments")[kind] for word in entry[field])


def is_accord_noun(word: "Token | None") -> bool:
    """Whether a word means an accord, a law or a pledge: what can be kept, broken, and require something."""
    if word is None or word.pos_ not in ("NOUN", "PROPN"):
        return False
    if lemma(word) in ("cease", "fire"):
        return any("cease" in (lemma(word), w.lower_) for w in word.lefts) or word.lower_ == "cease"
    return lemma(word) in words_of("accord")


def accord_in(verb: "Token") -> bool:
    """Whether an accord asks for the act: "under the deal", or a clause of which an accord is the subject."""
    word = verb
    for above in (verb, *ancestors(verb, 5)):
        for c in above.children:
            if c.dep_ == "prep" and lemma(c) in ("under", "accord", "per", "by", "in", "as"):
                inner = _deep_object(c)
                if (
                    is_accord_noun(inner)
                    and inner is not None
                    and lemma(inner) not in ("plan", "term" if lemma(c) == "in" else "plan")
                ):
                    if lemma(c) in ("in", "by", "as") and not (above == word and c.i < above.i):
                        continue
                    return True
        if above != verb and above.pos_ in ("VERB", "AUX") and _is_accord_subject(child(above, "nsubj")):
            return True
        if above.dep_ not in ("ccomp", "conj", "xcomp", "aux") and above != verb:
            break
        word = above
    return False


_PARTS = frozenset({"one", "point", "article", "paragraph", "section", "clause", "provision", "part", "text", "item"})


def _is_accord_subject(subject: "Token | None") -> bool:
    """Whether the subject is an accord or a part of one: "one of the points of the agreement"."""
    if subject is None:
        return False
    return is_accord_noun(subject) or (lemma(subject) in _PARTS and any(is_accord_noun(word) for word in list(subject.subtree)[:14]))


def _deep_object(prep: "Token") -> "Token | None":
    """The object of a preposition, "to" and "of" looked through: "according to the terms of the deal"."""
    inner = child(prep, "pobj", "prep", "pcomp")
    for _ in range(3):
        if inner is None or inner.pos_ in ("NOUN", "PROPN"):
            break
        inner = child(inner, "pobj", "prep")
    if inner is not None and not is_accord_noun(inner):
        of = next((c for c in inner.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        return child(of, "pobj") if of is not None else inner
    return inner


# --- verbs ------------------------------------------------------------------------------------------------------------


def find_governed(doc: "Doc") -> "Iterator[Frame]":
    """The frames of all cue verbs, adjectives and nouns of a text, in text order."""
    verbs, ready, pledges, breaches, duties = _cues(), _readies(), words_of("pledge"), words_of("breach"), words_of("duty")
    for token in doc:
        word = lemma(token)
        if token.pos_ in ("VERB", "AUX"):
            for entry in verbs.get(particle_lemma(token)) or verbs.get(word) or ():
                frame = _verb_frame(token, entry)
                if frame is not None:
                    yield frame
                    break
        if word in ready or token.lower_ in ready:
            yield from _ready_frames(token, ready.get(token.lower_) or ready[word])
        elif token.pos_ == "NOUN" and word in pledges:
            yield from _pledge_frames(token)
        elif token.pos_ == "NOUN" and word in duties:
            yield from _duty_frames(token)
        elif token.pos_ == "NOUN" and word in breaches:
            yield from _breach_frames(token)


def _verb_frame(cue: "Token", entry: Mapping[str, Any]) -> Frame | None:
    modality = M(entry["modality"])
    held, negated = modality_of(cue)
    subject = doer_of(cue)
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
    if held in (Modality.HYPOTHETICAL, Modality.POSSIBLE, Modality.DEMANDED) and not (
        asks and held is Modality.DEMANDED
    ):
        return None
    if held is Modality.PLANNED and modality in (M.BREACH, M.FULFILMENT):
        return None
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
    if act is None:
        return None
    obligor: Token | None
    if asks:
        obligor, asserter = _asked(cue, act, entry["obligor"], passive), (agent_of(cue) if passive else subject)
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
    if modality is M.DEMAND and first is None and (lemma(act) in words_of("threat") or (lemma(act) == "open" and child(act, "dobj") is not None and lemma(child(act, "dobj")) == "fire")) and not is_negated(act):  # type: ignore[arg-type]
        return None
    if asks and entry.get("accord"):
        asserter = None
    return Frame(
        modality, cue, act, obligor, asserter, first=first, topical=bool(entry.get("topical")) or act.pos_ in ("NOUN", "PROPN"),
        accord=bool(entry.get("accord")), denied=denied, passive=act.pos_ in ("VERB", "AUX") and is_passive(act),
    )  # fmt: skip


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
    blame = _blamer(cue)
    accused = _accused(cue)
    obligor = accused if accused is not None else obligor
    if obligor is None and _in_hearsay(cue):
        return None
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
        modality, cue, act, obligor, blame, topical=bool(entry.get("topical")), denied=denied,
        alleged=blame is not None and not denied, passive=act == cue and is_passive(cue) and obligor is None,
    )  # fmt: skip


def _has_attacks(act: "Token") -> bool:
    """Whether it is attacks that somebody failed to stop."""
    thing = child(act, "dobj", "xcomp")
    return thing is not None and lemma(thing) in ("attack", "shelling", "bombing", "violence", "hostility", "offensive", "raid", "strike")


def _accused(cue: "Token") -> "Token | None":
    """Who is accused, where the deed hangs on "accused X of", wherever the parser put the "of"."""
    if cue.dep_ != "pcomp" or cue.head.lower_ not in ("of", "for"):
        return None
    over = cue.head.head
    blame = over if lemma(over) in _BLAMING else over.head
    return child(blame, "dobj", "nsubjpass") if lemma(blame) in _BLAMING else None


def _in_hearsay(cue: "Token") -> bool:
    """ "traded accusations of violating the truce" names no guilty party."""
    return any(
        lemma(a) in ("accusation", "allegation", "claim", "charge", "report", "blame") for a in ancestors(cue, 3)
    )


_BLAMING = frozenset({"accuse", "blame", "suspect", "condemn", "denounce", "criticise", "criticize", "rebuke"})


def _blamer(cue: "Token") -> "Token | None":
    """Who accuses or denies, where the deed stands in his clause."""
    for above in ancestors(cue, 4):
        if lemma(above) in _BLAMING or lemma(above) in ("deny", "allege", "refute"):
            return doer_of(above) if not is_passive(above) else agent_of(above)
        if above.dep_ in ("relcl", "acl", "advcl"):
            break
    return None


_GERUND = frozenset({"xcomp", "pcomp", "advcl"})


def _act_of(cue: "Token", entry: Mapping[str, Any]) -> "tuple[Token | None, Token | None]":
    """The head word of the act, and the preposition it hangs on where there is one."""
    for place in entry["acts"]:
        if place == "object":
            found = child(cue, "nsubjpass") if is_passive(cue) else child(cue, "dobj")
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
        if place == "ccomp" and word.dep_ == "ccomp" and not infinitive and _is_owed_clause(cue, word, asks):
            return _main(word)
    if place == "xcomp":  # "called on the rebels to disarm", with the infinitive hung on the rebels
        for host in (
            child(cue, "dobj"),
            *(child(c, "pobj") for c in cue.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to")),
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
            if found is not None and prep.i < act.i + 40 and found is not act:
                return found
    thing = child(cue, "dobj", "dative")
    if thing is not None and thing is not act and act.pos_ in ("VERB", "AUX"):
        return thing
    return _doer(act) if act.pos_ not in ("VERB", "AUX") else None


def _doer(noun: "Token") -> "Token | None":
    """Who does what a noun tells of: "withdrawal by the army", "the army's withdrawal", "payment from their employers"."""
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            found = child(prep, "pobj")
            if found is not None:
                return found
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("to", "of", "in"):
            found = child(prep, "pobj")
            if found is not None:
                return child(found, "poss")
    return None


# --- adjectives and nouns ------------------------------------------------------------------------------------------


def _ready_frames(word: "Token", modality: CommitmentModality) -> "Iterator[Frame]":
    """ "is ready to leave", "is supposed to leave", "was due to leave"."""
    over = word.head if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "conj") else word
    acts = [
        c
        for host in {word, over}
        for c in host.children
        if c.dep_ in ("xcomp", "acl", "advcl")
        and c.i > word.i
        and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)
    ]
    if not acts or (_cues().get(lemma(word)) and word.pos_ == "VERB" and word.tag_ != "VBN"):
        return
    copula = over if over != word else word
    if not any(lemma(w) == "be" for w in (copula, *copula.children)):
        return
    held, negated = modality_of(copula)
    if held in (Modality.HYPOTHETICAL, Modality.POSSIBLE):
        return
    negated = negated or is_negated(word)
    if negated and modality is not M.PROMISE:
        return
    subject = child(copula, "nsubj", "nsubjpass") or doer_of(copula)
    act = acts[0]
    passive = is_passive(act)
    yield Frame(M.REFUSAL if negated else modality, word, act, agent_of(act) if passive else subject, topical=True)


def _pledge_frames(noun: "Token") -> "Iterator[Frame]":
    act = child(noun, "acl", "ccomp", "relcl")
    if act is None and noun.dep_ == "dobj":  # "gave assurances that": the parser hangs the clause on the verb
        act = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    if act is None or act.i < noun.i or not (any(c.dep_ == "aux" for c in act.children)):
        act = next(
            (
                found
                for prep in noun.children
                if prep.dep_ == "prep" and prep.lower_ in ("to", "of")
                for found in [child(prep, "pcomp")]
                if found is not None
            ),
            None,
        )
        if act is None:
            return
    elif (child(act, "nsubj") is not None and child(act, "nsubj").lower_ in ("that", "which") and act.dep_ == "relcl") or (act.dep_ == "relcl" and not any(c.lower_ in ("would", "will", "to") for c in act.children)):  # type: ignore[union-attr]
        return
    owner = child(noun, "poss")
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in ("despite", "of", "to"):
        over = above.head
        broken = above.lower_ == "despite" or lemma(over) in ("violation", "breach", "contrary", "spite", "defiance")
        if broken:
            host = (
                next((a for a in ancestors(over) if a.pos_ in ("VERB", "AUX")), over)
                if over.pos_ not in ("VERB", "AUX")
                else over
            )
            doer = _own(act) or owner or doer_of(host)
            doer = doer_of(host) if doer is None or doer.pos_ == "PRON" else doer
            yield Frame(M.BREACH, noun, act, doer, alleged=False, topical=False)
        return
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(above) in words_of("pledge", "verbs"):
        held, negated = modality_of(above)
        if held in (Modality.ASSERTED, Modality.PLANNED) and not negated:
            subject = agent_of(above) if is_passive(above) else doer_of(above)
            passive = is_passive(act)
            yield Frame(
                M.PROMISE, noun, act, subject if passive else _own(act) or subject, topical=True, passive=passive
            )


def _duty_frames(noun: "Token") -> "Iterator[Frame]":
    """ "has a responsibility to protect": the subject of the verb, or the owner of the duty."""
    act = next((c for host in (noun, noun.head) for c in host.children if c.dep_ in ("acl", "relcl", "xcomp", "advcl") and c.i > noun.i
                and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)), None)  # fmt: skip
    if act is None or noun.dep_ != "dobj" or lemma(noun.head) not in ("have", "bear", "share", "recall", "carry"):
        return
    held, negated = modality_of(noun.head)
    if negated or held is not Modality.ASSERTED:
        return
    yield Frame(M.OBLIGATION, noun, act, doer_of(noun.head) or child(noun, "poss"), topical=True)


def _own(act: "Token") -> "Token | None":
    found = child(act, "nsubj")
    return found if found is not None and found.lower_ not in ("that", "which", "who") else None


def _breach_frames(noun: "Token") -> "Iterator[Frame]":
    """ "violations of the truce by the militia", "accused the army of a breach of the accord"."""
    if not any(
        is_accord_noun(child(prep, "pobj"))
        for prep in noun.children
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for")
    ):
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":  # "in violation of": the verb above tells the deed
        return
    held, negated = modality_of(noun.head) if noun.head.pos_ == "VERB" else (Modality.ASSERTED, False)
    if negated or held in (Modality.HYPOTHETICAL, Modality.POSSIBLE, Modality.PLANNED):
        return
    doer = _doer_of_breach(noun)
    blame = _blamer(noun)
    yield Frame(
        M.BREACH,
        noun,
        noun,
        doer,
        blame,
        alleged=blame is not None and held is not Modality.DENIED,
        denied=held is Modality.DENIED,
    )


def _doer_of_breach(noun: "Token") -> "Token | None":
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for host in (noun, noun.head):
        for prep in host.children:
            if prep.dep_ in ("prep", "agent") and prep.lower_ == "by":
                found = child(prep, "pobj")
                if found is not None:
                    return found
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") and lemma(noun.head.head) in ("accuse", "blame"):
        return child(noun.head.head, "dobj", "nsubjpass")
    if noun.dep_ == "dobj" and lemma(noun.head) in ("commit", "demonstrate", "show", "deny", "continue", "make"):
        return doer_of(noun.head)
    return None


@cache
def _cues() -> dict[str, tuple[Mapping[str, Any], ...]]:
    table: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for entry in read_patterns("commitments")["cue"]:
        for word in entry["lemmas"]:
            # What an accord requires is tried before what a person demands with the same word.
            held = table.get(word, ())
            table[word] = (entry, *held) if entry.get("accord") else (*held, entry)
    return table


@cache
def _readies() -> dict[str, CommitmentModality]:
    return {word: M(entry["modality"]) for entry in read_patterns("commitments")["ready"] for word in entry["lemmas"]}
