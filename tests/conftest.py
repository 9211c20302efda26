"""How far properties are tried: the same examples on every run, or many random ones.

`make test` must not go red by luck, so it runs the profile `project`; `make test-slow` goes looking with
`--hypothesis-profile explore`.
"""

import signal

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)  # a busy machine is no failure
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("project")  # pytest loads another one, if its command line says so, after this file

# as in the background of a shell: the programs that tests start would not hear of Ctrl-C
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
