/// Remembers what was computed so that it can be walked backwards.
///
/// Operations are coarse (a whole linear layer, a whole attention), forward and backward stand side by side in one
/// file each, and every one is checked against finite differences. One worker owns one tape; a tape that does not
/// record (`recording == false`) allocates no gradients and is what inference uses.
package final class Tape {
    package let arena: Arena
    package let recording: Bool
    private let store: ParameterStore?
    private let gradients: GradientBuffer?
    /// Weights already in the layout of the matrix kernels, shared by all workers of a step.
    package let packedWeights: PackedWeights?
    private var backwardSteps: [() -> Void] = []

    package init(
        arena: Arena = Arena(), store: ParameterStore? = nil, gradients: GradientBuffer? = nil,
        packedWeights: PackedWeights? = nil, recording: Bool = true
    ) {
        self.arena = arena
        self.store = store
        self.gradients = gradients
        self.packedWeights = packedWeights
        self.recording = recording
    }

    /// A parameter of the store, with this worker's gradient.
    package func parameter(_ parameter: Parameter) -> Tensor {
        guard let store else { preconditionFailure("this tape was made without a parameter store") }
        return Tensor(
            value: store.pointer(parameter), gradient: recording ? gradients.map { $0.values + parameter.offset } : nil,
            rows: parameter.rows, columns: parameter.columns)
    }

    /// A new tensor whose values the caller fills; its gradient starts at zero.
    package func make(_ rows: Int, _ columns: Int, differentiable: Bool = true) -> Tensor {
        Tensor(
            value: arena.allocate(Float.self, count: rows * columns),
            gradient: recording && differentiable ? arena.zeros(rows * columns) : nil, rows: rows, columns: columns)
    }

    /// A copy of an array, for tests and small inputs.
    package func make(_ values: [Float], rows: Int, columns: Int, differentiable: Bool = true) -> Tensor {
        precondition(values.count == rows * columns, "\(values.count) values do not fill \(rows) × \(columns)")
        let tensor = make(rows, columns, differentiable: differentiable)
        values.withUnsafeBufferPointer { if let base = $0.baseAddress { tensor.value.update(from: base, count: values.count) } }
        return tensor
    }

    /// Adds a step to be run, last first, by `backward()`.
    package func record(_ step: @escaping () -> Void) {
        if recording { backwardSteps.append(step) }
    }

    /// Runs all recorded steps in reverse; the caller has put the gradient of the loss in place before.
    package func backward() {
        for step in backwardSteps.reversed() { step() }
        backwardSteps.removeAll(keepingCapacity: true)
    }

    /// A tape over the same parameters and gradients with memory of its own.
    func beside(on arena: Arena) -> Tape {
        Tape(arena: arena, store: store, gradients: gradients, packedWeights: packedWeights, recording: recording)
    }

    /// Forgets all tensors of this tape; parameters and their gradients stay.
    package func reset() {
        backwardSteps.removeAll(keepingCapacity: true)
        arena.reset()
    }
}
