/// One column of a token: rows of a table, picked by index; an index below zero adds nothing.
package struct LookupColumn {
    package let table: Tensor
    package let indices: UnsafePointer<Int32>
    package init(table: Tensor, indices: UnsafePointer<Int32>) {
        self.table = table
        self.indices = indices
    }
}

extension Tape {
    /// y[t] = Σ over columns of table[index[t]]: a token is the sum of its fields.   y: [T, D]
    package func lookupSum(_ columns: [LookupColumn], rows: Int, width: Int) -> Tensor {
        let y = make(rows, width)
        y.value.update(repeating: 0, count: y.count)
        for column in columns {
            precondition(column.table.columns == width, "lookupSum: a table of width \(column.table.columns) among \(width)")
            Kernels.gatherAdd(column.table.value, column.indices, into: y.value, rows: rows, columns: width)
        }
        record {
            guard let dy = y.gradient else { return }
            for column in columns {
                guard let dtable = column.table.gradient else { continue }
                Kernels.scatterAdd(dy, column.indices, into: dtable, rows: rows, columns: width)
            }
        }
        return y
    }

    /// The first `count` values as an index column that lives as long as the tape's arena.
    package func indices(_ values: [Int32]) -> UnsafePointer<Int32> {
        let memory = arena.allocate(Int32.self, count: values.count)
        values.withUnsafeBufferPointer { if let base = $0.baseAddress { memory.update(from: base, count: values.count) } }
        return UnsafePointer(memory)
    }
}
