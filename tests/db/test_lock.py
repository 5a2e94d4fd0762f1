import multiprocessing
import shutil
from datetime import datetime

import pytest

from db import lock

HERE, THERE = lock.Machine("1号机", "aaa"), lock.Machine("2号机", "bbb")
NOW = datetime(2026, 6, 5, 9, 12)


def test_two_writers_of_one_pc_exclude_each_other(tmp_path):
    held = lock.take(tmp_path, "李建国", HERE, NOW)
    with pytest.raises(lock.LockedByOther) as refused:
        lock.take(tmp_path, "王芳", HERE, NOW, take_over=True)
    assert refused.value.running
    assert refused.value.holder.user == "李建国"
    held.release()
    lock.take(tmp_path, "王芳", HERE, NOW).release()


def test_the_lock_names_user_and_pc_and_is_empty_after_release(tmp_path):
    held = lock.take(tmp_path, "李建国", HERE, NOW)
    holder = lock.holder_of(tmp_path)
    assert (holder.user, holder.machine, holder.since) == ("李建国", "1号机", "2026-06-05T09:12:00")
    held.release()
    held.release()
    assert lock.holder_of(tmp_path) is None


def _die_holding(folder):
    held = lock.take(folder, "李建国", HERE, NOW)
    assert held
    multiprocessing.current_process().kill()


def test_a_lock_of_this_pc_whose_process_is_gone_is_taken_silently(tmp_path):
    child = multiprocessing.get_context("spawn").Process(target=_die_holding, args=(tmp_path,))
    child.start()
    child.join()
    assert lock.holder_of(tmp_path).user == "李建国"
    lock.take(tmp_path, "王芳", HERE, NOW).release()


def test_a_lock_of_another_pc_is_taken_after_a_question_only(tmp_path):
    original, copy = tmp_path / "a", tmp_path / "b"
    original.mkdir()
    held = lock.take(original, "李建国", THERE, NOW)
    shutil.copytree(original, copy)
    with pytest.raises(lock.LockedByOther) as refused:
        lock.take(copy, "王芳", HERE, NOW)
    assert (refused.value.running, refused.value.holder.machine) == (False, "2号机")
    lock.take(copy, "王芳", HERE, NOW, take_over=True).release()
    held.release()


def test_an_unreadable_lock_file_is_nobodys(tmp_path):
    (tmp_path / lock.FILE).write_bytes(b"{\xff")
    lock.take(tmp_path, "王芳", HERE, NOW).release()
