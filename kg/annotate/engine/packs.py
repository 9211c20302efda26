"""What natasha's package holds: vectors of words, the weights of its three networks. Read without natasha."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gzip import decompress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Numbers = NDArray[np.intp]
EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
UNKNOWN = "<unk>"
HEADER = 4 * 4  # bytes before the indexes of the vectors: four sizes


class Pack(NamedTuple):
    """One network: arrays by their path in the model (`encoder.layers.0.conv.weight`), vocabularies."""

    arrays: Mapping[str, Array]
    shapes: Sequence[str]
    labels: Sequence[str]


class Embedding(NamedTuple):
    """navec: a vector is made of parts, each one of 256 centroids (product quantisation)."""

    ids: Mapping[str, int]
    indexes: NDArray[np.uint8]  # (words, parts), read off the disk where it is asked for
    codes: Array  # (parts · 256, numbers of a part)

    def rows(self, words: Numbers) -> Array:
        """Vectors of words, given by their numbers; shape (words, 300)."""
        parts = np.arange(self.indexes.shape[1]) * 256
        found: Array = self.codes.take(self.indexes[words] + parts, 0).reshape(len(words), -1)
        return found


def data() -> Path:
    """The folder of natasha's data. Raises ModuleNotFoundError if natasha is not installed."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed", name="natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


@cache
def embedding() -> Embedding:
    """natasha's navec: 250,000 words, 300 numbers each."""
    path = data() / EMBEDDING
    with tarfile.open(path) as tar:
        vocabulary = decompress(_read(tar, "vocab.bin"))
        start = tar.getmember("pq.bin").offset_data
    size = int(np.frombuffer(vocabulary[:4], np.uint32)[0])
    words = vocabulary[4 + 4 * size :].decode("utf8").splitlines()
    count, numbers, parts, centroids = np.fromfile(path, np.uint32, 4, offset=start).tolist()
    indexes = np.memmap(path, np.uint8, "r", start + HEADER, (count, parts))
    codes = np.fromfile(path, np.float32, centroids * numbers, offset=start + HEADER + count * parts)
    return Embedding(
        dict(zip(words, range(count), strict=True)), indexes, codes.reshape(-1, numbers // parts)
    )


def pack(name: str, labels: str) -> Pack:
    """The network `name` (morph, syntax, ner), whose answers are the vocabulary `labels`."""
    with tarfile.open(data() / f"model/slovnet_{name}_news_v1.tar") as tar:
        model = json.loads(_read(tar, "model.json"))
        arrays = {path: _array(tar, weight) for path, weight in _weights(model, "")}
        found = (decompress(_read(tar, f"vocabs/{each}.gz")).decode("utf8") for each in ("shape", labels))
        return Pack(arrays, *(text.splitlines() for text in found))


def _weights(node: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The arrays that a model's description names."""
    if isinstance(node, dict) and "array" in node:
        yield path, node
    elif isinstance(node, dict | list):
        for key, each in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _weights(each, f"{path}.{key}" if path else str(key))


def _array(tar: tarfile.TarFile, weight: Mapping[str, Any]) -> Array:
    content = _read(tar, f"arrays/{weight['array']}.bin")
    return np.frombuffer(content, weight["dtype"]).reshape(weight["shape"])


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    assert file is not None
    return file.read()
