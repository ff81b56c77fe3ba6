"""What may be configured: every environment variable, read once into a frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_MIB = 1024 * 1024
_SHORTEST_TOKEN = 16
_ACCESS_MODES = ("local",)

# the choices of the record `Layout`, the default first; a test holds them together
LAYOUT_CHOICES = {
    "LAYOUT_PROFILE": ("standard", "compensated", "pitch_28"),
    "LAYOUT_FONTS": ("gb2312", "system"),
    "LAYOUT_HEAD": ("printed", "preprinted"),
    "LAYOUT_LANDSCAPE_NUMBER": ("rotated", "plain"),
}


@dataclass(frozen=True)
class Settings:
    """The service as configured; the defaults need nothing else installed."""

    access: str = "local"
    allow_secrecy: bool = False
    max_body_bytes: int = 12 * _MIB
    max_file_bytes: int = 10 * _MIB
    max_form_parts: int = 60
    max_form_field_bytes: int = 256 * 1024
    layout: Mapping[str, object] = field(default_factory=lambda: _layout({}))
    soffice: str = "soffice"
    data_dir: Path = Path("data")
    admin_token: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings of these variables; raises ValueError that names the variable and what it may be."""
        return cls(
            access=_choice({"ACCESS": cls.access, **environment}, "ACCESS", _ACCESS_MODES),
            allow_secrecy=_switch(environment, "ALLOW_SECRECY"),
            max_body_bytes=_mebibytes(environment, "MAX_BODY_MIB", cls.max_body_bytes),
            max_file_bytes=_mebibytes(environment, "MAX_FILE_MIB", cls.max_file_bytes),
            layout=_layout(environment),
            soffice=environment.get("SOFFICE", cls.soffice),
            data_dir=Path(environment.get("DATA_DIR", "data")),
            admin_token=_token(environment, "ADMIN_TOKEN"),
        )


def _layout(environment: Mapping[str, str]) -> dict[str, object]:
    """The house's choices of the record `Layout`."""
    chosen: dict[str, object] = {
        name.removeprefix("LAYOUT_").lower(): _choice({name: choices[0], **environment}, name, choices)
        for name, choices in LAYOUT_CHOICES.items()
    }
    chosen["duplex"] = _switch(environment, "LAYOUT_DUPLEX")
    if environment.get("LAYOUT_PREPRINTED_MM"):
        chosen["preprinted_mm"] = _whole_number(environment, "LAYOUT_PREPRINTED_MM", 60, 180, "毫米")
    return chosen


def _choice(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environment[name]
    if value not in choices:
        raise ValueError(f"{name}={value} 不可用，可以是：{'、'.join(choices)}")
    return value


def _token(environment: Mapping[str, str], name: str) -> str:
    """A secret, never echoed."""
    token = environment.get(name, "")
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise ValueError(f"{name} 不可用，应是至少 {_SHORTEST_TOKEN} 个英文字母、数字或符号")
    return token


def _switch(environment: Mapping[str, str], name: str) -> bool:
    return _choice({name: "0", **environment}, name, ("0", "1")) == "1"


def _mebibytes(environment: Mapping[str, str], name: str, default: int) -> int:
    return default if name not in environment else _whole_number(environment, name, 1, 1024, "MiB") * _MIB


def _whole_number(environment: Mapping[str, str], name: str, least: int, most: int, unit: str) -> int:
    value = environment[name]
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and least <= int(value) <= most):
        raise ValueError(f"{name}={value} 不可用，应是 {least} 到 {most} 的整数（{unit}）")
    return int(value)
