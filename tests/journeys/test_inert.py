"""Whatever is typed stays text: hostile words go in by the real forms, and every page that shows them is opened.

A page joins by one line in PAGES, a file by one in FILES.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from xml.etree import ElementTree

import openpyxl
import pytest

from portal.hall.models import Appeal, Matter, Objection, Post, Review, Statement
from portal.kit import clock
from portal.ledger.models import Promise
from portal.meetings.models import Meeting
from portal.reporting.models import Need
from portal.volunteers.models import ServiceTime
from portal.web import limits

pytestmark = pytest.mark.browser
# Each fits into a title. `hacked` is set by whatever runs.
HOSTILE = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    '" autofocus onfocus="window.hacked=1',
    "' onmouseover='window.hacked=1",
    "</title><script>hacked=1</script>",
    "</textarea><script>hacked=1</script>",
    "<iframe src=javascript:hacked=1>",
    "<base href=//evil.invalid>",
    "<meta http-equiv=refresh content=0>",
    "<style>*{display:none}</style>",
    "<form action=//evil.invalid><input>",
    "[看](javascript:window.hacked=1)",
    "javascript:window.hacked=1",
    "{{7*7}}{%raise%}${7*7}#{7*7}",
    "&lt;script&gt;hacked=1&lt;/script&gt;",
    '=HYPERLINK("//evil.invalid")',
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-1+cmd",
    "@SUM(1+1)",
    "\u202e反过来\u202c",
    "零\u200b宽\u2060字\ufeff符",
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
# What an injection would leave in a page.
TRACES = (
    "script:not([src]), img[src='x'], svg[onload], iframe, base, meta[http-equiv], style, [onerror], [onfocus], "
    "[onmouseover], a[href^='javascript'], form[action*='evil'], [autofocus]"
)


@dataclass
class Written:
    """What the forms were given: the main matter, one for each hostile title, and what hangs on them."""

    main: str
    numbers: list[str] = field(default_factory=list)
    ids: dict[str, object] = field(default_factory=dict)


# Where hostile words show: who looks, and where. One line for each page.
PAGES = (
    ("list", "li_tenant", "/hall?all=1"),
    ("list of a stranger", None, "/hall"),
    ("front page of a stranger", None, "/"),
    ("home", "li_tenant", "/"),
    ("building", "wang_degui", "/building"),
    ("thread", "li_tenant", "/hall/{main}"),
    ("thread of staff", "chen_guifang", "/hall/{main}"),
    ("timeline", None, "/matters/{main}"),
    ("desk", "chen_guifang", "/desk"),
    ("ledger at the desk", "chen_guifang", "/desk/ledger"),
    ("found at the desk", "chen_guifang", "/desk/search?q=hacked"),
    ("inbox", "tang_laoshi", "/inbox"),
    ("inbox of the desk", "chen_guifang", "/inbox"),
    ("answer form", "chen_guifang", "/hall/{main}/answer"),
    ("promise form", "chen_guifang", "/matters/{main}/promise"),
    ("done form", "chen_guifang", "/promises/{promise}/done"),
    ("moderation", "chen_guifang", "/hall/moderation"),
    ("what was held", "chen_guifang", "/hall/moderation/{held}"),
    ("what was reported", "chen_guifang", "/hall/moderation/{reported}"),
    ("what was put away and appealed", "he_street", "/hall/moderation/{hidden}"),
    ("one's own that was put away", "chen_xiuying", "/hall/reviews/{hidden}"),
    ("complaint", "li_tenant", "/hall/words/post/{post}"),
    ("meeting", "li_tenant", "/meetings/{meeting}"),
    ("call form", "wang_degui", "/meetings/call?matter={main}"),
    ("needs", "li_tenant", "/needs"),
    ("need", "chen_xiuying", "/needs/{need}"),
    ("own name", "tang_laoshi", "/me/name"),
    ("me", "tang_laoshi", "/me"),
    ("record", "li_tenant", "/record"),
    ("own data", "tang_laoshi", "/me/data"),
    ("triage desk", "chen_guifang", "/hall/triage"),
    ("triage form", "chen_guifang", "/hall/{sent}/triage"),
    ("what was not taken up", "tang_laoshi", "/hall/{sent}"),
    ("its appeal", "tang_laoshi", "/hall/{sent}/appeal"),
    ("the appeal at the street", "he_street", "/hall/appeals/{appeal}"),
    ("facts", None, "/hall/{main}/facts"),
    ("facts form", "chen_guifang", "/hall/{main}/facts/write"),
    ("opinion form", "chen_guifang", "/hall/{opinion}/opinion"),
    ("opinion on its thread", "li_tenant", "/hall/{opinion}"),
    ("opinion on its timeline", None, "/matters/{opinion}"),
    ("public notice", None, "/hall/{opinion}/notice"),
    ("objection form", "tang_laoshi", "/hall/{opinion}/object"),
    ("objection to be answered", "chen_guifang", "/hall/objections/{objection}"),
    ("map of opinions", "li_tenant", "/hall/{stated}/map"),
    ("statement of a remark", "li_tenant", "/hall/{main}/statements/add?post={post}"),
    ("statement to be mended", "chen_guifang", "/statements/{statement}/mend"),
    ("earlier wordings", "li_tenant", "/hall/{main}/posts/{edited}/wordings"),
    ("followed", "tang_laoshi", "/me/followed"),
    ("search", None, "/hall/search?q=hacked"),
    ("search lit up", None, "/hall/search?q=onerror"),
    ("search for a tag", None, "/hall/search?q=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E"),
    ("search for an attribute", None, "/hall/search?q=%22%20autofocus%20onfocus%3D%22window.hacked%3D1"),
)  # fmt: skip
# Files that carry them away: who fetches, and where.
FILES = (("record", "li_tenant", "/record.xlsx"),)


def chunks(most: int) -> list[str]:
    """All of HOSTILE, a line each, in as few texts as fit."""
    texts = [""]
    for words in HOSTILE:
        if len(texts[-1]) + len(words) + 1 > most:
            texts.append("")
        texts[-1] += words + "\n"
    return texts


@pytest.fixture
async def written(visit, cast, hands) -> Written:
    """Everything that residents and staff can type, by the forms on which they type it."""
    await _name(visit, cast)
    numbers = await _matters(visit, cast)
    written = Written(numbers[-1], numbers)
    await _said(visit, written)
    await _looked_at(visit, written)
    await _settled(visit, cast, written)
    await _around(visit, cast, written)
    await ServiceTime.filter(id=cast.service.id).update(
        stage="confirmed", what=HOSTILE[16], place=HOSTILE[17], organiser=HOSTILE[18]
    )
    return written


async def _sent(browser, path: str, want: int = 303, **typed: object) -> None:
    limits.forget()
    answer = await browser.send_form(path, **typed)
    assert answer.status_code == want, (path, answer.status_code, re.findall(r'class="ferr".*?</p>', answer.text))


async def _name(visit, cast) -> None:
    """唐老师 is called something hostile from now on: as asked by him, and confirmed by the community."""
    tang, desk = visit("tang_laoshi"), visit("chen_guifang")
    await _sent(tang, "/me/name", name=HOSTILE[1], shown_as="full")
    from portal.accounts.models import NameChange

    change = await NameChange.filter(person_id=cast.people["tang_laoshi"].id).order_by("-id").first()
    await _sent(desk, f"/name-changes/{change.id}/decide", answer="yes")


async def _matters(visit, cast) -> list[str]:
    body = chunks(1000)
    for n, title in enumerate(HOSTILE):
        await _sent(
            visit("tang_laoshi"), "/hall/raise", title=title + "一二三", body=body[n % len(body)], area_id=cast.stairwell.id, category="other",
            urgent="yes",
        )  # fmt: skip
    raised = await Matter.exclude(id=cast.matter.id).order_by("id")
    assert len(raised) == len(HOSTILE) and {matter.shown for matter in raised} == {"shown"}
    return [matter.number for matter in raised]


async def _said(visit, written: Written) -> None:
    hall = f"/hall/{written.main}"
    for who, words in zip(("chen_xiuying", "zhou_shifu", "he_chunmei"), chunks(500) * 3, strict=False):
        await _sent(visit(who), f"{hall}/replies", body=words, stance="suggest")
    await _sent(visit("tang_laoshi"), f"{hall}/replies", body="说一句")
    desk = visit("chen_guifang")
    for words in chunks(1000):
        await _sent(desk, f"{hall}/answer", office=HOSTILE[2], body=words)
    due = clock.today() + timedelta(days=9)
    await _sent(desk, f"/matters/{written.main}/promise", what=HOSTILE[0], owner=HOSTILE[2], due_on=due)
    await _sent(desk, f"/matters/{written.main}/promise", what=HOSTILE[1], owner=HOSTILE[18], due_on=due)
    second, first = await Promise.all().order_by("-id").limit(2)
    await _sent(desk, f"/promises/{first.id}/done", evidence=HOSTILE[4])
    await _sent(visit("tang_laoshi"), f"/promises/{first.id}/confirm", answer="not_yet", note=HOSTILE[3])
    written.ids["promise"] = second.id


async def _looked_at(visit, written: Written) -> None:
    """One post reported, one put away and appealed, one held."""
    first, second, *_ = await Post.all().order_by("id")
    for post in (first, second):
        await _sent(visit("li_tenant"), f"/hall/words/post/{post.id}/complain", reason_code="insult", words=HOSTILE[0])
    hidden, reported = await Review.get(slot=f"post:{first.id}"), await Review.get(slot=f"post:{second.id}")
    await _sent(visit("chen_guifang"), f"/hall/moderation/{hidden.id}/hide", reason_code="insult", reason=HOSTILE[1])
    await _sent(visit("chen_xiuying"), f"/hall/reviews/{hidden.id}/appeal", appeal=HOSTILE[5])
    await _sent(visit("zhou_shifu"), f"/hall/{written.main}/replies", body="王先生偷电 " + HOSTILE[0])
    held = await Review.get(origin="held")
    written.ids |= {"hidden": hidden.id, "reported": reported.id, "held": held.id, "post": second.id}


async def _settled(visit, cast, written: Written) -> None:
    """What the community makes of a matter: sent back and appealed, its facts, its statements, its opinion."""
    desk, hall = visit("chen_guifang"), f"/hall/{written.main}"
    sent, opinion, stated = written.numbers[:3]
    await Matter.filter(number=sent).update(state="triage", stage="raise")
    await _sent(desk, f"/hall/{sent}/triage", deed="reject", code="private", reason=HOSTILE[0])
    await _sent(visit("tang_laoshi"), f"/hall/{sent}/appeal", reason=HOSTILE[1])
    await _sent(desk, f"{hall}/facts/write", facts=chunks(1000)[0], options=HOSTILE[3])
    await Matter.filter(number__in=[opinion, stated]).update(state="deliberating", stage="discuss", opposing=1)
    for words in HOSTILE[:9]:
        await _sent(visit("li_tenant"), f"/hall/{stated}/statements", body=words + "一二三", sure="yes")
    statement = await Statement.filter(matter__number=stated).order_by("-id").first()
    await _sent(desk, f"/statements/{statement.id}/mend", body=HOSTILE[2])
    await _sent(
        desk, f"/hall/{opinion}/opinion", body=chunks(1000)[0], executor=HOSTILE[1], budget="100", fund_source="grant",
        deadline=clock.today() + timedelta(days=30), minority=HOSTILE[0], minority_reply=HOSTILE[3],
    )  # fmt: skip
    await _sent(desk, f"/hall/{opinion}/opinion/publish")
    await _sent(visit("chen_xiuying"), f"/hall/{opinion}/object", body=HOSTILE[2])
    last = await Post.filter(matter__number=written.main, author_id=cast.people["tang_laoshi"].id).first()
    await _sent(visit("tang_laoshi"), f"/hall/{written.main}/posts/{last.id}/edit", body=HOSTILE[4])
    appeal, objection = await Appeal.get(matter__number=sent), await Objection.get(opinion__matter__number=opinion)
    written.ids |= {
        "sent": sent, "stated": stated, "opinion": opinion, "appeal": appeal.id, "objection": objection.id, "statement": statement.id,
        "edited": last.id,
    }  # fmt: skip


async def _around(visit, cast, written: Written) -> None:
    starts = clock.now() + timedelta(days=20)
    await _sent(
        visit("wang_degui"), "/meetings/call", area_id=cast.stairwell.id, form="baba", title=HOSTILE[0], place=HOSTILE[1],
        starts_at=f"{starts:%Y-%m-%dT%H:%M}", closes_at=f"{starts + timedelta(hours=1):%Y-%m-%dT%H:%M}", wording=HOSTILE[2],
        matter=written.main, rule="straw_poll",
    )  # fmt: skip
    await _sent(
        visit("chen_xiuying"), "/needs/ask", title="-1+cmd", summary=HOSTILE[1], area_id=cast.building.id, by_day=clock.today() + timedelta(days=3),
        skill="+1+cmd", risks=HOSTILE[0], who="=1+1", door=HOSTILE[2], minutes=60, people=1, category="care", kind="service",
    )  # fmt: skip
    meeting, need = await Meeting.all().order_by("-id").first(), await Need.all().order_by("-id").first()
    written.ids |= {"meeting": meeting.id, "need": need.id}


async def looked_at(page, url: str, dialogs: list[str]) -> str:
    """Open a page and move about on it. Returns what is wrong there, or nothing."""
    answer = await page.goto(url)
    if answer.status != 200:
        return f"answers {answer.status}"
    await page.mouse.move(180, 300)
    await page.keyboard.press("Tab")
    traces = await page.eval_on_selector_all(TRACES, "found => found.map(each => each.outerHTML)")
    hacked = await page.evaluate("() => String(window.hacked)")
    shows = await page.evaluate("() => document.body.innerText")
    problems = [f"leaves {trace[:80]}" for trace in traces if 'charset="' not in trace]
    problems += [f"ran: {hacked}"] if hacked != "undefined" else []
    problems += [f"asked: {dialogs.pop()}"] if dialogs else []
    problems += ["counts 7*7"] if "49" in shows and "{{7*7}}" not in shows and "{%raise%}" in shows else []
    return "; ".join(problems)


async def test_hostile_words_run_nowhere(phones, written):
    pages = [(name, who, path.format(main=written.main, **written.ids)) for name, who, path in PAGES]
    pages += [(f"thread {number}", "li_tenant", f"/hall/{number}") for number in written.numbers]
    opened, found, dialogs = {}, [], []
    for name, who, path in pages:
        limits.forget()
        if who not in opened:
            opened[who] = await phones.of(who)
            opened[who].on("dialog", lambda asked: dialogs.append(asked.message))
        problem = await looked_at(opened[who], phones.url(path), dialogs)
        found += [f"{name} ({path}): {problem}"] if problem else []
    assert found == []
    assert phones.trouble == []  # no breach of the policy for content, no request to another host


async def test_the_words_are_there_to_be_read_as_they_were_typed(visit, written):
    """Otherwise the test above would look at empty pages."""
    thread = (await visit("li_tenant").get(f"/hall/{written.main}")).text
    for words in (
        "&lt;script&gt;window.hacked=1",
        "&lt;svg onload=",
        "{{7*7}}{%raise%}",
        "&amp;lt;script&amp;gt;",
        "@SUM(1+1)",
    ):
        assert words in thread, words
    assert "&lt;img src=x onerror=window.hacked=1&gt;提议" in thread  # a name
    assert "&lt;img src=x" in (await visit("chen_xiuying").get(f"/hall/reviews/{written.ids['hidden']}")).text
    listed = (await visit("li_tenant").get("/hall?all=1")).text
    assert sum(listed.count(start) for start in ("<h3>&lt;", "<h3>=", "<h3>@", "<h3>{{")) >= 8


# Files for machines: where, and what a hostile title is called in it.
FEEDS = ("/hall/feed.atom", "/hall/{opinion}/feed.atom")
CALENDAR = "/hall/{opinion}/calendar.ics"


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_holds_text_alone(visit, written, path):
    said = (await visit(None).get(path.format(**written.ids))).content
    feed = ElementTree.fromstring(said)
    known = {"feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "summary"}
    assert {each.tag.rsplit("}", 1)[1] for each in feed.iter()} <= known, "a tag of somebody's own"
    texts = " ".join(each.text or "" for each in feed.iter())
    assert "<img src=x onerror" in texts  # it is there, as text
    assert [e.get("href") for e in feed.iter() if not (e.get("href") or "http").startswith("http")] == []
    assert {e.get("type") for e in feed.iter() if e.tag.endswith(("title", "summary"))} <= {None, "text"}


async def test_a_calendar_has_no_line_of_somebodys_own(visit, written):
    await Matter.filter(number=written.ids["opinion"]).update(title="一\r\nATTACH:http://evil.invalid\nEND:VCALENDAR")
    said = (await visit(None).get(CALENDAR.format(**written.ids))).text
    lines = said.replace("\r\n ", "").split("\r\n")
    assert "evil.invalid" in said and not any(line.startswith("ATTACH") for line in lines)
    assert lines.count("END:VCALENDAR") == 1 and "\n" not in said.replace("\r\n", "")


async def test_what_is_lit_up_in_a_search_is_text(visit, written):
    said = (await visit(None).get("/hall/search?q=onerror")).text
    assert "<mark>onerror</mark>" in said and "<img src=x" not in said
    assert "&lt;img src=x" in said


async def test_a_notice_draws_code_and_runs_none(visit, written):
    answer = await visit(None).get(f"/hall/{written.ids['opinion']}/notice.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert not any(trace in answer.content for trace in (b"/JavaScript", b"/Launch", b"/URI", b"/EmbeddedFile"))


async def test_the_poster_draws_code_and_runs_none(visit, written):
    for number in written.numbers[:16]:
        limits.forget()
        answer = await visit(None).get(f"/hall/{number}/poster")
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF"), number
        assert b"/JavaScript" not in answer.content and b"/Launch" not in answer.content
        assert b"/URI" not in answer.content  # no link of somebody's own


@pytest.mark.parametrize(("name", "who", "path"), FILES)
async def test_no_cell_of_a_spreadsheet_is_a_formula_or_a_link(visit, written, name, who, path):
    answer = await visit(who).get(path)
    cells = [
        c for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)) for row in sheet.iter_rows() for c in row
    ]
    assert any(str(cell.value).startswith(FORMULAS) for cell in cells), "nothing hostile is in it"
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


async def test_no_cell_of_the_trail_begins_like_a_formula(visit, written):
    answer = await visit("shen_auditor").send_form("/audit/export")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) > 30
    assert [
        cell for row in rows for cell in row if cell.startswith(FORMULAS) and not re.fullmatch(r"-|-?\d+", cell)
    ] == []


async def test_a_message_in_the_language_of_the_city_is_escaped_also_where_it_is_refused(visit, cast):
    for words in HOSTILE:
        limits.forget()
        answer = await visit("tang_laoshi").send_form(
            f"/hall/{cast.matter.number}/replies", body=words + " 13800138000"
        )
        assert answer.status_code == 422
        assert not re.search(r"<(script>|img src=x|svg onload|iframe|base |style>)", answer.text), words
