"""The ids that nodes had before the present ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.identity.decisions import Ref


def retired(
    previous: Mapping[Ref, str], former: Mapping[Ref, Sequence[str]], entity_of: Mapping[Ref, str]
) -> dict[Ref, tuple[str, ...]]:
    """The earlier ids of each node that is there now, the latest first; nodes without any are left out.

    `previous` are the ids until now, `former` those before them, `entity_of` those from now on.
    """
    found = {}
    for ref, id in entity_of.items():
        earlier = dict.fromkeys((*([previous[ref]] if ref in previous else []), *former.get(ref, ())))
        earlier.pop(id, None)
        if earlier:
            found[ref] = tuple(earlier)
    return found
