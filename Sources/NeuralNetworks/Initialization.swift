import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ParameterStore {
    /// Fills a parameter with normal numbers; which ones depends on the seed and the key alone.
    package func fillNormal(_ parameter: Parameter, standardDeviation: Float, seed: UInt64) {
        let rows = (0..<parameter.rows).map { UInt64($0) }
        fillNormal(parameter, rowKeys: rows, standardDeviation: standardDeviation, seed: seed)
    }

    /// The same with a key per row, so that an item's first vector depends on the item and not on its place.
    package func fillNormal(_ parameter: Parameter, rowKeys: [UInt64], standardDeviation: Float, seed: UInt64) {
        precondition(rowKeys.count == parameter.rows, "\(parameter.key): \(rowKeys.count) keys for \(parameter.rows) rows")
        var salt = seed
        for byte in parameter.key.utf8 { salt = TensorHash.mix(salt ^ UInt64(byte)) }
        let values = pointer(parameter)
        for (row, key) in rowKeys.enumerated() {
            var state = TensorHash.mix(salt ^ TensorHash.mix(key))
            for column in 0..<parameter.columns {
                values[row * parameter.columns + column] = standardDeviation * Self.normal(&state)
            }
        }
    }

    package func fill(_ parameter: Parameter, _ value: Float) { buffer(parameter).update(repeating: value) }

    /// Box–Muller, one of the two numbers.
    private static func normal(_ state: inout UInt64) -> Float {
        state = TensorHash.mix(state)
        let u = (Double(state >> 11) + 1) * 0x1p-53
        state = TensorHash.mix(state)
        let v = Double(state >> 11) * 0x1p-53
        return Float((-2 * log(u)).squareRoot() * cos(2 * .pi * v))
    }
}
