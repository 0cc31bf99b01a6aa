"""YAML into pydantic models, with errors a person can act on."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError


class ConfigError(ValueError):
    """A configuration file is wrong; the message names file, line, key and what was expected."""


class StrictModel(BaseModel):
    """A model that refuses keys it does not know and cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_QUOTE = "Put a value that begins with such a character in quotes, like '@name'."
Model = TypeVar("Model", bound=BaseModel)


class _UniqueKeys(yaml.constructor.SafeConstructor):
    """What a loader has added that refuses a key given twice: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is given twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


class _Loader(_UniqueKeys, yaml.SafeLoader):
    """Slow, with messages that a person can act on."""


class _QuickLoader(_UniqueKeys, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Ten times as fast, where PyYAML was built with libyaml."""


def load_model(path: Path | str, model: type[Model]) -> Model:
    """Read one YAML file into ``model``.

    Raises :class:`ConfigError` with one line for each problem: ``FILE:LINE: key: what is wrong``.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}). Check the path, or copy config/sample.yaml."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    try:
        data = _read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem or error)
        remedy = _QUOTE if "cannot start any token" in problem else "Check indentation, colons and quotes."
        raise ConfigError(f"{path}:{line}: not valid YAML: {problem}. {remedy}") from error
    except ValueError as error:  # what looks like a date and is none, say: PyYAML then forgets the place
        raise ConfigError(
            f"{path}: a value cannot be read ({error}). Check dates; write them like 2026-03-16."
        ) from error
    if not isinstance(data, dict):
        raise ConfigError(f"{path}:1: expected keys and values at the top, found {type(data).__name__}.")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        lines = [
            f"{path}:{_line(root, problem['loc'])}: {_dotted(problem['loc'])}: {_sentence(problem)}"
            for problem in error.errors()
        ]
        raise ConfigError("\n".join(lines)) from error


def _read(text: str) -> Any:
    """What a text in YAML says; one that cannot be read is read again by the loader whose messages are fit to be shown."""
    try:
        return yaml.load(text, Loader=_QuickLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError):
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader


def key_lines(path: Path | str) -> Callable[[Sequence[int | str]], int]:
    """A function from a key (``("frames", 3, "name", "zh")``) to its line, from 1, in a YAML file that :func:`load_model` reads."""
    return partial(_line, yaml.compose(Path(path).read_text(encoding="utf-8"), Loader=yaml.SafeLoader))


def _dotted(loc: Sequence[int | str]) -> str:
    return ".".join(str(part) for part in loc) or "(whole file)"


def _sentence(problem: Any) -> str:
    match problem["type"]:
        case "extra_forbidden":
            return "unknown key; check the spelling, or remove it."
        case "missing":
            return "is missing and has no default; add it."
    given = "" if isinstance(problem["input"], dict | list) else f" (found {problem['input']!r})"
    return f"{problem['msg'].removeprefix('Value error, ')}{given}."


def _line(node: yaml.Node | None, loc: Sequence[int | str]) -> int:
    """Line (from 1) of the deepest node on the way to ``loc`` that exists."""
    line = node.start_mark.line + 1 if node is not None else 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if str(key.value) == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
