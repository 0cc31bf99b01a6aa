"""Recipients as the ledger knows them: by a keyed hash, so that no address stands in a database that others may read."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from monitor.config import ConfigError
from monitor.warehouse import Warehouse, query

KEY_FILE = "delivery.key"


def hash_key(warehouse: Warehouse) -> bytes:
    """The key of the hashes, in ``delivery.key`` in the data folder; made on the first sending, for its owner's eyes only.

    A plain hash of an address can be guessed. Raises ConfigError where rows were written with a key that is gone: with a new one everybody
    would look like somebody who got nothing yet.
    """
    path = warehouse.data_dir / KEY_FILE
    if path.exists():
        return path.read_bytes()
    with warehouse.transaction() as connection:
        known = query(connection, "delivery_count")["n"][0].as_py()
    if known:
        raise ConfigError(
            f"{path}: gone, although {known} sendings were recorded with it: without it nobody knows who got what. Put it back from a "
            "backup; or, if everybody may get the newest report again, make it anew: "
            f"head -c 32 /dev/urandom > {path} && chmod 600 {path}"
        )
    return _made(path)


def recipient_hash(key: bytes, channel: str, name: str) -> str:
    """32 hexadecimal digits of HMAC-SHA256; addresses differ not by case."""
    return hmac.new(key, f"{channel}\n{name.lower()}".encode(), hashlib.sha256).hexdigest()[:32]


def _made(path: Path) -> bytes:
    key = secrets.token_bytes(32)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return key
