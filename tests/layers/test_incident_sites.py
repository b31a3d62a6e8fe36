"""Where an incident was, closer and wider than its place."""

import pytest

from dragoman.model.document import Document
from dragoman.pipeline import extract


@pytest.mark.parametrize(
    ("text", "place", "site", "within"),
    [
        (
            "A suicide bomber blew himself up in a market in Maiduguri, in Borno state, Nigeria, on Friday.",
            "Maiduguri", "market", ["Borno", "Nigeria"],
        ),
        ("A car bomb exploded outside the Swiss embassy in Kabul.", "Kabul", "outside the Swiss embassy", []),
        ("A bomb exploded in front of the ministry in Bogota.", "Bogota", "in front of the ministry", []),
        ("Rockets hit the Shafaq district of Kilis on Sunday, wounding two girls.", "Kilis", "Shafaq district", []),
        (
            "Gunmen kidnapped nine farmers in the village of Zzyzxville in North Kivu province on Friday.",
            "Zzyzxville", None, ["North Kivu"],
        ),
        ("Gunmen shot a farmer in Goma on Friday, hours after a visit to Peru.", "Goma", None, []),  # Goma is elsewhere
        ("A bomb exploded in a car in Goma on Friday.", "Goma", None, []),  # a car is no venue
    ],
)  # fmt: skip
def test_the_chain_of_places(text, place, site, within):
    (incident,) = extract(Document(text=text)).incidents
    assert incident.place is not None
    assert (incident.place.name, incident.site) == (place, site)
    assert [ref.name for ref in incident.within] == within
