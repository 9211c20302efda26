"""The map in a headless Chromium. `open_map` fails a test on console errors, dialogs and requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., object]


@pytest.fixture
def sample(open_map, sample_page: Path) -> Page:  # type: ignore[no-untyped-def]  # the type lives in conftest.py
    return open_map(sample_page).page  # type: ignore[no-any-return]  # the same


def click_node(page: Page, key: str) -> None:
    place = page.evaluate("key => kgMap.place(key)", key)
    page.mouse.click(place["x"], place["y"])


def test_the_page_opens_quietly(sample: Page) -> None:
    expect(sample.locator("h1")).to_have_text("Кто, куда и с кем ездил")
    expect(sample.locator(".summary")).to_contain_text("4 визита, 4 делегации, 11 персон")
    assert sample.evaluate("document.querySelector('#canvas canvas').width") > 500


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Дроздецкая", "Алёна Дроздецкая"),
        ("алена дрозд", "Алёна Дроздецкая"),
        ("ССП", "Северный союз промышленников"),
        ("кыргызстан", "Киргизия"),
        ("kazakh", "Казахстан"),
        ("станок", "завод «Беломорский станок»"),
        ("остромит", "Вера Костромитина"),
        ("вологодская", "Вологодская область"),
    ],
)
def test_search_finds_by_any_name_form(sample: Page, question: str, name: str) -> None:
    sample.locator("#search").fill(question)
    expect(sample.locator("#found [role=option]").first).to_contain_text(name)
    expect(sample.locator("#live")).to_contain_text("Найдено")
    sample.keyboard.press("Enter")
    expect(sample.locator("#panel h2")).to_have_text(name)
    centre = sample.locator("#canvas").bounding_box()
    assert centre
    place = sample.evaluate("kgMap.place(kgMap.chosen())")
    assert abs(place["x"] - centre["x"] - centre["width"] / 2) < 5
    assert abs(place["y"] - centre["y"] - centre["height"] / 2) < 5


def test_search_says_when_nothing_is_found(sample: Page) -> None:
    sample.locator("#search").fill("Зурбаган")
    expect(sample.locator("#found")).to_contain_text("Ничего не найдено")
    sample.keyboard.press("Enter")
    assert sample.evaluate("kgMap.chosen()") is None


def test_a_click_on_a_node_shows_its_evidence(sample: Page) -> None:
    click_node(sample, "visit/v1")
    panel = sample.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Визит: Киргизия")
    expect(panel).to_contain_text("16–20 сентября 2024")
    expect(panel.locator(".state")).to_have_text("состоялся")
    expect(panel.locator("blockquote", has_text="завершилась подписанием меморандума")).not_to_have_count(0)
    expect(panel.locator(".from").first).to_contain_text("Северный курьер")
    expect(panel).to_contain_text("уверенность 97 %")
    link = panel.locator("a", has_text="Итоги поездки вологжан").first
    assert link.get_attribute("href") == "https://news.example/vologda/117"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_a_click_on_a_line_shows_its_evidence(sample: Page) -> None:
    ends = [sample.evaluate("key => kgMap.place(key)", key) for key in ("person/p10", "place/RS")]
    sample.mouse.click(*(0.45 * ends[0][axis] + 0.55 * ends[1][axis] for axis in ("x", "y")))
    expect(sample.locator("#panel h2")).to_have_text("Лука Бранкович — должность — Сербия")
    expect(sample.locator("#panel .card")).to_contain_text("министр транспорта")
    expect(sample.locator("#panel blockquote")).to_contain_text("намеченный на 3–5 марта, отменён")


def test_a_click_beside_everything_clears_the_choice(sample: Page) -> None:
    sample.evaluate("kgMap.choose('visit/v1')")
    box = sample.locator("#canvas").bounding_box()
    assert box
    sample.mouse.click(box["x"] + 3, box["y"] + 3)
    assert sample.evaluate("kgMap.chosen()") is None


def test_neighbours_can_be_followed(sample: Page) -> None:
    sample.evaluate("kgMap.choose('person/p01')")
    sample.locator("#panel .links button", has_text="Делегация: Северный союз").click()
    expect(sample.locator("#panel h2")).to_contain_text("Делегация: Северный союз промышленников")
    sample.go_back()
    expect(sample.locator("#panel h2")).to_have_text("Игнат Лазоревский")


def test_the_legend_hides_a_kind(sample: Page) -> None:
    before = set(sample.evaluate("kgMap.visible()"))
    sample.locator("#kinds label", has_text="Персоны").click()
    hidden = before - set(sample.evaluate("kgMap.visible()"))
    assert len(hidden) == 11
    assert all(key.startswith("person/") for key in hidden)
    sample.locator("#reset").click()
    assert set(sample.evaluate("kgMap.visible()")) == before


def test_states_filter_events_and_counts_follow(sample: Page) -> None:
    persons = sample.locator("#kinds li", has_text="Персоны").locator(".count")
    expect(persons).to_have_text("11")
    for state in ("Состоялось", "Подписано", "Отменено"):
        sample.locator("#statuses label", has_text=state).click()
    expect(persons).to_have_text("3 из 11")
    visible = sample.evaluate("kgMap.visible()")
    assert [key for key in visible if key.startswith("visit/")] == ["visit/v2"]
    assert "place/RS" not in visible


def test_the_time_slider_narrows_the_map(sample: Page) -> None:
    sample.locator("#from").focus()
    for _ in range(4):
        sample.keyboard.press("ArrowRight")
    expect(sample.locator("#period")).to_have_text("январь 2025 — март 2025")
    visible = sample.evaluate("kgMap.visible()")
    assert [key for key in visible if key.startswith("visit/")] == ["visit/v3", "visit/v4"]
    assert "from=2025-01" in sample.url


def test_choosing_something_hidden_shows_it_again(sample: Page) -> None:
    sample.locator("#kinds label", has_text="Страны").click()
    sample.locator("#search").fill("Сербия")
    expect(sample.locator("#found")).to_contain_text("скрыто отбором")
    sample.keyboard.press("Enter")
    assert "place/RS" in sample.evaluate("kgMap.visible()")


def test_the_address_restores_choice_and_filters(open_map, sample_page: Path) -> None:  # type: ignore[no-untyped-def]  # see above
    first = open_map(sample_page).page
    first.locator("#kinds label", has_text="Города").click()
    first.evaluate("kgMap.choose('delegation/d2')")
    first.locator("#show-table").click()
    second = open_map(sample_page, first.url.partition("#")[2]).page
    expect(second.locator("#panel h2")).to_have_text("Делегация: Архангельская область")
    expect(second.locator("#table")).to_be_visible()
    assert first.evaluate("kgMap.visible()") == second.evaluate("kgMap.visible()")
    assert "place/osh" not in second.evaluate("kgMap.visible()")


def test_the_address_may_hold_anything(open_map, sample_page: Path) -> None:  # type: ignore[no-untyped-def]  # see above
    page = open_map(sample_page, "n=<img src=x onerror=alert(1)>&hide=Nobody,Person&from=x&to=99-99").page
    assert page.evaluate("kgMap.chosen()") is None
    assert len(page.evaluate("kgMap.visible()")) == 42 - 11


def test_everything_can_be_reached_by_keyboard(sample: Page) -> None:
    sample.keyboard.press("Tab")
    sample.keyboard.press("Tab")
    expect(sample.locator(":focus")).to_have_text("К поиску")
    sample.keyboard.press("Enter")
    sample.keyboard.type("лазор")
    sample.keyboard.press("ArrowDown")
    sample.keyboard.press("ArrowUp")
    sample.keyboard.press("Enter")
    expect(sample.locator("#panel h2")).to_be_focused()
    sample.keyboard.press("Tab")
    sample.keyboard.press("Enter")
    expect(sample.locator("#panel h2")).not_to_have_text("Игнат Лазоревский")


def test_arrow_keys_walk_the_drawing(sample: Page) -> None:
    sample.locator("#canvas").focus()
    sample.keyboard.press("ArrowRight")
    first = sample.evaluate("kgMap.chosen()")
    expect(sample.locator("#live")).to_contain_text("визит")
    sample.keyboard.press("ArrowDown")
    assert sample.evaluate("kgMap.chosen()") not in {None, first}
    sample.keyboard.press("Enter")
    expect(sample.locator("#panel h2")).to_be_focused()


def test_the_table_says_the_same(sample: Page) -> None:
    sample.locator("#show-table").click()
    tables = sample.locator("#table table")
    expect(tables.nth(0).locator("tbody tr")).to_have_count(4)
    expect(tables.nth(1).locator("tbody tr")).to_have_count(42)
    expect(tables.nth(0)).to_contain_text("Игнат Лазоревский")
    sample.locator("#kinds label", has_text="Персоны").click()
    expect(tables.nth(1).locator("tbody tr")).to_have_count(31)
    tables.nth(0).get_by_role("button", name="Визит: Казахстан").click()
    expect(sample.locator("#panel .state")).to_have_text("запланирован")


def test_a_picture_can_be_saved(sample: Page) -> None:
    with sample.expect_download() as download:
        sample.locator("#save").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_phone_shows_the_panel_below(open_map, sample_page: Path) -> None:  # type: ignore[no-untyped-def]  # see above
    page = open_map(sample_page, "n=visit/v1", (360, 740)).page
    drawing, panel = page.locator("#canvas").bounding_box(), page.locator("#panel").bounding_box()
    assert panel["y"] >= drawing["y"] + drawing["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_labels_are_drawn_at_rest(sample: Page) -> None:
    # dark pixels of a label stand below the sign of the best connected visit
    place = sample.evaluate("kgMap.place('visit/v4')")
    dark = sample.evaluate(
        """([x, y]) => {
          const canvas = document.querySelector('#canvas canvas'), box = canvas.getBoundingClientRect();
          const pixels = canvas.getContext('2d').getImageData(x - box.x - 40, y - box.y - 30, 80, 60).data;
          let dark = 0;
          for (let i = 0; i < pixels.length; i += 4) dark += pixels[i] < 60 && pixels[i + 3] > 200;
          return dark;
        }""",
        [place["x"], place["y"]],
    )
    assert dark > 50


def test_two_thousand_nodes_answer_at_once(open_map, large_page: Path) -> None:  # type: ignore[no-untyped-def]  # see above
    start = time.monotonic()
    page = open_map(large_page).page
    opened = time.monotonic()
    page.locator("#search").fill("озерный 77")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Озёрный-77")
    found = time.monotonic()
    page.locator("#statuses label", has_text="Отменено").click()
    expect(page.locator("#kinds .count").first).to_contain_text("из")
    filtered = time.monotonic()
    assert len(page.evaluate("kgMap.visible()")) > 1000
    assert opened - start < 10
    assert found - opened < 4
    assert filtered - found < 4
