"""Which editor each kind of field has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from lado_desktop.domain.fields.field import Field, FieldKind
from ui.desk import Desk
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.day_editors import DayEditor, PartialDateEditor, TimeEditor
from ui.editors.editor import Editor
from ui.editors.link_editor import AddRecord, LinkEditor
from ui.editors.text_editors import CountEditor, LineEditor, ProseEditor
from ui.editors.tick_editors import ChoicesEditor, TickEditor

_PLAIN: dict[FieldKind, Callable[[Field, QWidget | None], Editor]] = {
    FieldKind.LINE: LineEditor,
    FieldKind.COUNT: CountEditor,
    FieldKind.TICK: TickEditor,
}
_OF_CODES: dict[FieldKind, type[ChoiceEditor | ChoicesEditor]] = {
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.CHOICES: ChoicesEditor,
}
_OF_TODAY: dict[FieldKind, Callable[[Field, Callable[[], date], QWidget | None], Editor]] = {
    FieldKind.DAY: DayEditor,
    FieldKind.PARTIAL_DATE: PartialDateEditor,
    FieldKind.TIME: TimeEditor,
}


def editor_for(
    desk: Desk,
    field: Field,
    add_record: AddRecord | None = None,
    parent: QWidget | None = None,
) -> Editor:
    """Return a new editor for a field. `add_record` adds what a link's picker does not find."""
    shift = desk.shift
    if field.kind is FieldKind.LINK:
        return LinkEditor(field, desk, add_record, parent)
    if field.kind in _OF_CODES:
        practice, codes = shift.practice, field.codes
        made = _OF_CODES[field.kind]
        return made(field, practice.offered(codes), parent, known=practice.codes(codes))
    if field.kind is FieldKind.PROSE:
        return ProseEditor(field, parent, desk.spelling)
    if field.kind in _OF_TODAY:
        return _OF_TODAY[field.kind](field, lambda: shift.today, parent)
    return _PLAIN[field.kind](field, parent)
