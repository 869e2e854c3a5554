import Foundation
import HTTPAPI
import LanguageModels
import Serving
import Understanding

/// Connects the language model that the settings name.
enum LanguageConnection {
    /// Without one, things are worded by ourselves, and nothing leaves the machine.
    ///
    /// - Throws: `ServerError` for settings that cannot be followed. Whether anybody is there shows with the first question.
    static func desk(_ settings: Settings) throws -> LanguageDesk {
        guard let language = try settings.language() else { return LanguageDesk() }
        let wall: @Sendable () -> Double = { Date().timeIntervalSince1970 }
        let meter = LanguageMeter(budget: language.budget) { Int64(wall() / 86_400) }
        let endpoint = ModelEndpoint(
            address: language.address, model: language.model, key: language.key, concurrency: language.concurrency,
            queue: language.concurrency * 4)
        let model = OpenAIDialectModel(endpoint, meter: meter, clock: .system(wall: wall))
        return LanguageDesk(
            model, meter: meter, deadline: language.deadline, readsQueries: language.readsQueries, choosesTitles: language.choosesTitles)
    }
}
