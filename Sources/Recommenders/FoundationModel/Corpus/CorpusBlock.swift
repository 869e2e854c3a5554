import Datasets

// A block holds one user:
//
//     key u64 · events u32 · columns u16 · bytes of the id u16 · id · items i32[n] · kind u8, or kinds u8[n] · the other columns
//
// Little-endian, unaligned. A column that says nothing of any event of the user is left out; its bit in `columns` is 0.

/// The optional columns of a block, in the order in which they lie.
struct CorpusColumns: OptionSet {
    let rawValue: UInt16
    static let kinds = CorpusColumns(rawValue: 1)
    static let times = CorpusColumns(rawValue: 2)
    static let ratings = CorpusColumns(rawValue: 4)
    static let durations = CorpusColumns(rawValue: 8)
    static let completions = CorpusColumns(rawValue: 16)
    static let episodes = CorpusColumns(rawValue: 32)
    static let locales = CorpusColumns(rawValue: 64)
    static let devices = CorpusColumns(rawValue: 128)
    static let surfaces = CorpusColumns(rawValue: 256)
    static let all = CorpusColumns(rawValue: 511)

    /// Bytes that each event takes, item and kind included; a kind that all events share takes one byte altogether.
    var bytesPerEvent: Int {
        var bytes = 4
        for (column, width) in [
            (CorpusColumns.kinds, 1), (.times, 8), (.ratings, 4), (.durations, 4), (.completions, 4), (.episodes, 4), (.locales, 2),
            (.devices, 1), (.surfaces, 1),
        ] where contains(column) { bytes += width }
        return bytes
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// What there is to say about these events.
    init(_ events: [Interaction]) {
        var columns: CorpusColumns = []
        for event in events {
            if event.kind != events[0].kind { columns.insert(.kinds) }
            if event.time != nil { columns.insert(.times) }
            if event.rating != nil { columns.insert(.ratings) }
            if event.duration != nil { columns.insert(.durations) }
            if event.completion != nil { columns.insert(.completions) }
            if event.episode != 0 { columns.insert(.episodes) }
            if event.locale != 0 { columns.insert(.locales) }
            if event.device != 0 { columns.insert(.devices) }
            if event.surface != 0 { columns.insert(.surfaces) }
        }
        self = columns
    }
}

enum CorpusBlock {
    static let headBytes = 16

    /// Appends the block of a user.
    ///
    /// - Throws: `CorpusError.tooLong` for an id of more than 65,535 bytes.
    static func encode(_ user: UserHistory, into bytes: inout [UInt8]) throws(CorpusError) {
        let events = user.interactions
        guard user.id.rawValue.utf8.count <= Int(UInt16.max), events.count <= Int(UInt32.max) else {
            throw .tooLong(user: user.id.rawValue)
        }
        let columns = CorpusColumns(events)
        func put<Number: FixedWidthInteger>(_ value: Number) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        func put<Number: FixedWidthInteger>(_ column: CorpusColumns, _ value: (Interaction) -> Number) {
            if columns.contains(column) { for event in events { put(value(event)) } }
        }
        put(user.key)
        put(UInt32(events.count))
        put(columns.rawValue)
        put(UInt16(user.id.rawValue.utf8.count))
        bytes.append(contentsOf: user.id.rawValue.utf8)
        for event in events { put(event.item?.rawValue ?? -1) }
        if columns.contains(.kinds) { for event in events { put(event.kind.rawValue) } } else { put(events.first?.kind.rawValue ?? 0) }
        put(.times) { $0.time?.rawValue ?? .min }
        put(.ratings) { ($0.rating ?? .nan).bitPattern }
        put(.durations) { ($0.duration ?? .nan).bitPattern }
        put(.completions) { ($0.completion ?? .nan).bitPattern }
        put(.episodes) { $0.episode }
        put(.locales) { $0.locale }
        put(.devices) { $0.device }
        put(.surfaces) { $0.surface }
    }

    /// Reads a block that `problem(in:)` has found sound.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> UserHistory {
        let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
        let columns = CorpusColumns(rawValue: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt16.self)))
        let idBytes = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 14, as: UInt16.self)))
        let id = String(decoding: bytes[headBytes..<headBytes + idBytes], as: UTF8.self)
        let items = headBytes + idBytes
        var place = items + 4 * count
        func column(_ column: CorpusColumns, _ width: Int) -> Int? {
            guard columns.contains(column) else { return nil }
            defer { place += width * count }
            return place
        }
        let commonKind = columns.contains(.kinds) ? nil : EventKind(rawValue: bytes[place])
        if commonKind != nil { place += 1 }
        let (kinds, times, ratings) = (column(.kinds, 1), column(.times, 8), column(.ratings, 4))
        let (durations, completions, episodes) = (column(.durations, 4), column(.completions, 4), column(.episodes, 4))
        let (locales, devices, surfaces) = (column(.locales, 2), column(.devices, 1), column(.surfaces, 1))
        func number<Number: FixedWidthInteger>(_ start: Int, _ event: Int, as type: Number.Type = Number.self) -> Number {
            Number(littleEndian: bytes.loadUnaligned(fromByteOffset: start + event * MemoryLayout<Number>.size, as: Number.self))
        }
        func float(_ start: Int?, _ event: Int) -> Float? {
            start.map { Float(bitPattern: number($0, event)) }.flatMap { $0.isNaN ? nil : $0 }
        }
        var interactions: [Interaction] = []
        interactions.reserveCapacity(count)
        for event in 0..<count {
            let item: Int32 = number(items, event)
            let time: Int64 = times.map { number($0, event) } ?? .min
            interactions.append(
                Interaction(
                    item: item < 0 ? nil : ItemIndex(rawValue: item),
                    kind: kinds.flatMap { EventKind(rawValue: bytes[$0 + event]) } ?? commonKind!,
                    time: time == .min ? nil : Timestamp(rawValue: time), rating: float(ratings, event), duration: float(durations, event),
                    completion: float(completions, event), device: devices.map { bytes[$0 + event] } ?? 0,
                    locale: locales.map { number($0, event) } ?? 0, surface: surfaces.map { bytes[$0 + event] } ?? 0,
                    episode: episodes.map { number($0, event) } ?? 0))
        }
        let key = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        return UserHistory(id: UserID(id), key: key, interactions: interactions)
    }

    /// What is wrong with a block, nil when nothing is.
    static func problem(in bytes: UnsafeRawBufferPointer, itemCount: Int) -> String? {
        guard bytes.count >= headBytes else { return "a user takes \(bytes.count) bytes" }
        let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
        let columns = CorpusColumns(rawValue: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt16.self)))
        let idBytes = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 14, as: UInt16.self)))
        guard CorpusColumns.all.isSuperset(of: columns) else { return "columns \(columns.rawValue) are unknown" }
        let commonKinds = columns.contains(.kinds) ? 0 : 1
        guard bytes.count == headBytes + idBytes + commonKinds + count * columns.bytesPerEvent else {
            return "\(count) events take \(bytes.count) bytes"
        }
        let items = headBytes + idBytes
        for event in 0..<count {
            let item = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: items + 4 * event, as: Int32.self))
            if item < -1 || Int(item) >= itemCount { return "item \(item) of \(itemCount)" }
        }
        let kinds = items + 4 * count
        for place in kinds..<kinds + (commonKinds == 1 ? 1 : count) where EventKind(rawValue: bytes[place]) == nil {
            return "kind of event \(bytes[place]) is unknown"
        }
        return nil
    }
}
