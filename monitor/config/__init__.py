"""Settings as typed models, read from YAML with errors that name file, line, key and what was expected.

Public: :func:`load_settings`, :func:`load_model` (any YAML file into a pydantic model), :func:`key_lines` (where its keys
stand), :class:`Settings`, :class:`GdeltSettings`, :class:`Outlet`, :class:`ConfigError`, :data:`PLACES`, :data:`LANGUAGES`,
:func:`place_name`, :func:`place_code`.
"""

from monitor.config.gdelt import GdeltSettings
from monitor.config.outlets import Outlet, OutletFile
from monitor.config.places import LANGUAGES, PLACES, place_code, place_name
from monitor.config.settings import Clock, Settings, load_settings
from monitor.config.yaml_file import ConfigError, StrictModel, key_lines, load_model

__all__ = [
    "LANGUAGES",
    "PLACES",
    "Clock",
    "ConfigError",
    "GdeltSettings",
    "Outlet",
    "OutletFile",
    "Settings",
    "StrictModel",
    "key_lines",
    "load_model",
    "load_settings",
    "place_code",
    "place_name",
]
