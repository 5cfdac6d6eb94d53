"""What guesses have cost, on the built pages: at a chapter's end, on the reader's page, on the page for a class."""

import json
import random

import pytest
from playwright.sync_api import Page, expect

from conftest import SETTLED, program_of
from crossentropy import scoring
from crossentropy.figures import figure as figure_of
from crossentropy.figures.reliability import _read
from crossentropy.predictions import CHAPTERS, code
from crossentropy.predictions.score import choices
from test_other_browsers import ENGINES
from test_predictions_browser import AXE_RULES, CHAPTER, FULL, KEY, LAPTOP, PHONE, asked_page, form
from test_site import AXE

new_page = asked_page

ASKED = {asked.name: asked for asked in choices()}
RIGHT = {name: asked.truth() for name, asked in ASKED.items()}
QUESTIONS = [(name, len(asked.answers)) for name, asked in ASKED.items()]
SCORE, CLASS = "score.html", "class.html"
Given = dict[str, tuple[int, ...]]


def given(count: int, seed: int, sure: int = 1) -> Given:
    """Return the answers of an invented reader, one of them an even split; ``sure`` draws them to the ends."""
    rng = random.Random(seed)
    answers = {}
    for name, number in rng.sample(QUESTIONS, count):
        weights = [rng.random() ** (2 * sure) + 0.02 for _ in range(number)]
        shares = [max(1, round(100 * weight / sum(weights))) for weight in weights]
        shares[shares.index(max(shares))] += 100 - sum(shares)
        answers[name] = tuple(shares)
    for name in list(answers)[:1]:
        answers[name] = code.EVEN
    return {name: answers[name] for name in ASKED if name in answers}


def asked(answers: Given) -> dict[str, scoring.Asked]:
    """Return the answers as they are scored."""
    return {
        name: (
            tuple(share / 100 for share in shares) or (1 / len(ASKED[name].answers),) * len(ASKED[name].answers),
            RIGHT[name],
        )
        for name, shares in answers.items()
    }


def stored(answers: Given) -> str:
    return json.dumps({"version": 1, "off": False, "answers": {name: list(each) for name, each in answers.items()}})


def visited(visit, address: str, answers: Given | None = None) -> Page:
    """Open a page as a reader who has given some answers; what the page stores then stays."""
    if answers is not None:
        once = f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(stored(answers))}); sessionStorage.ran = 1;"
        visit.page.add_init_script(f"if (!sessionStorage.ran) {{ {once} }}")
    visit.page.goto(address)
    visit.page.locator(".prediction-score").first.wait_for()
    return visit.page


def numbers(page: Page) -> dict[str, str]:
    cells = page.locator("[data-number]")
    return dict(cells.evaluate_all("cells => cells.map((cell) => [cell.dataset.number, cell.textContent])"))


def sentence(page: Page) -> str:
    return page.locator(".score-sum").first.text_content()


# --- the reader's page ---


@pytest.mark.parametrize(("count", "seed", "sure"), [(10, 1, 1), (25, 2, 1), (25, 3, 6), (17, 4, 2)])
def test_totals_are_those_of_python(count, seed, sure, address, new_page):
    answers = given(count, seed, sure)
    made = scoring.total(list(asked(answers).values()))
    page = visited(new_page(), address + SCORE, answers)
    assert numbers(page) == {key: f"{getattr(made, key):.2f}" for key in ("paid", "expected", "even")}
    words = {"within chance": "no more than chance", "too sure": "too sure", "too careful": "too careful"}
    assert words[made.verdict] in sentence(page)


@pytest.mark.parametrize("verdict", ["too sure", "too careful"])
def test_verdict_is_said_beyond_chance(verdict, address, new_page):
    answers = {}
    for name, each in ASKED.items():
        rest = len(each.answers) - 1
        bold = [55] * 1 if verdict == "too careful" else [97 - rest]
        shares = bold + [(100 - bold[0]) // rest] * rest
        shares[-1] += 100 - sum(shares)
        place = RIGHT[name] if verdict == "too careful" else (RIGHT[name] + 1) % len(shares)
        shares[0], shares[place] = shares[place], shares[0]
        answers[name] = tuple(shares)
    page = visited(new_page(), address + SCORE, answers)
    assert f"too {verdict.split()[1]}" in sentence(page)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_nothing_is_totalled_before_ten_answers(count, address, new_page):
    page = visited(new_page(), address + SCORE, given(count, 5))
    assert set(numbers(page).values()) == {"—"}
    assert sentence(page) == f"You have answered {count} question{'s' * (count != 1)}. A total needs 10."


def test_figure_shows_the_reader_s_own_forecasts(address, new_page):
    answers = given(25, 6)
    page = visited(new_page(), address + SCORE, answers)
    live = page.locator("figure[data-explorer=reliability]")
    live.and_(page.locator("[data-state=live]")).wait_for()
    questions, unread = _read(live.evaluate("figure => figure.explorer.values().forecasts"))
    assert unread == []
    for (mine, right), (theirs, index) in zip(questions, asked(answers).values(), strict=True):
        assert (mine, right) == (pytest.approx(theirs, abs=1e-4), index)


def test_figure_shows_invented_forecasts_to_who_has_answered_nothing(address, new_page):
    page = visited(new_page(), address + SCORE)
    live = page.locator("figure[data-explorer=reliability]")
    live.and_(page.locator("[data-state=live]")).wait_for()
    default = figure_of("reliability").defaults["forecasts"]
    assert live.evaluate("figure => figure.explorer.values().forecasts") == default


def test_each_question_says_its_cost_and_leads_to_its_form(address, new_page, site):
    answers = given(12, 7)
    page = visited(new_page(), address + SCORE, answers)
    rows = page.locator("[data-question]").evaluate_all("""rows => rows.map((row) =>
      [row.dataset.question, row.querySelector("output").textContent, row.querySelector("a").getAttribute("href")])""")
    assert [name for name, _, _ in rows] == list(ASKED)
    for name, said, link in rows:
        given_ = asked(answers).get(name)
        cost = scoring.total([given_]).paid if given_ else None
        assert said == ("not yet" if cost is None else f"{cost:.2f} bit")
        where, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (site / where).read_text("utf-8")


def test_what_was_looked_up_is_told_from_what_was_not_asked(address, new_page):
    visit = new_page()
    kept = json.dumps({"version": 1, "off": False, "answers": {"told": "shown"}})
    visit.page.add_init_script(f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(kept)});")
    page = visited(visit, address + SCORE)
    assert page.locator("[data-question=told] output").text_content() == "looked up"


# --- a chapter's end ---


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_ends_with_its_own_questions(chapter, address, new_page, site):
    (path,) = (site / "chapters").glob(f"[0-9][0-9]-{chapter}.html")
    page = visited(new_page(), f"{address}chapters/{path.name}", given(12, 8))
    part = page.locator(".prediction-score")
    assert part.count() == 1
    names = part.locator("[data-question]").evaluate_all("rows => rows.map((row) => row.dataset.question)")
    assert names == [each.name for each in choices(chapter)]
    total = scoring.total(list(asked(given(12, 8)).values()))
    assert f"answered 12 questions, at {total.paid:.2f} bit each" in sentence(page)
    link = part.get_by_role("link", name="Your score").get_attribute("href")
    assert link == "../score.html"


def test_chapter_s_end_follows_an_answer_at_once(address, new_page):
    page = visited(new_page(), address + CHAPTER)
    assert "0 questions" in sentence(page)
    form(page, "symbol-sequences").get_by_role("button", name="That is my guess").click()
    assert page.locator("[data-question=symbol-sequences] output").text_content() == "1.58 bit"
    assert "1 question " in sentence(page)


# --- kept, taken along, forgotten ---


def test_code_is_read_by_python(address, new_page):
    answers = given(20, 9)
    visit = new_page(permissions=["clipboard-read", "clipboard-write"])
    page = visited(visit, address + SCORE, answers)
    page.get_by_role("button", name="Copy my code").press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Your code").input_value()
    assert code.read(copied, QUESTIONS) == answers


def test_code_is_selected_where_pages_may_not_copy(address, new_page):
    visit = new_page()
    visit.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    page = visited(visit, address + SCORE, given(3, 10))
    page.get_by_role("button", name="Copy my code").click()
    expect(page.get_by_text("copy it by hand")).to_be_visible()
    assert page.evaluate("String(getSelection())") == page.get_by_label("Your code").input_value()


def test_code_of_another_device_adds_what_was_not_answered_here(address, new_page):
    here, there = given(10, 11), given(15, 12)
    page = visited(new_page(), address + SCORE, here)
    field = page.get_by_label("A code from another device")
    field.fill(code.write(there, QUESTIONS).lower())
    field.press("Enter")
    both = len(here.keys() & there.keys())
    said = f"Answers added: {len(there) - both}. Kept as they were here: {both}."
    expect(page.locator(".score-verdict")).to_have_text(said)
    assert code.read(page.get_by_label("Your code").input_value(), QUESTIONS) == {**there, **here}


@pytest.mark.parametrize("text", ["", "hello", "<script>alert(1)</script>", "0" * 900, "1e999"])
def test_wrong_code_is_refused_and_loses_nothing(text, address, new_page):
    answers = given(10, 13)
    visit = new_page()
    page = visited(visit, address + SCORE, answers)
    field = page.get_by_label("A code from another device")
    field.fill(text)
    page.get_by_role("button", name="Add its answers").click()
    expect(page.locator(".score-verdict")).to_contain_text("That is no code")
    assert field.input_value() == text
    assert code.read(page.get_by_label("Your code").input_value(), QUESTIONS) == answers
    assert visit.messages == []


def test_everything_is_forgotten_only_after_a_second_word(address, new_page):
    page = visited(new_page(), address + SCORE, given(12, 14))
    page.get_by_role("button", name="Forget everything").press("Enter")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    assert "answered 12 questions" in sentence(page)
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it").click()
    assert "answered 0 questions" in sentence(page)
    page.goto(address + CHAPTER)
    assert form(page, "symbol-sequences").get_attribute("data-state") == "asked"


@pytest.mark.parametrize("blocked", [True, False], ids=["blocked", "full"])
def test_page_says_where_nothing_is_kept(blocked, address, new_page):
    visit = new_page(storage=not blocked)
    if not blocked:
        visit.page.add_init_script(FULL)
    page = visited(visit, address + SCORE)
    field = page.get_by_label("A code from another device")
    field.fill(code.write(given(11, 15), QUESTIONS))
    field.press("Enter")
    assert "answered 11 questions" in sentence(page)
    expect(page.locator(".score-note")).to_contain_text("lasts until you leave the page")
    assert visit.messages == []


@pytest.mark.parametrize(
    "kept",
    [
        "<script>alert(1)</script>",
        '{"version": 2, "answers": {"told": [50, 50]}}',
        '{"version": 1, "answers": {"told": [1e999, 0, 0], "__proto__": [50, 50], "log-loss": {"sketch": [1]}}}',
        '{"version": 1, "answers": {' + ",".join(f'"n{i}": [1]' for i in range(20_000)) + "}}",
    ],
    ids=range(4),
)
def test_whatever_lies_in_the_storage_is_no_answer(kept, address, new_page):
    visit = new_page()
    visit.page.add_init_script(f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(kept)});")
    page = visited(visit, address + SCORE)
    assert "answered 0 questions" in sentence(page)
    assert visit.messages == []


# --- from the disk ---


def test_link_to_the_score_takes_the_answers_along_when_read_from_the_disk(site, new_page):
    answers = given(12, 16)
    page = visited(new_page(), (site / CHAPTER).as_uri(), answers)
    link = page.locator(".score-link").evaluate("link => link.href")
    assert code.read(link.partition("#")[2], QUESTIONS) == answers
    other = visited(new_page(), link)  # with a storage of its own
    assert "answered 12 questions" in sentence(other)
    collected = {chapter for chapter in CHAPTERS for each in choices(chapter) if each.name in answers}
    note = other.locator(".score-note").inner_text()
    for chapter in CHAPTERS:
        assert (chapter.replace("-", " ") in note.partition("from:")[2]) == (chapter not in collected)


@pytest.mark.parametrize("fragment", ["%", "%3Cscript%3E", "questions", "0" * 5000])
def test_whatever_stands_behind_a_link_leaves_the_page_working(fragment, site, new_page):
    visit = new_page()
    page = visited(visit, f"{(site / SCORE).as_uri()}#{fragment}")
    assert "answered 0 questions" in sentence(page)
    assert visit.messages == []


def test_link_adds_nothing_on_a_site(address, new_page):
    page = visited(new_page(), f"{address}{SCORE}#{code.write(given(12, 17), QUESTIONS)}")
    assert "answered 0 questions" in sentence(page)


# --- a class ---

PASTE = """(field, text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
ROOM = [given(20, seed, 1 + seed % 3) for seed in range(100, 220)]


def pasted(visit, address: str, lines: list[str]) -> Page:
    page = visited(visit, address + CLASS)
    page.locator("textarea").evaluate(PASTE, "\n".join(lines))
    return page


@pytest.fixture(scope="module")
def codes() -> list[str]:
    return [code.write(answers, QUESTIONS, mark) for mark, answers in enumerate(ROOM)]


def test_room_s_numbers_are_those_of_python(codes, address, new_page):
    page = pasted(new_page(), address, codes)
    assert sentence(page) == f"{len(ROOM)} readers, {sum(map(len, ROOM))} answers."
    room = [asked(answers) for answers in ROOM]
    made = scoring.total([each for answers in room for each in answers.values()])
    pooled = scoring.total(list(scoring.pooled(room).values())).paid
    expected = {key: f"{getattr(made, key):.2f}" for key in ("paid", "expected", "even")}
    assert numbers(page) == {**expected, "pooled": f"{pooled:.2f}"}
    rows = page.locator(".class-reliability tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].slice(0, 4).map((cell) => cell.textContent))"
    )
    percent = [
        [
            str(group.count),
            *(100 * share for share in (group.said, group.happened / group.count, group.low, group.high)),
        ]
        for group in scoring.room_reliability(room)
    ]
    for (count, said, came, interval), (number, *shares) in zip(rows, percent, strict=True):
        assert count == number
        shown = [said, came, *interval.split(" to ")]
        assert [float(each.removesuffix(" %")) for each in shown] == pytest.approx(shares, abs=0.500001)


def test_each_answer_has_the_distribution_of_the_room(codes, address, new_page):
    page = pasted(new_page(), address, codes)
    heights = """part => [...part.querySelectorAll(".class-answer")].map((row) => {
      const bars = [...row.querySelector("path").getAttribute("d").matchAll(/M([\\d.]+) 24v-([\\d.]+)/g)];
      return [row.querySelector("output").textContent,
        Object.fromEntries(bars.map(([, x, height]) => [Math.floor(Number(x) / 10), Number(height)]))]; })"""
    for name, each in ASKED.items():
        said = [asked(answers)[name][0] for answers in ROOM if name in answers]
        columns = [[qs[place] for qs in said] for place in range(len(each.answers))]
        counts = [
            [sum(bin_ / 10 < q - 1e-9 <= (bin_ + 1) / 10 for q in column) for bin_ in range(10)] for column in columns
        ]
        most = max(map(max, counts))
        shown = page.locator(f".class-question[data-question={name}]").evaluate(heights)
        for (mean, bars), column, count in zip(shown, columns, counts, strict=True):
            assert float(mean.split()[1]) == pytest.approx(100 * sum(column) / len(column), abs=0.500001)
            assert {int(place): height for place, height in bars.items()} == pytest.approx(
                {place: 24 * number / most for place, number in enumerate(count) if number}
            )


def test_questions_that_nobody_answered_are_left_out(address, new_page):
    answers = given(3, 18)
    page = pasted(new_page(), address, [code.write(answers, QUESTIONS)])
    seen = page.locator(".class-question:visible").evaluate_all("parts => parts.map((part) => part.dataset.question)")
    assert seen == list(answers)


def test_codes_are_typed_by_hand_as_well(codes, address, new_page):
    page = visited(new_page(), address + CLASS)
    page.get_by_label("Codes, one on each line").fill("\n".join(codes[:3]))
    assert sentence(page).startswith("3 readers")


def test_what_is_right_is_marked_only_when_asked_for(codes, address, new_page):
    page = pasted(new_page(), address, codes[:5])
    marked = ".class-answer[data-right] span"
    assert page.locator(marked).count() == 0
    page.get_by_role("button", name="Mark what is right").press("Enter")
    right = page.locator(marked).all_inner_texts()
    assert right == [each.answers[RIGHT[name]].text for name, each in ASKED.items()]
    page.keyboard.press("Enter")
    assert page.locator(marked).count() == 0


def test_wrong_line_is_named_and_skipped(codes, address, new_page):
    visit = new_page()
    foreign = code.write({}, [("another", QUESTIONS[0][1]), *QUESTIONS[1:]])
    page = pasted(visit, address, [codes[0], "<b>Anna</b>", codes[0], foreign, "", codes[1]])
    assert sentence(page).startswith("2 readers")
    skipped = page.locator(".class-skipped li").all_inner_texts()
    assert skipped[0].startswith("Line 2 (<b>Anna</b>): a code has")
    assert skipped[1] == "Line 3 is line 1 once more."
    assert skipped[2].startswith("Line 4 (")
    assert skipped[2].endswith("or it is a code of another edition.")
    assert len(skipped) == 3
    assert visit.messages == []


@pytest.mark.parametrize(
    "text", ["x\n" * 200_000, "0" * 10**6, "\0\u2028<script>alert(1)</script>", "1e999\n" * 50], ids=range(4)
)
def test_whatever_is_pasted_leaves_the_page_working(text, codes, address, new_page):
    visit = new_page()
    page = pasted(visit, address, [codes[0], text])
    assert sentence(page) == f"1 reader, {len(ROOM[0])} answers."
    assert page.locator(".class-skipped li").count() <= 9
    assert visit.messages == []


def test_class_keeps_nothing(codes, address, new_page):
    page = pasted(new_page(), address, codes[:3])
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


# --- everyone ---


def filled(visit, address: str, path: str, codes: list[str]) -> Page:
    if path == CLASS:
        return pasted(visit, address, [*codes, "hello"])
    return visited(visit, address + path, given(25, 19))


@pytest.mark.parametrize("path", [SCORE, CLASS, CHAPTER])
def test_axe_finds_nothing_where_all_is_filled(path, codes, address, new_page):
    page = filled(new_page(viewport=PHONE, reduced_motion="reduce"), address, path, codes[:9])
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        found = page.evaluate(
            "([where, options]) => axe.run(where, options).then((result) => result.violations)",
            [{"include": [[".prediction-score"]]}, AXE_RULES],
        )
        assert [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found] == []


@pytest.mark.parametrize("path", [SCORE, CLASS, CHAPTER])
def test_nothing_sticks_out_on_the_narrowest_phone(path, codes, address, new_page):
    page = filled(new_page(viewport={"width": 320, "height": 640}), address, path, codes[:9])
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    wide = """() => [...document.querySelectorAll(".prediction-score *")].filter((part) =>
      !part.closest("svg") && part.getBoundingClientRect().right > innerWidth + 0.5).map((part) => part.outerHTML)"""
    assert page.evaluate(wide) == []


@pytest.mark.parametrize("path", [SCORE, CHAPTER])
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_nothing_shifts_when_the_answers_come(path, viewport, codes, address, new_page):
    visit = new_page(viewport=viewport)
    visit.page.add_init_script("""window.shift = 0; new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });""")
    page = filled(visit, address, path, codes)
    page.wait_for_function(SETTLED)
    page.locator(".prediction-score").last.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.001


def test_bars_are_seen_in_forced_colours(address, new_page):
    page = visited(new_page(forced_colors="active"), address + CHAPTER, given(25, 20))
    colours = "bar => [getComputedStyle(bar).backgroundColor, getComputedStyle(document.body).backgroundColor]"
    bar, ground = page.locator("[data-question=symbol-sequences] .score-paid").evaluate(colours)
    assert bar != ground


# --- other browsers ---


@pytest.fixture(scope="module", params=ENGINES)
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def driver(engine):
    running = ENGINES[engine](program_of(engine))
    yield running
    running.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_answer_given_by_keys_comes_to_the_score_in_other_browsers(scheme, driver, address, site):
    root = address if scheme == "http" else f"{site.as_uri()}/"
    driver.open(root + CHAPTER)
    chosen = "#predict-symbol-sequences"
    press = "(form, part) => form.querySelector(part).focus()"
    driver.evaluate(press, chosen, "[data-answer='0']")
    driver.press("Enter")
    driver.evaluate(press, chosen, "[data-action=commit]")
    driver.press("Enter")
    assert driver.evaluate("(form) => form.dataset.state", chosen) == "committed"
    driver.open(driver.evaluate("(link) => link.href", ".score-link"))
    assert "answered 1 question." in driver.evaluate("(part) => part.textContent", ".score-sum")
    said = driver.evaluate("(row) => row.querySelector('output').textContent", "[data-question=symbol-sequences]")
    assert said == "0.51 bit"


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_room_is_shown_in_other_browsers(scheme, driver, codes, address, site):
    root = address if scheme == "http" else f"{site.as_uri()}/"
    driver.open(root + CLASS)
    driver.evaluate(PASTE, "#class-codes", "\n".join(codes))
    shown = driver.evaluate("(part) => part.textContent", ".score-sum")
    assert shown == f"{len(ROOM)} readers, {sum(map(len, ROOM))} answers."
    made = scoring.total([each for answers in ROOM for each in asked(answers).values()])
    assert driver.evaluate("(cell) => cell.textContent", "[data-number=paid]") == f"{made.paid:.2f}"
