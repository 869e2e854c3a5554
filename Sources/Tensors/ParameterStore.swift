/// Where a parameter lies in the store.
package struct Parameter: Sendable, Hashable {
    /// Fixed key in checkpoints, independent of property names.
    package let key: String
    package let rows: Int
    package let columns: Int
    package let offset: Int
    /// Whether decoupled weight decay applies.
    package let decays: Bool
    /// Number of this parameter, in order of declaration.
    package let index: Int
    package var count: Int { rows * columns }
}

/// Declares parameters before the store that holds them exists.
package struct ParameterLayout: Sendable {
    package private(set) var parameters: [Parameter] = []
    package private(set) var count = 0
    package init() {}

    /// Every parameter starts on a 64-byte border, so that kernels never split a cache line between two.
    package mutating func declare(_ key: String, _ rows: Int, _ columns: Int, decays: Bool = true) -> Parameter {
        precondition(!parameters.contains { $0.key == key }, "parameter \(key) is declared twice")
        let parameter = Parameter(
            key: key, rows: rows, columns: columns, offset: count, decays: decays, index: parameters.count)
        parameters.append(parameter)
        count += (rows * columns + 15) & ~15
        return parameter
    }
}

/// All weights of a model in one piece of memory.
///
/// Written by initialisation and by the optimizer while no worker runs, read by all workers otherwise: that rule
/// makes `@unchecked Sendable` right.
package final class ParameterStore: @unchecked Sendable {
    package let layout: ParameterLayout
    package let values: UnsafeMutablePointer<Float>

    package init(_ layout: ParameterLayout) {
        self.layout = layout
        values = UnsafeMutableRawPointer.allocate(byteCount: max(64, layout.count * 4), alignment: 64)
            .bindMemory(to: Float.self, capacity: max(16, layout.count))
        values.initialize(repeating: 0, count: max(16, layout.count))
    }

    deinit { values.deallocate() }

    package func pointer(_ parameter: Parameter) -> UnsafeMutablePointer<Float> { values + parameter.offset }

    package func buffer(_ parameter: Parameter) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: values + parameter.offset, count: parameter.count)
    }
}

/// One worker's share of the gradient, laid out like the store.
package final class GradientBuffer: @unchecked Sendable {  // Rule: one worker writes; the optimizer reads when all have finished.
    package let values: UnsafeMutablePointer<Float>
    package let count: Int
    private let memory: ZeroedMemory
    package init(_ layout: ParameterLayout) {
        count = max(16, layout.count)
        memory = ZeroedMemory(byteCount: count * 4)
        values = memory.base.bindMemory(to: Float.self, capacity: count)
    }
    package func clear() { values.update(repeating: 0, count: count) }
}
