"""Writes Outlook's `.msg` for the tests: a compound file (MS-CFB) with the properties of MS-OXMSG.

It has as much of both formats as one plain message needs. Every stream is in ordinary sectors.
"""

from __future__ import annotations

import struct
from datetime import datetime

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_CUTOFF = 4_096
_PROPERTIES = "__properties_version1.0"
_CODE = {
    "subject": 0x0037,
    "name": 0x0C1A,
    "email": 0x0C1F,
    "body": 0x1000,
    "class": 0x001A,
    "file": 0x3707,
}
_SENT = 0x0039_0040
_EPOCH = 116_444_736_000_000_000


def message(
    subject: str, name: str, email: str, body: str, sent: datetime, attached: str | None = None
) -> bytes:
    """Return the bytes of a message, with one attachment of this name and nothing in it."""
    texts = {"subject": subject, "name": name, "email": email, "body": body, "class": "IPM.Note"}
    head = struct.pack("<8x4I8x", 0, int(attached is not None), 0, int(attached is not None))
    ticks = int(sent.timestamp()) * 10_000_000 + _EPOCH
    properties = head + struct.pack("<IIQ", _SENT, 6, ticks) + _fixed(texts)
    streams = [(_PROPERTIES, properties), *_strings(texts)]
    storages: list[tuple[str, list[tuple[str, bytes]]]] = [("__nameid_version1.0", [])]
    if attached is not None:
        of_file = {"file": attached}
        inside = [(_PROPERTIES, bytes(8) + _fixed(of_file)), *_strings(of_file)]
        storages.append(("__attach_version1.0_#00000000", inside))
    return compound(streams, storages)


def _fixed(texts: dict[str, str]) -> bytes:
    return b"".join(
        struct.pack("<IIII", _CODE[name] << 16 | 0x1F, 6, len(text) * 2 + 2, 0)
        for name, text in texts.items()
    )


def _strings(texts: dict[str, str]) -> list[tuple[str, bytes]]:
    return [
        (f"__substg1.0_{_CODE[name]:04X}001F", text.encode("utf-16-le"))
        for name, text in texts.items()
    ]


def compound(
    streams: list[tuple[str, bytes]], storages: list[tuple[str, list[tuple[str, bytes]]]]
) -> bytes:
    entries: list[tuple[str, int, int, int, bytes | None]] = []  # name, type, right, child, content

    def chain(children: list[tuple[str, bytes | None, list[tuple[str, bytes]]]]) -> int:
        first = _FREE
        for name, content, inside in reversed(children):
            child = chain([(n, c, []) for n, c in inside]) if content is None else _FREE
            entries.append((name, 1 if content is None else 2, first, child, content))
            first = len(entries)
        return first

    top: list[tuple[str, bytes | None, list[tuple[str, bytes]]]]
    top = [*((n, c, []) for n, c in streams), *((n, None, inside) for n, inside in storages)]
    root = chain(top)
    fat: list[int] = []
    data, directory = b"", b""
    for name, kind, right, child, content in [("Root Entry", 5, _FREE, root, None), *entries]:
        start, size = _END, 0
        if content is not None:
            size = max(len(content), _CUTOFF)  # shorter ones would go into the short sectors
            start = len(fat)
            padded = content.ljust(-(-size // _SECTOR) * _SECTOR, b"\0")
            data += padded
            count = len(padded) // _SECTOR
            fat += [*range(start + 1, start + count), _END]
            size = len(content) if len(content) >= _CUTOFF else size
        raw = (name + "\0").encode("utf-16-le")
        directory += raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xIQQIQ", len(raw), kind, 1, _FREE, right, child, 0, 0, 0, start, size
        )
    while len(directory) % _SECTOR:
        directory += bytes(64 + 2 + 1 + 1) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48)
    at = len(fat)
    count = len(directory) // _SECTOR
    fat += [*range(at + 1, at + count), _END]
    data += directory
    fat_at = len(fat)
    sectors = 1
    while (len(fat) + sectors) * 4 > sectors * _SECTOR:
        sectors += 1
    fat += [_FAT] * sectors
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(sectors * _SECTOR, b"\xff")
    difat = [*range(fat_at, fat_at + sectors)]
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, sectors, at, 0, _CUTOFF, _END, 0, _END, 0),
    )
    return head + struct.pack("<109I", *difat, *([_FREE] * (109 - sectors))) + data + table
