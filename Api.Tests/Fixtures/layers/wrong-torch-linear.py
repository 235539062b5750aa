# credit: 0
# code: torch-not-available
# warnings: *

class Layer(nn.Linear):
    pass
