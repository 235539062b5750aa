"""What a job's process gives up before it meets the student's code. Each step must succeed, or the job isn't run."""
import ctypes
import mmap
import os
import random
import resource
import struct

import numpy

import seccomp

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl.argtypes = None
libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]

CLONE_NEWNS, CLONE_NEWPID = 0x00020000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
PR_CAPBSET_DROP, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, PR_SET_DUMPABLE = 24, 47, 4, 4
LINUX_CAPABILITY_VERSION_3 = 0x20080522
PAGE = 4096
OPEN_FILES = 64


def check(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")


def new_process_space(own_pidfd):
    """The next process forked is number 1 of a new process space, and everything in it dies with it."""
    check(libc.setns(own_pidfd, CLONE_NEWPID), "setns")
    check(libc.unshare(CLONE_NEWPID), "unshare of processes")


def mount_scratch(size):
    """A private empty /tmp in a mount space that vanishes with the process."""
    check(libc.unshare(CLONE_NEWNS), "unshare of mounts")
    options = f"size={size},nr_inodes=256,mode=700".encode()
    check(libc.mount(b"scratch", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options), "mount of the scratch")
    os.chdir("/tmp")


def limit(cpu_seconds, address_space, file_size):
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 0),
    ):
        resource.setrlimit(what, (most, most))


def drop_capabilities():
    check(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "clearing ambient capabilities")
    check(libc.capset(struct.pack("<Ii", LINUX_CAPABILITY_VERSION_3, 0), bytes(24)), "dropping capabilities")
    check(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")


def forget_randomness():
    """Forked processes would otherwise all draw the parent's numbers."""
    random.seed()
    numpy.random.seed(int.from_bytes(os.urandom(4), "big"))


def address_space():
    """Bytes of address space in use: the smallest limit under which a page can still be mapped (there is no /proc to ask)."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 47
    try:
        while high - low > PAGE:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle, before[1]))
            try:
                mmap.mmap(-1, PAGE).close()
                high = middle
            except (OSError, MemoryError):
                low = middle
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    return high
