import Synchronization
import Understanding

/// Which names of the catalogue may stand in front of people, looked at once each: a page says about fifty of them, and looking takes
/// longer than choosing its titles.
///
/// A memory of a pure function, so that one serves all services of the process; names of a catalogue that changed fall out with the others.
enum ScreenedNames {
    private static let known = Mutex<[String: Bool]>([:])
    /// Names that are kept before all are forgotten; about 100 bytes each.
    private static let limit = 200_000

    static func allows(_ name: String) -> Bool {
        guard name.utf8.count <= 200 else { return PlainText.isName(name) }
        if let known = known.withLock({ $0[name] }) { return known }
        let isName = PlainText.isName(name)
        known.withLock { known in
            if known.count >= limit { known.removeAll(keepingCapacity: true) }
            known[name] = isName
        }
        return isName
    }
}
