"""The bundled model in 8-bit integers, run by onnxruntime: about three times as fast as in float32, without torch.

Public: :func:`open_int8` (an :class:`Int8Encoder` for the bundled model and an alignment, built once into the cache folder).
"""

from monitor.embedding.int8.encoder import Int8Encoder
from monitor.embedding.int8.stored import FORMAT, open_int8

__all__ = ["FORMAT", "Int8Encoder", "open_int8"]
