"""The parent of all jobs of one worker: NumPy and the harness are loaded once, and every job is a forked child of its own.

    zygote.py HARNESS_DIRECTORY WALL_SECONDS CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES SCRATCH_BYTES

Standard input brings jobs: kind (1 byte: J for the harness, P for the probe), length (u32, big endian), the job. The child reads the job itself, so that nothing of it is ever in
this process. Standard output brings records: kind (1 byte), length (u32), bytes. H: ready for jobs. O: what the child wrote (spliced from pipe to pipe, never read here). E: how
the child ended. F: the child could not be confined and ran nothing.
"""
import fcntl
import gc
import importlib.util
import os
import select
import signal
import struct
import sys
import termios
import time

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import isolation
import probe
import seccomp

COMPLETED, TIME, CPU, MEMORY, OUTPUT, FORBIDDEN, CRASHED = range(7)
OUT_OF_MEMORY = 97
JOBS, RECORDS, RESULT = 0, 1, 3
WIDE = 1 << 20
SHORTEST_PAUSE, LONGEST_PAUSE = 10, 100


def harness(directory):
    """Whichever harness was asked for, by its file: another of that name may lie beside this one."""
    specification = importlib.util.spec_from_file_location("harness", os.path.join(directory, "harness.py"))
    module = importlib.util.module_from_spec(specification)
    sys.modules["harness"] = module
    specification.loader.exec_module(module)
    getattr(module, "warm", lambda: None)()
    return module


class Zygote:
    def __init__(self, wall, cpu, memory, output, scratch):
        self.wall, self.cpu, self.output, self.scratch = wall, cpu, output, scratch
        self.filter = seccomp.program()
        self.runs = {b"J": harness(sys.argv[1]).run, b"P": probe.run}
        self.own_pidfd = os.pidfd_open(os.getpid())
        self.null = os.open("/dev/null", os.O_RDWR)
        widen(JOBS)
        widen(RECORDS)
        gc.collect()
        gc.freeze()
        self.address_space = isolation.address_space() + memory

    def serve(self):
        record(b"H", b"")
        while True:
            header = os.read(JOBS, 5)
            if len(header) < 5:
                return
            self.run(header[:1], int.from_bytes(header[1:], "big"))

    def run(self, kind, length):
        isolation.new_process_space(self.own_pidfd)
        result, result_end = os.pipe()
        is_wide = widen(result)
        ready, ready_end = os.pipe()
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            self.be_job(kind, length, result_end, ready_end)
        os.close(result_end)
        os.close(ready_end)
        pidfd = os.pidfd_open(child)
        try:
            ending = self.watch(pidfd, result, started + self.wall, SHORTEST_PAUSE if is_wide else 1)
            _, status, usage = os.wait4(child, 0)
            confined = os.read(ready, 512)
        finally:
            for descriptor in (pidfd, result, ready):
                os.close(descriptor)
        if confined == b"R":
            seconds = usage.ru_utime + usage.ru_stime
            record(b"E", struct.pack("!BQ", self.explain(status, seconds) if ending is None else ending, int(seconds * 1e6)))
        else:
            record(b"F", confined)

    def watch(self, pidfd, result, deadline, shortest_pause):
        """
        Forwards what the job writes until it ends; kills it over a limit, which is then the answer. It isn't woken by what the job writes, which would be once
        a frame: the pipe holds much, and is looked into now and then, every so many milliseconds.
        """
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        poll.register(JOBS, 0)
        left, pause = self.output, shortest_pause
        while True:
            events = dict(poll.poll(max(0, min(pause, (deadline - time.monotonic()) * 1000))))
            if events.get(JOBS, 0) & (select.POLLHUP | select.POLLERR):
                sys.exit()
            late = time.monotonic() >= deadline
            if late:
                kill(pidfd)
            waiting = available(result)
            if waiting > left:
                kill(pidfd)
                return OUTPUT
            if waiting:
                left -= waiting
                forward(result, waiting)
            pause = shortest_pause if waiting else min(2 * pause, LONGEST_PAUSE)
            if late:
                return TIME
            # Its end was seen before its pipe was looked into, and a pipe is forwarded whole: nothing can follow.
            if pidfd in events:
                return None

    def explain(self, status, seconds):
        if os.WIFEXITED(status):
            return {0: COMPLETED, OUT_OF_MEMORY: MEMORY}.get(os.WEXITSTATUS(status), CRASHED)
        if os.WTERMSIG(status) == signal.SIGSYS:
            return FORBIDDEN
        if os.WTERMSIG(status) == signal.SIGKILL:
            # The kernel sent it: for the processor time, which the limit counts in ticks and a busy machine so misjudges, or for the machine's memory.
            return CPU if seconds >= self.cpu / 2 else MEMORY
        return CRASHED

    def be_job(self, kind, length, result, ready):
        status = 1
        try:
            try:
                job = self.confine(length, result, ready)
            except BaseException as error:
                os.write(ready, f"{type(error).__name__}: {error}"[:500].encode())
                return
            self.runs[kind](job, emit)
            status = 0
        except MemoryError:
            status = OUT_OF_MEMORY
        except SystemExit as left:
            status = 0 if left.code in (None, 0) else 1
        except BaseException:
            status = 1
        finally:
            os._exit(status)

    def confine(self, length, result, ready):
        isolation.mount_scratch(self.scratch)
        job = read_exactly(JOBS, length)
        for descriptor in (0, 1, 2):
            os.dup2(self.null, descriptor, inheritable=False)
        ready = fcntl.fcntl(ready, fcntl.F_DUPFD_CLOEXEC, 16)
        os.dup2(result, RESULT, inheritable=False)
        os.closerange(RESULT + 1, ready)
        os.closerange(ready + 1, 1024)
        isolation.forget_randomness()
        isolation.drop_capabilities()
        isolation.limit(self.cpu, self.address_space + length, self.scratch)
        gc.unfreeze()
        seccomp.install(isolation.libc, self.filter)
        os.write(ready, b"R")
        os.close(ready)
        return job


def kill(pidfd):
    signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    select.select([pidfd], [], [])


def emit(frame):
    """Writes one frame to the job's result pipe: its length (u32, big endian), then its bytes."""
    rest = len(frame).to_bytes(4, "big") + frame
    while rest:
        # The harness's clocks tick, which may cut a write short.
        rest = rest[os.write(RESULT, rest):]


def read_exactly(descriptor, length):
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        count = os.readv(descriptor, [rest])
        if count == 0:
            raise EOFError("the job ended early")
        rest = rest[count:]
    return buffer


def widen(pipe):
    """Whether the pipe holds much from now on; it is only slower where this user may not have so much."""
    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, WIDE)
        return True
    except OSError:
        return False


def available(pipe):
    waiting = bytearray(4)
    fcntl.ioctl(pipe, termios.FIONREAD, waiting)
    return int.from_bytes(waiting, sys.byteorder)


def forward(pipe, length):
    os.write(RECORDS, b"O" + length.to_bytes(4, "big"))
    while length:
        length -= os.splice(pipe, RECORDS, length)


def record(kind, payload):
    os.write(RECORDS, kind + len(payload).to_bytes(4, "big") + payload)


if __name__ == "__main__":
    wall, cpu, memory, output, scratch = sys.argv[2:]
    Zygote(float(wall), int(cpu), int(memory), int(output), int(scratch)).serve()
