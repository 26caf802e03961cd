"""One claim a story, one outcome a claim."""

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.spiders.claims import Claims

A, B, C = (f"https://samachar.example/khabar-{n}/" for n in (1, 2, 3))


def test_a_story_is_claimed_once_however_it_is_spelled() -> None:
    claims = Claims()
    key = claims.claim(A)
    assert key is not None
    assert claims.claim("http://m.samachar.example/khabar-1?utm_source=rss") is None
    assert claims.claim("no address") is None
    assert len(claims) == 1
    assert claims.settle(key)
    assert not claims.settle(key)
    assert len(claims) == 0
    assert claims.claim(A) is None


def test_a_redirect_to_another_announced_story_finds_it() -> None:
    claims = Claims()
    a, b = claims.claim(A), claims.claim(B)
    assert a
    assert b
    assert claims.rival(a, B) == b
    assert claims.rival(a, A) is None
    assert claims.rival(a, C) is None
    assert claims.rival(a, None) is None


def test_where_a_story_was_found_is_no_new_story() -> None:
    claims = Claims()
    a, b = claims.claim(A), claims.claim(B)
    assert a
    assert b
    claims.alias(a, C)
    assert claims.claim(C) is None
    assert claims.rival(b, C) == a
    assert claims.rival(a, C) is None


def test_two_pages_that_name_each_other_do_not_both_give_way() -> None:
    claims = Claims()
    assert claims.give_way("a", "b")
    assert claims.give_way("b", "c")
    assert not claims.give_way("c", "a")
    assert not claims.give_way("b", "a")


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=30))
def test_of_any_circle_one_stays(pairs: list[tuple[str, str]]) -> None:
    claims = Claims()
    gone: dict[str, str] = {}
    for key, other in pairs:
        if key not in gone and key != other and claims.give_way(key, other):
            gone[key] = other
    for start in gone:
        current, steps = start, 0
        while current in gone:
            current, steps = gone[current], steps + 1
            assert steps <= len(gone)
