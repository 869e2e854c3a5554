import Tensors
import Testing

struct RecomputationTests {
    @Test func whatIsComputedAgainHasTheSameBits() {
        var layout = ParameterLayout()
        let (up, down, gain) = (layout.declare("up", 8, 24), layout.declare("down", 12, 8), layout.declare("gain", 1, 8))
        let store = ParameterStore(layout)
        var random = SeededNumbers(seed: 4)
        for index in 0..<layout.count { store.values[index] = random.normal() }
        let input = (0..<37 * 8).map { _ in random.normal() }
        let segments = JaggedOffsets(lengths: [30, 7])
        let dropout = DropoutSeeds(seeds: [5, 6], rate: 0.3)
        func layer(_ x: Tensor, _ tape: Tape) -> Tensor {
            let hidden = tape.linear(tape.swiGLU(tape.linear(tape.rmsNorm(x, gain: gain), up)), down)
            return tape.addDropped(x, hidden, segments: segments, dropout: dropout, salt: 3)
        }
        func run(recomputing: Bool) -> (values: [[Float]], bytes: Int) {
            let gradients = GradientBuffer(layout)
            let tape = Tape(store: store, gradients: gradients)
            let x = tape.make(input, rows: 37, columns: 8)
            var y = x
            for _ in 0..<3 { y = recomputing ? tape.recomputed(y, layer) : layer(y, tape) }
            for index in 0..<y.count { y.gradient![index] = Float(index % 9) - 4 }
            tape.backward()
            let ofParameters = (0..<layout.count).map { gradients.values[$0] }
            return ([y.array, x.gradientArray, ofParameters], tape.arena.capacity)
        }
        #expect(run(recomputing: true).values == run(recomputing: false).values)
    }

    @Test func memoryIsThatOfResultsAndOfOneCall() {
        func held(recomputing: Bool) -> Int {
            let tape = Tape()
            var y = tape.make(65_536, 8)
            y.value.update(repeating: 1, count: y.count)
            let layer = { (x: Tensor, tape: Tape) in tape.add(tape.add(tape.add(x, x), x), x) }
            for _ in 0..<4 { y = recomputing ? tape.recomputed(y, layer) : layer(y, tape) }
            return tape.arena.capacity
        }
        #expect(held(recomputing: true) * 2 < held(recomputing: false))
    }

    @Test func aTapeThatDoesNotRecordComputesOnce() {
        let tape = Tape(recording: false)
        var calls = 0
        let y = tape.recomputed(tape.make([1, 2], rows: 1, columns: 2)) { x, tape in
            calls += 1
            return tape.add(x, x)
        }
        #expect(y.array == [2, 4] && calls == 1)
    }
}
