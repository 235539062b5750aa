# credit: 0
# code: ended-early
# warnings: *

import os
os._exit(0)
