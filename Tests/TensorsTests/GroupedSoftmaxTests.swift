import Tensors
import Testing

struct GroupedSoftmaxTests {
    /// Lengths around the widths of vectors.
    private static let sizes = [[1], [2, 3], [15, 16, 17], [1, 33, 7], [255]]

    @Test(arguments: sizes) func everyGroupOfEveryRowIsADistribution(sizes: [Int]) {
        let groups = ColumnGroups(sizes)
        var random = SeededNumbers(seed: 3)
        let tape = Tape(recording: false)
        let logits = tape.make((0..<3 * groups.columnCount).map { _ in 4 * random.normal() }, rows: 3, columns: groups.columnCount)
        let y = tape.groupedSoftmax(logits, groups: groups)
        for row in 0..<3 {
            for range in groups.ranges {
                let part = range.map { y.value[row * y.columns + $0] }
                #expect(abs(part.reduce(0, +) - 1) < 1e-5 && part.allSatisfy { $0 >= 0 }, "\(sizes) row \(row) \(range): \(part)")
                let best = range.max { logits.value[row * y.columns + $0] < logits.value[row * y.columns + $1] }!
                #expect(part.max() == y.value[row * y.columns + best], "the order is that of the logits")
            }
        }
    }

    @Test func logitsAtTheEndsOfTheRangeStayFinite() {
        let tape = Tape(recording: false)
        let y = tape.groupedSoftmax(tape.make([3e38, -3e38, 0, 88, 89], rows: 1, columns: 5), groups: ColumnGroups([3, 2])).array
        #expect(y.allSatisfy { $0.isFinite } && y[0] == 1 && y[1] == 0 && y[4] > y[3], "\(y)")
    }

    @Test(arguments: sizes) func theGradientOfTheLossMatchesDifferences(sizes: [Int]) {
        let groups = ColumnGroups(sizes)
        let (rows, columns) = (4, groups.columnCount)
        var random = SeededNumbers(seed: 5)
        var logits = (0..<rows * columns).map { _ in random.normal() }
        let weights: [Float] = [1, 0.5, 2, 0]
        // Of one class, of two, and of none.
        var targets = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for (group, range) in groups.ranges.enumerated() where (row + group) % 3 != 2 {
                let found = Set([range.lowerBound + Int(random.index(range.count)), range.lowerBound])
                for place in found { targets[row * columns + place] = 1 / Float(found.count) }
            }
        }
        func loss(on tape: Tape) -> (sum: Double, gradient: [Float]) {
            let tensor = tape.make(logits, rows: rows, columns: columns)
            let losses = tape.groupedCrossEntropy(
                tensor, probabilities: tape.groupedSoftmax(tensor, groups: groups), groups: groups, targets: targets, weights: weights,
                scale: 1)
            return (losses.reduce(0, +), tensor.gradientArray)
        }
        let gradient = loss(on: Tape()).gradient
        let step: Float = 1e-2
        for element in logits.indices {
            let kept = logits[element]
            logits[element] = kept + step
            let above = loss(on: Tape()).sum
            logits[element] = kept - step
            let below = loss(on: Tape()).sum
            logits[element] = kept
            let numeric = Float((above - below) / Double(2 * step))
            #expect(
                abs(numeric - gradient[element]) < 2e-3, "\(sizes) element \(element): \(gradient[element]), differences say \(numeric)")
        }
        #expect(targets.contains { $0 > 0 && $0 < 1 } || columns == 1)
    }

    @Test func whoeverUsesADistributionCannotBendIt() {
        let tape = Tape()
        let logits = tape.make([0.2, -1, 0.4], rows: 1, columns: 3)
        let y = tape.groupedSoftmax(logits, groups: ColumnGroups([3]))
        #expect(y.gradient == nil)
        tape.backward()
        #expect(logits.gradientArray == [0, 0, 0])
    }
}
