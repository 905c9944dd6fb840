"""The request: bodies stay in memory (files go where `uploads` says), and bytes that are no text are not
silently dropped.

Werkzeug spools large uploads to the temp folder in clear, and reads a form with one undecodable byte
as an empty one: typed words would be lost without a sign.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any
from urllib.parse import parse_qsl

import flask
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

DRAIN = 16 * 1024 * 1024
PIECE = 1 << 16


class Parser(FormDataParser):
    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> Any:
        if content_length is not None and content_length > (self.max_form_memory_size or content_length):
            return super()._parse_urlencoded(stream, mimetype, content_length, options)
        content = bytearray()
        while piece := stream.read(PIECE):
            content += piece
            if self.max_form_memory_size is not None and len(content) > self.max_form_memory_size:
                raise RequestEntityTooLarge  # it did not say how long it is
        pairs = parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
        return stream, self.cls(pairs), self.cls()


class Request(flask.Request):
    form_data_parser_class = Parser
    new_file: Callable[[], IO[bytes]] = BytesIO

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None,
        filename: str | None = None, content_length: int | None = None,
    ) -> IO[bytes]:  # fmt: skip
        return self.new_file()

    @property
    def undecodable(self) -> bool:
        """Some of what was sent was no text; what could be read stands with U+FFFD in its place.

        Nobody types U+FFFD; it is what a decoder writes where it could not read.
        """
        return any("\ufffd" in value for value in self.form.values())

    def drain(self) -> None:
        """Read on and throw away, so that the browser listens to the answer. Bounded."""
        stream = self.environ["wsgi.input"]
        left = min(self.content_length or 0, max(DRAIN, self.max_content_length or 0))
        while left > 0:
            chunk = stream.read(min(left, 65536))
            if not chunk:
                return
            left -= len(chunk)
