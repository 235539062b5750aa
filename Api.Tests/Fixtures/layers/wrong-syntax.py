# credit: 0
# code: syntax-error

class Layer
    pass
