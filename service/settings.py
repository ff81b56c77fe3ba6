"""What may be configured: every environment variable, read once into a frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass

_MIB = 1024 * 1024
_ACCESS_MODES = ("local",)


@dataclass(frozen=True)
class Settings:
    """The service as configured; the defaults need nothing else installed."""

    access: str = "local"
    allow_secrecy: bool = False
    max_body_bytes: int = 12 * _MIB
    max_file_bytes: int = 10 * _MIB
    max_form_parts: int = 60
    max_form_field_bytes: int = 256 * 1024

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings of these variables; raises ValueError that names the variable and what it may be."""
        access = environment.get("ACCESS", cls.access)
        if access not in _ACCESS_MODES:
            raise ValueError(f"ACCESS={access} 不可用，可以是：{'、'.join(_ACCESS_MODES)}")
        return cls(
            access=access,
            allow_secrecy=_switch(environment, "ALLOW_SECRECY"),
            max_body_bytes=_mebibytes(environment, "MAX_BODY_MIB", cls.max_body_bytes),
            max_file_bytes=_mebibytes(environment, "MAX_FILE_MIB", cls.max_file_bytes),
        )


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "0")
    if value not in ("0", "1"):
        raise ValueError(f"{name}={value} 不可用，可以是：0、1")
    return value == "1"


def _mebibytes(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= 1024):
        raise ValueError(f"{name}={value} 不可用，应是 1 到 1024 的整数（MiB）")
    return int(value) * _MIB
