"""Other languages than Russian are told by their letters."""

from __future__ import annotations

import pytest

from kg.text.language import other_language

OTHERS = {
    "Ukrainian": "Делегація області відвідала завод і зустрілася з міністром економіки, який її запросив.",
    "Belarusian": "Дэлегацыя вобласці наведала завод і сустрэлася з міністрам, які запрасіў яе ў горад.",
    "Serbian or Macedonian": "Делегација области посетила је завод и састала се с министром који јој је "
    "рекао о сарадњи и о новим пословима у том граду.",
    "a Turkic language or Mongolian": "Облыс делегациясы зауытқа барып, оларды "
    "қалаға шақырған министрмен кездесті.",
    "Bulgarian": "Делегацията на областта посети завода и се срещна с министъра, който я покани в града. Той "
    "съобщи, че търговията между двете държави е нараснала през последната година и че предстоят още срещи. "
    "Кметът на града показа на гостите пристанището и пътя към него.",
    "another alphabet": "The delegation of the region visited the plant and met the minister who had "
    "invited it. He said that trade between the two countries had grown over the last year and that more "
    "is to come in the next one, for which both sides will prepare.",
}
RUSSIAN = [
    "Делегация области посетила завод и встретилась с министром экономики, который её пригласил.",
    "Аким Қостаная Әділ Өтегенов и министр Ғани Үмбетов приняли делегацию области, которая прибыла на завод, "
    "осмотрела цеха и подписала соглашение о сотрудничестве с университетом и портом.",
    "Київ",
    "Boeing, Airbus, Siemens и Huawei приехали на выставку",
    "12.05.2024",
    "",
    "ДЕЛЕГАЦИЯ ОБЛАСТИ ПОСЕТИЛА ЗАВОД И ВСТРЕТИЛАСЬ С МИНИСТРОМ ЭКОНОМИКИ, КОТОРЫЙ ПРИГЛАСИЛ ЕЁ.",
]


@pytest.mark.parametrize(("language", "text"), OTHERS.items(), ids=OTHERS)
def test_another_language(language: str, text: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize("text", RUSSIAN)
def test_russian(text: str) -> None:
    assert other_language(text) is None
