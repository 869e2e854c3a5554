import Foundation
import Synchronization

/// Lets one of two models serve, then the other; knows which may be serving after a kill.
final class ModelSwitcher: Sendable {
    private struct State {
        /// Acknowledged last.
        var current: String?
        /// Asked for, without an answer.
        var asked: String?
        var switches = 0
    }
    private let models: [String]
    private let state = Mutex(State())

    init(models: [String]) { self.models = models }

    var switches: Int { state.withLock { $0.switches } }

    /// Switches until it is cancelled or the server is gone.
    func run(_ client: LoadClient) async {
        guard models.count > 1 else { return }
        while !Task.isCancelled {
            let next = state.withLock { state in
                let next = models.first { $0 != state.current } ?? models[0]
                state.asked = next
                return next
            }
            // Over the gate: without it the answer is that of a job which has yet to judge, and promises nothing.
            let body = #"{"override": true, "reason": "which model serves is tried under kills"}"#
            let answer = await client.send(
                LoadRequest(method: "POST", target: "/v1/models/\(next)/promote", body: Array(body.utf8), keepsBody: true))
            guard answer.status != 0 else { return }
            state.withLock { state in
                state.asked = nil
                guard answer.status == 200 else { return }
                state.current = next
                state.switches += 1
            }
            try? await Task.sleep(for: .milliseconds(30))
        }
    }

    /// Judges the model of a server that has just started.
    ///
    /// - Returns: what is wrong; nil when it is what was acknowledged, or what was asked for when the kill came.
    func judge(_ model: String) -> String? {
        state.withLock { state in
            defer { (state.current, state.asked) = (model, nil) }
            guard let current = state.current else { return nil }
            return model == current || model == state.asked
                ? nil : "model \(model) serves; acknowledged was \(current), asked \(state.asked ?? "none")"
        }
    }
}
