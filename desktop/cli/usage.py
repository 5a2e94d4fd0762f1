"""Wrong usage in Chinese: what argparse found, in the words of the person who typed it."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"^argument (.+?): invalid choice: '(.*?)' \(choose from (.+)\)$", r"\1 没有“\2”这一项，可用：\3"),
        (r"^the following arguments are required: (.+)$", r"少了 \1"),
        (r"^argument (.+?): expected .*argument.*$", r"\1 后面少了内容"),
        (r"^unrecognized arguments: (.+)$", r"不认识 \1"),
        (r"^argument (.+?): not allowed with argument (.+)$", r"\1 不能与 \2 同用"),
        (r"^argument (.+?): invalid int value: '(.*)'$", r"\1 应当是整数，写的是“\2”"),
        (r"^argument (.+?): ignored explicit argument '(.*)'$", r"\1 后面不带内容，写的是“\2”"),
        (r"^ambiguous option: (.+?) could match (.+)$", r"\1 不明确，可能是 \2"),
        (r"^argument (.+?): (.+)$", r"\1：\2"),
    )
)


def usage_line(command: str) -> str:
    """What stands above a complaint that is no complaint of argparse's own."""
    return f"usage: python -m desktop {command}\n"


class WrongUsage(Exception):
    """A command that cannot be read: the usage line of the command, and one sentence."""

    def __init__(self, usage: str, sentence: str) -> None:
        super().__init__(sentence)
        self.usage = usage


class ChineseParser(argparse.ArgumentParser):
    """Usage errors in Chinese; raised, so that the answer with --json is a document too."""

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage in place of leaving the program."""
        raise WrongUsage(self.format_usage(), f"用法不对：{in_chinese(message)}。加 -h 可以看用法。")


def in_chinese(message: str) -> str:
    """One sentence of argparse, translated; an unknown one stays as it is."""
    for pattern, sentence in _SENTENCES:
        if pattern.match(message):
            return pattern.sub(sentence, message)
    return message


def count(text: str) -> int:
    """A whole number from 0 on the command line."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}”不是 0 以上的整数")
    return int(text)
