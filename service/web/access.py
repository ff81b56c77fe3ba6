"""Who may call: in the mode `local` only this machine, named as such, through nobody else."""

from ipaddress import ip_address

from flask import Flask, Response, request

from service.errors import Denied, Fault
from service.settings import Settings

_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def guard(app: Flask, settings: Settings) -> None:
    """Check each request before anything of it is read, and mark each answer as not to be sniffed or framed."""
    if settings.access == "local":
        app.before_request(_only_this_machine)
    app.after_request(_harden)


def _only_this_machine() -> None:
    """A loopback peer, a loopback Host (no page elsewhere can rebind its name to us), no proxy in between."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    through = any(name.startswith(_FORWARDED) for name in request.environ)
    if not _is_loopback(request.remote_addr) or host.lower() not in _LOOPBACK_NAMES or through:
        raise Denied(
            "forbidden", [Fault("", "forbidden", "本服务只允许在本机使用，请在本机打开 http://127.0.0.1 开头的地址")]
        )


def _is_loopback(address: str | None) -> bool:
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False


def _harden(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
