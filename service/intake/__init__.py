"""Drafts from outside become payloads, with remarks for whatever was skipped, changed or guessed."""

from service.intake.account import Mark, Remark
from service.intake.reading import Intake, read

__all__ = ["Intake", "Mark", "Remark", "read"]
