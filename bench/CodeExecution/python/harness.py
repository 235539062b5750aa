"""The bench's harness: a trivial job with NumPy. As a program it does the same in bare forks, without any isolation, and prints their times in ms.

    harness.py JOBS SOURCE
"""
import numpy as np


def run(job, emit):
    scope = {"np": np}
    exec(compile(job, "job", "exec"), scope)
    emit(scope["result"].tobytes())


def main(jobs, source):
    import gc
    import os
    import time

    gc.collect()
    gc.freeze()
    for _ in range(int(jobs)):
        started = time.perf_counter()
        result, result_end = os.pipe()
        child = os.fork()
        if child == 0:
            run(source, lambda frame: os.write(result_end, frame))
            os._exit(0)
        os.close(result_end)
        os.read(result, 4096)
        os.close(result)
        os.waitpid(child, 0)
        print((time.perf_counter() - started) * 1000)


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
