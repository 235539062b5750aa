# credit: 0
# code: class-missing
# warnings: *

# I don't know.
