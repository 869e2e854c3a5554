/// The fingerprint of content whose users come some at a time; see `Dataset.contentFingerprint()`.
package struct ContentFingerprint: Sendable {
    private var first = StableHash(seed: 0xF1)
    private var second = StableHash(seed: 0xF2)

    /// - Parameter dataset: its users are not read.
    package init(_ dataset: Dataset) {
        for item in dataset.catalog.items { item.hash(into: &first) }
        for names in [dataset.devices, dataset.locales, dataset.surfaces] {
            first.combine(UInt64(names.count))
            for name in names { first.combine(name) }
        }
        if let scale = dataset.ratingScale {
            first.combine(UInt64(scale.lowerBound.bitPattern) << 32 | UInt64(scale.upperBound.bitPattern))
        }
        for user in dataset.userAttributes { user.hash(into: &first) }
    }

    /// Users come in the order of `Dataset.users`.
    package mutating func combine(_ user: UserHistory) {
        second.combine(user.key)
        second.combine(user.id.rawValue)
        second.combine(UInt64(user.interactions.count))
        for interaction in user.interactions { interaction.combine(into: &second) }
    }

    package var value: String {
        var (first, second) = (first, second)
        // What the second lane read also reaches the first, so that both depend on everything.
        let all = second.value
        second.combine(first.value)
        first.combine(all)
        return hexadecimal(first.value) + hexadecimal(second.value)
    }
}

extension Dataset {
    /// 32 hexadecimal digits that change with every item, event, user attribute and name, and with nothing else:
    /// neither with the order of import nor with the machine.
    ///
    /// Two 64-bit stable hashes; it tells data sets apart, it does not protect against forgery.
    public func contentFingerprint() -> String {
        var fingerprint = ContentFingerprint(self)
        for user in users { fingerprint.combine(user) }
        return fingerprint.value
    }
}

private func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension Item {
    fileprivate func hash(into hash: inout StableHash) {
        hash.combine(id.rawValue)
        hash.combine(domain.rawValue)
        hash.combine(title)
        hash.combine(UInt64(bitPattern: Int64(year ?? .min)))
        hash.combine(UInt64(bitPattern: released?.rawValue ?? .min))
        for facet in facets.keys.sorted() {
            hash.combine(facet.rawValue)
            for value in facets[facet]! { hash.combine(value) }
        }
        hash.combine(text ?? "")
        for scheme in identifiers.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            hash.combine(scheme)
            hash.combine(identifiers[scheme]!)
        }
    }
}

extension UserAttributes {
    fileprivate func hash(into hash: inout StableHash) {
        hash.combine(id.rawValue)
        for name in values.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            hash.combine(name)
            hash.combine(values[name]!)
        }
    }
}

extension Interaction {
    fileprivate func combine(into hash: inout StableHash) {
        hash.combine(UInt64(bitPattern: time?.rawValue ?? .min))
        hash.combine(UInt64(UInt32(bitPattern: item?.rawValue ?? -1)) << 32 | UInt64((rating ?? .nan).bitPattern))
        let context = UInt64(locale) << 24 | UInt64(device) << 16 | UInt64(surface) << 8 | UInt64(kind.rawValue)
        hash.combine(UInt64(UInt32(bitPattern: episode)) << 32 ^ context)
        if duration != nil || completion != nil {
            hash.combine(UInt64((duration ?? .nan).bitPattern) << 32 | UInt64((completion ?? .nan).bitPattern))
        }
    }
}
