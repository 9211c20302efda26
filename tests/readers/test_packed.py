"""gzip and Zstandard around any format: damage costs what it hits, bombs are bounded."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

import kg.readers.packed
from kg.errors import ReadError
from kg.readers import read
from tests.readers.archive import from_stdin

Pack = Callable[[bytes], bytes]
TEXT = "Делегация Вологодской области вернулась из Еревана."


def checked(content: bytes) -> bytes:
    """A Zstandard frame with a checksum, as the command `zstd` makes it."""
    return zstd.compress(content, options={zstd.CompressionParameter.checksum_flag: 1})


PACKS: dict[str, Pack] = {".gz": gzip.compress, ".zst": checked}
packs = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)


def lines(first: int, last: int) -> bytes:
    """JSON Lines of articles with these numbers as ids, hard to compress."""
    chance = random.Random(first)
    return b"".join(
        json.dumps({"id": str(number), "text": TEXT, "x": chance.randbytes(200).hex()}).encode() + b"\n"
        for number in range(first, last)
    )


def ids_of(first: int, last: int) -> list[str]:
    """The ids of `lines`."""
    return [str(number) for number in range(first, last)]


def found(content: bytes) -> tuple[list[str], list[str]]:
    """The ids of articles, and the reports."""
    articles, errors = from_stdin(content)
    return [article.id for article in articles], errors


@pytest.mark.parametrize("suffix", PACKS)
@pytest.mark.parametrize(
    ("name", "content", "id"),
    [
        ("a.b.txt", TEXT, "a.b"),
        ("a.html", f"<p>{TEXT}</p>", "a"),
        ("a.jsonl", json.dumps({"id": "r", "text": TEXT}), "r"),
        ("a.json", json.dumps([{"id": "r", "text": TEXT}]), "r"),
        ("a", json.dumps({"id": "r", "text": TEXT}), "r"),
        ("a.csv", f"id;text\nr;{TEXT}", "r"),
        ("a.rss", f"<rss><item><guid>r</guid><description>{TEXT}</description></item></rss>", "r"),
    ],
)
def test_every_format(name: str, content: str, id: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}{suffix.upper() if name == 'a' else suffix}"
    path.write_bytes(PACKS[suffix](content.encode()))
    errors: list[ReadError] = []
    (article,) = read([str(path)], skipped=errors.append)
    assert (article.id, TEXT in article.text, errors) == (id, True, [])


def test_suffix_without_compression(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(lines(0, 2))
    (tmp_path / "b.txt").write_bytes(gzip.compress(TEXT.encode()))
    errors: list[ReadError] = []
    assert [each.id for each in read([str(tmp_path)], skipped=errors.append)] == ["0", "1", "b"]
    assert errors == []


@packs
def test_members_are_read_on(pack: Pack) -> None:
    """An article may begin in one member and end in the next."""
    content = lines(0, 40)
    packed = [pack(content[start : start + 1_000]) for start in range(0, len(content), 1_000)]
    assert found(b"".join(packed)) == (ids_of(0, 40), [])


@packs
def test_empty(pack: Pack) -> None:
    assert from_stdin(pack(b"")) == ([], ["<stdin>: is empty"])


def test_skippable_frame_and_padding() -> None:
    frame = b"\x50\x2a\x4d\x18\x04\x00\x00\x00note"
    assert found(frame + zstd.compress(lines(0, 2)) + frame) == (ids_of(0, 2), [])
    assert found(gzip.compress(lines(0, 2)) + bytes(500)) == (ids_of(0, 2), [])


def test_what_stands_between_members_is_reported() -> None:
    first, other = gzip.compress(lines(0, 2)), gzip.compress(lines(2, 4))
    junk = b"junk \x1f\x8b\x08\x00" + bytes(range(256)) * 300
    expected = [f"<stdin>@{len(first)}: holds {len(junk)} bytes that are no gzip member"]
    assert found(first + junk + other) == (ids_of(0, 4), expected)


@packs
def test_damage_in_the_middle_costs_one_member(pack: Pack) -> None:
    packed = [pack(lines(start, start + 100)) for start in (0, 100, 200)]
    middle = bytearray(packed[1])
    middle[len(middle) // 2 : len(middle) // 2 + 8] = bytes(8)
    ids, errors = found(packed[0] + bytes(middle) + packed[2])
    assert {*ids_of(0, 100), *ids_of(200, 300)} <= set(ids)
    damage = [error for error in errors if error.startswith(f"<stdin>@{len(packed[0])}: a ")]
    assert len(damage) == 1
    assert "is damaged, and so may be what was read from it" in damage[0]


@packs
def test_cut_short(pack: Pack) -> None:
    """What was there is read, the last line is none."""
    content = pack(lines(0, 3_000))
    ids, errors = found(content[: len(content) // 2])
    assert ids == ids_of(0, len(ids))
    assert len(ids) > 50
    assert any("is cut short: the input ends in it" in error for error in errors)


@packs
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_half_an_article_is_none(pack: Pack, name: str, tmp_path: Path) -> None:
    chance = random.Random(1)
    words = " ".join(f"{TEXT} {chance.random()}" for _ in range(9_000))
    content = {"a.txt": words, "a.html": f"<p>{words}</p>", "a.json": json.dumps({"id": "a", "text": words})}
    path = tmp_path / f"{name}.x"
    path.write_bytes(pack(content[name].encode())[:-20])
    errors: list[ReadError] = []
    assert list(read([str(path)], skipped=errors.append)) == []
    assert [str(error).partition("@")[0] for error in errors] == [str(path)]


def bomb(codec: str, size: int) -> bytes:
    """That many zeros."""
    if codec == ".zst":
        return zstd.compress(bytes(size), 19)
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize("codec", PACKS)
def test_bomb_is_bounded_and_the_rest_goes_on(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.readers.packed, "FREE", 1 << 22)
    pack = PACKS[codec]
    first, other = pack(lines(0, 2)), pack(lines(2, 4))
    ids, errors = found(first + bomb(codec, 100 << 20) + bomb(codec, 50 << 20) + other)
    assert ids == ids_of(0, 4)
    assert f"<stdin>@{len(first)}: a " in errors[0]
    assert sum("expands to more than 200 times its size" in error for error in errors) == 2


@pytest.mark.parametrize("codec", PACKS)
def test_line_of_a_bomb_is_bounded(codec: str) -> None:
    """It is within the ratio's free bytes."""
    assert found(bomb(codec, 60 << 20)[:-1])[0] == []


@given(st.sampled_from([*PACKS]), st.randoms(use_true_random=False))
def test_any_damage_is_reported_and_the_rest_is_read(codec: str, chance: random.Random) -> None:
    packed = [PACKS[codec](lines(start, start + 5)) for start in (0, 5, 10)]
    middle = bytearray(packed[1])
    start = chance.randrange(10 if codec == ".gz" else 4, len(middle) - 9)
    middle[start : start + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(9))
    ids, errors = found(packed[0] + bytes(middle) + packed[2])
    assert {*ids_of(0, 5), *ids_of(10, 15)} <= set(ids)
    assert errors or ids == ids_of(0, 15)


def test_random_bytes_after_the_mark() -> None:
    chance = random.Random(3)
    for start in (b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd"):
        articles, errors = from_stdin(start + chance.randbytes(300_000))
        assert articles == []
        assert len(errors) < 4
