/// An event while a data set is being built: names replaced by order of arrival. 48 bytes.
struct StoredEvent: Sendable {
    var time: Int64
    /// Lines beyond 2³² all count as that one; no more than 2³¹ events can be held.
    var line: UInt32
    var ordinal: Int32
    var user: Int32
    var item: Int32
    var episode: Int32
    var rating: Float
    var duration: Float
    var completion: Float
    /// Index of a `StoredContext`.
    var context: Int32
    var kind: EventKind

    static func precedes(_ a: StoredEvent, _ b: StoredEvent, _ fileRanks: [Int32]) -> Bool {
        if a.time != b.time { return a.time < b.time }
        let (first, second) = (fileRanks[Int(a.context)], fileRanks[Int(b.context)])
        if first != second { return first < second }
        return a.line != b.line ? a.line < b.line : a.ordinal < b.ordinal
    }

    func says(theSameAs other: StoredEvent) -> Bool {
        item == other.item && kind == other.kind && episode == other.episode
            && rating.bitPattern == other.rating.bitPattern && duration.bitPattern == other.duration.bitPattern
            && completion.bitPattern == other.completion.bitPattern
    }

    func interaction(
        item: ItemIndex?, device: UInt16, locale: UInt16, surface: UInt16, resolution: TimeResolution
    ) -> Interaction {
        Interaction(
            item: item, kind: kind, time: time == .min ? nil : resolution.coarsen(Timestamp(rawValue: time)),
            rating: rating.isNaN ? nil : rating, duration: duration.isNaN ? nil : duration,
            completion: completion.isNaN ? nil : completion, device: UInt8(device), locale: locale,
            surface: UInt8(surface), episode: episode)
    }
}

/// What many events have in common: indices of device, locale and surface in their tables, −1 = unknown, and of the file.
struct StoredContext: Sendable, Hashable {
    var device: Int32
    var locale: Int32
    var surface: Int32
    var file: Int32
}

/// A list that grows without ever being copied: a doubled array would need three times its size for a moment.
struct ChunkedList<Element: Sendable>: Sendable {
    private var chunks: [[Element]] = []
    private(set) var count = 0
    private static var shift: Int { 16 }

    mutating func append(_ element: Element) {
        if count & ((1 << Self.shift) - 1) == 0 {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(1 << Self.shift)
        }
        chunks[chunks.count - 1].append(element)
        count += 1
    }

    subscript(position: Int) -> Element { chunks[position >> Self.shift][position & ((1 << Self.shift) - 1)] }

    func forEach(_ body: (Element) -> Void) {
        for chunk in chunks { for element in chunk { body(element) } }
    }
}

/// Names and their order of arrival.
struct NameTable<Name: Hashable & Sendable>: Sendable {
    private(set) var names: [Name] = []
    private var indices: [Name: Int32] = [:]
    private var last: Int32 = -1

    /// The index of a name, new or known. Runs of one name, as in files grouped by user, cost one comparison each.
    mutating func index(of name: Name) -> Int32 {
        if last >= 0 && names[Int(last)] == name { return last }
        if let known = indices[name] {
            last = known
        } else {
            last = Int32(names.count)
            names.append(name)
            indices[name] = last
        }
        return last
    }
}

/// The vocabulary of one context field: "unknown", then names in byte order.
///
/// Where there are more names than an index can hold, the rarest become unknown.
struct ContextNames {
    let names: [String]
    private let places: [UInt16]

    /// - Parameter uses: how often each index is used; one may come several times.
    init(_ table: NameTable<String>, limit: Int, uses: some Sequence<(index: Int32, count: Int)>) {
        var counts = [Int](repeating: 0, count: table.names.count)
        for use in uses where use.index >= 0 { counts[Int(use.index)] += use.count }
        let byUse = table.names.indices.filter { counts[$0] > 0 && table.names[$0] != "unknown" }.sorted {
            counts[$0] != counts[$1]
                ? counts[$0] > counts[$1] : table.names[$0].utf8.lexicographicallyPrecedes(table.names[$1].utf8)
        }
        let kept = byUse.prefix(limit).sorted { table.names[$0].utf8.lexicographicallyPrecedes(table.names[$1].utf8) }
        var places = [UInt16](repeating: 0, count: table.names.count)
        for (place, index) in kept.enumerated() { places[index] = UInt16(place + 1) }
        self.places = places
        names = ["unknown"] + kept.map { table.names[$0] }
    }

    subscript(index: Int32) -> UInt16 { index < 0 ? 0 : places[Int(index)] }
}
