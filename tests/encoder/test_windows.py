import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.windows import LONGEST, MOST_PIECES, Word, cut_windows


class Encoded:
    def __init__(self, ids):
        self.ids = ids


class LetterPairs:
    """A tokenizer that makes a piece of every two letters."""

    def encode_batch(self, words, *, add_special_tokens):
        return [Encoded([1000 + len(word)] * (len(word) // 2)) for word in words]


def text_of(*lengths):
    """Sentences with so many four-letter words each."""
    sentences, at = [], 0
    for length in lengths:
        words = []
        for _ in range(length):
            words.append((Word(at, at + 4, at // 5), "word"))
            at += 5
        sentences.append(words)
    return sentences


@pytest.mark.parametrize(
    ("lengths", "windows"),
    [
        ([], []),
        ([3], [[3]]),
        ([30, 30, 10], [[30, 30], [10]]),  # two pieces a word: 63 words fill a window
        ([63, 1], [[63], [1]]),
        ([100], [[63], [37]]),  # longer than a window: cut at a word
        ([10, 100, 5], [[10], [63], [37, 5]]),
    ],
)
def test_windows_hold_whole_sentences(lengths, windows):
    cut = cut_windows(text_of(*lengths), LetterPairs())
    assert [[end - begin for begin, end in window.sentences] for window in cut] == windows


@given(st.lists(st.integers(1, 90), max_size=8))
def test_every_word_stands_in_one_window(lengths):
    sentences = text_of(*lengths)
    cut = cut_windows(sentences, LetterPairs())
    assert [word for window in cut for word in window.words] == [word for s in sentences for word, _ in s]
    for window in cut:
        assert len(window.pieces) <= LONGEST + 2
        assert len(window.firsts) == len(window.words)
        assert list(window.firsts) == sorted(set(window.firsts))


def test_a_word_of_litter_is_cut_and_one_without_pieces_is_unknown():
    (window,) = cut_windows([[(Word(0, 500, 0), "x" * 500), (Word(501, 502, 1), "y")]], LetterPairs())
    assert len(window.pieces) == 1 + MOST_PIECES + 1 + 1
