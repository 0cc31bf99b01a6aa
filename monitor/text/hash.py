"""Ids and hashes, the same on every machine."""

import hashlib


def text_hash(text: str) -> str:
    """Hash of a text: the first 32 hexadecimal digits of the SHA-256 of its UTF-8 bytes. Lone surrogates are replaced."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def short_id(*parts: object) -> str:
    """Id made of ``parts``: 16 hexadecimal digits, the same for the same parts (joined by the unit separator)."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]
