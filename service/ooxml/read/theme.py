"""The faces a theme gives to names like minorEastAsia."""

from collections.abc import Callable

from lxml import etree

from service.ooxml.read.markup import A, W, local

_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}


def theme_faces(theme: etree._Element | None, settings: etree._Element | None) -> Callable[[str], str | None]:
    """A look-up of theme faces; an empty East Asian face is the one of the language the file names."""
    language = None if settings is None else settings.find(f"{W}themeFontLang")
    script = _SCRIPTS.get("" if language is None else language.get(W + "eastAsia") or "", "Hans")
    faces: dict[str, str] = {}
    scheme = None if theme is None else theme.find(f".//{A}fontScheme")
    for group in () if scheme is None else scheme:
        which = "minor" if local(group) == "minorFont" else "major"
        named = {local(face): face.get("typeface") or "" for face in group if local(face) in ("latin", "ea", "cs")}
        by_script = {face.get("script"): face.get("typeface") or "" for face in group if local(face) == "font"}
        faces[f"{which}EastAsia"] = named.get("ea") or by_script.get(script, "")
        faces[f"{which}Ascii"] = faces[f"{which}HAnsi"] = named.get("latin", "")
        faces[f"{which}Bidi"] = named.get("cs", "")
    return lambda name: faces.get(name) or None
