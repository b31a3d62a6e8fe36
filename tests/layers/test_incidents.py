"""Incidents: one frame an event, with its roles, and nothing where there is none."""

import time

import pytest

import dragoman
from dragoman.codes import PerpetratorStatus
from dragoman.layers.incidents.acts import find_acts
from dragoman.layers.incidents.layer import MOST, TOLL
from dragoman.lexicon import read_patterns
from dragoman.model.document import Document
from dragoman.model.records import Incident
from dragoman.parse import parse
from dragoman.pipeline import extract
from tests import HANGS


def incidents_of(text: str, published: str | None = None) -> tuple[Incident, ...]:
    return extract(Document(text=text, published=published)).incidents


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A suicide bomber killed nine worshippers in Kunduz on Friday.", "suicide bombing"),
        ("Gunmen kidnapped two engineers on the road to the mine.", "kidnapping"),
        ("An air strike hit a clinic in Idlib, killing six patients.", "air strike"),
        ("Rebels ambushed an army convoy near Goma on Monday.", "ambush"),
        ("The militia massacred the herders of the valley.", "massacre"),
        ("A car bomb exploded outside the ministry in Kabul.", "car bombing"),
    ],
)
def test_type(text: str, type_: str) -> None:
    assert [i.type for i in incidents_of(text)] == [type_]


def test_later_mentions_join_the_first() -> None:
    text = (
        "A bomb exploded at a market in Mosul on Monday, killing 12 people.\n\n"
        "The blast also wounded 30 shoppers, police said.\n\n"
        "Islamic State claimed responsibility for the attack."
    )
    (incident,) = incidents_of(text, "2016-05-10")
    assert len(incident.evidence) == 3
    assert incident.perpetrator is not None
    assert incident.perpetrator.name == "Islamic State"
    assert incident.perpetrator_status is PerpetratorStatus.CLAIMED
    assert incident.place is not None
    assert incident.place.name == "Mosul"


def test_a_recalled_attack_is_its_own() -> None:
    text = (
        "Gunmen attacked a church in Jos on Sunday, killing 20 worshippers.\n\n"
        "Last year 13 people were killed in a bombing in the town of Kano."
    )
    incidents = incidents_of(text, "2014-06-02")
    assert [i.recalled for i in incidents] == [False, True]
    assert incidents[0].killed is not None
    assert incidents[0].killed.min == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A strong earthquake killed at least 400 people in the province on Sunday.",
        "The striker attacked from the left and shot into the goal.",
        "The minister said an attack would be a mistake.",
        "A bus crash killed 12 pilgrims near the pass.",
    ],
)
def test_no_incident(text: str) -> None:
    assert not incidents_of(text)


def test_a_toll_of_a_period_that_is_all_a_report_tells_is_kept_in_doubt() -> None:
    (incident,) = incidents_of("Seventeen attacks since January have killed 92 people.")
    assert incident.confidence < 0.5


@pytest.mark.parametrize(
    "cost",
    [
        "Seventeen attacks since January have killed 92 people.",
        "The war has killed 150,000 people.",
        "More than 290,000 people have been killed since the conflict began.",
        "The fighting has killed some 3,000 people.",
        "The conflict claimed some 3,000 lives.",
        "Clashes between the army and the rebels have left more than 3,000 people dead.",
        "Hundreds of people have been killed in clashes between the army and the rebels.",
        "The rebels have been responsible for the killings of thousands of people.",
        "About 500 people have died since a rain of shells on the valley began last Sunday.",
    ],
)
def test_the_toll_of_a_period_or_a_war_stands_apart_from_an_incident(cost: str) -> None:
    incident, toll = incidents_of(f"Gunmen killed three farmers in Bria on Monday.\n\n{cost}")
    assert incident.killed is not None
    assert incident.killed.min == 3
    assert toll.type == TOLL
    assert toll.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The generals fear an attack on the dam.",
        "The rebels are preparing an offensive against the port, the governor said.",
        "The envoy warned of a massacre in the hills.",
        "The minister attacked the proposal in parliament.",
        "It is not known whether the fighters were killed in the fort.",
        "The patrol was sent to prevent the herders from being attacked.",
        "Villagers say that whenever the militia attacks their farms, the peacekeepers do nothing.",
        "The army bought attack helicopters.",
        "The president of Chad accused his neighbour of backing the rebels.",
        "The envoy paid tribute to the killed soldiers.",
        "The rebels massed in the hills in anticipation of a general offensive.",
        "Donors cut their aid in the wake of the rebel offensive.",
        "The east has long suffered from violence, and armed groups carry out massacres there.",
        "Farmers are being killed like flies, the bishop said.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert not incidents_of("The council met in Doha on Monday.\n\n" + text)


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("A bomb killed nine people in Kano. The president of Chad condemned the attack.", None),
        ("A bomb killed nine people in Kano. Niger accused Chad of arming the insurgents.", None),
        ("A bomb killed nine people in Kano. No group has claimed responsibility for the attack.", None),
        ("A bomb killed nine people in Kano. Boko Haram claimed responsibility for the attack.", "Boko Haram"),
        ("A bomb killed nine people in Kano. Police blamed the attack on Boko Haram.", "Boko Haram"),
    ],
)
def test_an_accuser_is_no_perpetrator(text: str, perpetrator: str | None) -> None:
    found = incidents_of(text)[0].perpetrator
    assert (found.name if found else None) == perpetrator


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("Russian air strikes in Idlib killed ten civilians on Tuesday.", "Russia"),
        ("Eight people were killed on Friday in a government bombardment of Douma.", "government"),
        ("Rocket shells fired by rebels on the market of Homs wounded nine traders.", "rebels"),
        ("Government jets targeted a cotton mill in Raqqa and killed three workers.", "Government"),
        ("Two children were killed when militant organizations fired a rocket at Aleppo.", "militant organizations"),
        ("4 Turkish Troopers Killed 4 Wounded in Daesh Attack in Syria.", "Daesh"),  # not those who were killed
    ],
)
def test_who_fires_and_who_flies_is_the_perpetrator(text: str, perpetrator: str) -> None:
    (incident,) = incidents_of(text)
    assert incident.perpetrator is not None
    assert incident.perpetrator.name == perpetrator


def test_what_was_shot_down_killed_nobody() -> None:
    (incident,) = incidents_of(
        "A military helicopter was shot down over Idlib on Monday, killing five people on board."
    )
    assert incident.perpetrator is None


def test_who_rejects_an_accusation_denies() -> None:
    (incident,) = incidents_of(
        "Rwanda rejected accusations that its troops were involved in the attack on the camp at Bria."
    )
    assert incident.perpetrator_status is PerpetratorStatus.DENIED


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed six traders near Bria, the governor told reporters in Paris.", "Bria"),
        ("Ada Obi, from Leeds, was killed in an ambush in Raqqa.", "Raqqa"),
        ("The Human Rights Council in Geneva condemned the raid that killed nine farmers.", None),
    ],
)
def test_the_place_is_that_of_the_act(text: str, place: str | None) -> None:
    found = incidents_of(text)[0].place
    assert (found.name if found else None) == place


def test_another_matter_far_down_is_another_incident() -> None:
    filler = "The council met and heard the minister. " * 5
    text = (
        f"Gunmen killed nine farmers in Bria on Monday. {filler}\n\n"
        "The prince is accused of ordering the murder of Ada Obi, a journalist, in Istanbul.\n\n"
        f"{filler}The attack in Bria was the third of the month."
    )
    farmers, journalist = incidents_of(text, "2021-03-04")
    assert farmers.target == "farmers"
    assert journalist.target is not None
    assert "Ada Obi" in journalist.target
    assert len(farmers.evidence) == 2


def test_a_headline_over_two_towns_leaves_each_its_own() -> None:
    text = (
        "Nine killed in shelling of Aleppo and Homs\n\n"
        "Rockets killed five people in Aleppo on Monday.\n\n"
        "Rockets killed four people in Homs on Monday."
    )
    assert [i.place.name for i in incidents_of(text, "2016-05-10") if i.place] == ["Aleppo", "Homs"]


def test_the_day_of_saying_is_not_the_day_of_the_deed() -> None:
    (incident,) = incidents_of("Gunmen killed six traders near Bria, the mayor said on Tuesday.", "2021-03-04")
    assert incident.date is None


@pytest.mark.parametrize(
    ("text", "superlative"),
    [
        ("A bomb killed 40 people in Kano on Monday, the deadliest attack since 2015.", "deadliest attack since 2015"),
        ("A bomb killed 40 people on Monday in Kano, the largest city of the north.", None),
    ],
)
def test_a_superlative_is_of_an_act(text: str, superlative: str | None) -> None:
    assert incidents_of(text)[0].superlative == superlative


@pytest.mark.parametrize("entry", read_patterns("incidents")["act"], ids=lambda e: e["type"])
def test_every_act_is_found_in_its_example(entry: dict[str, str]) -> None:
    found = find_acts(list(parse(entry["example"]).doc))
    assert (entry["type"], entry["word"]) in {(act.type, token.text) for act, token in found}


def test_what_is_broken_off_is_no_target() -> None:
    text = "Rebels bombed a bridge near Cali on Monday. The capital has broken off all contact with the rebels."
    assert {i.target for i in incidents_of(text)} == {"bridge"}


def test_evidence_is_of_the_text_and_lists_stay_bounded() -> None:
    text = "\n\n".join(f"Gunmen killed {n} people in an attack on village number {n}." for n in range(2, 160))
    incidents = incidents_of(text)
    assert len(incidents) <= MOST
    assert all(e.text == text[e.span.start : e.span.end] for i in incidents for e in i.evidence)


def test_a_sentence_without_end_takes_no_time() -> None:
    text = "Gunmen killed " + "two men and " * 4000 + "fled."
    parsed = parse(text)
    began = time.process_time()
    find_acts(list(parsed.doc))
    assert time.process_time() - began < HANGS


TOWNS = (
    "Kunduz Herat Goma Jos Kano Mosul Idlib Cali Bunia Kabul Mopti Gao Kidal Aleppo Homs Hama Raqqa Tikrit Ramadi "
    "Basra Kirkuk Aden Taiz Sanaa Mukalla Mogadishu Kismayo Baidoa Juba Bentiu Malakal Wau Khartoum Nyala Bangui "
    "Bambari Bossangoa Maiduguri Yola Damaturu Peshawar Quetta Karachi Lahore Dhaka Kandahar Ghazni Medellin Lima Quito"
).split()


def test_a_list_of_fifty_attacks_is_fifty_incidents() -> None:
    text = "\n".join(
        f"Gunmen killed {n + 2} people in {town} on {1 + n % 28} March 2015." for n, town in enumerate(TOWNS)
    )
    began = time.process_time()
    incidents = incidents_of(text, "2015-05-01")
    assert time.process_time() - began < HANGS
    assert len(incidents) >= 48  # a town that the parser takes for something else may join its neighbour
    assert [i.killed.min for i in incidents if i.killed][:8] == list(range(2, 10))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen hurled two grenades at a bank and a bakery in Cali.", {"bank", "bakery"}),
        ("A bomb exploded in front of the labor ministry in Lima.", {"labor ministry"}),
        (
            "A bomb went off near the offices of the electricity company in Quito.",
            {"offices of the electricity company"},
        ),
        ("The blast damaged a hotel and caused damage to several nearby shops in Lima.", {"hotel", "nearby shops"}),
        ("Rebels set fire to a town hall near Goma.", {"town hall"}),
        (
            "Soldiers killed three reporters, Ana Mora, Luis Vega and Pablo Ruiz, near Cali.",
            {"Ana Mora", "Luis Vega", "Pablo Ruiz"},
        ),
        (
            "The following policemen were killed in Cali: Sergeant Ana Mora and Captain Luis Vega.",
            {"Ana Mora", "Luis Vega"},
        ),
        ("Carmen Mora was kidnapped along with Luis Vega in Cali on Monday.", {"Carmen Mora", "Luis Vega"}),
    ],
)
def test_targets(text: str, wanted: set[str]) -> None:
    found = {t for i in incidents_of(text) for t in (i.target or "").split("; ")}
    assert wanted <= found, found


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A dynamite attack destroyed the union hall in Quito.", "dynamite"),
        ("A powerful 20-kg bomb exploded outside the ministry in Kabul.", "bomb"),
        ("Rebels fired mortars at the barracks near Goma.", "mortars"),
    ],
)
def test_weapon(text: str, weapon: str) -> None:
    assert [i.weapon for i in incidents_of(text)] == [weapon]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two unidentified men shot the mayor dead in Cali on Monday.", "Two unidentified men"),
        ("Heavily armed men kidnapped a judge in Lima on Monday.", "Heavily armed men"),
        ("The mayor was shot dead in Cali by alleged members of the cartel.", "members of the cartel"),
    ],
)
def test_doers_keep_their_words(text: str, words: str) -> None:
    assert words in {p.words for i in incidents_of(text) for p in i.perpetrators}


def test_the_charged_are_suspected() -> None:
    text = (
        "A judge was murdered in Lima on Monday.\n\n"
        "A prosecutor charged Hugo Paz and Luis Vega with the murder of the judge."
    )
    (incident,) = incidents_of(text)
    assert {p.name for p in incident.perpetrators} == {"Hugo Paz", "Luis Vega"}
    assert incident.perpetrator_status is PerpetratorStatus.SUSPECTED


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A bomb killed 12345678901234567890 people in Kunduz on Friday.", None),
        ("Gunmen attacked the camp in Goma, -5 killed.", None),
        ("The attack killed 3-2 people in Jos.", None),
        ("Police killed 007 in a raid in Goma.", None),
        ("In 1987 gunmen killed a teacher, 45, in Cali.", 1),
        ("Gunmen with 9-mm pistols and .38 caliber revolvers killed a guard, 27, on Route 66 in Cali.", 1),
        ("A 155 mm shell killed a farmer at 10:30 in Idlib.", 1),
        ("Soldiers of the 41st Brigade shot a 19-year-old student dead in Cali.", 1),
        ("In 2014, 300 people were killed in Bentiu.", 300),
    ],
)
def test_numbers_that_look_like_tolls(text: str, killed: int | None) -> None:
    assert [i.killed and i.killed.min for i in incidents_of(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "kind", "field", "words"),
    [
        ("Rebels hacked 20 people to death in Irumu on Tuesday.", "killing", "killed", "20"),
        ("Gunmen burned 12 villagers alive in Beni on Monday, police said.", "killing", "killed", "12"),
        ("Five herders were stabbed to death in Jos.", "killing", "killed", "Five"),
        ("Forty civilians were killed when militiamen stormed the town of Djugu.", "raid", "killed", "Forty"),
        ("Police fired at the crowd in Kampala on Monday, hurting 25 people.", "shooting", "wounded", "25"),
    ],
)
def test_deaths_told_by_how_they_came_and_deeds_that_sound_like_weather(text, kind, field, words):
    (incident,) = extract(Document(text=text, published="2024-05-08")).incidents
    assert incident.type == kind
    assert (field, words) in {(f.field.value, f.count.words) for f in incident.figures}


def test_who_is_fired_on_a_day_is_not_shot_at():
    text = "The army chief was fired on Monday after a row in Juba."
    assert not extract(Document(text=text, published="2024-05-08")).incidents


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        # Each town of a list is an attack of its own; the headline that sums them up counts nobody twice.
        (
            "Five killed in rocket attacks in Homs, Hama and Idlib. Two people were killed when rebels fired rockets "
            "on Homs. Three farmers were killed by a mine in Hama.",
            [2, 3],
        ),
        # Another quarter with another number.
        (
            "Rebels fired rockets on the Salam neighbourhood in Aleppo, killing four people. "
            "Rebels also fired rockets on the Sabil neighbourhood in Aleppo, killing seven people.",
            [4, 7],
        ),
        # The other side's.
        (
            "Government jets bombed a market in Aleppo on Friday, killing nine people. Eight civilians were killed on "
            "Friday in rebel fire on the west of Aleppo.",
            [9, 8],
        ),
        # A lead and its parts stay one.
        (
            "At least nine people were killed when gunmen opened fire at two markets in Jos on Friday. "
            "The gunmen shot dead four traders at the fish market.",
            [9],
        ),
        # Told again far below its headline.
        (
            "Peacekeepers killed in mortar attack\n\nMay 3\n\nShare\n\nSave\n\nA reader writes\n\n"
            "A mortar attack near Goma has killed three peacekeepers.",
            [3],
        ),
        # The answer to an attack is the same fight.
        (
            "Militants opened fire at a police van in Quetta on Friday, killing two constables. In retaliation, police "
            "killed three militants.",
            [5],
        ),
    ],
)
def test_attacks_told_in_a_row(text: str, killed: list[int]) -> None:
    found = incidents_of(text, "2016-05-10")
    assert [i.killed.min for i in found if i.killed] == killed


@pytest.mark.parametrize(
    "text",
    [
        "The council condemned attacks on hospitals in Aleppo on Friday.",
        "The rebels are defending themselves against an army that uses helicopters to bomb Goma.",
        "People are being massacred in Beni.",
        "Raids on Manbij intensified in June.",
        "He stepped back from his promise to fire missiles at Damascus.",
        "Special forces are preparing to help in storming Baghuz.",
        "There was no evidence that the police had shot at the crowd in Goma.",
        "The wall in Goma bears a line. Kill them.",
        "In this photo taken in Aleppo, men stand where warplanes attacked a street.",
        "The alliance was a death knell for the opposition in Idlib.",
        "The rebels executed a rapid advance through Goma.",
        "The envoy of France clashed with Karen Miller over Syria on Friday.",
    ],
)
def test_what_is_no_news_of_violence(text: str) -> None:
    assert not incidents_of("The council met in Doha on Monday.\n\n" + text, "2016-05-10")


@pytest.mark.parametrize(
    ("text", "type_", "killed"),
    [
        ("The siege of Madaya left 150 people dead.", "siege", 150),
        ("Rebels shelled the village, leaving 5 martyrs.", "shelling", 5),
        ("More than 100 women were raped and burned alive in the prison.", "killing", 101),
        ("Clashes erupted in Goma on Friday.", "clash", None),
        ("Gunmen attacked the village of Sake on Friday.", "attack", None),
        ("Militiamen raped nine women in Sake on Friday.", "sexual violence", None),
        ("A grenade went off in a bar in Bukavu on Friday.", "bombing", None),
    ],
)
def test_kinds_of_violence(text: str, type_: str, killed: int | None) -> None:
    (incident,) = incidents_of("The council met in Doha on Monday.\n\n" + text, "2016-05-10")
    assert incident.type == type_
    assert (incident.killed.min if incident.killed else None) == killed


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The army clashed with M23 rebels in Sake on Friday.", {"army", "M23 rebels"}),
        ("Unknown gunmen wounded six traders in a mortar attack in Damascus on Friday.", {"Unknown gunmen"}),
        ("Five people died in Idlib on Friday in an attack launched by the Syrian regime.", {"Syrian regime"}),
        ("8 people killed 58 others injured in rocket attacks in Aleppo.", set()),
    ],
)
def test_doers(text: str, doers: set[str]) -> None:
    (incident,) = incidents_of("The council met in Doha on Monday.\n\n" + text, "2016-05-10")
    assert {p.words for p in incident.perpetrators} == doers


def test_a_header_run_into_the_first_sentence_is_not_the_day() -> None:
    (incident,) = incidents_of("9 Aug 2016 Five people were killed in an attack in Idlib.", "2016-08-09")
    assert incident.date is None


def test_a_village_that_no_gazetteer_has_is_the_place() -> None:
    (incident,) = incidents_of("Gunmen kidnapped nine farmers in the village of Zzyzxville in North Kivu on Friday.")
    assert incident.place is not None
    assert incident.place.name == "Zzyzxville"


def test_what_killed_is_no_act_of_those_named_before_it():
    text = "Relief Without Frontiers suspended its work at Zamzam camp last week after shelling killed seven people."
    extraction = dragoman.extract(dragoman.Document(text=text, published="2024-11-12"))
    (incident,) = extraction.incidents
    assert (incident.type, incident.perpetrator) == ("shelling", None)
    assert not any(ref.name.startswith("Relief") for e in extraction.events if e.type == "ASSAULT" for ref in e.actors)
