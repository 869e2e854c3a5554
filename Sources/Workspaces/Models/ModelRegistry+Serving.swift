/// The model that answers, and those that would have come before it but are damaged.
public struct ServingModel: Sendable {
    public var name: String
    /// Verified.
    public var folder: String
    public var manifest: ModelManifest
    /// Why better-placed models were passed over, in the order they were tried.
    public var refused: [RegistryError]
}

/// One line of the list of models.
public struct ModelListing: Sendable {
    public var name: String
    public var serves: Bool
    /// Place in the way back: 1 is where a rollback leads; nil when it was never promoted, or serves.
    public var rollbackPlace: Int?
    /// Nil when it cannot be read; `damage` then says why.
    public var manifest: ModelManifest?
    public var damage: RegistryError?
}

extension ModelRegistry {
    /// All models in byte order of their names.
    ///
    /// Only manifests are compared with their seals; `verify` compares every byte.
    public func list() throws -> [ModelListing] {
        let pointer = try? ModelPointer.read(in: folder)
        return try names().map { name in
            let place = (pointer?.previous.firstIndex(of: name)).map { $0 + 1 }
            var listing = ModelListing(name: name, serves: pointer?.current == name, rollbackPlace: place)
            do { listing.manifest = try manifest(of: name) } catch let error as RegistryError { listing.damage = error }
            return listing
        }
    }

    /// Makes a model the one that serves, after verifying it.
    public func promote(_ name: String) throws {
        try verify(name)
        let lock = try WriterLock(file: folder + "/.lock", purpose: "promoting \(name)")
        defer { withExtendedLifetime(lock) {} }
        var pointer = (try? ModelPointer.read(in: folder)) ?? ModelPointer(current: name, previous: [])
        pointer.promote(name)
        // Also when it serves already: a run that was killed in between may have left the copy behind.
        try pointer.write(in: folder)
    }

    /// Goes back to the model that served before; needs no training.
    ///
    /// Damaged models on the way are passed over and named in the answer.
    /// - Throws: `RegistryError.nonePromoted` when there is nothing to go back to; the pointer is then unchanged.
    @discardableResult
    public func rollback() throws -> ServingModel {
        guard FileSystemCall.exists(folder) else { throw nothingEarlier() }
        let lock = try WriterLock(file: folder + "/.lock", purpose: "rolling back")
        defer { withExtendedLifetime(lock) {} }
        guard let pointer = try ModelPointer.read(in: folder), !pointer.previous.isEmpty else {
            throw nothingEarlier()
        }
        let model = try firstGood(pointer.previous)
        let rest = pointer.previous.drop { $0 != model.name }.dropFirst()
        try ModelPointer(current: model.name, previous: Array(rest)).write(in: folder)
        return model
    }

    /// The promoted model, verified; when it is damaged, the last good one before it.
    public func serving() throws -> ServingModel {
        guard FileSystemCall.exists(folder), let pointer = try ModelPointer.read(in: folder) else {
            throw RegistryError(
                .nonePromoted, "no model serves yet",
                advice: "Train one with `tastemaker train`, or name one with `tastemaker models promote NAME`")
        }
        var model = try firstGood([pointer.current] + pointer.previous)
        if let damage = pointer.damage { model.refused.insert(damage, at: 0) }
        return model
    }

    private func nothingEarlier() -> RegistryError {
        RegistryError(.nonePromoted, "there is no earlier model to go back to", advice: "See `tastemaker models list`")
    }

    private func firstGood(_ names: [String]) throws -> ServingModel {
        var refused: [RegistryError] = []
        for name in names {
            do {
                return ServingModel(name: name, folder: path(of: name), manifest: try verify(name), refused: refused)
            } catch let error as RegistryError {
                refused.append(error)
            }
        }
        throw RegistryError(
            .noneServes, model: names.first ?? "", refused.map(\.reason).joined(separator: "; "),
            advice: "Train again with `tastemaker train`; no promoted model is whole")
    }
}
