"""How contenders are run: as whole processes, and as processes that stay and take turns."""

import os
import shutil
import subprocess
import tempfile
import time
from collections import namedtuple

Run = namedtuple("Run", "wall_ms user_ms")


class CannotMeasure(Exception):
    """A contender did not do what it is there for."""


class Command:
    """A program with its arguments, run anew each time, as the shell would run it that runs us; its answer goes nowhere.

    With the shell's environment: what that costs a program it costs its users.
    """

    def __init__(self, *argv, env=None):
        self.argv = [str(argument) for argument in argv]
        self.env = {**os.environ, **(env or {})}

    def answer(self):
        """Runs it once, outside any measurement, for what it prints."""
        ended = subprocess.run(self.argv, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if ended.returncode != 0:
            raise CannotMeasure(f"{self.argv[:3]} ended with {ended.returncode}: {ended.stderr[-500:]}")
        return ended.stdout

    def run(self):
        start = time.perf_counter_ns()
        process = os.posix_spawn(self.argv[0], self.argv, self.env, file_actions=TO_NOWHERE)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter_ns() - start
        self._check(status)
        return Run(wall / 1e6, usage.ru_utime * 1e3)

    def peak_mib(self):
        """Its peak resident memory. Told by time(1): a child of ours would count our own pages as its own."""
        with tempfile.NamedTemporaryFile("r") as report:
            argv = [shutil.which("time"), "-f", "%M", "-o", report.name, *self.argv]
            process = os.posix_spawn(argv[0], argv, self.env, file_actions=TO_NOWHERE)
            self._check(os.waitpid(process, 0)[1])
            return int(report.read().split()[-1]) / 1024

    def _check(self, status):
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            raise CannotMeasure(f"{self.argv[:3]} ended with {code}")


class Server:
    """A process with contenders inside that work when it is their turn, and wait for as long as it is not."""

    def __init__(self, *argv, env=None):
        env = {**os.environ, **(env or {})}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([str(word) for word in argv], env=env, stdin=pipe, stdout=pipe, text=True)
        self.names = self._line().split()

    def turn(self, name, millis):
        """Nanoseconds for one token."""
        self.process.stdin.write(f"{name} {millis}\n")
        self.process.stdin.flush()
        count, nanoseconds = self._line().split()
        return int(nanoseconds) / int(count)

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    def _line(self):
        line = self.process.stdout.readline()
        if not line:
            raise CannotMeasure(f"{self.process.args[:3]} ended with {self.process.wait()}")
        return line


TO_NOWHERE = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
]
