"""Which model the settings mean, and its revision, found without loading it."""

# ruff: noqa: PLC0415 - torch and its company take seconds to import: only where a model is really needed

import hashlib
import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from monitor.config import Settings
from monitor.embedding.alignment import SHIPPED, Alignment, AlignmentError, read_alignment
from monitor.embedding.bundled import NAME, bundled_folder, cache_dir
from monitor.embedding.encoder import Encoder
from monitor.embedding.int8 import FORMAT as INT8_FORMAT
from monitor.embedding.int8 import open_int8
from monitor.embedding.torch_encoder import TorchEncoder
from monitor.text import short_id

BUNDLED = "bundled"
ENCODING_FORMAT = 1  # raise when Encoder turns the same text into another vector


class ModelNotFoundError(RuntimeError):
    """The model named in the settings is neither a folder nor to be had from the hub."""


@dataclass(frozen=True)
class ModelSource:
    """Where a model is loaded from."""

    name_or_path: str  # "bundled", a folder, or a hub id
    hub_revision: str | None
    model_revision: str  # names weights, prefix, alignment and way of encoding: the key of stored vectors
    alignment: Path | None = None
    precision: str = "float32"


def model_source(settings: Settings) -> ModelSource:
    """Resolve ``embedding.model``: ``bundled``, a folder (revision: hash of its files) or a hub id (revision: commit).

    A hub model that was never downloaded costs one request here. Raises :class:`ModelNotFoundError`, or
    :class:`monitor.embedding.AlignmentError` where the alignment was learned on another model.
    """
    base, alignment = base_source(settings), current_alignment(settings)
    if alignment is None:
        return _in_precision(base, settings)
    if alignment.base != base.model_revision:
        raise AlignmentError(
            f"embedding.alignment: {_alignment_path(settings)} was learned on {alignment.base}, but the model is "
            f"{base.model_revision}. Learn one for it with `monitor align`, or set embedding.alignment: none."
        )
    revision = f"{base.model_revision}-aligned-{alignment.id[:8]}"
    aligned = replace(base, model_revision=revision, alignment=_alignment_path(settings))
    return _in_precision(aligned, settings)


def _in_precision(source: ModelSource, settings: Settings) -> ModelSource:
    if source.name_or_path != BUNDLED or settings.embedding.precision == "float32":
        return source
    return replace(source, model_revision=f"{source.model_revision}-int8.{INT8_FORMAT}", precision="int8")


def current_alignment(settings: Settings) -> Alignment | None:
    """The alignment that the settings name; None for ``none``, and for ``shipped`` with a model it was not learned on."""
    path = _alignment_path(settings)
    return None if path is None else read_alignment(path)


def _alignment_path(settings: Settings) -> Path | None:
    chosen = settings.embedding.alignment
    if chosen == "none":
        return None
    if chosen != "shipped":
        return Path(chosen).expanduser()
    defaults = type(settings.embedding).model_fields
    ours = settings.embedding.model == BUNDLED and settings.embedding.prefix == defaults["prefix"].default
    return SHIPPED if ours else None


def base_source(settings: Settings) -> ModelSource:
    """The model before any alignment."""
    model, prefix = settings.embedding.model, settings.embedding.prefix
    if model == BUNDLED:
        return ModelSource(BUNDLED, None, f"bundled-e5-small-q4-{_short(NAME, prefix)}")
    folder = Path(model).expanduser()
    if folder.is_dir():
        content = _folder_hash(folder.resolve(), _stamps(folder))
        return ModelSource(str(folder), None, f"{folder.resolve().name}-{_short(content, prefix)}")
    commit = _hub_commit(model)
    return ModelSource(model, commit, f"{model}@{commit[:12]}-{_short(commit, prefix)}")


def model_revision(settings: Settings) -> str:
    """Revision of the model that the settings name, without loading it. Raises :class:`ModelNotFoundError`."""
    return model_source(settings).model_revision


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; kept in memory, so that the stages of one process load it once."""
    return _load(model_source(settings), settings.embedding.prefix)


def load_base_encoder(settings: Settings) -> TorchEncoder:
    """The model in float32 without any alignment, a fresh one each time, to learn on. Raises :class:`ModelNotFoundError`."""
    return _load_base(base_source(settings), settings.embedding.prefix)


@lru_cache(maxsize=1)
def _load(source: ModelSource, prefix: str) -> Encoder:
    alignment = None if source.alignment is None else read_alignment(source.alignment)
    if source.precision == "int8":
        path = cache_dir() / "models" / f"{source.model_revision}.onnx"
        return open_int8(path, prefix, source.model_revision, alignment)
    encoder = _load_base(source, prefix)
    if alignment is not None:
        encoder.align(alignment)
    return encoder


def _load_base(source: ModelSource, prefix: str) -> TorchEncoder:
    if source.name_or_path == BUNDLED:
        return TorchEncoder.load(str(bundled_folder()), prefix, source.model_revision)
    try:
        return TorchEncoder.load(source.name_or_path, prefix, source.model_revision, hub_revision=source.hub_revision)
    except OSError:
        if source.hub_revision is None:
            raise
    return TorchEncoder.load(  # not, or not wholly, downloaded yet
        source.name_or_path, prefix, source.model_revision, hub_revision=source.hub_revision, offline=False
    )


def _short(*parts: object) -> str:
    return short_id(*parts, ENCODING_FORMAT)[:8]


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of each file: a folder is hashed again only when one of them changed."""
    files = sorted(Path(root) / name for root, _, names in os.walk(folder) for name in names)
    return tuple((file.relative_to(folder).as_posix(), file.stat().st_size, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=8)
def _folder_hash(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> str:
    """SHA-256 over names and contents of a folder's files."""
    total = hashlib.sha256()
    for name, _, _ in stamps:
        with (folder / name).open("rb") as file:
            total.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()


def _hub_commit(model: str) -> str:
    """Commit of a hub model: the downloaded one where there is one, else the newest."""
    from huggingface_hub import hf_hub_download, try_to_load_from_cache
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        cached = try_to_load_from_cache(model, "config.json")
        path = cached if isinstance(cached, str) else hf_hub_download(model, "config.json")
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelNotFoundError(
            f"embedding.model: {model!r} is no folder and cannot be had from the hub ({type(error).__name__}: "
            f"{str(error).splitlines()[0]}). Give the folder of a sentence-transformers model, check the id and the "
            "network, or write `bundled`."
        ) from error
    return Path(path).parent.name  # .../snapshots/COMMIT/config.json
