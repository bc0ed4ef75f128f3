"""The pages ask the database as often for thousands of engagements as for some, and answer as fast."""

import pytest

PAGES = [
    "/impact/",
    "/impact/engagements/",
    "/impact/people-trained/?page=2",
    "/impact/attendances/",
    "/impact/states/",
    "/impact/jurisdictions/",
    "/impact/reports/",
    "/impact/reports/2004/",
    "/impact/tables/engagements-by-year.csv",
]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_asks_more_of_the_database_when_there_is_more(queries, center, many_engagements, address):
    many_engagements(60)
    some = queries(address)
    many_engagements(600)
    assert queries(address) == some


@pytest.mark.parametrize("address", ["/impact/engagements.csv", "/impact/attendances.csv", "/impact/reports/2004.csv"])
def test_tables_are_read_in_large_pieces(client, many_engagements, address, django_assert_max_num_queries):
    many_engagements(3000)
    b"".join(client.get(address))
    with django_assert_max_num_queries(35):
        assert b"".join(client.get(address)).count(b"\n") > 20
