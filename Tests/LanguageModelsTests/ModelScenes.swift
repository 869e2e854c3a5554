import Foundation
import TestSupport

/// What a model's server says.
extension ScriptedServer.Scene {
    /// A completion that says this.
    static func says(_ text: String, finish: String = "stop", more: String = "") -> Self {
        .answer(
            200,
            #"{"choices":[{"message":{"role":"assistant","content":\#(quoted(text))\#(more)},"finish_reason":"\#(finish)"}],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#
        )
    }

    static func quoted(_ text: String) -> String {
        String(decoding: try! JSONEncoder().encode(text), as: UTF8.self)
    }

    /// Events with these data.
    static func stream(_ events: [String]) -> String {
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
            + events.map { "data: \($0)\r\n\r\n" }.joined()
    }
}
