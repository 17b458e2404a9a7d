"""The preview of a document: the very PDF, drawn from memory. A file is made by Save alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lado_desktop.domain.problem import CaseworkError
from ui.alerts import NoticeBar
from ui.look.buttons import button, sign_button
from ui.look.labels import label
from ui.viewing.file_dialogs import ask_save

DPI = 300
_POINTS = 72
_LEAST, _MOST, _STEP = 0.25, 4.0, 1.25
_UNSEEN = (
    "This PDF cannot be shown: it is damaged or protected by a password. Save it to open it in "
    "another program."
)


class PrintPreview(QDialog):
    """Shows a PDF, prints it, saves it where the officer says."""

    def __init__(
        self,
        content: bytes,
        file_name: str,
        parent: QWidget | None = None,
        *,
        issue: Callable[[], bytes] | None = None,
        word: Callable[[], bytes] | None = None,
    ) -> None:
        """`file_name` is suggested on saving and carries a reference, never a name.

        `issue` files the document and returns the bytes to hand out; `word`
        returns the same document as a file for Word.
        """
        super().__init__(parent)
        self.file_name = file_name
        self.setWindowTitle(f"{Path(file_name).stem} – LADO Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The document reads from the buffer for as long as it is shown.
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self._load(content)
        self._issue = issue
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("Preview")
        self.notices = NoticeBar()
        self.pages = label("", tone="muted", wraps=False)
        self.print_it = button("&Print…", self.print_document, role="primary", sign="printer")
        self.save_it = button("&Save PDF…", self.save_document, sign="download")
        self.word_it = button("Save as &Word…", self.ask_word, sign="file-text")
        self.word_it.setVisible(word is not None)
        self._word = word
        self._lay_out()
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        for keys, do in (
            ("Ctrl+P", self.print_document),
            ("Ctrl+S", self.save_document),
            ("Ctrl++", lambda: self.zoom(_STEP)),
            ("Ctrl+=", lambda: self.zoom(_STEP)),
            ("Ctrl+-", lambda: self.zoom(1 / _STEP)),
            ("Ctrl+0", self.fit_width),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        self._say_page()
        if self.document.status() is not QPdfDocument.Status.Ready:
            self.notices.warn(_UNSEEN)
            self.print_it.setEnabled(False)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom(self, by: float) -> None:
        """Show the pages larger or smaller."""
        now = self._zoom()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(_LEAST, min(_MOST, now * by)))

    def fit_width(self) -> None:
        """Show the pages as wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def save_document(self) -> None:
        """Ask where to, and save."""
        path = ask_save(self, "Save PDF", self.file_name, "PDF (*.pdf)")
        if path:
            self.save_as(path)

    def save_as(self, path: Path) -> None:
        """Write the PDF, byte for byte as it is shown."""
        if self._issue_once():
            self._write(path, ".pdf", self.content)

    def ask_word(self) -> None:
        """Ask where to, and save for Word."""
        name = str(Path(self.file_name).with_suffix(".docx"))
        path = ask_save(self, "Save as Word", name, "Word (*.docx)")
        if path:
            self.save_word(path)

    def save_word(self, path: Path) -> None:
        """Write the document for Word. What it says is kept as issued: the PDF of the same."""
        if self._word is not None and self._issue_once():
            self._write(path, ".docx", self._word())

    def _write(self, path: Path, suffix: str, content: bytes) -> None:
        path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
        try:
            path.write_bytes(content)
        except OSError as error:
            self.notices.warn(f"Not saved: {error.strerror}. Choose another folder.")
            return
        self.notices.say(f"Saved as {path.name}.")

    def print_document(self) -> None:
        """Ask for the printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.prepare(printer)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, self.document.pageCount())
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def prepare(self, printer: QPrinter) -> None:
        """Set the printer to what the pages are: their size, 300 dots an inch, no margin added."""
        printer.setResolution(DPI)
        printer.setFullPage(True)
        printer.setDocName(Path(self.file_name).stem)
        size = self.document.pagePointSize(0)
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
        sideways = size.width() > size.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
        )

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that were asked for, each as a picture of 300 dots an inch."""
        if not self._issue_once():
            return
        first = max(1, printer.fromPage())
        last = printer.toPage() or self.document.pageCount()
        painter = QPainter()
        if not painter.begin(printer):
            self.notices.warn("The printer did not take the document.")
            return
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            points = self.document.pagePointSize(number - 1)
            size = QSize(
                round(points.width() * DPI / _POINTS), round(points.height() * DPI / _POINTS)
            )
            page = self.document.render(number - 1, size)
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            # Shrunk to the paper where that is smaller, never stretched.
            drawn = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(QRect(0, 0, drawn.width(), drawn.height())), page)
        painter.end()
        self.notices.say("Sent to the printer.")

    def _load(self, content: bytes) -> None:
        self.document.close()
        self._buffer.close()
        self.content = content
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    def _issue_once(self) -> bool:
        """Let what leaves the program be the very bytes that are kept with the record.

        False, with a message, where they may not be handed out.
        """
        if self._issue is not None:
            try:
                content = self._issue()
            except CaseworkError as error:
                self.notices.warn(str(error))
                return False
            self._issue = None
            self._load(content)
        return True

    def _zoom(self) -> float:
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        points = self.document.pagePointSize(0).width()
        dots = self.logicalDpiX() / _POINTS
        return self.view.viewport().width() / (points * dots)

    def _say_page(self) -> None:
        page = self.view.pageNavigator().currentPage() + 1
        self.pages.setText(f"Page {page} of {self.document.pageCount()}")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addWidget(self.pages)
        bar.addWidget(sign_button("zoom-out", "Smaller (Ctrl+-)", lambda: self.zoom(1 / _STEP)))
        bar.addWidget(sign_button("zoom-in", "Larger (Ctrl++)", lambda: self.zoom(_STEP)))
        bar.addWidget(button("&Fit width", self.fit_width, role="quiet"))
        bar.addStretch(1)
        bar.addWidget(self.word_it)
        bar.addWidget(self.save_it)
        bar.addWidget(self.print_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.notices)
        column.addWidget(self.view, 1)
        screen = self.screen().availableSize()
        letter = self.fontMetrics().averageCharWidth()
        self.resize(
            min(screen.width() - 40, 130 * letter), min(screen.height() - 60, screen.height())
        )
