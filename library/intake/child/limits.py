"""What a process that reads hostile files takes away from itself before it starts. Linux; see getrlimit(2).

Hard limits can't be raised again, so a file that takes over the process stays inside them.
"""

import contextlib
import ctypes
import os
import resource
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def lock_in(limits, *, parent):
    """Apply {"memory": bytes, "cpu": seconds, "file": bytes}; die with the process whose id is `parent`."""
    _leave_the_network()
    _die_with(parent)
    _set(resource.RLIMIT_AS, limits["memory"])
    # The soft limit sends SIGXCPU, by which the parent knows why; the hard one kills what ignores it.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))
    _set(resource.RLIMIT_FSIZE, limits["file"])
    _set(resource.RLIMIT_NOFILE, 64)
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_NPROC, 0)  # no other process is started; has no effect on root


def _set(what, value):
    resource.setrlimit(what, (value, value))


def _leave_the_network():
    """Into a network namespace with no interface up. Kernels and containers that forbid it are left as they are."""
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _die_with(parent):
    """After unshare, which clears the wish. The parent may have died before it was made, hence the look."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
