"""Who is held responsible for an incident, on what footing and on whose word."""

import pytest

import dragoman

STRIKE = "An air strike on a market in Kabkabiya killed 38 people on Monday."


def accounts(text: str) -> list[tuple[str, str, str | None]]:
    incident = dragoman.extract(dragoman.Document(text=text, published="2024-11-12")).incidents[0]
    return [(a.who.name, str(a.status), a.speaker.name if a.speaker else None) for a in incident.responsibility]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Medics blamed the Sudanese army for the strike.", ("Sudanese army", "alleged", "Medics")),
        ("The Sudanese army denied that it had bombed the market.", ("Sudanese army", "denied", "Sudanese army")),
        ("The Sudanese army said its planes bombed it.", ("Sudanese army", "claimed", "Sudanese army")),
        (
            "The Rapid Support Forces claimed responsibility.",
            ("Rapid Support Forces", "claimed", "Rapid Support Forces"),
        ),
        ("Police suspect the Lord's Resistance Army.", ("Lord's Resistance Army", "suspected", "Police")),
        ("No group claimed responsibility.", None),
        ("Residents blamed the drought for the famine.", None),
    ],
)
def test_an_account_of_who_did_it(told, expected):
    assert accounts(f"{STRIKE} {told}") == ([expected] if expected else [])


def test_accounts_that_contradict_each_other_stand_side_by_side():
    told = accounts(
        f"{STRIKE} A doctors' union blamed the Sudanese army for the strike. The army denied it had bombed the market "
        "and accused the Rapid Support Forces of shelling civilians."
    )
    assert [(who, status) for who, status, _ in told] == [
        ("Sudanese army", "alleged"),
        ("Rapid Support Forces", "alleged"),
        ("Sudanese army", "denied"),
    ]
    assert [speaker for *_, speaker in told][1:] == ["Sudanese army", "Sudanese army"]


def test_a_spokesman_denies_for_his_movement():
    told = accounts("A bomb killed nine people in Goma. M23 spokesman Willy Ngoma denied involvement in the attack.")
    assert told == [("M23", "denied", "Willy Ngoma")]


def test_what_one_side_says_of_the_other_is_alleged():
    told = accounts("Congo's army said M23 rebels attacked the village of Kitshanga on Monday, killing nine people.")
    assert told[0][1] == "alleged"


def test_what_nobody_claims_happened_all_the_same():
    text = "No group has claimed a blast that wounded four people in Bukavu on Friday."
    (incident,) = dragoman.extract(dragoman.Document(text=text, published="2024-11-12")).incidents
    assert [figure.speaker for figure in incident.figures] == [None]
    assert incident.wounded
    assert incident.wounded.min == 4


RAID = "Gunmen stormed a market in the village of Diallassagou on Friday, killing at least 32 civilians."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("The Malian army denied any role.", [("Malian army", "denied")]),
        ("The Malian army said its soldiers had killed 14 fighters in pursuit.", []),  # a deed of theirs, but another
        ("The Popular Front accused the Malian army of the killings.", [("Malian army", "alleged")]),
        ("The Popular Front accused the Malian army of carrying out the killings.", [("Malian army", "alleged")]),
    ],
)
def test_what_a_side_says_of_a_raid_by_gunmen(told, expected):
    assert [(who, status) for who, status, _ in accounts(f"{RAID} {told}")] == [("Gunmen", "named"), *expected]
