"""Who does and who suffers what a word tells of, by grammar: subjects, objects and prepositional parties.

Subjects are found through relative and participial clauses, coordination and control ("asked the army to leave": the
army leaves), objects through passives. What comes back are head words of phrases; who they are is another question.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agent_of", "child", "coordinated", "in_litter", "is_passive", "object_of", "prepositional", "subject_of"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    "urge ask order force allow help persuade send tell press invite call appeal lead permit enable cause compel beg "
    "instruct direct require want expect warn encourage push let make leave".split()
)
DEEP = 5  # clauses to climb; deeper ones are parser errors
LISTED = 40
MOST_DEPENDENTS = 60  # no word of a sentence has more; one that has is litter's


def child(word: "Token", *deps: str) -> "Token | None":
    """The first dependent with one of the relations."""
    for dependent in word.children:
        if dependent.dep_ in deps:
            return dependent
    return None


def in_litter(word: "Token") -> bool:
    """Whether a word has, or hangs on one that has, more dependents than words of sentences have."""
    return any(w.n_lefts + w.n_rights > MOST_DEPENDENTS for w in (word, word.head))


def is_passive(verb: "Token", depth: int = 0) -> bool:
    """Whether the verb is in the passive: "was attacked", "attacked by", "villages attacked in May"."""
    deps = [c.dep_ for c in verb.children]
    if "nsubjpass" in deps or "auxpass" in deps:
        return True
    if verb.tag_ != "VBN" or "nsubj" in deps or "dobj" in deps:
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return "aux" not in deps and depth < DEEP and is_passive(verb.head, depth + 1)
    return "aux" not in deps and (verb.dep_ == "acl" or "agent" in deps)


_AUXILIARIES = frozenset({"be", "have", "get", "do"})


def subject_of(verb: "Token", depth: int = 0) -> "Token | None":
    """The head of the grammatical subject, found through control, coordination and relative clauses."""
    if depth > DEEP:
        return None
    own = child(verb, "nsubj", "nsubjpass", "csubj")
    if own is None:  # "Britain and France however have opposed": the parser hangs some subjects on the auxiliary
        own = next((s for c in verb.children if c.dep_ == "aux" and (s := child(c, "nsubj", "nsubjpass"))), None)
    if own is None and verb.dep_ == "ROOT":  # "Sweden suspended aid", read as a time
        own = next((c for c in verb.lefts if c.dep_ == "npadvmod" and c.ent_type_ in ("GPE", "ORG", "NORP")), None)
    if own is None:  # "after shelling killed seven", read as if "shelling" were an auxiliary
        own = next(
            (c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "VBG" and c.lemma_ not in _AUXILIARIES), None
        )
    if own is not None:
        return _antecedent(verb, own)
    head = verb.head
    if verb.dep_ == "acl":
        return head if verb.tag_ in ("VBG", "VBN", "VBD") else _owner_of_plan(head, depth)
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and verb.tag_ == "VB"):
        controlled = child(head, "dobj") if head.lemma_ in _OBJECT_CONTROL else None
        if controlled is None and head.lemma_ in _OBJECT_CONTROL and is_passive(head):
            controlled = child(head, "nsubjpass")
        return controlled if controlled is not None else subject_of(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        over = head.head
        if over.pos_ == "VERB":
            return (child(over, "dobj") if head.lower_ == "of" else None) or subject_of(over, depth + 1)
        return None
    if (
        verb.dep_ in ("conj", "advcl", "auxpass", "dep", "acomp")
        and head != verb
        and head.pos_ in ("VERB", "AUX", "ADJ")
    ):
        return subject_of(head, depth + 1)
    if verb.pos_ == "ADJ" and head != verb and head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth + 1)
    return None


def _antecedent(verb: "Token", subject: "Token") -> "Token":
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    if subject.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head.head
    return subject


def _owner_of_plan(noun: "Token", depth: int) -> "Token | None":
    """Whose "plan to attack" it is: its possessor, else the subject of the verb it is the object of."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    return (
        subject_of(noun.head, depth + 1)
        if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX")
        else None
    )


def object_of(verb: "Token", depth: int = 0) -> "Token | None":
    """The head of what the act is done to: the object, or the subject of a passive."""
    if is_passive(verb):
        own = child(verb, "nsubjpass")
        if own is not None:
            return _antecedent(verb, own)
        if verb.dep_ == "conj" and depth < DEEP:
            return object_of(verb.head, depth + 1)
        return subject_of(verb)
    own = child(verb, "dobj")
    if own is not None:
        if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return verb.head
        return own
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and not _is_relative(child(verb, "nsubj")):
        return verb.head if child(verb, "ccomp", "xcomp", "prep") is None else None
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if verb.dep_ == "xcomp" and verb.head.dep_ == "relcl" and following is not None and following.is_punct:
        return verb.head.head if child(verb.head, "nsubj") is not None else None
    # "kidnapped and killed two men": the last of coordinated verbs has the object of all.
    for conj in verb.children:
        if (
            conj.dep_ == "conj"
            and conj.pos_ == "VERB"
            and child(conj, "nsubj", "nsubjpass") is None
            and not child(verb, "prep")
        ):
            return child(conj, "dobj")
    return None


def _is_relative(word: "Token | None") -> bool:
    return word is not None and word.lower_ in _RELATIVE


def agent_of(verb: "Token", depth: int = 0) -> "Token | None":
    """The head of the phrase after "by" in a passive."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            found = child(c, "pobj")
            if found is not None:
                return found
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and depth < DEEP:
        return agent_of(verb.head, depth + 1)
    return None


def prepositional(word: "Token", *preps: str) -> "Iterator[Token]":
    """The heads of phrases that hang on `word` by one of the prepositions, "out of" and "because of" included."""
    for c in word.children:
        if c.dep_ in ("prep", "dative", "agent") or (c.pos_ == "ADP" and c.dep_ in ("prt", "advmod")):
            if c.lower_ in preps:
                for found in c.children:
                    if found.dep_ in ("pobj", "pcomp"):
                        yield found
            for inner in c.children:
                if inner.dep_ == "prep" and inner.lower_ in preps:
                    yield from (p for p in inner.children if p.dep_ == "pobj")


def coordinated(head: "Token") -> "list[Token]":
    """The head and the nouns coordinated with it."""
    found = [head]
    for word in found:
        if len(found) > LISTED:  # "a list of fifty" is nobody's list of parties
            break
        found += [c for c in word.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")]
    return found
