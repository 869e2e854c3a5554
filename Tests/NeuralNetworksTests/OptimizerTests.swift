import NeuralNetworks
import Tensors
import Testing

struct OptimizerTests {
    /// The textbook formulas in Double.
    private func reference(_ gradients: [[Double]], decay: Double, clip: Double, rate: Double, start: [Double]) -> [Double] {
        var (value, m, v) = (start, start.map { _ in 0.0 }, start.map { _ in 0.0 })
        for (index, gradient) in gradients.enumerated() {
            let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let scale = min(1, clip / norm)
            let t = Double(index + 1)
            for i in value.indices {
                let g = gradient[i] * scale
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.98 * v[i] + 0.02 * g * g
                var (c1, c2) = (1.0, 1.0)
                for _ in 0..<Int(t) { c1 *= 0.9; c2 *= 0.98 }
                value[i] = value[i] * (1 - rate * decay) - rate * (m[i] / (1 - c1)) / ((v[i] / (1 - c2)).squareRoot() + 1e-8)
            }
        }
        return value
    }

    @Test(arguments: [1, 2]) func adamWFollowsTheTextbookWhateverTheNumberOfWorkers(workers: Int) {
        var layout = ParameterLayout()
        let decaying = layout.declare("decaying", 3, 33)
        let steady = layout.declare("steady", 1, 5, decays: false)
        let store = ParameterStore(layout)
        store.fillNormal(decaying, standardDeviation: 1, seed: 1)
        store.fillNormal(steady, standardDeviation: 1, seed: 2)
        let start = (Array(store.buffer(decaying)).map(Double.init), Array(store.buffer(steady)).map(Double.init))
        var options = AdamW.Options()
        options.weightDecay = 0.1
        options.clipNorm = 2
        let optimizer = AdamW(store, options: options)
        let shares = (0..<workers).map { _ in GradientBuffer(layout) }
        var history: [[Double]] = []
        for step in 0..<5 {
            var whole: [Double] = []
            for parameter in [decaying, steady] {
                for i in 0..<parameter.count {
                    let g = Float((i * 7 + step * 3) % 11) / 5 - 1
                    whole.append(Double(g))
                    for share in shares { share.values[parameter.offset + i] = g / Float(workers) }
                }
            }
            history.append(whole)
            optimizer.update(gradients: shares, learningRate: 0.01, workers: workers)
            for share in shares { share.clear() }
        }
        // Clipping sees the whole gradient, so the reference must, too.
        let expected = reference(history, decay: 0, clip: 2, rate: 0.01, start: start.0 + start.1)
        let decayed = reference(history, decay: 0.1, clip: 2, rate: 0.01, start: start.0 + start.1)
        for i in 0..<decaying.count { #expect(abs(Double(store.buffer(decaying)[i]) - decayed[i]) < 1e-5) }
        for i in 0..<steady.count { #expect(abs(Double(store.buffer(steady)[i]) - expected[decaying.count + i]) < 1e-5) }
    }

    @Test func aGradientThatIsNotANumberMovesNothing() {
        var layout = ParameterLayout()
        let w = layout.declare("w", 1, 3)
        let store = ParameterStore(layout)
        store.fill(w, 2)
        let gradients = GradientBuffer(layout)
        gradients.values[1] = .nan
        let optimizer = AdamW(store, options: AdamW.Options())
        #expect(!optimizer.update(gradients: [gradients], learningRate: 1, workers: 1).isFinite)
        #expect(Array(store.buffer(w)) == [2, 2, 2])
        #expect(optimizer.step == 0)
    }

    @Test func learningRateRisesThenFallsToItsFloor() {
        let schedule = LearningRateSchedule(peak: 1, warmupSteps: 10, totalSteps: 110, floor: 0.1)
        #expect(schedule.rate(at: 0) == 0.1)
        #expect(schedule.rate(at: 9) == 1)
        #expect(abs(schedule.rate(at: 60) - 0.55) < 1e-3)
        #expect(abs(schedule.rate(at: 110) - 0.1) < 1e-6)
        #expect(schedule.rate(at: 1000) == schedule.rate(at: 110))
        for step in 10..<109 { #expect(schedule.rate(at: step + 1) <= schedule.rate(at: step)) }
    }

    @Test func firstWeightsDependOnTheRowsKeyAndNotOnItsPlace() {
        var layout = ParameterLayout()
        let w = layout.declare("w", 3, 4)
        let (a, b) = (ParameterStore(layout), ParameterStore(layout))
        a.fillNormal(w, rowKeys: [11, 22, 33], standardDeviation: 1, seed: 5)
        b.fillNormal(w, rowKeys: [33, 11, 44], standardDeviation: 1, seed: 5)
        #expect(Array(a.buffer(w)[8..<12]) == Array(b.buffer(w)[0..<4]))
        #expect(Array(a.buffer(w)[0..<4]) == Array(b.buffer(w)[4..<8]))
        #expect(Array(a.buffer(w)[4..<8]) != Array(b.buffer(w)[8..<12]))
    }
}
