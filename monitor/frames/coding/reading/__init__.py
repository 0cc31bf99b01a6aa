"""Files of codings, in any of their formats, into judgements and refusals."""

from monitor.frames.coding.reading.read import read_codings
from monitor.frames.coding.reading.sample import read_sample_codings

__all__ = ["read_codings", "read_sample_codings"]
