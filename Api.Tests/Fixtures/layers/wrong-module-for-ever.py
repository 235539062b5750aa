# credit: 0
# code: time-limit
# warnings: *

while True:
    pass
