"""The outlets that live collection begins with."""

from monitor.config import OutletFile, load_model
from monitor.sources.origin import feed_plans

OUTLETS = load_model("config/outlets.yaml", OutletFile).outlets
CHINESE = {"zh-Hans", "zh-Hant"}


def test_it_holds_the_press_that_a_comparison_needs():
    chinese = [one for one in OUTLETS if CHINESE & set(one.all_languages)]
    english = [one for one in OUTLETS if "en" in one.all_languages]
    assert len(OUTLETS) >= 60
    assert len(chinese) >= 20
    assert {"CHN", "TWN", "HKG", "SGP", "MYS", "USA", "GBR"} <= {one.country for one in chinese}
    assert len({one.country for one in english}) >= 12
    assert len([one for one in english if one.country == "CHN"]) >= 8
    assert all(one.all_languages for one in OUTLETS)


def test_ownership_has_a_source_and_a_day_or_is_unknown():
    for one in OUTLETS:
        assert (one.ownership == "unknown") == (one.facts_source is None) == (one.facts_as_of is None), one.id


def test_every_feed_can_be_asked():
    plans = feed_plans(OUTLETS)
    assert len(plans) == sum(len(one.feeds) for one in OUTLETS)
    assert all(plan.url.startswith(("https://", "http://")) for plan in plans)
    assert {plan.kind for plan in plans} == {"feed", "sitemap"}
