import Datasets
import Recommenders

extension TasteService {
    /// A person's events beside the tokens that the model reads, for whoever wants to see through the model's eyes; the latest events,
    /// where there are more than are kept one by one.
    ///
    /// Where little data answers, symbols are learned from this person's events alone.
    /// - Throws: `ServingError` (`notReady`, `unknownUser`), `StorageError`.
    public func tokens(of user: UserID) throws -> TokenTable {
        let snapshot = try host.current()
        let person = try person(.user(user), in: snapshot)
        guard !person.interactions.isEmpty else { throw ServingError.unknownUser(user.rawValue) }
        let history = UserHistory(id: user, key: person.key, interactions: person.interactions)
        let names = snapshot.vocabulary
        let data = Dataset(
            name: snapshot.model, catalog: snapshot.titles.catalog, users: [history], devices: names.devices, locales: names.locales,
            surfaces: names.surfaces)
        let tokenizer = (snapshot.engine as? ModelEngine)?.scorer.model.tokenizer ?? InteractionTokenizer.fit([history], dataset: data)
        return TokenTable(history, tokenizer: tokenizer, dataset: data)
    }
}
