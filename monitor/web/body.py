"""Reading a body with a limit on what it unpacks to."""

import zlib
from io import BytesIO

import httpx

_GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(Exception):
    """The body is larger than allowed."""


class UnreadableError(Exception):
    """The body cannot be unpacked; the message says why."""


async def read_body(response: httpx.Response, max_bytes: int, *, cut: bool = False) -> bytes:
    """The decompressed body of a streamed response; with ``cut`` its first ``max_bytes`` bytes, where it is longer.

    The compressed stream is unpacked here and never further than the limit: httpx would unpack each arriving chunk
    whole, a thousandfold for a crafted one. Raises :class:`TooLargeError` and :class:`UnreadableError`, and httpx's
    own errors for a broken connection.
    """
    declared = response.headers.get("content-length", "")
    if not cut and declared.isdecimal() and int(declared) > max_bytes:
        raise TooLargeError
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    match encoding:
        case "identity" | "":
            unpacker: _Unpacker | None = None
        case "gzip" | "x-gzip":
            unpacker = _Unpacker()
        case _:
            raise UnreadableError(f"the body is packed as {encoding!r}, which was not asked for")
    body = BytesIO()  # grows in place: a list of chunks would hold a large body twice when they are joined
    async for chunk in response.aiter_raw():
        body.write(chunk if unpacker is None else unpacker.feed(chunk, max_bytes - body.tell() + 1))
        if body.tell() > max_bytes:
            if cut:
                return body.getvalue()[:max_bytes]
            raise TooLargeError
    if unpacker is not None and not unpacker.complete:
        raise UnreadableError("the gzip stream ends before its end")
    return body.getvalue()


def unpack_gzip(content: bytes, max_bytes: int) -> bytes:
    """``content`` unpacked where it is a gzip file of its own (``sitemap.xml.gz``), as it is where it is none.

    Never unpacks further than the limit. Raises :class:`TooLargeError` and :class:`UnreadableError`.
    """
    if not content.startswith(_GZIP_MAGIC):
        return content
    unpacker = _Unpacker()
    unpacked = unpacker.feed(content, max_bytes + 1)
    if len(unpacked) > max_bytes:
        raise TooLargeError
    if not unpacker.complete:
        raise UnreadableError("the gzip file ends before its end")
    return unpacked


class _Unpacker:
    """Gzip, one member after another, never more than asked for at a time."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._started = False

    @property
    def complete(self) -> bool:
        """Whether the stream stopped at the end of a member, or was empty."""
        return self._stream.eof or not self._started

    def feed(self, chunk: bytes, most: int) -> bytes:
        """What ``chunk`` unpacks to, at most ``most`` bytes (the rest is then of no interest: the limit is passed)."""
        parts, room = [], most
        while chunk and room > 0:
            if self._stream.eof:
                if not chunk.startswith(_GZIP_MAGIC):  # padding after the last member is common and harmless
                    break
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            self._started = True
            try:
                part = self._stream.decompress(chunk, room)
            except zlib.error as error:
                raise UnreadableError(f"the gzip stream is damaged ({error})") from error
            parts.append(part)
            room -= len(part)
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return b"".join(parts)
