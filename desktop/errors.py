"""The one error that is meant for the person at the screen, and a fault as data: code decides by its kind, people read its text."""

import errno
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `kind` is an English word that code may compare; `text` is Chinese, and no code reads it."""

    kind: str
    text: str

    def __str__(self) -> str:
        """The sentence."""
        return self.text


class KnownError(Exception):
    """Something the program expected could go wrong; its text is one Chinese sentence with place and remedy.

    `kind` is for code that must tell one refusal from another.
    """

    def __init__(self, message: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class Forbidden(KnownError):
    """The actor lacks a right for this step, or a rule of the office (second person) stands against it."""


class Refused(KnownError):
    """A file that is not taken at all; `reason` is the code of the command-line contract."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "同名的文件或文件夹已经存在",
    errno.EACCES: "没有权限，或正被别的程序占用",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "路径太长",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOTEMPTY: "文件夹不是空的",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese; a cause that is not in the table is told as the system words it."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
