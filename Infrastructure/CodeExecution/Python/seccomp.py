"""The system calls that a job may make, assembled into a classic BPF program.

A call is allowed, refused with EPERM (harmless to ask for, nothing to gain), or ends the process at once (nothing a layer has any business with).
Numbers: Linux's asm/unistd_64.h for x86_64, asm-generic/unistd.h for aarch64. The program: Documentation/userspace-api/seccomp_filter.rst.
"""
import ctypes
import errno
import os
import struct

# name: (x86_64, aarch64); None where the architecture has no such call.
ALLOWED = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "pwrite64": (18, 68),
    "close": (3, 57), "lseek": (8, 62), "fcntl": (72, 25), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "open": (2, None), "openat": (257, 56), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "stat": (4, None), "fstat": (5, 80), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291), "fstatfs": (138, 44),
    "readlink": (89, None), "readlinkat": (267, 78), "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49), "umask": (95, 166),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35),
    "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276), "symlink": (88, None), "symlinkat": (266, 36),
    "ftruncate": (77, 46), "truncate": (76, 45), "fsync": (74, 82), "fdatasync": (75, 83),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216), "brk": (12, 214), "madvise": (28, 233),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177), "uname": (63, 160), "sysinfo": (99, 179), "times": (100, 153), "getrusage": (98, 165), "getrlimit": (97, 163),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101),
    "gettimeofday": (96, 169), "time": (201, None), "getrandom": (318, 278), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293), "membarrier": (324, 283), "restart_syscall": (219, 128),
    "setitimer": (38, 103), "getitimer": (36, 102), "alarm": (37, None),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72), "exit": (60, 93), "exit_group": (231, 94),
}

FATAL = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242), "bind": (49, 200),
    "listen": (50, 201), "sendto": (44, 206), "sendmsg": (46, 211), "recvfrom": (45, 207), "recvmsg": (47, 212),
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440), "kcmp": (312, 272),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "bpf": (321, 280), "seccomp": (317, 277), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "io_setup": (206, 0),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "personality": (135, 92), "acct": (163, 89),
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143), "setresuid": (117, 147),
    "setresgid": (119, 149), "setgroups": (116, 159), "capset": (126, 91),
}

CLONE, CLONE3, PRCTL, PRLIMIT64 = (56, 220), (435, 435), (157, 167), (302, 261)
CLONE_THREAD = 0x00010000
PR_SET_SECCOMP, PR_GET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 21, 38, 39, 2

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
X32_BIT = 0x40000000

# How a call is answered; also where a jump leads to: the answers stand at the program's end. A small number skips as many instructions.
ALLOW, KILL, REFUSE, ABSENT = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
NEXT = 0
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16


class UnsupportedMachine(Exception):
    """There is no table of system calls for this processor."""


def _word(argument, high=False):
    """Offset of a half of an argument in struct seccomp_data (both architectures are little-endian)."""
    return ARGUMENTS + 8 * argument + (4 if high else 0)


def program(machine=None):
    """The filter for this machine, as packed `struct sock_filter`s."""
    machine = machine or os.uname().machine
    if machine not in ARCHITECTURES:
        raise UnsupportedMachine(f"no system call table for {machine}")
    column, architecture = ARCHITECTURES[machine]
    code = [
        (LOAD, ARCHITECTURE),
        (EQUAL, architecture, NEXT, KILL),
        (LOAD, NUMBER),
        (AT_LEAST, X32_BIT, KILL, NEXT),
    ]
    for numbers, verdict in ((ALLOWED, ALLOW), (FATAL, KILL)):
        code += [(EQUAL, number[column], verdict, NEXT) for number in numbers.values() if number[column] is not None]
    code += [
        # glibc tries clone3 first, whose flags a filter can't see, and falls back to clone.
        (EQUAL, CLONE3[column], ABSENT, NEXT),
        # A thread is refused, which Python reports; a process ends the job.
        (EQUAL, CLONE[column], NEXT, 2),
        (LOAD, _word(0)),
        (ANY_BIT, CLONE_THREAD, REFUSE, KILL),
        # Asking how it is confined, not changing it.
        (EQUAL, PRCTL[column], NEXT, 3),
        (LOAD, _word(0)),
        (EQUAL, PR_GET_SECCOMP, ALLOW, NEXT),
        (EQUAL, PR_GET_NO_NEW_PRIVS, ALLOW, REFUSE),
        # prlimit64 with no new limit reads.
        (EQUAL, PRLIMIT64[column], NEXT, REFUSE),
        (LOAD, _word(2)),
        (EQUAL, 0, NEXT, REFUSE),
        (LOAD, _word(2, high=True)),
        (EQUAL, 0, ALLOW, REFUSE),
    ]
    answers = [ALLOW, KILL, REFUSE, ABSENT]

    def distance(start, target):
        return len(code) + answers.index(target) - start - 1 if target in answers else target

    packed = [
        struct.pack("<HBBI", operation, *(distance(index, target) for target in targets or (NEXT, NEXT)), value)
        for index, (operation, value, *targets) in enumerate(code)
    ]
    return b"".join(packed + [struct.pack("<HBBI", RETURN, 0, 0, answer) for answer in answers])


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def install(libc, filter):
    """Confines the calling thread, for good."""
    for arguments in ((PR_SET_NO_NEW_PRIVS, 1), (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(_Program(len(filter) // 8, filter)))):
        padded = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments] + [ctypes.c_ulong(0)] * (5 - len(arguments))
        if libc.prctl(*padded) != 0:
            raise OSError(ctypes.get_errno(), "prctl: " + os.strerror(ctypes.get_errno()))
