"""Reports that contradict themselves or hand on what another said: every account stays, with who gives it."""

from dragoman.model.document import Document
from dragoman.pipeline import extract

HEADLINE = """Scores dead as bomb rips through bus station

GALKAYO, Somalia, May 9, 2023 - Four people were injured when a bomb exploded at a bus station in Galkayo on
Tuesday, police said.

Nobody was killed, police commander Ali Warsame told reporters, denying earlier reports of deaths.
"""

QUOTING = """Border fighting leaves 17 dead, paper says

AMMAN, 6 February 2024 - The daily Al-Nahar reported on Tuesday:

"Seventeen soldiers were killed in fighting with smugglers near Rahab on Monday. The road is closed."

An army spokesman, Omar Haddad, rejected the report. "No soldier was killed near Rahab," he said.
"""


def figures_of(text):
    return [
        (f.field.value, f.count.min, f.count.max, f.speaker.name if f.speaker else None)
        for incident in extract(Document(text=text)).incidents
        for f in incident.figures
    ]


def test_a_headline_that_contradicts_the_text_is_an_account_beside_the_others():
    figures = figures_of(HEADLINE)
    assert ("wounded", 4, 4, "police") in figures
    assert ("killed", 0, 0, "Ali Warsame") in figures
    headline = [f for f in figures if f[0] == "killed" and f[1] > 0]
    assert len(headline) == 1
    assert headline[0][3] is None


def test_a_report_quoted_in_a_report_keeps_its_speaker_and_is_denied_by_the_other():
    figures = figures_of(QUOTING)
    # The headline's "paper" is not yet known to be the daily; the quotation is the daily's.
    assert {speaker for field, least, _, speaker in figures if (field, least) == ("killed", 17)} == {
        "paper",
        "Al-Nahar",
    }
    assert ("killed", 0, 0, "Omar Haddad") in figures
    assert len(extract(Document(text=QUOTING)).incidents) == 1


def test_what_a_quoted_report_tells_is_not_told_in_the_outlet_s_own_voice():
    told = [e for e in extract(Document(text=QUOTING)).events if "killed" in e.evidence[0].text]
    assert told
    assert all(event.attribution and event.attribution.speaker for event in told)
