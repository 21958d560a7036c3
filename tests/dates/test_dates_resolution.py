"""Late resolution: what partial and relative dates mean in their text, and how that is said."""

import pytest

from pipeline.dates import find_dates, find_dates_in_text
from pipeline.dates.markup import read_marked, write_marked
from pipeline.origin import OriginMap
from pipeline.records import Document, Paragraph, Source, Span

PICTURES = {
    "the year turns in winter": (
        "en",
        "The siege began in [November 1942|1942-11]. In [January|1943-01] the ring was broken.",
    ),
    "a month that went by is not the next year's": (
        "en",
        "Talks opened in [May 1921|1921-05]. In [March|1921-03] nobody had believed in them.",
    ),
    "a look back within a sentence does not carry": (
        "en",
        "In [May 1944|1944-05] they attacked the garrison, which had been there since the raid of "
        "[August 1942|1942-08]. By [June|1944-06] it had fallen.",
    ),
    "a plan does not carry": (
        "en",
        "On [10 March 1975|1975-03-10] they struck, hoping to win in [1976|1976]. "
        "By [25 March|1975-03-25] it was over.",
    ),
    "brackets do not carry": (
        "en",
        "In [March 1921|1921-03] the envoy (born on [2 May 1880|1880-05-02]) arrived. In [April|1921-04] he signed.",
    ),
    "a quotation has its own time": (
        "en",
        'In [March 1921|1921-03] he recalled: "On [4 May 1905|1905-05-04] we met." In [April|1921-04] he died.',
    ),
    "a heading sets the year": ("en", "War in the north, [1775–1780|1775/1780]\n\nIn [July|1775-07] the siege began."),
    "months that share their year": ("en", "rain fell in [March|1918-03], [April and May 1918|{1918-04,1918-05}]"),
    "what lasted until a month of the next year may be gone on from": (
        "en",
        "The siege began in [October 1939|1939-10] and lasted until [March|../1940-03]. In [April|1940-04] they left.",
    ),
    "or be an aside": (
        "ru",
        "[10 октября 1939 года|1939-10-10] гарнизон остался до [марта|../1940-03]. [12 октября|1939-10-12] ушёл обоз.",
    ),
    "a winter spoken of in February began the year before": (
        "en",
        "On [3 February 1777|1777-02-03] they left. [The winter|1776-24] had been hard.",
    ),
    "the same day, the same month": (
        "ru",
        "Договор подписали [16 марта 1921 года|1921-03-16]. В [тот же день|1921-03-16] был заключён другой, "
        "а [тем же летом|1921-22] — третий.",
    ),
    "years counted on": (
        "ru",
        "Завод открыли в [1932 году|1932], [через пять лет|1937] закрыли, [годом позже|1938] снесли.",
    ),
    "Thai years and months counted on": (
        "th",
        "สภาเปิดเมื่อ[วันที่ 28 มิถุนายน พ.ศ. 2475|1932-06-28] [สี่เดือนต่อมา|1932-10]จึงปิด และ[ปีถัดมา|1933]เปิดใหม่",
    ),
    "a dual date": ("ru", "Указ от [19 февраля (3 марта) 1861 года|1861-03-03]."),
    "a line end within a date": ("en", "It was signed on [3\nMarch 1918|1918-03-03] at Brest."),
    "a year of two halves, its spring in the second": (
        "en",
        "They wintered there in [1882–83|1882/1883]. In [March|1883-03] few were well.",
    ),
    "next week in the news, the next week in a story": (
        "en",
        "On [3 June 1931|1931-06-03] he came. [The next day|1931-06-04] he left, and [next year|1932] he returned.",
    ),
    "the year of a name dates what follows": ("th", "กบฏ ร.ศ. 130 ถูกจับก่อนกำหนด คือ[วันที่ 1 มีนาคม|1912-03-01]"),
    "a Thai year of either era goes by the years around it": (
        "th",
        "เสียกรุงเมื่อ[พ.ศ. 2112|1569] กู้ได้ใน[ปี 2127|1584] ส่วน[ปี 1991|1448] ก่อนนั้นนาน",
    ),
    "the same day of an untold day is no date": ("ru", "В тот же день они уехали."),
    "a number after a word that dates": ("en", "In [1900|1900] he left; in 1900 houses nobody lived."),
    "until the spring is the next one": (
        "en",
        "War came on [3 September 1939|1939-09-03]. The quiet lasted until [the spring|../1940-21].",
    ),
    "no year, no value": ("en", "They met in [October|], on [Monday|]."),
}


@pytest.mark.parametrize(("language", "marked"), PICTURES.values(), ids=PICTURES)
def test_picture(language, marked):
    text = read_marked(marked).text
    found = find_dates_in_text(text, language)
    assert write_marked(text, [(date.start, date.end, date.value.edtf) for date in found]) == marked


NO_DATES = {
    "en": "On page 1921 of volume 2 the 1,000 men, 1500 guns and 2000 tons of No. 1917 cost $1918; he was 54. "
    "The 20th Army held room 1939. May I march? He may fall. Sun, moon and second thoughts; the score was 19:41.",
    "ru": "На стр. 1920 и в § 1921 сказано: 2484 человека, 1500 метров, 1917 рублей, квартира 1941. Ему было 54 года. "
    "Счёт 3:2, вес 19,41 кг, дом 12/25, 25-я дивизия, весь май-месяц пустой.",
    "th": "มีทหาร 2,484 คน ดิวิชั่น 25 มาตรา 1912 หน้า 2475 ราคา 2500 บาท อายุ 21 ปี ยาว 1,941 เมตร โทร. 0 2281 2484 ปีกและห้าง",
}


@pytest.mark.parametrize("language", NO_DATES)
def test_numbers_ages_and_pages_are_no_dates(language):
    assert [d.surface for d in find_dates_in_text(NO_DATES[language], language) if d.value.edtf] == []


def values(text, language="en", **options):
    return {date.surface: date.value for date in find_dates_in_text(text, language, **options)}


def test_basis_and_anchor_say_how_a_value_was_found():
    found = values("On 16 March 1921 they signed. Two days later, four days before the Great Patriotic War.")
    assert (found["16 March 1921"].basis, found["16 March 1921"].anchor) == ("explicit", "")
    assert (found["Two days later"].basis, found["Two days later"].anchor) == ("context", "16 March 1921")
    assert found["four days before"].edtf == "1941-06-18"
    assert (found["four days before"].basis, found["four days before"].anchor) == ("event", "Great Patriotic War")
    assert values("He left yesterday.", published="1951-03-12")["yesterday"].basis == "document_date"


def test_confidence_falls_with_every_step_of_reckoning():
    text = "It began in 1921. Two years later it grew, a year later it fell, a year later it ended."
    confidences = [date.confidence for date in find_dates_in_text(text, "en")]
    assert confidences == sorted(confidences, reverse=True) and len(set(confidences)) == 4


def test_until_and_since_are_open_and_other_words_modify():
    found = values("He ruled until 1930, since 1921, before 1918, after 1919, in early 1920, by 1917 and c. 1453.")
    assert [value.edtf for value in found.values()] == ["../1930", "1921/..", "1918", "1919", "1920", "1917", "1453~"]
    assert [value.modifier for value in found.values()] == [
        "end",
        "start",
        "before",
        "after",
        "early",
        "before",
        "approximate",
    ]
    assert (found["1930"].start, found["1930"].end) == ("", "1930-12-31")


def test_the_date_printed_at_the_top_is_the_documents():
    text = "The Daily Letter\nLondon, 12 March 1951\n\nLast year it rained; in December it snowed. Yesterday he left."
    found = values(text)
    assert found["Last year"].edtf == "1950"
    assert found["December"].edtf == "1950-12"
    assert found["Yesterday"].edtf == "1951-03-11"


def test_both_readings_of_an_old_thai_january():
    translated = values("กองทัพเคลื่อนพลเมื่อ 5 มกราคม พ.ศ. 2475", "th")["5 มกราคม พ.ศ. 2475"]
    assert (translated.edtf, translated.other, translated.calendar) == ("1932-01-05", "1933-01-05", "buddhist")
    local = "พระบาทสมเด็จพระเจ้าอยู่หัว รัชกาลที่ 7 แห่งสยาม เสด็จเมื่อ 5 มกราคม พ.ศ. 2475"
    assert values(local, "th")["5 มกราคม พ.ศ. 2475"].edtf == "1933-01-05"
    weekday = values("เมื่อวันพฤหัสบดีที่ 5 มกราคม พ.ศ. 2475", "th")
    assert next(iter(weekday.values())).edtf == "1933-01-05"


def test_old_style_is_converted_and_named():
    (value,) = values("25 октября 1917 года (ст. ст.)", "ru").values()
    assert (value.edtf, value.calendar) == ("1917-11-07", "julian")


def test_timex2_parts_ranges_and_adds_vague_words():
    text = "The former king fought between 1878 and 1921."
    assert [d.surface for d in find_dates_in_text(text, "en")] == ["between 1878 and 1921"]
    assert [d.surface for d in find_dates_in_text(text, "en", timex2=True)] == ["former", "1878", "1921"]


def test_a_document_in_three_languages():
    parts = ["In 1921 they met.", "В марте они подписали договор.", "ในเดือนมีนาคมเกิดสงคราม", "Le 5 mai 1921."]
    text = "\n\n".join(parts)
    starts = [text.index(part) for part in parts]
    paragraphs = tuple(
        Paragraph(start, start + len(part), language)
        for start, part, language in zip(starts, parts, ("en", "ru", "th", "fr"), strict=True)
    )
    document = Document(
        Source("s", "s.txt"), text, text, OriginMap.identity(len(text)), paragraphs, chrome=(Span(3, 7),)
    )
    found = [(date.surface, date.language, date.value.edtf) for date in find_dates(document)]
    assert found == [("марте", "ru", ""), ("เดือนมีนาคม", "th", "")]
    whole = Document(Source("s", "s.txt"), text, text, OriginMap.identity(len(text)), paragraphs)
    found = [(date.surface, date.language, date.value.edtf) for date in find_dates(whole)]
    assert found == [("1921", "en", "1921"), ("марте", "ru", "1921-03"), ("เดือนมีนาคม", "th", "1921-03")]


def test_a_document_knows_the_day_of_its_publication():
    text = "Вчера министр вернулся."
    document = Document(
        Source("s", "s.txt", language="ru", published="2003-07-16"),
        text,
        text,
        OriginMap.identity(len(text)),
        (Paragraph(0, len(text), "ru"),),
    )
    (date,) = find_dates(document)
    assert (date.value.edtf, date.value.basis, date.value.anchor) == ("2003-07-15", "document_date", "2003-07-16")


def test_a_year_that_is_told_mends_one_that_was_reckoned_too_late() -> None:
    text = (
        "1 ноября 1939 года пришли вести. В феврале, после бывшего в ноябре боя, стало тихо, "
        "и договор от 3 декабря 1939 года был уже забыт. 5 декабря его вспомнили."
    )
    assert find_dates_in_text(text, "ru")[-1].value.edtf == "1939-12-05"
