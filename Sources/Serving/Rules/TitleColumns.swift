import Datasets
import Recommenders

/// What conditions ask about all titles at once, in the numbers of one snapshot.
package final class TitleColumns: Sendable {
    package let titles: TitleTable
    let names: TitleNames
    /// Milliseconds since 1970; `unknown` where neither release nor year is known. `[V]`
    private let releases: [Int64]
    private static let unknown = Int64.min

    init(_ titles: TitleTable, names: TitleNames) {
        self.titles = titles
        self.names = names
        releases = titles.catalog.items.map { TitleColumns.release(of: $0) ?? TitleColumns.unknown }
    }

    /// When a title came out, as nearly as it is known: a year counts from its first day. In milliseconds since 1970.
    package static func release(of item: Item) -> Int64? {
        if let released = item.released { return released.rawValue }
        guard let year = item.year, (-9_999...9_999).contains(year) else { return nil }
        return Int64(firstDay(of: year)) * 86_400_000
    }

    /// Days from 1 January 1970 to 1 January of a year of the Gregorian calendar.
    private static func firstDay(of year: Int) -> Int {
        let before = year - 1
        func floored(_ divisor: Int) -> Int { before >= 0 ? before / divisor : -((-before + divisor - 1) / divisor) }
        return before * 365 + floored(4) - floored(100) + floored(400) - 719_162
    }

    func titles(ofAge test: NumberTest, at time: Timestamp) -> ItemMask {
        var mask = ItemMask(itemCount: titles.count)
        for (position, release) in releases.enumerated() where release != TitleColumns.unknown {
            if test.holds(TitleColumns.age(of: release, at: time)) { mask.insert(ItemIndex(position)) }
        }
        return mask
    }

    /// In days, negative before the release.
    package static func age(of release: Int64, at time: Timestamp) -> Double { (Double(time.rawValue) - Double(release)) / 86_400_000 }

    func titles(named test: TextTest) -> ItemMask {
        switch test {
        case .isOne(let texts):
            let wanted = Set(texts.map { WordFold.fold(TitleNames.articleFirst($0)) })
            return mask { position in names.names[position].contains { wanted.contains($0) } }
        case .contains(let text):
            let wanted = WordFold.fold(text)
            guard !wanted.isEmpty else { return ItemMask(itemCount: titles.count) }
            return mask { position in
                names.names[position].contains { name in name.withUnsafeBufferPointer { ByteSearch.contains(wanted, in: $0) } }
            }
        }
    }

    func titles(describedWith text: String) -> ItemMask {
        let wanted = Array(text.lowercased().utf8)
        return mask { position in titles.catalog.items[position].text.map { ByteSearch.containsIgnoringCase(wanted, in: $0) } ?? false }
    }

    private func mask(_ holds: (Int) -> Bool) -> ItemMask {
        ItemMask(itemCount: titles.count, (0..<titles.count).lazy.filter(holds).map { ItemIndex($0) })
    }
}
