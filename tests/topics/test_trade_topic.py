"""The shipped trade topic on titles and texts written for this test: what it must find and what it must leave."""

from pathlib import Path

import pytest

from monitor.config import load_settings
from monitor.embedding import embed_passages
from monitor.topics import load_topics, score_relevance
from monitor.warehouse import Warehouse

TRADE = Path("config/topics-trade.yaml").resolve()
OTHER_NEWS = Path("config/other-news.yaml").resolve()
SAMPLE_SETTINGS = Path("config/sample.yaml").resolve()
MOST_MISSED = 3  # of the relevant ones
MOST_WRONG = 2  # of the others

RELEVANT = [
    ("en", ["White House doubles tariffs on imported kitchen cabinets"]),
    ("en", ["Northland answers tariff threat with duties on whisky and motorbikes"]),
    ("en", ["What the trade war means for small toy shops"]),
    ("en", ["Ministers fly to Geneva for a second round of trade talks"]),
    ("en", ["Anti-dumping probe opened into cheap ceramic tiles"]),
    ("en", ["Lobster ban lifted after two years of strained trade relations"]),
    ("en", ["Rare earth curbs leave car plants short of magnets"]),
    ("en", ["WTO panel rules against steel duties"]),
    ("en", ["Bond yields fall as tariff pause calms investors"]),
    ("en", ["Sneaker maker to raise prices, blames tariffs"]),
    ("en", ["Island state bans nickel ore exports, buyers cry foul"]),
    ("en", ["Free trade agreement with the south stalls over beef quotas"]),
    ("zh-Hans", ["总统签署行政令，对进口家具加征百分之三十关税"]),
    ("zh-Hans", ["商务部：若对方一意孤行，必将采取反制措施应对关税"]),
    ("zh-Hans", ["贸易战阴云下，玩具厂订单减半"]),
    ("zh-Hans", ["两国在伦敦举行新一轮经贸磋商"]),
    ("zh-Hans", ["对进口白兰地作出反倾销初裁"]),
    ("zh-Hans", ["稀土出口管制升级，多国车企告急"]),
    ("zh-Hans", ["欧盟就电动车补贴案诉诸世贸组织"]),
    ("zh-Hans", ["关税暂缓消息传出，股市应声大涨"]),
    ("zh-Hans", ["运动鞋品牌宣布涨价：关税成本难以消化"]),
    ("zh-Hant", ["川普揚言對進口電影課徵百分百關稅"]),
    ("zh-Hant", ["對等關稅談判觸礁　工具機業者憂訂單轉單"]),
    ("zh-Hant", ["貿易戰開打　專家：農產品首當其衝"]),
    ("zh-Hant", ["禁止鳳梨進口惹議　官員：將向世貿組織申訴"]),
    ("zh-Hant", ["關稅衝擊發酵　央行下修經濟成長預測"]),
    ("zh-Hant", ["嚴查洗產地　海關祭出重罰防規避高關稅"]),
    ("en", ["Orchard owners count the cost", "Growers lost their largest buyer abroad when the neighbour raised its tariff on apples.",
            "The farm minister said retaliation was being prepared and that trade talks would resume in May."]),
    ("zh-Hans", ["果农的新年", "邻国提高苹果关税后，果农失去了最大的海外买家。", "农业部长表示，正在准备反制措施，贸易谈判将于五月恢复。"]),
    ("zh-Hant", ["果農的新年", "鄰國提高蘋果關稅後，果農失去最大的海外買家。", "農業部長表示，正準備反制措施，貿易談判將於五月恢復。"]),
]  # fmt: skip

OTHER = [
    ("en", ["Striker's trade to the coast stuns fans"]),
    ("en", ["Broker jailed for insider trading"]),
    ("en", ["Trade unions call for a general strike over pensions"]),
    ("en", ["Night-time electricity tariff to rise in spring"]),
    ("en", ["Exports of furniture up nine percent in the first quarter"]),
    ("en", ["Book fair draws record number of trade visitors"]),
    ("en", ["Allies agree new sanctions on the invader's oil"]),
    ("en", ["Customs officers find ivory in a shipment of timber"]),
    ("en", ["Shares climb on strong bank earnings"]),
    ("en", ["Rivals trade insults before the final debate"]),
    ("en", ["Nurse on duty saves passenger on night train"]),
    ("en", ["Peace talks stall as shelling goes on"]),
    ("en", ["New rules on street parking take effect"]),
    ("zh-Hans", ["一季度家具出口同比增长百分之九"]),
    ("zh-Hans", ["国际家纺贸易博览会在海滨城市开幕"]),
    ("zh-Hans", ["两国总理会晤，愿深化经贸和旅游合作"]),
    ("zh-Hans", ["停火谈判陷入僵局，边境炮声不断"]),
    ("zh-Hans", ["新一轮制裁针对入侵方的石油收入"]),
    ("zh-Hans", ["海关查获藏匿在木材中的象牙"]),
    ("zh-Hans", ["银行股领涨，大盘收红"]),
    ("zh-Hans", ["今年个人所得税汇算清缴开始预约"]),
    ("zh-Hans", ["地铁站新增两个出口方便居民出行"]),
    ("zh-Hant", ["球團交易主砲　球迷錯愕"]),
    ("zh-Hant", ["夏月電價調漲　民眾喊吃不消"]),
    ("zh-Hant", ["房屋稅開徵　稅務局提醒月底前繳納"]),
    ("zh-Hant", ["前經理涉內線交易遭起訴"]),
    ("zh-Hant", ["外銷訂單連三月成長"]),
    ("en", ["A port grows", "The new terminal can handle twice as many containers.", "Cars, fruit and timber leave for forty countries.",
            "Officials expect foreign trade to grow by a tenth this year."]),
    ("zh-Hans", ["港口扩建", "新码头的集装箱吞吐能力翻了一番。", "汽车、水果和木材从这里运往四十个国家。", "官员预计今年外贸将增长一成。"]),
    ("zh-Hans", ["两国元首会谈", "双方高度评价传统友谊。", "双方同意加强能源、教育和旅游合作，扩大双边贸易。", "会谈后签署多项合作文件。"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def relevant(tmp_path_factory, few_pairs, write_article) -> set[str]:
    """Articles that a run calls relevant; language means from few pairs, to be quick."""
    settings = load_settings(SAMPLE_SETTINGS, tmp_path_factory.mktemp("trade")).model_copy(
        update={"topics": (TRADE, OTHER_NEWS)}
    )
    warehouse = Warehouse(settings.data_dir)
    articles = {f"{number:03}": texts for number, texts in enumerate([*RELEVANT, *OTHER])}
    for article_id, (language, texts) in articles.items():
        write_article(warehouse, article_id, language, texts)
    embed_passages(settings, warehouse)
    method = score_relevance(settings, warehouse).method
    with warehouse.transaction() as connection:
        rows = connection.execute(
            "SELECT article_id FROM article_topics WHERE topic_id = 'trade_tariffs' AND method = ? AND is_relevant",
            [method],
        ).fetchall()
    return {texts_id(articles[article_id]) for (article_id,) in rows}


def texts_id(article: tuple[str, list[str]]) -> str:
    """What tells two articles of this test apart."""
    language, texts = article
    return f"{language}: {' '.join(texts)}"


def test_disputes_over_trade_are_found_in_every_language(relevant):
    missed = [name for name in map(texts_id, RELEVANT) if name not in relevant]
    assert len(missed) <= MOST_MISSED, missed


def test_near_misses_and_other_news_are_left(relevant):
    wrong = [name for name in map(texts_id, OTHER) if name in relevant]
    assert len(wrong) <= MOST_WRONG, wrong


def test_prototypes_stand_in_pairs_and_the_topic_goes_with_the_others():
    topics = load_topics([Path("config/topics.yaml"), TRADE]).topics
    trade = topics[-1]
    assert (trade.id, trade.name.zh) == ("trade_tariffs", "贸易与关税")
    for sentences in (trade.prototypes, trade.contrast):
        assert len(sentences.en) == len(sentences.zh)
        assert len(set(sentences.all)) == len(sentences.all)
