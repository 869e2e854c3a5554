import Datasets
import Recommenders

extension Workspace {
    /// One user's events beside their tokens.
    ///
    /// - Parameter model: whose tokenizer is used; nil for the one that serves, or for one without learned symbols when
    ///   nothing has been trained yet.
    /// - Throws: `WorkspaceError.unknownUser`, `RegistryError`, `StorageError`.
    public func tokenTable(of user: UserID, model name: String? = nil) throws -> TokenTable {
        let loaded = try modelIfAny(name)
        var data = try dataset(of: user, known: loaded?.bundle.model.itemIDs ?? [])
        if let resolution = loaded?.bundle.run.split.resolution { data = data.coarsened(to: resolution) }
        let tokenizer =
            loaded?.bundle.model.tokenizer.adapted(to: data)
            ?? InteractionTokenizer.fit(data.users, dataset: data, configuration: TokenizerConfiguration())
        return TokenTable(data.users[0], tokenizer: tokenizer, dataset: data)
    }

    private func modelIfAny(_ name: String?) throws -> LoadedModel? {
        do { return try loadModel(name) } catch let error as RegistryError where name == nil && error.code == .nonePromoted { return nil }
    }
}
