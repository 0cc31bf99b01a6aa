"""Arrow tables from arrays of cells by frames. Strings travel as codes with names, so that millions of rows stay
small.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from monitor.trends.groups import Bools, Column, Ints


def melt(cells: Mapping[str, Any], by_frame: Mapping[str, Any], frames: tuple[str, ...], scorer_id: str) -> pa.Table:
    """One row per cell and frame, cells outermost.

    ``cells`` maps names to (c,) columns, ``by_frame`` to (c, f): arrays, or :class:`Column` for strings; a plain
    string in ``cells`` stands in every row. NaN and empty strings become null.
    """
    n_frames = len(frames)
    n_cells = len(next(values for values in by_frame.values() if isinstance(values, np.ndarray)))
    repeat = np.repeat(np.arange(n_cells), n_frames)
    columns = {name: _array(_rows(values, repeat)) for name, values in cells.items()}
    columns |= {name: _array(_flat(values)) for name, values in by_frame.items()}
    columns["frame_id"] = _array(Column(np.tile(np.arange(n_frames), n_cells), frames))
    columns["scorer_id"] = _array(Column(np.zeros(n_cells * n_frames, dtype=np.int64), (scorer_id,)))
    return pa.table(columns)


def plain(columns: Mapping[str, Any], scorer_id: str) -> pa.Table:
    """A table of columns (n,) without frames; values as in :func:`melt`. At least one column is an array."""
    n = len(next(values for values in columns.values() if isinstance(values, np.ndarray)))
    everywhere = np.arange(n)
    named = {**columns, "scorer_id": scorer_id}
    return pa.table({name: _array(_rows(values, everywhere)) for name, values in named.items()})


def array(values: Any, n: int) -> pa.Array:
    """An Arrow column of n rows: from an array, a :class:`Column`, or a plain string that stands in every row."""
    return _array(_rows(values, np.arange(n)) if isinstance(values, str) else values)


def choice(condition: Bools, yes: str, no: str) -> Column:
    """One of two strings in each place; any shape."""
    return Column(condition.astype(np.int64), (no, yes))


def join(first: Column, second: Column) -> Column:
    """Sentences of two columns of one shape, a space between where there are two."""
    names = tuple(" ".join(filter(None, pair)) for pair in product(first.names, second.names))
    return Column(first.codes * len(second.names) + second.codes, names)


def across(column: Column, shape: tuple[int, ...]) -> Column:
    """A column (c,) or (c, 1) repeated over frames."""
    return Column(np.broadcast_to(column.codes.reshape(-1, 1), shape), column.names)


def _rows(values: Any, repeat: Ints) -> Any:
    if isinstance(values, str):
        return Column(np.zeros(len(repeat), dtype=np.int64), (values,))
    return values.take(repeat)


def _flat(values: Any) -> Any:
    if isinstance(values, Column):
        return Column(values.codes.reshape(-1), values.names)
    return values.reshape(-1)


def _array(values: Any) -> pa.Array:
    if isinstance(values, Column):
        empty = np.isin(values.codes, [place for place, name in enumerate(values.names) if not name])
        codes = pa.array(values.codes.astype(np.int32), mask=empty)
        return pa.DictionaryArray.from_arrays(codes, pa.array(values.names, pa.string()))
    return pa.array(values, from_pandas=values.dtype.kind == "f")
