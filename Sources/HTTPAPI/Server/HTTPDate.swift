import Datasets
import Serving
import Synchronization

/// The `Date` of answers, written once a second.
final class HTTPDate: Sendable {
    private let kept = Mutex((seconds: Int64.min, text: ""))
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    func text(_ time: Timestamp) -> String {
        let seconds = time.seconds
        return kept.withLock { kept in
            if kept.seconds != seconds { kept = (seconds, HTTPDate.written(Timestamp(seconds: seconds))) }
            return kept.text
        }
    }

    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func written(_ time: Timestamp) -> String {
        let day = time.seconds >= 0 ? time.seconds / 86_400 : (time.seconds - 86_399) / 86_400
        let parts = RFC3339.text(time).split { "-T:Z.".contains($0) }
        let month = months[(Int(parts[1]) ?? 1) - 1]
        return "\(days[Int((day % 7 + 7) % 7)]), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }
}
