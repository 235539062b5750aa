# credit: 0
# code: class-missing
# warnings: *

def forward(W, b, p):
    return p @ W.T + b
