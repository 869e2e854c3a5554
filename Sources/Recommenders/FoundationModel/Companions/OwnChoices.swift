#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this person chose before: how often, in situations like this one, and how long ago. Nothing is counted beforehand.
struct OwnChoices: Sendable {
    static let columns = ["known", "count", "share", "device", "locale", "surface", "all", "last", "recent"]
    private enum Column: Int { case known, count, share, device, locale, surface, all, last, recent }

    /// Complexity: O(history).
    func fill(_ question: CompanionQuestion, into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        func column(_ column: Column) -> UnsafeMutablePointer<Float> { target + column.rawValue * itemCount }
        let counted = [Column.count, .device, .locale, .surface, .all]
        for event in question.events {
            let item = Int(event.item)
            column(.count)[item] += 1
            let agrees = event.situation .== question.asked .& (question.asked .!= 0)
            for field in 0..<3 where agrees[field] { target[(Column.device.rawValue + field) * itemCount + item] += 1 }
            let disagrees = event.situation .!= question.asked .& (question.asked .!= 0)
            if question.asked != SIMD4(), !any(disagrees) { column(.all)[item] += 1 }
        }
        let share = 1 / Float(max(1, question.events.count))
        for item in Set(question.items) {
            column(.known)[Int(item)] = 1
            column(.share)[Int(item)] = column(.count)[Int(item)] * share
            for one in counted { column(one)[Int(item)] = log1p(column(one)[Int(item)]) }
        }
        for (steps, item) in question.items.reversed().enumerated() {
            let place = column(.recent) + Int(item)
            place.pointee = max(place.pointee, 1 / Float(1 + steps))
        }
        if let last = question.items.last { column(.last)[Int(last)] = 1 }
    }
}
