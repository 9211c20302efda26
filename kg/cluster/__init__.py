"""Reading on a cluster: Dask hands out partitions, their results are files; loading these is local."""

from kg.cluster.connecting import LOCAL
from kg.cluster.folder import RemoteFolder
from kg.cluster.spreading import across_cluster
from kg.cluster.tasks import across_tasks

__all__ = ["LOCAL", "RemoteFolder", "across_cluster", "across_tasks"]
