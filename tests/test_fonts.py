"""fonts.conf: the families of official documents are drawn with the stand-in faces that ./run test fetches."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
FACES = TESTS.parent / ".fonts"

pytestmark = pytest.mark.skipif(
    not shutil.which("fc-match") or not (FACES / "FandolSong-Bold.otf").exists(),
    reason="fontconfig or the Fandol faces in .fonts/ are missing",
)


@pytest.mark.parametrize(
    ("family", "face"),
    [
        ("仿宋_GB2312", "FandolFang-Regular.otf"),
        ("仿宋", "FandolFang-Regular.otf"),
        ("FangSong", "FandolFang-Regular.otf"),
        ("楷体_GB2312", "FandolKai-Regular.otf"),
        ("楷体", "FandolKai-Regular.otf"),
        ("KaiTi", "FandolKai-Regular.otf"),
        ("黑体", "FandolHei-Regular.otf"),
        ("SimHei", "FandolHei-Regular.otf"),
        ("宋体", "FandolSong-Regular.otf"),
        ("SimSun", "FandolSong-Regular.otf"),
        ("方正小标宋简体", "FandolSong-Bold.otf"),
        ("方正小标宋_GBK", "FandolSong-Bold.otf"),
    ],
)
def test_a_family_is_drawn_with_its_face(family: str, face: str) -> None:
    environment = os.environ | {"FONTCONFIG_FILE": str(TESTS / "fonts.conf")}
    match = subprocess.run(
        ["fc-match", "--format=%{file}", family], env=environment, capture_output=True, text=True, check=True
    )
    assert Path(match.stdout) == FACES / face
