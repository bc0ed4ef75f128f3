"""Ways in which an index can be gone or broken; each is given its folder."""

import os
import shutil


def _no_folder(folder):
    shutil.rmtree(folder)


def _no_pointer(folder):
    (folder / "CURRENT").unlink()


def _no_build(folder):
    for build in folder.glob("build-*"):
        shutil.rmtree(build)


def _rubbish_pointer(folder):
    (folder / "CURRENT").write_bytes(b"\xff\x00../../etc\n")


def _other_version(folder):
    (folder / "CURRENT").write_text("build-0-abc")


def _cut_short(folder):
    for segment in folder.glob("build-*/*.seg"):
        os.truncate(segment, 100)


def _emptied(folder):
    for file in folder.glob("build-*/*"):
        os.truncate(file, 0)


def _overwritten(folder):
    for file in folder.glob("build-*/*"):
        file.write_bytes(os.urandom(4000))


def _no_segments(folder):
    for segment in folder.glob("build-*/*.seg"):
        segment.unlink()


DAMAGE = [
    _no_folder,
    _no_pointer,
    _no_build,
    _rubbish_pointer,
    _other_version,
    _cut_short,
    _emptied,
    _overwritten,
    _no_segments,
]
