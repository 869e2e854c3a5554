#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The logit of one label as a linear function of a row.
package struct LinearLogit: Sendable, Hashable, Codable {
    /// Sparse columns first, then the dense ones.
    package var weights: [Float]
    package var bias: Float

    /// One logit a row.
    package func logits(_ rows: FeatureRows) -> [Float] {
        precondition(rows.width == weights.count, "\(rows.width) columns for \(weights.count) weights")
        guard !weights.isEmpty else { return Array(repeating: bias, count: rows.count) }
        return rows.withView { view in
            weights.withUnsafeBufferPointer { weights in (0..<view.count).map { bias + view.product($0, weights.baseAddress!) } }
        }
    }
}

/// Fits the weights of one label by L-BFGS.
///
///     minimise 1/N Σ ln(1 + exp(−y·(w·x + b))) + λ/2 |w|²,  y = ±1; the bias is free
///
/// Sums run row by row in one thread, so that the same rows give the same bits; labels may run side by side.
///
/// Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 1989.
struct LogisticRegression {
    /// λ, above zero: without it separable labels have no solution.
    var penalty: Float
    var iterations = 60
    /// Ends when the gradient is shorter than this.
    var tolerance: Double = 2e-4

    private static let memory = 8

    /// - Parameters:
    ///   - labels: one a row.
    ///   - start: weights of an earlier fit on rows of the same width.
    /// - Complexity: O(iterations · (entries + N · D)).
    func fit(_ rows: FeatureRows, _ labels: [Bool], from start: LinearLogit? = nil) -> LinearLogit {
        precondition(rows.count == labels.count && penalty > 0, "\(rows.count) rows, \(labels.count) labels, penalty \(penalty)")
        var point = start.map { $0.weights + [$0.bias] } ?? Self.beginning(rows.width, labels)
        guard !labels.isEmpty else { return LinearLogit(weights: Array(repeating: 0, count: rows.width), bias: 0) }
        rows.withView { view in
            var (value, gradient) = objective(point, view, labels)
            var history = CurvatureHistory(limit: Self.memory)
            for _ in 0..<iterations {
                if CurvatureHistory.dot(gradient, gradient).squareRoot() < tolerance { break }
                let direction = history.direction(gradient)
                guard let step = search(point, value, gradient, direction, view, labels) else { break }
                history.remember(from: point, to: step.point, gradients: gradient, step.gradient)
                let gain = value - step.value
                (point, value, gradient) = (step.point, step.value, step.gradient)
                if gain < 1e-7 * max(1, value) { break }
            }
        }
        let bias = point.removeLast()
        return LinearLogit(weights: point, bias: bias)
    }

    /// No weights, and the bias that gives everybody the label's share.
    private static func beginning(_ width: Int, _ labels: [Bool]) -> [Float] {
        let share = (Double(labels.lazy.filter { $0 }.count) + 0.5) / (Double(labels.count) + 1)
        return Array(repeating: 0, count: width) + [Float(log(share / (1 - share)))]
    }

    private typealias Step = (point: [Float], value: Double, gradient: [Float])

    /// Halves the step until the value falls enough (Armijo); nil when it never does.
    private func search(
        _ point: [Float], _ value: Double, _ gradient: [Float], _ direction: [Float], _ view: FeatureRowsView, _ labels: [Bool]
    ) -> Step? {
        let slope = CurvatureHistory.dot(gradient, direction)
        guard slope < 0 else { return nil }
        var length: Float = 1
        for _ in 0..<20 {
            var next = point
            for place in next.indices { next[place] += length * direction[place] }
            let (nextValue, nextGradient) = objective(next, view, labels)
            if nextValue <= value + 1e-4 * Double(length) * slope { return (next, nextValue, nextGradient) }
            length /= 2
        }
        return nil
    }

    private func objective(_ point: [Float], _ view: FeatureRowsView, _ labels: [Bool]) -> (Double, [Float]) {
        let width = point.count - 1
        var gradient = [Float](repeating: 0, count: point.count)
        var (loss, biasGradient) = (0.0, 0.0)
        let scale = 1 / Float(view.count)
        point.withUnsafeBufferPointer { point in
            gradient.withUnsafeMutableBufferPointer { gradient in
                for row in 0..<view.count {
                    let logit = point[width] + view.product(row, point.baseAddress!)
                    let signed = labels[row] ? logit : -logit
                    // ln(1 + exp(−s)), without overflow.
                    let away = exp(-abs(signed))
                    loss += Double(max(0, -signed)) + Double(log1p(away))
                    let probability = logit >= 0 ? 1 / (1 + exp(-logit)) : exp(logit) / (1 + exp(logit))
                    let error = probability - (labels[row] ? 1 : 0)
                    biasGradient += Double(error)
                    view.add(row, times: error * scale, to: gradient.baseAddress!)
                }
                for place in 0..<width { gradient[place] += penalty * point[place] }
                gradient[width] = Float(biasGradient) * scale
            }
        }
        var square = 0.0
        for place in 0..<width { square += Double(point[place]) * Double(point[place]) }
        return (loss / Double(view.count) + 0.5 * Double(penalty) * square, gradient)
    }
}

/// The latest steps of L-BFGS and what the gradient did along them.
private struct CurvatureHistory {
    let limit: Int
    private var steps: [(step: [Float], change: [Float], scale: Double)] = []

    init(limit: Int) { self.limit = limit }

    mutating func remember(from point: [Float], to next: [Float], gradients old: [Float], _ new: [Float]) {
        let step = zip(next, point).map { $0 - $1 }
        let change = zip(new, old).map { $0 - $1 }
        let product = Self.dot(step, change)
        guard product > 1e-12 else { return }
        if steps.count == limit { steps.removeFirst() }
        steps.append((step, change, 1 / product))
    }

    /// −H · gradient by the two-loop recursion.
    func direction(_ gradient: [Float]) -> [Float] {
        var direction = gradient.map { -$0 }
        var shares: [Double] = []
        for past in steps.reversed() {
            let share = past.scale * Self.dot(past.step, direction)
            shares.append(share)
            Self.add(past.change, times: Float(-share), to: &direction)
        }
        if let last = steps.last {
            let scale = Float(1 / (last.scale * Self.dot(last.change, last.change)))
            for place in direction.indices { direction[place] *= scale }
        }
        for (past, share) in zip(steps, shares.reversed()) {
            let other = past.scale * Self.dot(past.change, direction)
            Self.add(past.step, times: Float(share - other), to: &direction)
        }
        return direction
    }

    static func dot(_ a: [Float], _ b: [Float]) -> Double {
        var sum = 0.0
        for place in a.indices { sum += Double(a[place]) * Double(b[place]) }
        return sum
    }

    private static func add(_ source: [Float], times scale: Float, to target: inout [Float]) {
        for place in target.indices { target[place] += scale * source[place] }
    }
}
