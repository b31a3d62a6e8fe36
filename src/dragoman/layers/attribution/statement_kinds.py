"""What a speaker does by a statement: claim, promise, demand, denial, warning, refusal, non-disclosure, assessment."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.codes import StatementKind
from dragoman.layers.modality import is_negated
from dragoman.lexicon import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["kind_of_statement"]

_SELF = frozenset({"we", "i", "it", "they", "he", "she"})
_GUESSING = frozenset({"may", "might", "could"})


def kind_of_statement(
    cue: "Token", negated: bool, content: "Sequence[Tokens]", source: "Tokens | None"
) -> StatementKind:
    """The kind that the cue settles, or else the main clause of the content.

    `negated`: the cue itself is ("did not say"). Declining to tell is non-disclosure, not refusal.
    """
    lemma = cue.lemma_.lower()
    silence = _silence()
    if negated and lemma in silence:
        return StatementKind.NONDISCLOSURE
    if lemma in ("decline", "refuse") and _object_lemmas(cue) & silence:
        return StatementKind.NONDISCLOSURE
    settled = _cue_kinds().get(lemma)
    if settled is StatementKind.CLAIM or (settled and not (lemma == "rule" and not _has_particle(cue, "out"))):
        return settled
    main = _main_verb(content)
    return _kind_of_clause(main, source) if main is not None else StatementKind.CLAIM


def _kind_of_clause(verb: "Token", source: "Tokens | None") -> StatementKind:
    negated = is_negated(verb)
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ in ("MD", "VBP", "VBD", "VBZ")), None)
    own = _is_own_subject(verb, source)
    for entry in read_patterns("statement_kinds")["content"]:
        if (
            modal is not None
            and modal.lower_ in entry["modals"]
            and negated == entry["negated"]
            and (own or not entry["self"])
            and verb.lemma_.lower() in entry.get("verbs", (verb.lemma_.lower(),))
        ):
            return StatementKind(entry["kind"])
    if verb.lemma_ in ("need", "have") and any(c.dep_ == "xcomp" for c in verb.children) and not negated:
        return StatementKind.DEMAND
    complements = {c.lower_ for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")}
    said_to_be = {_predicates().get(word) for word in (*complements, verb.lemma_)} - {None}
    if StatementKind.DENIAL in said_to_be:
        return StatementKind.DENIAL
    if said_to_be or (modal is not None and modal.lower_ in _GUESSING):
        return StatementKind.ASSESSMENT
    return StatementKind.DENIAL if negated else StatementKind.CLAIM


def _main_verb(content: "Sequence[Tokens]") -> "Token | None":
    for tokens in content:
        for sentence_root in (tokens.root,) if len(tokens) else ():
            root: Token = sentence_root
            if root.pos_ in ("VERB", "AUX"):
                return root
            verbs = [
                t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "ccomp", "relcl", "acl", "advcl")
            ]
            if verbs:
                return verbs[0]
    return None


def _is_own_subject(verb: "Token", source: "Tokens | None") -> bool:
    """Whether the clause speaks of the speaker: a pronoun that can mean him, "his men", or his own name again."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return verb.dep_ == "xcomp"
    if subject.lower_ in _SELF or any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in subject.children):
        return subject.lower_ != "it" or any(c.dep_ == "aux" for c in verb.children)
    return source is not None and any(t.lower_ == subject.lower_ for t in source)


def _object_lemmas(verb: "Token") -> set[str]:
    return {
        w.lemma_.lower()
        for c in verb.children
        if c.dep_ in ("xcomp", "dobj", "ccomp", "prep")
        for w in (c, *c.children)
    }


def _has_particle(verb: "Token", particle: str) -> bool:
    return any(c.dep_ in ("prt", "prep", "advmod") and c.lower_ == particle for c in verb.children)


@cache
def _cue_kinds() -> Mapping[str, StatementKind]:
    entries: list[dict[str, Any]] = read_patterns("statement_kinds")["cue"]
    return {lemma: StatementKind(entry["kind"]) for entry in entries for lemma in entry["lemmas"]}


@cache
def _predicates() -> Mapping[str, StatementKind]:
    entries: list[dict[str, Any]] = read_patterns("statement_kinds")["predicate"]
    return {word: StatementKind(entry["kind"]) for entry in entries for word in entry["words"]}


@cache
def _silence() -> frozenset[str]:
    return frozenset(lemma for entry in read_patterns("statement_kinds")["silence"] for lemma in entry["lemmas"])
