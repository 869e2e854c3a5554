extension Dataset {
    /// The data set as if this user had never been seen: their events, their attributes, and every item and name
    /// that only they brought along.
    ///
    /// Equal, fingerprint included, to a data set built without them. A user who is not there changes nothing.
    public func removing(user id: UserID) -> Dataset {
        var result = self
        result.users.removeAll { $0.id == id }
        guard result.users.count < users.count else { return self }
        result.userAttributes.removeAll { $0.id == id }
        result.dropUnusedItems { undescribedItems.contains($0) }
        result.dropUnusedContextNames()
        result.fingerprint = result.contentFingerprint()
        return result
    }

    /// Takes items without events out of the catalogue, as far as `isRemovable` allows, and moves the others up.
    mutating func dropUnusedItems(where isRemovable: (ItemID) -> Bool) {
        var isUsed = [Bool](repeating: false, count: catalog.count)
        for user in users {
            for interaction in user.interactions {
                if let item = interaction.item { isUsed[item.position] = true }
            }
        }
        let kept = catalog.items.indices.filter { isUsed[$0] || !isRemovable(catalog.items[$0].id) }
        guard kept.count < catalog.count else { return }
        var places = [ItemIndex?](repeating: nil, count: catalog.count)
        for (place, old) in kept.enumerated() { places[old] = ItemIndex(place) }
        catalog = Catalog(kept.map { catalog.items[$0] })
        undescribedItems = undescribedItems.filter { catalog.index(of: $0) != nil }
        for user in users.indices {
            for position in users[user].interactions.indices {
                guard let item = users[user].interactions[position].item else { continue }
                users[user].interactions[position].item = places[item.position]
            }
        }
    }

    private mutating func dropUnusedContextNames() {
        let device = usedNames(devices) { Int($0.device) }
        let locale = usedNames(locales) { Int($0.locale) }
        let surface = usedNames(surfaces) { Int($0.surface) }
        guard device.names != devices || locale.names != locales || surface.names != surfaces else { return }
        (devices, locales, surfaces) = (device.names, locale.names, surface.names)
        for user in users.indices {
            for position in users[user].interactions.indices {
                let old = users[user].interactions[position]
                users[user].interactions[position].device = UInt8(device.places[Int(old.device)])
                users[user].interactions[position].locale = UInt16(locale.places[Int(old.locale)])
                users[user].interactions[position].surface = UInt8(surface.places[Int(old.surface)])
            }
        }
    }

    private func usedNames(_ names: [String], _ index: (Interaction) -> Int) -> (names: [String], places: [Int]) {
        var isUsed = [Bool](repeating: false, count: names.count)
        isUsed[0] = true
        for user in users {
            for interaction in user.interactions { isUsed[index(interaction)] = true }
        }
        var places = [Int](repeating: 0, count: names.count)
        var kept: [String] = []
        for (old, name) in names.enumerated() where isUsed[old] {
            places[old] = kept.count
            kept.append(name)
        }
        return (kept, places)
    }
}
