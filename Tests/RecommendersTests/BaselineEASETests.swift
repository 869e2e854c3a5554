import Datasets
import Evaluation
import Recommenders
import Testing

/// EASE against the formula written down naively in double precision.
struct BaselineEASETests {
    /// Random users over `items` items; seeded.
    private func histories(users: Int, items: Int, seed: UInt64) -> [[Int]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<users).map { _ in
            Array((0..<items).shuffled(using: &generator).prefix(Int.random(in: 1...12, using: &generator)))
        }
    }

    /// B by Gauss–Jordan elimination with pivoting.
    private func naive(_ histories: [[Int]], items: Int, lambda: Double) -> [[Double]] {
        var a = (0..<items).map { row in (0..<2 * items).map { $0 == row + items ? 1.0 : $0 == row ? lambda : 0 } }
        for history in histories { for i in history { for j in history { a[i][j] += 1 } } }
        for k in 0..<items {
            a.swapAt(k, (k..<items).max { abs(a[$0][k]) < abs(a[$1][k]) }!)
            let pivot = a[k][k]
            a[k] = a[k].map { $0 / pivot }
            for i in 0..<items where i != k {
                let factor = a[i][k]
                for j in 0..<2 * items { a[i][j] -= factor * a[k][j] }
            }
        }
        return (0..<items).map { i in (0..<items).map { j in i == j ? 0 : -a[i][items + j] / a[j][items + j] } }
    }

    /// 30 items are one block; 300 are three, the last one cut short.
    @Test(arguments: [(30, 200, 5.0), (300, 500, 50.0)])
    func easeEqualsTheNaiveClosedForm(items: Int, users: Int, lambda: Double) throws {
        let histories = histories(users: users, items: items, seed: 17)
        let expected = naive(histories, items: items, lambda: lambda)
        for workers in [1, 2] {
            let scorer = try BaselineKind.ease.fit(
                training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(items),
                parameters: ["lambda": lambda, "recencyHalfLife": 0], workers: workers)
            let rows = try BaselineWorld.scores(scorer, (0..<items).map { BaselineWorld.query([$0]) }, items: items)
            var worst = 0.0
            for i in 0..<items { for j in 0..<items { worst = max(worst, abs(Double(rows[i][j]) - expected[i][j])) } }
            // float32 has 6e-8 relative error an operation and the condition number is below 100 here.
            #expect(worst < 2e-6, "\(items) items, \(workers) workers")
        }
    }

    @Test func theNumberOfWorkersDoesNotChangeABit() throws {
        // More than one stripe of 512 rows.
        let items = 700
        let training = BaselineWorld.users(histories(users: 300, items: items, seed: 18))
        let rows = try [1, 2, 3].map { workers in
            let scorer = try BaselineKind.ease.fit(
                training: training, catalog: BaselineWorld.catalog(items), parameters: ["lambda": 20], workers: workers)
            return try BaselineWorld.scores(scorer, [BaselineWorld.query([1, 600, 30])], items: items)
        }
        #expect(rows[0] == rows[1] && rows[1] == rows[2])
    }
}
