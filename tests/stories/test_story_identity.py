import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stories.communities import by_first_appearance
from monitor.stories.identity import Members, StoryEvent, fresh_id, identify, match_by_overlap
from monitor.text import short_id


def members(labels, stored, changed=None):
    n = len(labels)
    return Members(
        np.array([f"a{row:02}" for row in range(n)], dtype=np.str_),
        np.array(labels, dtype=np.int64),
        np.array(stored, dtype=np.str_),
        np.array(changed or [one == "" for one in stored], dtype=np.bool_),
    )


def test_new_communities_are_founded_after_their_earliest_article():
    ids, events = identify(members([0, 0, 1], ["", "", ""]), [])
    assert ids.tolist() == [short_id("story", "a00")] * 2 + [short_id("story", "a02")]
    assert events[0] == StoryEvent(short_id("story", "a00"), "founded", "", 2, "a00")


def test_a_growing_story_keeps_its_id_without_an_event():
    ids, events = identify(members([0, 0, 0], ["", "s1", "s1"]), ["s1"])
    assert (ids.tolist(), events) == (["s1"] * 3, [])


def test_two_stories_in_one_community_merge_into_the_larger():
    ids, events = identify(members([0] * 6, ["s1", "s2", "s2", "s1", "s2", ""]), ["s1", "s2"])
    assert ids.tolist() == ["s2"] * 6
    assert events == [StoryEvent("s1", "merged", "s2", 2, "a05")]


def test_a_story_in_two_communities_is_split_and_the_larger_part_keeps_the_id():
    ids, events = identify(members([0, 0, 1, 1, 1], ["s1"] * 5), ["s1"])
    new = short_id("story", "a00")
    assert ids.tolist() == [new] * 2 + ["s1"] * 3
    assert events == [StoryEvent(new, "split", "s1", 2, None)]


def test_an_id_is_never_used_again_for_another_story():
    used = short_id("story", "a00")  # of a story that was merged away long ago
    ids, _ = identify(members([0, 0], ["", ""]), [used])
    assert ids.tolist() == [short_id("story", "a01")] * 2
    alone, _ = identify(members([0], [""]), [used])
    assert alone[0] not in {used, short_id("story", "a01")}
    taken = {short_id("story", "x"), short_id("story", "x", 1)}
    assert fresh_id("story", ["x"], taken) == short_id("story", "x", 2)


def test_a_story_whose_articles_all_left_is_withdrawn():
    ids, events = identify(members([0], ["s1"]), ["s1", "s2"], gone=["s1", "s2", "s2"])
    assert ids.tolist() == ["s1"]
    assert events == [StoryEvent("s2", "withdrawn", "", 2, None)]


def test_nothing_left_at_all():
    ids, events = identify(members([], []), ["s1"], gone=["s1"])
    assert (ids.tolist(), [event.event for event in events]) == ([], ["withdrawn"])


def test_ties_go_to_what_comes_first():
    assert match_by_overlap(np.array([0, 1]), np.array(["s9", "s9"])) == {0: "s9"}
    assert match_by_overlap(np.array([0, 0]), np.array(["s9", "s1"])) == {0: "s9"}


def test_weights_count_as_overlap():
    labels, stored = np.array([0, 1, 1]), np.array(["s", "s", "s"])
    assert match_by_overlap(labels, stored, np.array([5.0, 1.0, 1.0])) == {0: "s"}


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "p", "q", "r"])), max_size=25))
@settings(deadline=None)
def test_the_matching_is_one_to_one_and_maximal(rows):
    labels = by_first_appearance(np.array([label for label, _ in rows], dtype=np.int64))
    stored = np.array([name for _, name in rows], dtype=np.str_)
    kept = match_by_overlap(labels, stored)
    assert len(set(kept.values())) == len(kept)
    for label, name in zip(labels.tolist(), stored.tolist(), strict=True):
        assert name == "" or label in kept or name in kept.values()


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "p", "q", "r"])), max_size=25))
@settings(deadline=None)
def test_ids_follow_the_communities_and_every_stored_story_is_accounted_for(rows):
    labels = by_first_appearance(np.array([label for label, _ in rows], dtype=np.int64))
    stored = [name for _, name in rows]
    ids, events = identify(members(labels.tolist(), stored), ["p", "q", "r"])
    assert by_first_appearance(np.unique(ids, return_inverse=True)[1].astype(np.int64)).tolist() == labels.tolist()
    ended = {event.story_id for event in events if event.event == "merged"}
    assert set(stored) - {""} == ended | (set(ids.tolist()) & {"p", "q", "r"})
    assert len({(event.story_id, event.event, event.other_story_id) for event in events}) == len(events)
