"""Ends calls that take too long: by the processor's clock, so that a busy machine costs nobody anything, and by the wall's, for those who sleep."""
from time import monotonic, process_time

# Python's own signal module turns every number into an enumeration's member, which was half of what a trial cost.
from _signal import ITIMER_PROF, ITIMER_REAL, SIGALRM, SIGPROF
from _signal import setitimer, signal

TICKS = 20
WALL = 5


class TimeBoxEnded(BaseException):
    """A call took longer than it may; no `except Exception` of a student's holds it up."""


class TimeBox:
    """
    Two clocks tick all the while, so that a call costs nothing; one that sees a tick too long after its first is ended then, and at every later tick if it catches that.
    A call that begins is counted, and sets how long it may take; once it has ended it sets that to nothing. Until then it may be interrupted.
    """

    __slots__ = ("seconds", "calls", "most", "processor", "wall")

    def __init__(self, seconds):
        self.seconds = seconds
        self.calls, self.most = 0, 0
        self.processor = self.wall = (0, 0.0)

    def wind(self):
        """Sets the clocks going, also where a student's code has stopped them."""
        try:
            signal(SIGPROF, self._processor_ticks)
            signal(SIGALRM, self._wall_ticks)
            self._tick_every(self.seconds / TICKS)
        except (OSError, ValueError):
            # Without timers the sandbox's own limits end it.
            pass

    def stop(self):
        """Stops the clocks: a tick would end a Python that is ending by itself."""
        self._tick_every(0)

    @staticmethod
    def _tick_every(seconds):
        setitimer(ITIMER_PROF, seconds, seconds)
        setitimer(ITIMER_REAL, WALL * seconds, WALL * seconds)

    def _processor_ticks(self, *_):
        call, since = self.processor
        if call != self.calls:
            self.processor = self.calls, process_time()
        elif self.most and process_time() - since >= self.most:
            raise TimeBoxEnded

    def _wall_ticks(self, *_):
        call, since = self.wall
        if call != self.calls:
            self.wall = self.calls, monotonic()
        elif self.most and monotonic() - since >= WALL * self.seconds:
            raise TimeBoxEnded
