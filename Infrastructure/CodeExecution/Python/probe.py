"""Jobs of the sandbox's own: is a job really confined, seen from the inside?"""
import ctypes
import os
import struct

import numpy

import seccomp


def _open_fails(path, flags=os.O_RDONLY):
    try:
        os.close(os.open(path, flags))
        return False
    except OSError:
        return True


def _refused(call, *arguments):
    try:
        return call(*arguments) == -1 and ctypes.get_errno() == 1
    except OSError:
        return False


def weaknesses():
    """Names of the walls that are missing; none where all is well."""
    libc = ctypes.CDLL(None, use_errno=True)
    capabilities = ctypes.create_string_buffer(24)
    libc.capget(struct.pack("<Ii", 0x20080522, 0), capabilities)
    walls = {
        "seccomp": libc.prctl(seccomp.PR_GET_SECCOMP, 0, 0, 0, 0) == seccomp.SECCOMP_MODE_FILTER,
        "no-new-privileges": libc.prctl(seccomp.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1,
        "system-call-filter": _refused(libc.inotify_init1, 0),
        "capabilities": capabilities.raw == bytes(24),
        "process-space": os.getpid() == 1 and os.getppid() == 0,
        "no-proc": _open_fails("/proc/self/status"),
        "no-accounts": _open_fails("/etc/passwd"),
        "read-only-root": _open_fails("/mark", os.O_WRONLY | os.O_CREAT) and _open_fails("/usr/mark", os.O_WRONLY | os.O_CREAT),
        "empty-scratch": os.listdir("/tmp") == [] and os.getcwd() == "/tmp",
        "empty-environment": set(os.environ) <= {"OPENBLAS_NUM_THREADS", "LC_ALL", "PWD"},
        "open-files": all(_is_closed(descriptor) for descriptor in range(4, 256)),
        "numpy": bool(((numpy.arange(6.0).reshape(2, 3) @ numpy.ones((3, 2))) == [[3, 3], [12, 12]]).all()),
    }
    return [name for name, stands in walls.items() if not stands]


def _is_closed(descriptor):
    try:
        os.fstat(descriptor)
        return False
    except OSError:
        return True


def run(job, emit):
    """Emits what is missing, in words; on the job `fork` tries what must end it."""
    if job == b"fork":
        os.fork()
    emit(" ".join(weaknesses()).encode())
