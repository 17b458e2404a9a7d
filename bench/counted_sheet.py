"""Writes a spreadsheet that counts the tables of Bromley over coded rows, for a comparison."""

import random

from lado_desktop.domain.practice.codes import code_lists


def sheet(number: int) -> str:
    """Return a flat OpenDocument sheet: coded rows, and Bromley's tables as COUNTIFS over them."""
    chance = random.Random(number)
    fields = {"sector": "B", "category": "C", "finding": "D"}
    lines = []
    for _ in range(number):
        year = chance.randrange(2019, 2022)
        cells = [f"{year}/{year - 1999}", *(chance.choice(list(code_lists()[f])) for f in fields)]
        text = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p>'
            "</table:table-cell>"
            for each in cells
        )
        lines.append(f"<table:table-row>{text}</table:table-row>")
    for field, column in fields.items():
        for code in code_lists()[field]:
            text = "".join(
                f'<table:table-cell table:formula=\'of:=COUNTIFS([.A1:.A{number}];"{year}";'
                f'[.{column}1:.{column}{number}];"{code}")\'/>'
                for year in ("2019/20", "2020/21", "2021/22")
            )
            lines.append(f"<table:table-row>{text}</table:table-row>")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} '
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
        f'<office:spreadsheet><table:table table:name="T">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )
