import HTTPTypes
import Serving

/// Whether the process lives, and whether it should be sent requests.
struct HealthController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/health/live", "getLiveness", .open) { [host] _ in live(host) },
            Route(.get, "/health/ready", "getReadiness", .open) { [host] _ in try ready(host) },
        ]
    }
}

private func live(_ host: APIHost) -> APIResponse { .object { $0.field("status", "live") } }

private func ready(_ host: APIHost) throws(Problem) -> APIResponse {
    switch host.readiness {
    case .starting: throw Problem(.notReady, detail: "the model is being loaded and warmed up", retryAfter: 2)
    case .stopping: throw Problem(.notReady, detail: "the server is shutting down", retryAfter: 5)
    case .ready: break
    }
    guard let snapshot = try? host.service.host.current() else { throw Problem(.notReady, detail: "no model is loaded", retryAfter: 2) }
    return .object { json in
        json.field("status", "ready")
        json.field("model_version", snapshot.model)
        json.field("generation", snapshot.generation)
        // The snapshot before still answers; operators should know.
        json.field("is_degraded", host.service.host.failure != nil || !snapshot.refused.isEmpty)
    }
}
