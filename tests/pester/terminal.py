"""Runs a command in a pseudo terminal and types into it: python3 terminal.py steps.json command ...

Each step is [pattern, keys]: once the pattern is found in what the command wrote since the step before, the keys are typed.
A third element is typed each second until then.
"""
import json
import os
import pty
import re
import select
import sys
import time


def plain(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r", "", text)


steps = json.load(open(sys.argv[1]))
process, terminal = pty.fork()
if process == 0:
    os.environ["TERM"] = "xterm"
    os.execvp(sys.argv[2], sys.argv[2:])

written, unread, end, nudged = "", "", time.time() + 90, time.time()
while time.time() < end:
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            text = os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            break
        if not text:
            break
        written += text
        unread += text
        if "\x1b[6n" in text:
            os.write(terminal, b"\x1b[1;1R")  # a terminal answers where its cursor is
    if steps and re.search(steps[0][0], plain(unread)):
        time.sleep(0.3)
        os.write(terminal, steps.pop(0)[1].encode())
        unread, nudged = "", time.time()
    elif steps and len(steps[0]) > 2 and time.time() > nudged + 1:
        os.write(terminal, steps[0][2].encode())
        nudged = time.time()

print(plain(written))
sys.exit(len(steps))
