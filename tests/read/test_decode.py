import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read.decode import decode

ACCENTED = "Le général a parlé à Lomé, a dit l’envoyé.\r\n“Rien”\r\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Plain.", "Plain."),
        (ACCENTED.encode(), ACCENTED),
        (b"\xef\xbb\xbfMarked.", "Marked."),
        (ACCENTED.encode("utf-16"), ACCENTED),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), ACCENTED),
        (ACCENTED.encode("utf-32"), ACCENTED),
        (ACCENTED.encode("cp1252"), ACCENTED),
        (b"One\r\ntwo\rthree\n\n", "One\r\ntwo\rthree\n\n"),  # newlines untouched
        (b"A stray \x00 in a long enough line of text.", "A stray \x00 in a long enough line of text."),
        ("قال المتحدث".encode(), "قال المتحدث"),
    ],
)
def test_decode(raw, text):
    assert decode(raw).text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "nothing but white space"),
        (b"\xef\xbb\xbf\n", "nothing but a byte order mark"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (bytes(range(256)) * 8, "control characters"),
        (b"ab\x00\x00\x00cd\x00" * 50, "NUL"),
        ("Talks resume".encode("utf-16-le"), "UTF-16 without its byte order mark"),
        ("Делегаты покинули зал.".encode("cp1251"), "--encoding"),
        (b"Caf\xe9 \x81 closed, they said in the town of the north", "offset 5"),  # 0x81 is nothing in Windows-1252
        ("Il a parlé à ".encode() + b"Lom\xe9 hier", "byte 0xe9 at offset 18"),  # UTF-8 at first: damaged
        (b"\xff\xfea\x00\x00\xd8", "offset 4"),  # half a surrogate pair in UTF-16
    ],
)
def test_refused(raw, reason):
    with pytest.raises(InputError, match=reason):
        decode(raw)


def test_what_was_assumed_is_told():
    assert decode(b"Caf\xe9 closed, they said").notes == ("not UTF-8 (byte 0xe9 at offset 3): read as Windows-1252",)
    assert decode("Зал".encode("cp1251"), encoding="cp1251").text == "Зал"
    assert decode("Zażalenie w sądzie".encode("iso-8859-2"), declared="iso-8859-2").notes == (
        "read as iso-8859-2, as the page declares",
    )
    assert decode(b"Caf\xe9 closed, they said", declared="no-such-codec").text == "Café closed, they said"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw):
    with contextlib.suppress(InputError):
        assert decode(raw).text
