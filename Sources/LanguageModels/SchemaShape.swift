import Synchronization
import Understanding

/// How a server wants to be told that an answer must follow a schema.
enum SchemaShape: Sendable, CaseIterable {
    /// OpenAI's: `response_format: {"type": "json_schema", …}`.
    case jsonSchema
    /// llama.cpp's: `response_format: {"type": "json_object", "schema": …}`.
    case jsonObject
    /// Neither is understood: the schema stands in the conversation.
    case inWords
}

/// Which shape a server takes: found out with the first questions, and remembered.
final class ShapeMemory: Sendable {
    private let state = Mutex((shape: SchemaShape.jsonSchema, isSure: false))

    var shape: SchemaShape { state.withLock { $0.shape } }

    /// A question in this shape was answered.
    func confirm(_ shape: SchemaShape) { state.withLock { $0 = (shape, true) } }

    /// What to try after a question was refused in these shapes, the last of them just now; nil where the refusal was about
    /// something else.
    ///
    /// A shape that was taken before is doubted when the server says that the question is wrong, not when it fails: a failure that
    /// passes must not be remembered as a matter of shape.
    func after(_ tried: [SchemaShape], status: Int) -> SchemaShape? {
        state.withLock { state in
            let isRefusal = status == 400 || status == 422
            guard isRefusal || (!state.isSure && (status == 500 || status == 501)) else { return nil }
            if isRefusal { state.isSure = false }
            return SchemaShape.allCases.first { !tried.contains($0) }
        }
    }
}
