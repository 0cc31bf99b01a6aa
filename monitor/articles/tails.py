"""What stands below a text: lists of other articles, buttons, disclaimers of the site."""

import re
from dataclasses import dataclass

from monitor.articles.page_kind import prose_length
from monitor.text import visual_length

_HEADING = re.compile(
    r"[【\[《■◆▲●>»\s]*(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题)|相關(?:閱讀|新聞|報導|報道|連結|文章|推薦)|延伸(?:阅读|閱讀)|推荐(?:阅读|新闻|文章)"
    r"|推薦(?:閱讀|新聞|文章)|更多(?:新闻|新聞|报道|報導|文章|精彩|相关|相關).{0,12}|热门(?:推荐|文章|新闻|评论)|熱門(?:推薦|文章|新聞)|猜你喜欢|猜你喜歡|为您推荐|為您推薦"
    r"|你可能(?:还|也)?(?:喜欢|感兴趣).{0,6}|往期(?:回顾|推荐|精选)|(?:小编|作者)(?:最近|其他|更多)文章|編輯推薦|编辑推荐|看更多.{0,12}"
    r"|関連記事|おすすめ(?:情報|記事)|あわせて読みたい"
    r"|related (?:articles?|stories|news|reading|content|topics?|posts?)|read more"
    r"|more (?:stories|from\b.{0,40}|must-reads.{0,20}|on this.{0,20})"
    r"|(?:you (?:may|might) also like|recommended(?: (?:stories|for you))?|most (?:read|popular)|popular|trending(?: now)?)"
    r")[】\]》:：\s>»]*",
    re.IGNORECASE,
)
# Lines that are the site's own: buttons, ways to share, addresses for complaints, and the editor, after whom no text comes.
_FOOT = re.compile(
    r"[（(【\[<|]*(?:"
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯)[ ：:].{1,20}"
    r"|分享(?:到|至).{0,20}|(?:微信)?扫[一码描].{0,30}|掃[描碼].{0,30}|关注.{0,10}公众号|查看全文|展开全文"
    r"|(?:关键词|關鍵字|标签|標籤)[ ：:>＞》].{0,80}|(?:打印|列印).{0,20}|关闭窗口|返回.{0,12}首[页頁].{0,3}"
    r"|(?:违法和不良信息|不良信息)?举报(?:电话|邮箱).{0,40}|(?:网友|用户|最新|热门|全部)评论|(?:目前)?没有.{0,6}跟贴.{0,20}|发表评论|我要评论"
    r"|share (?:this|on)\b.{0,40}|print(?: this)?.{0,20}|email this.{0,20}"
    r").{0,6}",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[（(【\[*※]*(?:免责声明|免責聲明|特别声明|特別聲明|版权声明|版權聲明|声明[：:]|网友评论仅供|(?:以上|本)文?(?:内容)?(?:仅|只)代表(?:作者|该机构|個人|个人)"
    r"|本文为.{0,20}(?:上传并发布|发布)|本文(?:来自|來自).{0,20}(?:更多.{0,12}下载|下載)|文章内容仅供参考|图片均?来自网络|圖片均?來自網路).{0,300}",
)
_WITHIN = 40
_ITEM_AT_MOST = 160.0
_TEXT_AT_LEAST = 100.0
_ENDS = ("。", ".", "”", "」", '"')


@dataclass(frozen=True)
class WithoutTail:
    """A body without what stood below it, and that tail."""

    body: str
    tail: str


def drop_disclaimers(body: str) -> str:
    """``body`` without the paragraphs in which a site says that it answers for nothing."""
    return "\n".join(line for line in body.split("\n") if not _DISCLAIMER.fullmatch(line))


def cut_tail(body: str) -> WithoutTail:
    """Cut from the first heading such as 相关阅读, or line of the site's own, after which no sentence comes.

    Only within the last forty lines, and only after some prose: the captions of a gallery stay.
    """
    lines = body.split("\n")
    at = len(lines)
    while at > max(1, len(lines) - _WITHIN) and (_is_foot(lines[at - 1]) or _is_headline(lines[at - 1])):
        at -= 1
    cut = next((one for one in range(max(at, 1), len(lines)) if _is_foot(lines[one])), len(lines))
    if prose_length("\n".join(lines[:cut])) < _TEXT_AT_LEAST:
        return WithoutTail(body, "")
    return WithoutTail("\n".join(lines[:cut]), "\n".join(lines[cut:]))


def _is_foot(line: str) -> bool:
    return bool(_HEADING.fullmatch(line) or _FOOT.fullmatch(line))


def _is_headline(line: str) -> bool:
    return visual_length(line) <= _ITEM_AT_MOST and not line.endswith(_ENDS)
