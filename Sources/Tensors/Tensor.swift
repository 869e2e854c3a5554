/// A row-major float32 matrix in memory that somebody else owns (an arena or a parameter store).
package struct Tensor: @unchecked Sendable {  // Rule: a tensor is used by the worker whose tape made it, or read only.
    package let value: UnsafeMutablePointer<Float>
    /// Same shape as `value`; operations add to it on the way back. Nil where no gradient is wanted.
    package let gradient: UnsafeMutablePointer<Float>?
    package let rows: Int
    package let columns: Int

    package init(value: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>?, rows: Int, columns: Int) {
        self.value = value
        self.gradient = gradient
        self.rows = rows
        self.columns = columns
    }

    package var count: Int { rows * columns }

    /// The values as an array of `rows * columns`, for tests and reports.
    package var array: [Float] { Array(UnsafeBufferPointer(start: value, count: count)) }
    package var gradientArray: [Float] {
        guard let gradient else { return [] }
        return Array(UnsafeBufferPointer(start: gradient, count: count))
    }
}
