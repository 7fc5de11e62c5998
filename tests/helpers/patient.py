"""A Saual whose workers wait for each other for as long as it takes: `-m tests.helpers.patient serve …`.

On a busy machine a worker that is well may take a newcomer late; each is served where they came in then, rightly so.
Who wants to see where everybody belongs starts this.
"""

from __future__ import annotations

import sys

from saual.web import usher

if __name__ == "__main__":
    usher.PATIENCE_S = 60.0
    from saual.cli import main

    sys.exit(main())
