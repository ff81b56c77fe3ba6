"""House templates: a unit's own versions of a kind's template: checked, kept for good, one of them active."""

import fcntl
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from service.check.checking import check
from service.check.finding import Finding
from service.disk import write_whole
from service.documents.contexts import specimens
from service.documents.kinds import Kind
from service.errors import ChengwenError, Fault, NotFound, Unavailable
from service.ooxml import package, trial, variables
from service.ooxml.fill import Template

OFFICIAL = "official"  # the id of the template every house begins with
_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Version:
    """One template of a kind: `id` is the SHA-256 of its file, or `official`."""

    id: str
    kind: str
    name: str
    added: str  # ISO time, empty for the official one
    size: int
    active: bool
    remarks: tuple[Fault, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The version as other systems read it."""
        return {**asdict(self), "remarks": [remark.as_dict() for remark in self.remarks]}


class HouseTemplates:
    """The templates of a house, in a folder of its own: KIND/ID.docx, KIND/ID.json, KIND/history.json."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # ---- looking --------------------------------------------------------------------------------------------------
    def versions(self, kind: Kind) -> list[Version]:
        """The official template and every version that was added, oldest first."""
        active = self._active(kind)
        facts = [json.loads(file.read_bytes()) for file in self._of(kind).glob("*.json") if _ID.fullmatch(file.stem)]
        added = sorted(facts, key=lambda fact: (fact["added"], fact["id"]))
        return [_official(kind, active == OFFICIAL), *(_version(fact, active) for fact in added)]

    def find(self, kind: Kind, identifier: str) -> Version:
        """One version; raises NotFound."""
        self.path(kind, identifier)
        return next(version for version in self.versions(kind) if version.id == identifier)

    def path(self, kind: Kind, identifier: str) -> Path:
        """The file of a version; raises NotFound. The id is checked before it becomes part of a path."""
        if identifier == OFFICIAL:
            return kind.template
        file = self._of(kind) / f"{identifier}.docx"
        if not _ID.fullmatch(identifier) or not file.is_file():
            sentence = "没有这个模板版本，请从模板列表中选择"
            raise NotFound("template-not-found", [Fault("", "template-not-found", sentence)])
        return file

    def chosen(self, kind: Kind, identifier: str | None = None) -> Path:
        """The template a document is made with: the one asked for, else the active one."""
        return self.path(kind, identifier or self._active(kind))

    # ---- changing -------------------------------------------------------------------------------------------------
    def add(self, kind: Kind, content: bytes, name: str) -> Version:
        """Keep a template for good; raises TemplateRejected with all its faults, and then keeps nothing.

        The same file added twice is the same version. It is not used before it is activated.
        """
        remarks = [*trial.accept(content, kind.fields, sample_contexts(kind)), *unused_settings(kind, content)]
        identifier = hashlib.sha256(content).hexdigest()
        with self._locked(kind) as folder:
            facts = folder / f"{identifier}.json"
            if not facts.exists():
                remarks += _layout_remarks(kind, content)
                added = datetime.now(UTC).isoformat(timespec="seconds")
                fact = {"id": identifier, "kind": kind.name, "name": name[:200], "added": added, "size": len(content)}
                fact["remarks"] = [remark.as_dict() for remark in remarks]
                write_whole(folder / f"{identifier}.docx", content)
                write_whole(facts, json.dumps(fact, ensure_ascii=False).encode())
        return self.find(kind, identifier)

    def activate(self, kind: Kind, identifier: str) -> Version:
        """Make a version the one documents are made with from now on; raises NotFound."""
        self.path(kind, identifier)
        with self._locked(kind) as folder:
            history = self._history(kind)
            if history[-1:] != [identifier]:
                write_whole(folder / _HISTORY, json.dumps([*history, identifier]).encode())
        return self.find(kind, identifier)

    def roll_back(self, kind: Kind) -> Version:
        """Go back to what was active before; the official template is before everything."""
        with self._locked(kind) as folder:
            write_whole(folder / _HISTORY, json.dumps(self._history(kind)[:-1]).encode())
        return self.find(kind, self._active(kind))

    # ---- the folder -----------------------------------------------------------------------------------------------
    def _of(self, kind: Kind) -> Path:
        return self._folder / kind.name

    def _history(self, kind: Kind) -> list[str]:
        try:
            history: list[str] = json.loads((self._of(kind) / _HISTORY).read_bytes())
        except FileNotFoundError:
            return []
        return history

    def _active(self, kind: Kind) -> str:
        return (self._history(kind) or [OFFICIAL])[-1]

    @contextmanager
    def _locked(self, kind: Kind) -> Iterator[Path]:
        """The kind's folder, with no other process changing it; raises Unavailable where it cannot be written."""
        folder = self._of(kind)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield folder
        except OSError as error:
            raise Unavailable("storage-full", detail=error.strerror or "") from error


_HISTORY = "history.json"


def _official(kind: Kind, active: bool) -> Version:
    return Version(OFFICIAL, kind.name, f"{kind.title}（通用）", "", kind.template.stat().st_size, active)


def _version(fact: Mapping[str, Any], active: str) -> Version:
    remarks = tuple(Fault(**remark) for remark in fact["remarks"])
    return Version(**{**fact, "remarks": remarks, "active": fact["id"] == active})


def unused_settings(kind: Kind, content: bytes) -> list[Fault]:
    """What the official template sets by the document, and this one leaves as it is typed."""
    gone = variables.used(kind.template.read_bytes(), kind.fields) - variables.used(content, kind.fields)
    return [
        Fault(
            one.name, "unused-setting", f"没有用到 {one.name}（{one.description}），这一处的版式不会随内容变化，请核对"
        )
        for one in variables.of(kind.fields)
        if one.name in gone and one.type in _SETTINGS
    ]


def _layout_remarks(kind: Kind, content: bytes) -> list[Fault]:
    """Where a sample filled by an accepted template deviates from the standard, and by the official one does not."""
    context = sample_contexts(kind)[0]

    def findings(template: bytes) -> list[Finding]:
        with NamedTemporaryFile(suffix=".docx") as file:
            file.write(template)
            file.flush()
            return check(package.read(Template(Path(file.name), kind.fields).render(context)))

    usual = {finding.rule for finding in findings(kind.template.read_bytes())}
    return [Fault(one.where, one.rule, one.sentence) for one in findings(content) if one.rule not in usual]


_SETTINGS = ("数", "是否", "选项")


def sample_contexts(kind: Kind) -> list[dict[str, Any]]:
    """What a new template is tried with: the sample with a block of every style, and the same with every list empty."""
    full: dict[str, Any] = kind.context(kind.record.model_validate_json(kind.sample.read_bytes()))
    for name in ("opening", "body"):
        if name in full:
            full[name] = [*full[name], *specimens()]
    bare = {name: [] if isinstance(value, list) else value for name, value in full.items()}
    return [full, bare]


# ---- for authors ------------------------------------------------------------------------------------------------
def lint(kind: Kind, content: bytes) -> list[Fault]:
    """Everything that is wrong with a template, and nothing where it could be added."""
    try:
        trial.accept(content, kind.fields, sample_contexts(kind))
    except ChengwenError as error:
        return list(error.faults) or [Fault("", error.slug, error.title)]
    return []


def variables_of(kind: Kind, content: bytes | None = None) -> list[dict[str, Any]]:
    """Every variable a template of the kind may use, and whether this one uses it."""
    used = frozenset[str]() if content is None else variables.used(content, kind.fields)
    return [
        {
            "name": variable.name,
            "type": variable.type,
            "description": variable.description,
            "used": variable.name.removesuffix("[]") in used,
        }
        for variable in variables.of(kind.fields)
    ]
