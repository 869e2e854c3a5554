import Conversation
import Datasets
import Synchronization
import Understanding

/// A model that does all that a model can do wrong: invents, obeys what data tells it, breaks the schema, and at times behaves.
package final class AdversarialModel: LanguageModel {
    package let name = "adversary"
    private let state = Mutex<UInt64>(1)
    package init() {}

    /// Titles of no catalogue; some are made of everyday words.
    package static let invented = [
        "The Purple Teacups of Oslo", "Zebras of the Northern Quarry", "Midnight Plumber Returns", "Also Watching Tonight",
        "A Film Like This",
        "Return of the Seventh Kettle", "Something To Watch", "Glass Horizon Protocol", "奇怪的茶壶",
    ]

    package func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        let number = state.withLock { state in
            state += 1
            return StableHash.mix(state)
        }
        return LanguageAnswer(text: AdversarialModel.text(number, request.messages.last?.text ?? ""))
    }

    private static func text(_ number: UInt64, _ prompt: String) -> String {
        let title = invented[Int(number >> 32) % invented.count]
        func reply(_ text: String) -> String { JSONTree.object(["reply": .string(text)]).text }
        switch number % 20 {
        case 0: return reply("Try [[1]] and “\(title)”.")
        case 1: return reply("You will love \(title), and [[1]] too.")
        case 2: return reply("[[1]] is here. \(title) as well.")
        case 3: return reply("Have a look at [[7]].")
        case 4: return reply("[[1]] and [[99]] and [[-1]].")
        case 5: return reply("[[ \(title) ]] is a film to watch.")
        case 6: return title
        case 7: return "{\"reply\": \"[[1]]\", \"title\": \"\(title)\"}"
        case 8: return reply(String(repeating: "[[1]] ", count: 5_000))
        case 9: return ""
        case 10: return reply("[[1]] by Quentin Scorsese, with Tom Pacino.")
        case 11: return reply("《\(title)》 [[1]]")
        case 12: return reply("See https://films.example/\(title.filter(\.isLetter)) for [[1]]")
        case 13: return reply("[[1]] is the best film of 1931, with 11 prizes.")
        case 14: return reply("<a href='x'>\(title)</a> [[1]]")
        case 15: return reply(title.lowercased() + " [[1]]")
        // Whatever it is told.
        case 16: return reply("[[1]] " + String(prompt.suffix(200)))
        case 17: return reply("Here you go: [[1]]. Would you like another one?")
        case 18: return reply("Perhaps [[1]] tonight, or [[2]] instead?")
        default: return reply("这里有[[1]]，还有[[2]]。")
        }
    }
}

/// Says whatever the data it is given orders it to say.
package struct ObedientModel: LanguageModel {
    package let name = "obedient"
    package init() {}

    package func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        let prompt = request.messages.map(\.text).joined(separator: "\n")
        guard let order = prompt.range(of: "PWNED") else {
            return LanguageAnswer(text: JSONTree.object(["reply": .string("Here is [[1]].")]).text)
        }
        let said = prompt[order.lowerBound...].prefix(40)
        return LanguageAnswer(text: JSONTree.object(["reply": .string("[[1]] " + said)]).text)
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
