import CKernels
import Tensors
import Testing

extension OperationGoldenTests {
    @Test func sparseAttentionFollowsPyTorch() throws {
        let golden = try GoldenReference.load("sparse_attention")
        let (heads, m) = (Int(try golden.scalar("heads")), Int(try golden.scalar("summaries")))
        let shape = SparseAttentionShape(window: Int(try golden.scalar("window")), block: Int(try golden.scalar("block")), summaries: m)
        let elapsed = try golden.integers("time_bucket")
        let names = [
            "q", "k", "v", "position_bias", "distance_bias", "time_bias", "summary_time_bias", "summary_query", "summary_place",
        ]
        let distances = shape.exactDistances
        /// Columns of the position bias run from the farthest distance to the nearest.
        func reversed(_ x: [Float]) -> [Float] { x.indices.map { x[$0 / distances * distances + distances - 1 - $0 % distances] } }
        try atEveryLevel { tolerance, level in
            let tape = Tape()
            let rows = [28, 28, 28, heads, heads * m, heads, heads, m, heads * m]
            let inputs = try zip(names, rows).map { name, rows in
                let values = try golden.floats(name)
                return tape.make(name == "position_bias" ? reversed(values) : values, rows: rows, columns: values.count / rows)
            }
            var geometry = AttentionGeometry.causal(JaggedOffsets(lengths: try golden.integers("lengths").map(Int.init)))
            geometry.sparseTimeBuckets = SparseTimeBuckets(
                shape: shape, queries: geometry.queries, keys: geometry.keys, visible: geometry.visible, arena: tape.arena
            ) { UInt8(elapsed[$1 * 28 + $0]) }
            let y = tape.sparseAttention(
                SparseAttentionInputs(
                    query: Columns(inputs[0]), key: Columns(inputs[1]), value: Columns(inputs[2]), heads: heads, geometry: geometry,
                    shape: shape, summaries: SummaryQueries(query: inputs[7], place: inputs[8]),
                    biases: SparseAttentionBiases(
                        position: inputs[3], distance: inputs[4], time: inputs[5], summaryTime: inputs[6])))
            try seed(y, golden)
            tape.backward()
            try expect(y.array, golden, "y", tolerance, level)
            for (input, name) in zip(inputs, names) {
                let gradient = input.gradientArray
                try expect(name == "position_bias" ? reversed(gradient) : gradient, golden, "d\(name)", tolerance, level)
            }
        }
    }
}
