"""Archives as crawlers write them, made of records that the tests name."""

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

AT = "2026-03-09T08:30:00Z"
ON_TOPIC = "The ministry will restrict exports of semiconductors."
HTML = "text/html; charset=utf-8"


def page(text: str = ON_TOPIC, title: str = "Chips") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


def chunked(body: bytes, size: int = 40) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.writer.write_record(self.writer.create_warcinfo_record("made.warc.gz", {"software": "test"}))

    def answer(
        self,
        url: str,
        body: bytes | None = None,
        kind: str | None = HTML,
        *,
        status: str = "200 OK",
        at: str = AT,
        warc=None,
        **http,
    ):
        body = page() if body is None else body
        given = [(name.replace("_", "-"), value) for name, value in http.items()]
        headers = StatusAndHeaders(status, ([("Content-Type", kind)] if kind else []) + given, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": at, **(warc or {})},
        )
        self.writer.write_record(record)
        return self

    def record(self, url: str, record_type: str, body: bytes, kind: str, at: str = AT):
        record = self.writer.create_warc_record(
            url,
            record_type,
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=kind,
            warc_headers_dict={"WARC-Date": at},
        )
        self.writer.write_record(record)
        return self

    def raw(self, record: bytes):
        """Bytes as they are, as a gzip member of their own."""
        self.out.write(gzip.compress(record) if self.writer.gzip else record)
        return self

    def bytes(self) -> bytes:
        return self.out.getvalue()

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path
