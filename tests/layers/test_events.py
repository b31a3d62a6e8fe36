"""Events: every entry of the lexicon, every PLOVER type and mode, and what only looks like an event."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.codes import MODES, EventType, Modality
from dragoman.layers.actors.layer import build_actors, find_actors
from dragoman.layers.attribution.layer import find_attributions
from dragoman.layers.communiques import read_communique
from dragoman.layers.dating.layer import date_report
from dragoman.layers.events.layer import build_events
from dragoman.layers.events.parties import Parties
from dragoman.layers.events.roles import roles_of
from dragoman.layers.events.triggers import find_triggers
from dragoman.layers.grammar import in_litter
from dragoman.layers.places.layer import build_places, find_places
from dragoman.layers.reading import Reading
from dragoman.layers.times.layer import find_times
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.parse import parse


def reading(text):
    """A report's text with its first layers."""
    document, parsed = Document(text=text), parse(text)
    published = date_report(document, parsed)
    toponyms = find_places(parsed)
    actors = find_actors(parsed, toponyms=toponyms)
    return Reading(
        document=document,
        parse=parsed,
        published=published,
        timexes=find_times(parsed, published=published),
        toponyms=toponyms,
        actors=actors,
        actor_records=build_actors(document, actors),
        places=build_places(document, toponyms),
        attributions=find_attributions(parsed),
        communique=read_communique(parsed),
    )


def events(text):
    """The events of a text."""
    return build_events(reading(text))


def names(refs):
    """The words of parties, articles left out."""
    return [ref.words.removeprefix("the ").removeprefix("The ").removeprefix("A ").removeprefix("a ") for ref in refs]


# --- the lexicon ----------------------------------------------------------------------------------------------------

ENTRIES = [
    *((entry, entry) for entry in read_patterns("plover_verbs")["verb"]),
    *((entry, entry) for entry in read_patterns("plover_nouns")["noun"]),
    *((entry, entry) for kind in ("verb", "adjective") for entry in read_patterns("plover_operators")[kind]),
]


@pytest.mark.parametrize("entry", [entry for entry, _ in ENTRIES], ids=lambda e: e["example"])
def test_every_entry_finds_its_example(entry):
    wanted, _, parties = entry["finds"].rpartition(":")
    wanted = wanted or entry["type"] + (f"/{entry['mode']}" if "mode" in entry else "")
    kind, _, mode = wanted.partition("/")
    actors, _, recipients = (side.strip() for side in parties.partition(">"))
    read = reading(entry["example"])
    who = Parties(read)
    found = []
    for trigger in find_triggers(read.parse.words, who):
        roles = roles_of(who, trigger)
        found.append((str(trigger.type), str(trigger.mode or ""), roles.actors, roles.recipients))
    told = [(k, m, names(a), names(r)) for k, m, a, r in found]
    assert any(k == kind and (not mode or m == mode) and _named(actors, recipients, a, r) for k, m, a, r in told), told


def _named(actors, recipients, found_actors, found_recipients):
    """Whether the parties of the example are among those found; parties that act alike may stand on either side."""
    wanted = [name.strip() for name in f"{actors},{recipients}".split(",") if name.strip()]
    found = [*found_actors, *found_recipients]
    if not actors and found_actors:
        return False
    return all(any(name in words or words in name for words in found) for name in wanted)


# --- the types and modes of PLOVER 2.0 ------------------------------------------------------------------------------

TABLE = [
    ("AGREE", "", "Ghana and Togo agreed on Monday to hold joint exercises.", "Ghana,Togo", ""),
    ("AGREE", "", "Norway has promised to send doctors to Malawi.", "Norway", "Malawi"),
    ("AGREE", "", "Sudan and the rebels reached an agreement in Juba.", "Sudan,rebels", ""),
    ("CONSULT", "", "The foreign ministers of Peru and Chile met in Lima on Friday.", "ministers", ""),
    ("CONSULT", "visit", "The Danish foreign minister visited Ghana on Monday.", "Danish foreign minister", "Ghana"),
    ("CONSULT", "phone", "The Kenyan president telephoned the Ugandan premier.", "Kenyan president", "Ugandan premier"),
    ("CONSULT", "third-party", "Qatar mediated between Chad and the rebels.", "Qatar", "Chad,rebels"),
    ("CONSULT", "multilateral", "Austria hosted a conference of the Libyan factions.", "Austria", "Libyan factions"),
    ("SUPPORT", "", "Chile praised the efforts of the Bolivian government.", "Chile", "Bolivian government"),
    ("SUPPORT", "", "Laos and Vietnam signed a treaty of friendship.", "Laos,Vietnam", ""),
    ("CONCEDE", "", "The junta lifted the ban on the opposition party.", "junta", "opposition party"),
    ("CONCEDE", "", "The army has agreed to withdraw its soldiers from Chad.", "army", "Chad"),
    ("CONCEDE", "", "The king pardoned two dissidents.", "king", "dissidents"),
    ("COOPERATE", "", "Turkey shared intelligence with Pakistan.", "Turkey", "Pakistan"),
    ("COOPERATE", "", "Kenya and Uganda held joint exercises.", "Kenya,Uganda", ""),
    ("AID", "", "Japan sent medicine to Nepal.", "Japan", "Nepal"),
    ("AID", "", "Peru granted asylum to the Haitian general.", "Peru", "Haitian general"),
    ("RETREAT", "withdraw", "France withdrew its troops from Mali.", "France", "Mali"),
    ("RETREAT", "release", "The guerrillas released nine policemen.", "guerrillas", "policemen"),
    ("RETREAT", "disarm", "The rebels handed over their weapons to the United Nations.", "rebels", "United Nations"),
    ("RETREAT", "ceasefire", "The rebels declared a ceasefire on Sunday.", "rebels", ""),
    ("RETREAT", "access", "Iran reopened its border to Afghanistan.", "Iran", "Afghanistan"),
    ("RETREAT", "resign", "The Bolivian prime minister resigned on Monday.", "Bolivian prime minister", ""),
    ("REQUEST", "assist", "Haiti asked Canada to send food to Haiti.", "Haiti", "Canada"),
    ("REQUEST", "change", "The union demanded that the government change the law.", "union", "government"),
    ("REQUEST", "yield", "The bishops urged the rebels to release the policemen.", "bishops", "rebels"),
    ("REQUEST", "meet", "The opposition urged the president to meet the rebels.", "opposition", "president"),
    ("REQUEST", "", "Brazil said that Bolivia must open the road.", "Brazil", "Bolivia"),
    ("ACCUSE", "disapprove", "Mexico condemned the raid by Guatemalan troops.", "Mexico", "Guatemalan troops"),
    ("ACCUSE", "investigate", "The court opened an investigation into the general.", "court", "general"),
    ("ACCUSE", "allege", "Mali accused Algeria of arming rebels.", "Mali", "Algeria"),
    ("REJECT", "assist", "The government refused to give food to the rebels.", "government", "rebels"),
    ("REJECT", "", "Eritrea rejected the proposal of the mediators.", "Eritrea", "mediators"),
    ("REJECT", "yield", "The rebels refused to release the policemen.", "rebels", "policemen"),
    ("REJECT", "meet", "The Serbian president cancelled a visit to Croatia.", "Serbian president", "Croatia"),
    ("THREATEN", "restrict", "Greece threatened to impose sanctions on Turkey.", "Greece", "Turkey"),
    ("THREATEN", "arrest", "The police threatened to arrest the students.", "police", "students"),
    ("THREATEN", "relations", "Peru threatened to suspend aid to Ecuador.", "Peru", "Ecuador"),
    ("THREATEN", "expel", "Iran threatened to expel the Swedish diplomats.", "Iran", "Swedish diplomats"),
    ("THREATEN", "violence", "The rebels threatened to attack the army.", "rebels", "army"),
    ("PROTEST", "demo", "Thousands of students demonstrated against the government.", "students", "government"),
    ("PROTEST", "riot", "Youths threw stones at the policemen.", "Youths", "policemen"),
    ("PROTEST", "strike", "Unions called a general strike against the government.", "Unions", "government"),
    ("PROTEST", "hunger", "The prisoners began a hunger strike against the governor.", "prisoners", "governor"),
    ("PROTEST", "boycott", "The opposition boycotted the session of the parliament.", "opposition", "parliament"),
    ("PROTEST", "obstruct", "Farmers blocked the road to the Bolivian capital.", "Farmers", "Bolivia"),
    ("PROTEST", "vandalize", "Activists vandalized the offices of the ruling party.", "Activists", "ruling party"),
    ("SANCTION", "", "Canada imposed sanctions on Belarus.", "Canada", "Belarus"),
    ("SANCTION", "convict", "A court sentenced the general to ten years.", "court", "general"),
    ("SANCTION", "expel", "Poland expelled three Russian diplomats.", "Poland", "Russian diplomats"),
    ("SANCTION", "withdraw", "Egypt recalled its ambassador from Qatar.", "Egypt", "Qatar"),
    ("SANCTION", "discontinue", "Sweden suspended aid to Uganda.", "Sweden", "Uganda"),
    ("MOBILIZE", "troops", "Ethiopia massed troops along the border with Eritrea.", "Ethiopia", "Eritrea"),
    ("MOBILIZE", "weapons", "Iran tested a missile on Monday.", "Iran", ""),
    ("MOBILIZE", "police", "The governor deployed police in the town.", "governor", "town"),
    ("MOBILIZE", "militia", "The governor mobilised a militia against the rebels.", "governor", "rebels"),
    ("COERCE", "seize", "Troops confiscated rifles from the herders.", "Troops", "herders"),
    ("COERCE", "restrict", "The government banned the opposition party.", "government", "opposition party"),
    ("COERCE", "censor", "The ministry censored the newspaper.", "ministry", "newspaper"),
    ("COERCE", "curfew", "The army imposed a curfew on the town.", "army", "town"),
    ("COERCE", "martial-law", "The junta declared martial law in the province.", "junta", "province"),
    ("COERCE", "arrest", "Police arrested four students.", "Police", "students"),
    ("COERCE", "deport", "Ghana deported forty migrants.", "Ghana", "migrants"),
    ("COERCE", "withhold", "The government withheld salaries from the teachers.", "government", "teachers"),
    ("COERCE", "misinformation", "The regime spread disinformation about the opposition.", "regime", "opposition"),
    ("COERCE", "cyber", "The rebels hacked into the servers of the ministry.", "rebels", "ministry"),
    ("ASSAULT", "abduct", "Rebels abducted six nurses.", "Rebels", "nurses"),
    ("ASSAULT", "beat", "Policemen beat the students.", "Policemen", "students"),
    ("ASSAULT", "torture", "Soldiers tortured the detainees.", "Soldiers", "detainees"),
    ("ASSAULT", "sexual", "Soldiers raped women in the camp.", "Soldiers", "women"),
    ("ASSAULT", "targeted", "Gunmen assassinated the governor.", "Gunmen", "governor"),
    ("ASSAULT", "destroy", "The army demolished the house of a rebel.", "army", "rebel"),
    ("ASSAULT", "primitive", "Raiders armed with machetes stabbed two farmers.", "Raiders", "farmers"),
    ("ASSAULT", "firearms", "Gunmen shot two policemen.", "Gunmen", "policemen"),
    ("ASSAULT", "explosives", "Four soldiers were killed by a roadside bomb.", "", "soldiers"),
    ("ASSAULT", "suicide-attack", "A suicide bombing killed nine policemen.", "", "policemen"),
    ("ASSAULT", "aerial", "Ten civilians were killed in an air strike by the Syrian army.", "Syrian army", "civilians"),
    ("ASSAULT", "drone", "A drone strike killed the rebel commander.", "", "rebel commander"),
    ("ASSAULT", "heavy-weapons", "Government artillery shelled the rebel town.", "artillery", "town"),
    ("ASSAULT", "crowd-control", "Police fired tear gas at the students.", "Police", "students"),
    ("ASSAULT", "unconventional", "The regime used sarin against the rebels.", "regime", "rebels"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "mode", "sentence", "actors", "recipients"), TABLE, ids=lambda v: str(v)[:40])
def test_every_type_and_mode(kind, mode, sentence, actors, recipients):
    found = [e for e in events(sentence) if e.type == kind and (not mode or e.mode == mode)]
    assert found, [(e.type, e.mode) for e in events(sentence)]
    event = found[0]
    assert (event.modality, event.negated) == (Modality.ASSERTED, False)
    assert _same_names(actors, event.actors), names(event.actors)
    assert _same_names(recipients, event.recipients), names(event.recipients)


def _same_names(wanted, refs):
    words = [f"{ref.words} {ref.name}" for ref in refs]
    return all(any(name in phrase for phrase in words) for name in wanted.split(",")) if wanted else not refs


def test_the_table_covers_the_manual():
    told = {(kind, mode) for kind, mode, *_ in TABLE}
    assert {kind for kind, _ in told} == {str(kind) for kind in EventType}
    # A threat to seize territory has no word of its own in the lexicon.
    missing = {(str(t), str(m)) for t, modes in MODES.items() for m in modes} - told
    assert missing == {("THREATEN", "territory"), ("REJECT", "change")}


@pytest.mark.parametrize(
    ("kind", "sentence", "actors", "recipients"),
    [
        # Against whom a protest is, where it names nobody itself.
        ("PROTEST", "Students marched through Lima calling for independence from Spain.", "Students", "Spain"),
        ("PROTEST", "Teachers marched in Accra in protest against abuses by the army.", "Teachers", "army"),
        ("PROTEST", "Farmers marched to demand the return of land seized by the army.", "Farmers", "army"),
        # Whom a threat is to move; whoever yields acts, told in the passive or not.
        ("THREATEN", "Kenya threatened to stop talking unless Somalia frees two soldiers.", "Kenya", "Somalia"),
        ("RETREAT", "The guerrillas have been disarmed.", "guerrillas", ""),
        # Words that mean all the actors are no recipient; a thing goes with the place that tells which.
        ("AGREE", "Chad and Niger agreed on a pact between the two countries.", "Chad,Niger", ""),
        ("ASSAULT", "Kenyan soldiers fired rockets at targets in Kismayo.", "Kenyan soldiers", "targets in Kismayo"),
    ],
)
def test_parties(kind, sentence, actors, recipients):
    event = next(e for e in events(sentence) if e.type == kind)
    assert _same_names(actors, event.actors), names(event.actors)
    assert _same_names(recipients, event.recipients), names(event.recipients)


# --- what only looks like an event, or has not happened --------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "The striker attacked the goal after half-time, but the league leaders won the match.",  # sport
        "Portugal beat France in the final of the tournament after a late goal.",
        "The retailer agreed to buy its rival for two million dollars.",  # business
        "The company launched a new campaign for its customers.",
        "Two earthquakes struck the north and killed forty people.",  # disasters
        "Nine people were killed when a bus left the road.",
        "The actor shot a film about the war.",  # metaphor
        "The minister fought cancer for years.",
        "The plan killed all hope of a bridge.",
        "The doctors attacked the problem with new ideas.",
        "The envoy was met with silence.",
        "The spokesman declined to comment.",
        "It is hard to negotiate with the rebels.",
        "The advance threatened the supply routes of the rebels.",  # what is endangered is not threatened
        "Soldiers warned villagers that the rebels were near.",  # news, no threat
        "The soldiers are prepared for an attack by the rebels.",
    ],
)
def test_no_event(sentence):
    done = [e for e in events(sentence) if e.modality is Modality.ASSERTED and not e.negated]
    assert not done, [(e.type, e.mode, names(e.actors), names(e.recipients)) for e in done]


@pytest.mark.parametrize(
    ("sentence", "kind", "modality", "negated"),
    [
        ("The rebels did not attack the army.", "ASSAULT", Modality.ASSERTED, True),
        ("The army denied shelling the rebel town.", "ASSAULT", Modality.DENIED, True),
        ("The Danish foreign minister will visit Ghana in May.", "CONSULT", Modality.PLANNED, False),
        ("France will withdraw its troops from Mali in May.", "RETREAT", Modality.PLANNED, False),
        ("France said it would withdraw its troops from Mali.", "RETREAT", Modality.PLANNED, False),
        ("If the rebels attack the army, the truce is over.", "ASSAULT", Modality.HYPOTHETICAL, False),
        ("The rebels may attack the army.", "ASSAULT", Modality.POSSIBLE, False),
        ("The soldiers did not even once attack the rebels.", "ASSAULT", Modality.ASSERTED, True),
        ("The raid on the Syrian army will be looked into.", "ASSAULT", Modality.ASSERTED, False),  # there was one
        ("The raid on the Syrian army was not about oil.", "ASSAULT", Modality.ASSERTED, False),
        ("The general warned that he would shell the rebels.", "THREATEN", Modality.ASSERTED, False),
        ("The rebels must release the policemen.", "RETREAT", Modality.DEMANDED, False),
        ("Israel said it will not release the prisoners.", "REJECT", Modality.ASSERTED, False),  # a refusal, made now
        (
            "The rebels tried to assassinate the governor.",
            "ASSAULT",
            Modality.ASSERTED,
            False,
        ),  # an attempt is an attack
    ],
)
def test_modality(sentence, kind, modality, negated):
    found = {(str(e.type), e.modality, e.negated) for e in events(sentence)}
    assert (kind, modality, negated) in found, found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The army has agreed to withdraw its soldiers from Chad.", "RETREAT"),
        ("The bishops urged the rebels to release the policemen.", "RETREAT"),
        ("Greece threatened to impose sanctions on Turkey.", "SANCTION"),
        ("The rebels refused to meet the envoy.", "CONSULT"),
        ("Farmers marched on the palace to demand the resignation of the president.", "REQUEST"),  # a protest's topic
    ],
)
def test_what_is_governed_is_no_event_of_its_own(sentence, kind):
    assert kind not in {e.type for e in events(sentence)}


# --- once a report, with its parties, day and words ------------------------------------------------------------------

REPORT = (
    "Rebels kill nine policemen in Port Amity\n\n"
    "Rebels killed nine policemen in the town of Port Amity on 3 March 2015, the Mozambican government said.\n\n"
    "The attack on the policemen was condemned by the African Union. "
    "In 2009 the same rebels had killed four judges in the capital."
)


def test_one_record_an_event():
    found = [
        e for e in events(REPORT) if e.type is EventType.ASSAULT and any("policemen" in r.name for r in e.recipients)
    ]
    assert len(found) == 1
    assert len(found[0].evidence) >= 2
    assert found[0].date is not None
    assert (found[0].date.earliest, found[0].date.latest) == ("2015-03-03", "2015-03-03")


def test_history_keeps_its_own_time():
    old = next(e for e in events(REPORT) if any("judges" in r.words for r in e.recipients))
    assert old.date is not None
    assert old.date.value == "2009"


def test_no_day_is_made_up():
    assert events("Rebels attacked the barracks of the army.")[0].date is None


def test_who_asserts():
    event = events("Rebels attacked the barracks of the army, the defence ministry said.")[0]
    assert event.attribution is not None
    assert event.attribution.speaker is not None
    assert "ministry" in event.attribution.speaker.words


def test_evidence_is_the_clause():
    for event in events(REPORT + " " + "The rebels, " + "who are many, " * 60 + "attacked the army."):
        for evidence in event.evidence:
            assert evidence.text == evidence.span.of(
                REPORT + " " + "The rebels, " + "who are many, " * 60 + "attacked the army."
            )
            assert len(evidence.text) <= 260


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\x00",
        "attack " * 400,
        "talks between " * 300,
        "that killed by " * 300,
        "أعلن الجيش",
        "🙂 attack 🙂",
        "(" * 900,
        "and attack and " * 300,
    ],
)
def test_any_text(text):
    events(text)


@pytest.mark.parametrize(("dependents", "litter"), [(20, False), (70, True)])
def test_what_hangs_on_a_word_with_more_dependents_than_sentences_have_is_litter(dependents, litter):
    words = ["Rebels", "attacked", *["towns"] * dependents]
    doc = Doc(Vocab(), words=words, heads=[1] * len(words), deps=["nsubj", "ROOT", *["dobj"] * dependents])
    assert in_litter(doc[1]) == litter
    assert in_litter(doc[5]) == litter
