"""Let the workers of a Dask cluster read articles: one that is lost costs what it was at."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from typing import Any

from geoincidents.batch.items import (
    Chunk,
    Item,
    Result,
    blame_item,
    decode_chunk,
    decode_results,
    encode_items,
)
from geoincidents.batch.version import name_version
from geoincidents.batch.work import read_chunk
from geoincidents.errors import GeoincidentsError, InputError
from geoincidents.gazetteer import Gazetteer, load_gazetteer

ANSWER_S = 10  # a scheduler that has not answered by then is not there
WORKER_S = 30  # a worker takes some seconds to start
AHEAD = 3  # chunks on their way for each thread of the cluster


class Cluster:
    """Hold a connection to the scheduler of a cluster; whoever started that ends it.

    Raises:
        InputError: the libraries are not installed, or no scheduler answers.
    """

    def __init__(self, scheduler: str, gazetteer: Gazetteer) -> None:
        if find_spec("distributed") is None:
            msg = "Dask is not installed; install it: pip install 'geoincidents[dask]'"
            raise InputError(msg)
        self._version = name_version(gazetteer)
        # A task that is given to another worker is no news for whoever waits for the map.
        logging.getLogger("distributed.client").setLevel(logging.ERROR)
        try:
            self._client: Any = _import().Client(scheduler, timeout=ANSWER_S, set_as_default=False)
            self._client.wait_for_workers(1, timeout=WORKER_S)
        except (OSError, ValueError, TimeoutError) as error:
            msg = (
                f"no Dask scheduler with a worker answers at {scheduler!r}; start one (dask "
                "scheduler) and its workers (dask worker ADDRESS --nthreads 1), and give its "
                "address, such as tcp://host:8786"
            )
            raise InputError(msg) from error

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        """Give what comes of chunks, in the order in which they are done.

        Raises:
            GeoincidentsError: the cluster fails, or a worker has other code, words or places.
        """
        source = iter(chunks)
        width = max(1, sum(self._client.nthreads().values())) * AHEAD
        sent = {self._send(chunk): chunk for chunk in islice(source, width)}
        done = _import().as_completed(list(sent), loop=self._client.loop)
        for future in done:
            chunk = sent.pop(future)
            following = list(islice(source, 1))
            if future.status == "finished":
                yield self._accept(future.result())
            elif not isinstance(fault := _find_fault(future), _import().KilledWorker):
                msg = (
                    f"the cluster failed: {type(fault).__name__}: {fault}; what was read is kept: "
                    "give the same command again when the cluster is in order"
                )
                raise GeoincidentsError(msg)
            elif len(chunk) > 1:  # one article of it ends workers: each goes alone
                following += [chunk[at : at + 1] for at in range(len(chunk))]
            else:
                yield [_blame(chunk[0])]
            for one in following:
                fresh = self._send(one)
                sent[fresh] = one
                done.add(fresh)

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _send(self, chunk: Chunk) -> Any:  # noqa: ANN401 - a future of Dask, which has no types
        return self._client.submit(_read, encode_items(chunk), pure=False)

    def _accept(self, told: tuple[str, bytes]) -> list[Result]:
        version, results = told
        if version != self._version:
            msg = (
                "a worker of the cluster has other code, word lists or places than this machine; "
                "install the same version of geoincidents there and add the same places"
            )
            raise GeoincidentsError(msg)
        return decode_results(results)


def _find_fault(future: Any) -> BaseException:  # noqa: ANN401 - as above
    """Give what went wrong; a future that the scheduler has lost knows nothing of it."""
    if future.status != "error":
        return ConnectionError(f"a task is {future.status}")
    return future.exception() or RuntimeError("unknown")


def _import() -> Any:  # noqa: ANN401 - as above
    import distributed  # noqa: PLC0415 - few runs need a cluster

    return distributed


def _read(data: bytes) -> tuple[str, bytes]:
    """Read a chunk where the worker is; say which version did."""
    gazetteer = _open_gazetteer()
    return name_version(gazetteer), encode_items(read_chunk(decode_chunk(data), gazetteer))


@cache
def _open_gazetteer() -> Gazetteer:
    return load_gazetteer()


def _blame(item: Item) -> Result:
    return blame_item(
        item,
        "workers of the cluster ended while they read it",
        "split it into smaller articles, or report it together with the article",
    )
