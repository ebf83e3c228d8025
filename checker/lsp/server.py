"""The server: messages of the protocol to what answers them. It speaks over stdio alone."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from checker import __version__
from checker.lsp.actions import Stamping, actions, within
from checker.lsp.complete import complete
from checker.lsp.define import definition, references
from checker.lsp.desk import Desk
from checker.lsp.folders import roots_at
from checker.lsp.hover import hover
from checker.lsp.model import Document, Root
from checker.lsp.publish import Wire
from checker.lsp.sight import Sight
from checker.lsp.symbols import symbols
from checker.lsp.uris import path_of
from checker.lsp.worker import Worker

WINDOWS = os.name == "nt"

_SUFFIXES = "**/*.{yaml,json,jsonl,md}"
_WATCH = "rsp-files"


class Server(LanguageServer):
    """A pygls server with the state of one client."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(
            "rsp",
            __version__,
            # Whole texts: pygls counts line ends that the protocol does not know.
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
        )
        self.clock = clock
        self.desk = Desk(Wire(encoding="utf-16", windows=WINDOWS, pages=None), (), self._send)
        self.worker = Worker(self._lint, self._failed)
        self.by: str | None = None
        self.schema = True
        self.markdown = False
        self.watches = False

    def begin(self, params: lsp.InitializeParams) -> None:
        """What the client is and wants."""
        given = [one.uri for one in params.workspace_folders or ()]
        folders = given or [uri for uri in (params.root_uri,) if uri]
        paths = [path_of(uri, windows=WINDOWS) for uri in folders]
        asked = self.workspace.position_encoding
        encoding = lsp.PositionEncodingKind(asked or lsp.PositionEncodingKind.Utf16).value
        pages = files("checker").joinpath("docs", "diagnostics")
        wire = Wire(encoding=encoding, windows=WINDOWS, pages=Path(str(pages)))
        self.desk = Desk(wire, [Path(path) for path in paths if path], self._send)
        options = params.initialization_options
        options = options if isinstance(options, dict) else {}
        self.schema = options.get("schema") is not False
        by = options.get("by")
        self.by = by if isinstance(by, str) else None
        document, workspace = params.capabilities.text_document, params.capabilities.workspace
        shown = document.hover.content_format if document and document.hover else None
        self.markdown = lsp.MarkupKind.Markdown in (shown or ())
        watched = workspace.did_change_watched_files if workspace else None
        self.watches = bool(watched and watched.dynamic_registration)
        self.worker.start()

    def file(self, uri: str) -> Path | None:
        """The file of a URI, None for what is in no file."""
        path = path_of(uri, windows=WINDOWS)
        return Path(path) if path is not None else None

    def sight(self, uri: str) -> Sight | None:
        """The document of a URI as it is seen."""
        file = self.file(uri)
        return self.desk.sight(file) if file is not None else None

    def changed(self, uri: str, version: int | None, text: str) -> None:
        """A document was opened or changed."""
        file = self.file(uri)
        if file is not None:
            self.worker.ask(self.desk.put(file, Document(uri=uri, version=version, text=text)))

    def _lint(self, root: Root, wanted: Callable[[], None], thorough: bool) -> bool:
        left = self.desk.lint(root, wanted, thorough=thorough)
        more = self.desk.unread()
        if more:
            self.worker.ask(more, delay=0.0)
        return left

    def _send(self, uri: str, version: int | None, found: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=found)
        )

    def _failed(self, error: Exception) -> None:
        """A defect of the tool: said without any text from files."""
        message = f"rsp: internal error, a defect of the tool: {type(error).__name__}"
        self.window_log_message(lsp.LogMessageParams(type=lsp.MessageType.Error, message=message))
        logging.getLogger("checker.lsp").debug("lint failed", exc_info=error)


def serve(clock: Callable[[], datetime]) -> None:
    """Answer one client on standard input and output until it leaves."""
    server = made(clock)
    try:
        server.start_io()
    finally:
        server.worker.stop()
        server.desk.stop()


def made(clock: Callable[[], datetime]) -> Server:
    """A server with all that it answers."""
    server = Server(clock)
    _lifecycle(server)
    _documents(server)
    _questions(server)
    return server


def _lifecycle(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.begin(params)

    @server.feature(lsp.INITIALIZED)
    def initialized(params: lsp.InitializedParams) -> None:
        if server.watches:
            options = lsp.DidChangeWatchedFilesRegistrationOptions(
                watchers=[lsp.FileSystemWatcher(glob_pattern=_SUFFIXES)]
            )
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            watch = lsp.Registration(id=_WATCH, method=method, register_options=options)
            server.client_register_capability(lsp.RegistrationParams(registrations=[watch]))
        roots = [root for folder in server.desk.folders for root in roots_at(folder)]
        if roots:
            server.worker.ask(roots, delay=0.0)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.worker.stop()
        server.desk.stop()


def _documents(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        one = params.text_document
        server.changed(one.uri, one.version, one.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        one = params.text_document
        server.changed(one.uri, one.version, server.workspace.get_text_document(one.uri).source)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        file = server.file(params.text_document.uri)
        if file is not None:
            server.worker.ask(server.desk.close(file))

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.desk.saved()
        server.worker.ask(server.desk.every())

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        server.desk.saved()
        server.worker.ask(server.desk.every())


def _questions(server: Server) -> None:
    triggers = lsp.CompletionOptions(trigger_characters=[".", "/", ":", " ", "-"])

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        sight = server.sight(params.text_document.uri)
        return complete(sight, params.position, shape=server.schema) if sight else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(params: lsp.DefinitionParams) -> list[lsp.Location]:
        sight = server.sight(params.text_document.uri)
        return definition(sight, params.position) if sight else []

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    @server.thread()
    def refer(params: lsp.ReferenceParams) -> list[lsp.Location]:
        sight = server.sight(params.text_document.uri)
        return references(sight, params.position) if sight else []

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        sight = server.sight(params.text_document.uri)
        if sight is None:
            return None
        standing = server.desk.standing(sight)
        at = lsp.Range(start=params.position, end=params.position)
        codes = tuple(dict.fromkeys(one.code for one, _ in within(sight, at)))
        return hover(sight, params.position, standing, codes, markdown=server.markdown)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        sight = server.sight(params.text_document.uri)
        return symbols(sight) if sight else []

    quick = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, quick)
    def act(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        sight = server.sight(params.text_document.uri)
        if sight is None:
            return []
        stamping = Stamping(by=server.by, clock=server.clock)
        return actions(sight, params.range, server.desk.documents(), stamping)
