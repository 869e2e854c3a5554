/// The `k`-th largest of `count` values, counted from 1, by quickselect (Hoare 1961); the values are reordered.
///
/// - Complexity: O(count) on average. Values must not be NaN.
func selectLargest(_ k: Int, of values: UnsafeMutablePointer<Float>, count: Int) -> Float {
    precondition(k >= 1 && k <= count, "the \(k)-th largest of \(count) values")
    var (low, high) = (0, count - 1)
    let place = k - 1
    while low < high {
        let pivot = median(values[low], values[(low + high) / 2], values[high])
        var (left, right) = (low, high)
        while left <= right {
            while values[left] > pivot { left += 1 }
            while values[right] < pivot { right -= 1 }
            guard left <= right else { break }
            (values[left], values[right]) = (values[right], values[left])
            left += 1
            right -= 1
        }
        if place <= right { high = right } else if place >= left { low = left } else { break }
    }
    return values[place]
}

private func median(_ a: Float, _ b: Float, _ c: Float) -> Float { max(min(a, b), min(max(a, b), c)) }
