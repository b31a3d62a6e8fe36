import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.language import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The delegates left the hall on Tuesday after the two sides had failed to agree.", "en"),
        ("THE DELEGATES LEFT THE HALL ON TUESDAY AFTER THE TWO SIDES HAD FAILED TO AGREE.", "en"),
        ("ENVOY: NO DEAL WITH REBELS", "en"),
        ("Rebels reject talks", "en"),
        ("Kigali, Kampala sign pact", "en"),  # names alone make py3langid guess
        ("PRESIDENT KABANDA VISITS BUJUMBURA", "en"),
        ("Okello, Mbeki, Conté and García to meet in Lomé", "en"),
        ("According to Chancellor Schröder, Müller, Jäger and Völler had known of it.", "en"),
        ("On the market of Conakry, “la paix” was said to be near; nobody believed it.", "en"),
        ("Yes.", "en"),
        ("", "und"),
        ("12 - 14 %", "und"),
        ("\x00\x00", "und"),
        ("🕊️🕊️", "und"),
        ("Les délégués ont quitté la salle mardi sans avoir trouvé d'accord.", "fr"),
        ("LES DELEGUES ONT QUITTE LA SALLE MARDI SANS AVOIR TROUVE D'ACCORD", "fr"),
        ("Los delegados abandonaron la sala el martes sin haber llegado a un acuerdo.", "es"),
        ("Die Delegierten verließen am Dienstag den Saal, ohne sich zu einigen.", "de"),
        ("De onderhandelaars verlieten dinsdag de zaal zonder akkoord.", "nl"),
        ("Os delegados deixaram a sala na terça-feira sem chegar a um acordo.", "pt"),
        ("Wajumbe waliondoka ukumbini Jumanne bila kufikia makubaliano.", "sw"),
        ("Делегаты покинули зал во вторник, не договорившись.", "ru"),
        ("غادر المندوبون القاعة يوم الثلاثاء دون التوصل إلى اتفاق.", "ar"),
        ("代表们星期二未能达成协议就离开了会场。", "zh"),
        ("Delegeler salı günü anlaşmaya varamadan salondan ayrıldı.", "tr"),
    ],
)
def test_identify_language(text, language):
    assert identify_language(text) == language


def test_a_long_text_is_judged_by_its_whole_length():
    english = "The delegates left the hall on Tuesday, and nothing had been agreed.\n"
    french = "Les délégués ont quitté la salle mardi sans avoir trouvé d'accord.\n"
    assert identify_language(english + french * 2000) == "fr"
    assert identify_language(" " * 9_000_000 + english + " " * 9_000_000) == "en"


@given(st.text())
def test_any_text_gets_a_code(text):
    assert identify_language(text).isalpha()
