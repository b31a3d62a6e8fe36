import pytest

from training.passages import DATA, find_span, read_folder, read_passages

TEXT = "Rebels freed nine soldiers near Kidal, and Rebels elsewhere freed two, a mediator said on Thursday."
HEADER = "# layers: event attribution count\n\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nine soldiers", "nine soldiers"),
        ("Rebels@2", "Rebels"),
        ("Rebels..two", "Rebels freed nine soldiers near Kidal, and Rebels elsewhere freed two"),
        ("Rebels@2..two", "Rebels elsewhere freed two"),
    ],
)
def test_a_span_is_quoted_from_the_text(words, found):
    start, end = find_span(TEXT, words)
    assert TEXT[start:end] == found
    if "@2" in words:
        assert start == TEXT.rindex("Rebels")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("", "no annotation"),
        ("> event | freed | RETREAT disarmed | asserted", "'disarmed' is no mode of RETREAT"),
        ("> event | freed | FREE | asserted", "'FREE' is no PLOVER type"),
        ("> event | freed | RETREAT release | past", "'past' is no modality"),
        ("> event | let go | RETREAT release | asserted", "'let go' does not stand in the text"),
        ("> event | freed | RETREAT release | asserted | by=Rebels", "'by=Rebels' is no role of event"),
        ("> meeting | freed | held", "not among the layers"),
        ("> attribution | said", "wants a trigger and 1 label"),
        ("and so on", "wanted a line that begins with '>'"),
    ],
)
def test_what_does_not_follow_the_format_is_told_with_its_line(tmp_path, lines, problem):
    file = tmp_path / "some.txt"
    file.write_text(f"{HEADER}{TEXT}\n{lines}\n", encoding="utf-8")
    passages, faults = read_passages(file)
    assert not passages
    assert problem in str(faults[0])
    assert str(faults[0]).startswith("some.txt:")


def test_our_own_data_has_no_faults():
    passages, faults = read_folder(DATA)
    assert not faults
    assert len(passages) > 1000
