from datetime import UTC, datetime, timedelta

import pytest

from dragoman.store import open_record


class Clock:
    """A second passes each time it is asked."""

    def __init__(self):
        self.now = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def record(tmp_path, clock):
    with open_record(tmp_path / "test.db", clock=clock) as record:
        yield record
