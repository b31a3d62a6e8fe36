import pytest

from dragoman.store import open_record


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "test.db") as record:
        yield record
