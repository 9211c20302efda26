"""The cluster: one that is there, by the address of its scheduler, or one of this machine's processes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import dask
from distributed import Client, LocalCluster

from kg.errors import KgError
from kg.pipeline.launching import deaf_to_interrupts
from kg.pipeline.pool import cores

LOCAL = "local"
CONNECTS_WITHIN = 30  # seconds
# workers that may die before a partition is taken for the cause; a cluster of others has its own opinion
DEATHS = {"distributed.scheduler.allowed-failures": 1}


@contextmanager
def connected(address: str, workers: int | None = None) -> Iterator[Client]:
    """A client of the cluster, which has workers. Raises KgError if there is none."""
    with ExitStack() as opened:
        try:
            opened.enter_context(dask.config.set(DEATHS))
            if address == LOCAL:
                client = opened.enter_context(Client(opened.enter_context(_local(workers or cores()))))
            else:
                client = opened.enter_context(Client(address, timeout=CONNECTS_WITHIN))
            client.wait_for_workers(1, timeout=CONNECTS_WITHIN)
        except (OSError, ValueError, TimeoutError) as error:
            raise KgError(f"no cluster with workers at {address}: {error}") from None
        yield client


def _local(workers: int) -> LocalCluster:
    """Processes of one thread each; what they log of their end is not news."""
    with deaf_to_interrupts():  # the cluster's threads, which start the processes, stay so
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
