#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// From each item to others, weights of which half is forgotten in every half-life; several half-lives side by side.
final class FadingLinks {
    struct Link {
        var item: Int32
        var time: Int64
        var weights: SIMD4<Float>
    }

    /// Half-lives in milliseconds; unused ones repeat the last.
    private let halfLives: SIMD4<Double>
    private var rows: [[Link]]
    /// A longer row drops what has faded away.
    private let longestRow = 512

    /// - Parameter minutes: 1 to 4 half-lives.
    init(minutes: [Double], itemCount: Int) {
        var lives = SIMD4<Double>(repeating: (minutes.last ?? 60) * 60_000)
        for (lane, value) in minutes.prefix(4).enumerated() { lives[lane] = value * 60_000 }
        halfLives = lives
        rows = Array(repeating: [], count: itemCount)
    }

    func add(from item: Int32, to other: Int32, at time: Int64, weight: Float = 1) {
        let row = Int(item)
        if let place = rows[row].firstIndex(where: { $0.item == other }) {
            rows[row][place].weights = faded(rows[row][place], at: time) + weight
            rows[row][place].time = time
        } else {
            if rows[row].count >= longestRow { trim(row, at: time) }
            rows[row].append(Link(item: other, time: time, weights: SIMD4(repeating: weight)))
        }
    }

    /// Calls `body` with every link of an item and its weights at `time`.
    func forEach(from item: Int32, at time: Int64, _ body: (Int32, SIMD4<Float>) -> Void) {
        for link in rows[Int(item)] { body(link.item, faded(link, at: time)) }
    }

    private func faded(_ link: Link, at time: Int64) -> SIMD4<Float> {
        let age = Double(time - link.time)
        var factors = SIMD4<Float>(repeating: 0)
        for lane in 0..<4 { factors[lane] = exp2f(Float(-age / halfLives[lane])) }
        return link.weights * factors
    }

    /// Keeps the half that weighs most now.
    private func trim(_ row: Int, at time: Int64) {
        let weighed = rows[row].map { (faded($0, at: time).max(), $0) }
        rows[row] = weighed.sorted { ($1.0, $0.1.item) < ($0.0, $1.1.item) }.prefix(longestRow / 2).map(\.1)
    }
}
