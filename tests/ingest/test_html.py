"""Web pages: what is kept of them, and that each character kept knows its place in the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipeline.ingest import Found, read_source
from pipeline.ingest.blocks import join
from pipeline.ingest.markup import tokens
from pipeline.ingest.visible import visible_blocks
from pipeline.records import Document

DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def unmarked(fragment: str) -> str:
    """What a fragment of a page says, without white space, as lxml reads it: independent of what is tested."""
    tree = html.fromstring(f"<div>{fragment}</div>", parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    for element in tree.xpath("//script | //style | //noscript | //title"):
        element.drop_tree()
    return bare(tree.text_content())


def bare(text: str) -> str:
    return "".join(DROPPED.sub("", text).split())


def check_origin(text: str, page: str, origin: object, step: int = 1) -> None:
    """Each span's place in the page says the same as the span."""
    for start in range(0, len(text), step):
        for end in {start + 1, start + 5, start + 23, len(text)}:
            if end <= len(text):
                first, last = origin.span(start, end)  # type: ignore[attr-defined]
                assert 0 <= first <= last <= len(page)
                assert unmarked(page[first:last]) == bare(text[start:end])


def read(page: str) -> Document:
    return read_source(Found("page.html", page.encode()))


def visible(page: str) -> str:
    return join(visible_blocks(page))[0]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>The gov&shy;ern\u00adment<b>al</b> seat</p>", "The governmental seat"),
        ("<p>Kazi<b>mir</b> M<i>ale</i>vich</p>", "Kazimir Malevich"),
        ("<p>Войско&nbsp;&mdash; 5&#160;тысяч, &laquo;Русь&raquo;</p>", "Войско — 5 тысяч, «Русь»"),
        ("<p>พระ\u200bเจ้า\u200bตาก&#3626;ิน</p>", "พระเจ้าตากสิน"),
        ("<p>AT&T, Q&amp;A, 3 &lt; 4, &#x41;&unknown; &copy2020</p>", "AT&T, Q&A, 3 < 4, A&unknown; ©2020"),
        ("<p>One<br>two<br/>three</p><p>four", "One\ntwo\nthree\nfour"),
        ("<div>One<div>two</div>three</div>", "One\ntwo\nthree"),
        ("<p>One\n   two\t three </p>\n\n<p> four</p>", "One two three\nfour"),
        ("<pre>One  two\nthree</pre>", "One two\nthree"),
        ("<table><tr><td>1721</td><td>Peace</td></tr><tr><td>1722<td>War</table>", "1721\tPeace\n1722\tWar"),
        ("<table><tr><td>Maps<br>Ships</td><td>A fleet</td><td>1611</td></tr></table>", "Maps\nShips\nA fleet\n1611"),
        ("<p>One<!-- a > b --> two<script>if (a<b) {'</p>'}</script><style>p{}</style></p>", "One two"),
        ("<p>One<!-- never closed > two</p>", "One two"),
        ("<title>A title</title><p>One<noscript><p>No</p></noscript> two</p>", "One two"),
        ("<div><button>Press<div>x</div> two</div><p>three", "three"),
        ("<p title='a > b' class=it's data-x=\"<p>\">One</p >two", "One\ntwo"),
        ("<p>1 < 2 and a<b", "1 < 2 and a"),
        ("<p>One</><? php ?><!DOCTYPE x><![CDATA[y]]>two", "Onetwo"),
        ("<p>&#xD800;&#0;&#1114112;</p>", "\ufffd\ufffd\ufffd"),
        ("<p>Año&NotEqualTilde;x", "Año≂̸x"),
        ("", ""),
        ("no markup at all", "no markup at all"),
    ],
)
def test_visible_text(page: str, text: str) -> None:
    assert visible(page) == text


@pytest.mark.parametrize(
    ("page", "surface", "stands"),
    [
        ("<p>The gov&shy;ern<b>ment</b> fell</p>", "government", "gov&shy;ern<b>ment"),
        ("<p>&laquo;Русь&raquo; взята", "«Русь»", "&laquo;Русь&raquo;"),
        ("<p>&laquo;Русь&raquo; взята", "Русь", "Русь"),
        ("<p>1&nbsp;мая 1703", "1 мая", "1&nbsp;мая"),
        ("<p>พระ<wbr>เจ้า<b>ตาก</b>สิน", "เจ้าตาก", "เจ้า<b>ตาก"),
        ("<p>Don  \n Juan", "Don Juan", "Don  \n Juan"),
    ],
)
def test_origin_of_a_name(page: str, surface: str, stands: str) -> None:
    text, origin = join(visible_blocks(page))
    start = text.index(surface)
    first, last = origin.span(start, start + len(surface))
    assert page[first:last] == stands


TAGS = '<p> </p> <b> </b> <div> </div> <br> <br/> <i\xa0class="a>b"> </i> <li> <h2> </h2> <td> <tr> <sup> </sup> </a>'
OTHERS = (
    "<a\xa0href='#\"'> <!--x--> <!--\xa0<p>y</p>--> <script>x<y</script> <style>a{}</style> <span\xa0title=a> </span>"
)
ENTITIES = "&amp; &lt; &nbsp; &shy; &#1057; &#x0E01; &mdash; &eacute; &quot;"
MARKUP = st.sampled_from([part.replace("\xa0", " ") for part in f"{TAGS} {OTHERS} {ENTITIES}".split(" ")])
WORDS = st.text(st.sampled_from("abcXYZ абвЯ กาิ่ 019.,;:—«»()\u00ad\u200b\n\t\r é"), max_size=12)


@settings(deadline=None, max_examples=150)
@given(st.lists(MARKUP | WORDS, max_size=25))
def test_any_page_keeps_its_places(pieces: list[str]) -> None:
    page = "".join(pieces)
    text, origin = join(visible_blocks(page))
    check_origin(text, page, origin)


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/!-?&;#x=\"' apbdivscript\n[]"), max_size=80))
def test_any_nonsense_is_cut_into_tokens_in_order(page: str) -> None:
    at = 0
    for token in tokens(page):
        assert at <= token.start < token.end <= len(page)
        at = token.end
    text, origin = join(visible_blocks(page))
    places = [origin.span(index, index + 1) for index in range(len(text))]
    assert all(0 <= first <= last <= len(page) for first, last in places)
    assert places == sorted(places)


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<!--",
        "<a ",
        "</",
        "<a b='",
        "&",
        "<!",
        "<?",
        "<div>",
        "<p",
        "<script>",
        "<b>",
        "&#",
        "</a",
        '<a b="',
        "<a b=",
    ],
)
def test_broken_markup_takes_linear_time(part: str) -> None:
    """Quadratic time would make this run for hours."""
    assert len(visible(part * 100_000)) <= len(part) * 100_000


ARTICLE = {
    "en": ("The Great Fire", "In autumn 1734 a great fire broke out in the dyers' quarter. "
           "It burned for three days, and the governor, Sir Thomas Arden, had the bridge broken to save the harbour."),
    "ru": ("Великий пожар", "Осенью 1734 года в квартале красильщиков начался большой пожар. "
           "Он продолжался три дня, и губернатор Фома Арденский велел разобрать мост, чтобы спасти гавань."),
    "th": ("มหาอัคคีภัย", "ในฤดูใบไม้ร่วง พ.ศ. 2277 เกิดเพลิงไหม้ครั้งใหญ่ในย่านช่างย้อมผ้า "
           "ไฟไหม้อยู่นานสามวัน เจ้าเมืองจึงสั่งให้รื้อสะพานเพื่อรักษาท่าเรือเอาไว้"),
}  # fmt: skip


def page_of(language: str) -> str:
    title, prose = ARTICLE[language]
    head, tail = prose.split(" ", 1)
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | History Daily</title>
<meta property="article:published_time" content="2014-03-09T10:00:00Z"><script>var menu = "<p>Menu</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/war">Wars and battles</a></li></ul></nav>
<header><div class="logo">History Daily</div></header>
<article><h1>{title}</h1>
<p>{head} <b>{tail[:4]}</b>{tail[4:]}<sup><a href="#n1">1</a></sup></p>
<h2>{title} II</h2>
<p>{prose} <sup class="reference">[2]</sup></p><p>{prose}</p>
</article>
<aside><h3>Popular posts</h3><p>Ten castles you must see before you die, with pictures and prices.</p></aside>
<form><label>Leave a comment</label><textarea>Your words here</textarea><button>Send</button></form>
<footer><p>&copy; 2014 History Daily. All rights reserved.</p></footer></body></html>"""


@pytest.mark.parametrize("language", ARTICLE)
def test_article(language: str) -> None:
    title, prose = ARTICLE[language]
    document = read(page_of(language))
    readable = [document.readable[item.start : item.end] for item in document.paragraphs]
    assert readable == [title, prose, f"{title} II", prose, prose]
    assert [item.role for item in document.paragraphs] == ["heading", "prose", "heading", "prose", "prose"]
    assert {item.language for item in document.paragraphs} == {language}
    assert document.source.title == title
    assert document.source.published == "2014-03-09"
    assert document.source.media_type == "text/html"
    assert (document.source.language, document.source.encoding) == (language, "utf-8")
    check_origin(document.text, document.original, document.origin, step=11)


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.txt", "page"])
def test_a_page_is_known_by_its_beginning(name: str) -> None:
    document = read_source(Found(name, page_of("en").encode()))
    assert document.source.media_type == "text/html"


def test_a_tiny_page_loses_only_what_surrounds_it() -> None:
    document = read("<body><nav>Maps</nav><p>The king died.</p><footer>Imprint</footer></body>")
    assert document.text == "The king died."


def test_a_page_without_date_has_none() -> None:
    document = read("<html><body><p>The king died on 3 May 1998.</p><p>Copyright 2011</p></body></html>")
    assert document.source.published == ""


def test_a_large_page_is_read_without_trafilatura() -> None:
    title, prose = ARTICLE["en"]
    page = (
        f"<html><head><title>{title}</title></head><body><nav>Menu</nav>" + f"<p>{prose}</p>" * 9_000 + "</body></html>"
    )
    document = read(page)
    assert document.text == "\n".join([prose] * 9_000)
    assert document.source.title == title


def test_deeply_nested_page() -> None:
    document = read("<div>" * 20_000 + "The king died." + "</div>" * 20_000)
    assert document.text == "The king died."


def test_a_declared_encoding_that_lxml_refuses_in_text() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + page_of("ru")
    assert ARTICLE["ru"][1] in read(page).text
