using GradingService.Infrastructure.CodeExecution;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>Programs that mean harm: each ends as it should, and an honest job after it, in the same worker, runs as ever.</summary>
public sealed class HostileProgramTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const SandboxEnding Completed = SandboxEnding.Completed, TimeLimit = SandboxEnding.TimeLimit, CpuLimit = SandboxEnding.CpuLimit, MemoryLimit = SandboxEnding.MemoryLimit,
        OutputLimit = SandboxEnding.OutputLimit, Forbidden = SandboxEnding.Forbidden, Crashed = SandboxEnding.Crashed;

    /// <summary>Name, ending, what it says (null: whatever), source.</summary>
    public static TheoryData<string, SandboxEnding, string?, string> Programs => new()
    {
        { "an infinite loop", CpuLimit, "", "while True: pass" },
        { "an infinite loop in C", CpuLimit, "", "sum(iter(int, 1))" },
        { "an infinite loop that catches everything", CpuLimit, "", """
            while True:
                try:
                    while True: pass
                except BaseException: pass
            """ },
        { "ignoring every signal", CpuLimit, "", """
            import signal
            for number in range(1, 65):
                try: signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError): pass
            while True: pass
            """ },
        { "a fork bomb", Forbidden, "", "import os\nwhile True: os.fork()" },
        { "a process left behind", Forbidden, "", "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: pass" },
        { "multiprocessing", Forbidden, "", """
            import ctypes
            ctypes.CDLL(None).vfork()
            """ },
        { "a thread left behind", Completed, "can't start new thread", """
            import threading
            try: threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()
            except RuntimeError as e: say(e)
            """ },
        { "another program", Forbidden, "", "import os\nos.execv('/bin/sh', ['sh', '-c', 'id'])" },
        { "a program from memory", Completed, "PermissionError", """
            import os
            try: os.memfd_create('x')
            except OSError as e: say(type(e).__name__)
            """ },
        { "a shell", Crashed, "", "import subprocess\nsubprocess.run(['/bin/sh', '-c', 'id'])" },
        { "allocating 100 GB", MemoryLimit, "", "np.ones(100 * 2**30 // 8)" },
        { "allocating 100 GB bit by bit", MemoryLimit, "", "held = []\nwhile True: held.append(bytearray(10_000))" },
        { "allocating more and more and catching the error", Completed, "caught", """
            held = []
            try:
                while True: held.append(np.ones(1_000_000))
            except MemoryError: held.clear()
            say('caught')
            """ },
        { "memory that no limit counts", Completed, "4 refused", """
            import ctypes, os
            libc, refused = ctypes.CDLL(None, use_errno=True), 0
            refused += libc.shmget(0, 1 << 30, 0o1600) == -1
            refused += libc.memfd_create(b'x', 0) == -1
            refused += libc.pipe(ctypes.create_string_buffer(8)) == -1
            refused += libc.mq_open(b'/x', os.O_CREAT | os.O_RDWR, 0o600, None) == -1
            say(refused, 'refused')
            """ },
        { "endless output", OutputLimit, null, "while True: emit(bytes(1000))" },
        { "one huge frame", OutputLimit, null, "emit(bytes(3 << 20))" },
        { "output without frames", OutputLimit, null, "import os\nwhile True: os.write(3, b'\\xff' * 4096)" },
        { "endless printing", Completed, "printed", "for _ in range(100_000): print('x' * 100)\nsay('printed')" },
        { "faking the parent's records", Completed, null, """
            import os
            os.write(3, b'E\x00\x00\x00\x09\x00' + bytes(8) + b'H\x00\x00\x00\x00' + b'F\x00\x00\x00\x04evil')
            """ },
        { "writing to every descriptor", Completed, "[0, 1, 2, 3]", """
            import os
            taken = []
            for descriptor in range(256):
                try:
                    os.write(descriptor, b'')
                    taken.append(descriptor)
                except OSError: pass
            say(taken)
            """ },
        { "reading from every descriptor", Completed, "[(0, b''), (1, b''), (2, b'')]", """
            import os
            found = []
            for descriptor in range(256):
                try: found.append((descriptor, os.read(descriptor, 10)))
                except OSError: pass
            say(found)
            """ },
        { "closing the channel", Crashed, "", "import os\nos.close(3)\nemit(b'x')" },
        { "closing the channel and staying", CpuLimit, "", "import os\nos.close(3)\nwhile True: pass" },
        { "leaving with success", Completed, "", "import os\nos._exit(0)" },
        { "leaving with failure", Crashed, "", "import os\nos._exit(1)" },
        { "sys.exit", Completed, "", "import sys\nsys.exit()" },
        { "an exception", Crashed, "", "raise BaseException('x')" },
        { "an exception that can't be shown", Crashed, "", """
            class Bad(BaseException):
                def __str__(self): raise self
                __repr__ = __str__
            raise Bad
            """ },
        { "a segmentation fault", Crashed, "", "import ctypes\nctypes.string_at(0)" },
        { "abort", Crashed, "", "import os\nos.abort()" },
        { "deep recursion", Crashed, "", "def f(): f()\nf()" },
        { "deep recursion without a limit", MemoryLimit, "", "import sys\nsys.setrecursionlimit(2**31 - 1)\ndef f(x): f(bytearray(100_000))\nf(0)" },
        { "deep recursion in C", Crashed, "", """
            import sys
            sys.setrecursionlimit(2**31 - 1)
            class A:
                def __getattr__(self, name): return getattr(self, name)
            A().x
            """ },
        { "a number of a billion digits", CpuLimit, "", "str(7 ** (10 ** 8))" },
        { "a regular expression that backtracks", CpuLimit, "", "import re\nre.match(r'(a+)+$', 'a' * 64 + 'b')" },
        { "a pickle that runs a program", Forbidden, "", """
            import os, pickle
            class Bomb:
                def __reduce__(self): return os.fork, ()
            pickle.loads(pickle.dumps(Bomb()))
            """ },
        { "a huge pickle", MemoryLimit, "", "import pickle\nemit(pickle.dumps(np.zeros(2**28)))" },
        { "the files of the machine", Completed, "nothing", """
            import os
            seen = [path for path in ('/etc/passwd', '/etc/shadow', '/etc/hostname', '/proc', '/proc/self/environ', '/proc/1/environ', '/sys', '/home', '/root', '/work', '/app', '/data',
                '/var', '/run', '/dev/shm', '/dev/tty', '/dev/mem', '/dev/urandom', '/dev/fd') if os.path.exists(path)]
            say(seen or 'nothing')
            """ },
        { "the whole tree", Completed, "['bin', 'dev', 'etc', 'harness', 'lib', 'lib64', 'sandbox', 'tmp', 'usr']", "import os\nsay(sorted(os.listdir('/')))" },
        { "the service's files outside the system's own", Completed, "['/dev/null']", """
            import os
            say([os.path.join(folder, name) for folder, _, names in os.walk('/') if not folder.startswith('/usr') for name in names if not name.endswith(('.py', '.cache'))
                 and not folder.startswith('/etc/alternatives')])
            """ },
        { "the environment", Completed, "['LC_ALL', 'OPENBLAS_NUM_THREADS', 'PWD']", "import os\nsay(sorted(os.environ))" },
        { "the arguments", Completed, "1 0", "import os\nsay(os.getpid(), os.getppid())" },
        { "a TCP socket", Forbidden, "", "import socket\nsocket.create_connection(('127.0.0.1', 8080), 1)" },
        { "a listening socket", Forbidden, "", "import socket\nsocket.create_server(('127.0.0.1', 0))" },
        { "a Unix socket", Forbidden, "", "import socket\nsocket.socket(socket.AF_UNIX)" },
        { "a netlink socket", Forbidden, "", "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)" },
        { "a pair of sockets", Forbidden, "", "import socket\nsocket.socketpair()" },
        { "a name server", Forbidden, "", "import urllib.request\nurllib.request.urlopen('http://example.org')" },
        { "killing everything", Completed, "refused refused refused", """
            import os, signal
            for target in (-1, 0, 1):
                try: os.kill(target, signal.SIGKILL); say('sent')
                except PermissionError: say('refused')
            """ },
        { "killing the parent by its descriptor", Forbidden, "", "import os\nos.pidfd_open(1)" },
        { "tracing", Forbidden, "", "import ctypes\nctypes.CDLL(None).ptrace(16, 1, 0, 0)" },
        { "reading another process's memory", Forbidden, "", "import ctypes\nctypes.CDLL(None).process_vm_readv(1, None, 0, None, 0, 0)" },
        { "mounting", Forbidden, "", "import ctypes\nctypes.CDLL(None).mount(b'x', b'/tmp', b'tmpfs', 0, None)" },
        { "unmounting", Forbidden, "", "import ctypes\nctypes.CDLL(None).umount2(b'/tmp', 2)" },
        { "a user namespace", Forbidden, "", "import ctypes\nctypes.CDLL(None).unshare(0x10000000)" },
        { "another root", Forbidden, "", "import os\nos.chroot('/tmp')" },
        { "another user", Forbidden, "", "import os\nos.setuid(0)" },
        { "io_uring", Forbidden, "", "import ctypes\nctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(120))" },
        { "bpf", Forbidden, "", "import ctypes, os\nctypes.CDLL(None).syscall(321 if os.uname().machine == 'x86_64' else 280, 0, None, 0)" },
        { "the keyring", Forbidden, "", "import ctypes, os\nctypes.CDLL(None).syscall(250 if os.uname().machine == 'x86_64' else 219, 0, 0)" },
        { "userfaultfd", Forbidden, "", "import ctypes, os\nctypes.CDLL(None).syscall(323 if os.uname().machine == 'x86_64' else 282, 0)" },
        { "the other numbering of system calls", Forbidden, "", "import ctypes\nctypes.CDLL(None).syscall(0x40000000 + 39)" },
        { "clone3", Completed, "-1", "import ctypes\nsay(ctypes.CDLL(None).syscall(435, ctypes.create_string_buffer(88), 88))" },
        { "undoing the filter", Completed, "-1 2", """
            import ctypes
            libc = ctypes.CDLL(None)
            say(libc.prctl(22, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0))
            """ },
        { "raising its limits", Completed, "refused refused refused", """
            import resource
            for limit in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NPROC):
                try: resource.setrlimit(limit, (resource.RLIM_INFINITY,) * 2); say('raised')
                except (OSError, ValueError): say('refused')
            """ },
        { "a better place in the queue", Completed, "refused refused", """
            import os
            for change in (lambda: os.nice(-20), lambda: os.sched_setaffinity(0, {0})):
                try: change(); say('changed')
                except PermissionError: say('refused')
            """ },
        { "writing everywhere", Completed, "['/tmp']", """
            import os
            written = []
            for folder, _, _ in os.walk('/'):
                try:
                    with open(os.path.join(folder, 'mark'), 'w') as file: file.write('x')
                    written.append(folder)
                except OSError: pass
            say(written)
            """ },
        { "deleting and overwriting the harness", Completed, "OSError OSError OSError", """
            import os, shutil
            for change in (lambda: os.remove('/harness/harness.py'), lambda: open('/harness/harness.py', 'w'), lambda: os.rename('/sandbox', '/tmp/x')):
                try: change(); say('done')
                except OSError: say('OSError')
            """ },
        { "filling the scratch", Completed, "full", """
            try:
                with open('/tmp/a', 'wb') as file:
                    while True: file.write(bytes(65536))
            except OSError: say('full')
            """ },
        { "filling the scratch with many files", Completed, "True", """
            count = 0
            try:
                while True:
                    open(f'/tmp/{count}', 'w').close()
                    count += 1
            except OSError: say(count < 1000)
            """ },
        { "symbolic links", Completed, "OSError OSError", """
            import os
            os.symlink('/etc/passwd', '/tmp/a')
            os.symlink('/harness/harness.py', '/tmp/b')
            for change in (lambda: open('/tmp/a').read(), lambda: open('/tmp/b', 'w')):
                try: change(); say('done')
                except OSError: say('OSError')
            """ },
        { "a program in the scratch", Completed, "OSError", """
            import _ctypes, ctypes
            open('/tmp/x.so', 'wb').write(open(_ctypes.__file__, 'rb').read())
            try: ctypes.CDLL('/tmp/x.so'); say('loaded')
            except OSError: say('OSError')
            """ },
        { "patching NumPy and the built-ins", Completed, null, """
            import builtins, sys
            np.matmul = np.dot = np.array = np.asarray = lambda *_: 7
            builtins.len = lambda _: 9
            sys.modules['numpy'] = sys.modules['harness'] = None
            say(len([]))
            """ },
        { "patching the sandbox's own modules", Completed, "patched", """
            import sys
            zygote = sys.modules['__main__']
            zygote.record = zygote.forward = zygote.Zygote.watch = zygote.Zygote.explain = lambda *_: None
            sys.modules['seccomp'].install = sys.modules['isolation'].limit = lambda *_: None
            say('patched')
            """ },
        { "an alarm without a handler", Completed, "alive", "import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\ntime.sleep(0.3)\nsay('alive')" },
        { "a console", Completed, "False False", "import sys, os\nsay(os.isatty(0), os.path.exists('/dev/console'))" },
    };

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public async Task Harm_ends_as_it_should_and_the_next_job_runs(string name, SandboxEnding ending, string? says, string source)
    {
        var run = await shared.Sandbox.Run(source);
        Assert.Equal((name, ending), (name, run.Ending));
        if (says is not null) Assert.Equal((name, says), (name, run.Text()));
        var worker = Assert.Single(shared.Sandbox.Processes);
        var next = await shared.Sandbox.Run("import os\nsay(int((np.ones((3, 4)) @ np.ones((4, 3))).sum()), os.listdir('/tmp'), np.matmul is not None)");
        Assert.Equal((name, SandboxEnding.Completed, "36 [] True"), (name, next.Ending, next.Text()));
        Assert.Equal((name, worker), (name, Assert.Single(shared.Sandbox.Processes)));
    }

    [Fact]
    public async Task The_wall_clock_ends_a_job_that_only_sleeps()
    {
        await using var sandbox = Sandboxes.Create(options => options.WallTime = TimeSpan.FromSeconds(1));
        Assert.Equal(TimeLimit, (await sandbox.Run("import time\nwhile True: time.sleep(100)")).Ending);
        Assert.Equal("next", (await sandbox.Run("say('next')")).Text());
    }

    [Fact]
    public async Task Nothing_of_a_job_is_in_the_memory_of_a_later_one()
    {
        // The mark is assembled at run time, so that the search's own source doesn't hold it.
        await shared.Sandbox.Run("mark = ('SECRET' + '-' + 'OF-JOB-ONE-' * 3).encode()\nheld = [mark * 100 for _ in range(100)]\nopen('/tmp/left', 'wb').write(mark)\nemit(mark * 100)");
        var found = await shared.Sandbox.Run("""
            import ctypes, ctypes.util, os
            needle = bytes([83, 69, 67, 82, 69, 84, 45, 79, 70, 45])
            libc = ctypes.CDLL(None, use_errno=True)
            libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
            # A page can be read where write() takes it from memory into a file.
            probe = os.open('/tmp/probe', os.O_RDWR | os.O_CREAT)
            control = bytearray(needle)
            pages = set()
            import gc
            for thing in gc.get_objects(): pages.add(id(thing) >> 21)
            hits, read = 0, 0
            for area in sorted(pages | {id(control) >> 21}):
                for page in range(area << 21, (area + 1) << 21, 4096):
                    os.lseek(probe, 0, os.SEEK_SET)
                    if libc.write(probe, page, 4096) == 4096:
                        read += 1
                        hits += os.pread(probe, 4096, 0).count(needle)
            say(read > 1000, os.path.exists('/tmp/left'), hits)
            """);
        var said = found.Text().Split(' ');
        Assert.Equal(("True", "False"), (said[0], said[1]));
        // Its own constant, its control and the file's buffers are all there is.
        Assert.InRange(int.Parse(said[2], System.Globalization.CultureInfo.InvariantCulture), 1, 8);
    }
}
