"""Files that are written out never replace another: a (2) is added, and they appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import KnownError, reason_of
from desktop.host.file_names import fitting


def unused(path: Path) -> Path:
    """The path itself where nothing is there yet, else the first free 名(2).xlsx, 名(3).xlsx …; its name is one that every system takes."""
    path = path.with_name(fitting(path.name))
    if not path.exists():
        return path
    number = 2
    while (candidate := path.with_name(f"{path.stem}({number}){path.suffix}")).exists():
        number += 1
    return candidate


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file beside the path that takes its place only when the block ends well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
    except OSError as fault:
        raise KnownError(f"不能写入“{path.parent}”（{reason_of(fault)}）；请换一个文件夹。") from fault
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.replace(path)
    except OSError as fault:
        raise KnownError(
            f"写“{path.name}”时出错（{reason_of(fault)}），没有留下半个文件；请检查磁盘空间或换一个文件夹。"
        ) from fault
    finally:
        draft.unlink(missing_ok=True)
