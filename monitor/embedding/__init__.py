"""Text to vector: models by name, the bundled default, the language-neutral projection, the cache.

Public:
- :func:`load_encoder` (the model of the settings as an :class:`Encoder`), :func:`model_revision` (without loading it);
- :func:`embed_texts` (through the cache; reads and writes ``vectors.embeddings``), :func:`embed_fixed` (the project's own
  sentences, kept beside the bundled model for every data folder);
- :func:`load_projection` (a :class:`Projection` learned from the shipped translation pairs; reads and writes
  ``vectors.embeddings``);
- :func:`embed_passages` (stage; reads ``passages``, writes ``vectors.embeddings``), :func:`passage_vectors` (reads
  ``passages``, ``articles``, ``vectors.embeddings``);
- :func:`cache_dir`, :func:`bundled_folder`, :func:`check_against_reference` (the bundled model's folder and its check).

Errors: :class:`EncodingError` (a text), :class:`ModelFileError` (the bundled model), :class:`ModelNotFoundError`
(another model).
"""

from monitor.embedding.alignment import Alignment, AlignmentError
from monitor.embedding.blocks import ModelFileError
from monitor.embedding.bundled import bundled_folder, cache_dir
from monitor.embedding.cache import embed_texts
from monitor.embedding.encoder import Encoder, EncodingError
from monitor.embedding.fixed import embed_fixed, keeps_fixed
from monitor.embedding.passages import EmbeddingSummary, PassageVectors, embed_passages, passage_vectors
from monitor.embedding.projection import Projection, load_projection
from monitor.embedding.reference import check_against_reference
from monitor.embedding.source import ModelNotFoundError, load_encoder, model_revision
from monitor.embedding.torch_encoder import TorchEncoder

__all__ = [
    "Alignment",
    "AlignmentError",
    "EmbeddingSummary",
    "Encoder",
    "EncodingError",
    "ModelFileError",
    "ModelNotFoundError",
    "PassageVectors",
    "Projection",
    "TorchEncoder",
    "bundled_folder",
    "cache_dir",
    "check_against_reference",
    "embed_fixed",
    "embed_passages",
    "embed_texts",
    "keeps_fixed",
    "load_encoder",
    "load_projection",
    "model_revision",
    "passage_vectors",
]
