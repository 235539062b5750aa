# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, input_layer, num_outputs, name, weights_initializer_fn=variance_scaling_initializer,
                 bias_initializer_fn=zero_init):
        self.input_shape = input_layer.shape
        self.N = self.input_shape[0]
        self.shape = (self.N, num_outputs)
        self.num_inputs = 1
        for i in range(1, len(self.input_shape)):
            self.num_inputs *= self.input_shape[i]
        self.weights = weights_initializer_fn([num_outputs, self.num_inputs], fan_in=self.num_inputs)
        self.bias = bias_initializer_fn([num_outputs])
        self.name = name
        self.has_params = True

    def forward(self, p):
        self.inputs = p
        return p @ self.weights.T + self.bias

    def backward_inputs(self, grads):
        return grads @ self.weights

    def backward_params(self, grads):
        return [[self.weights, grads.T @ self.inputs], [self.bias, grads.sum(axis=0)], self.name]
