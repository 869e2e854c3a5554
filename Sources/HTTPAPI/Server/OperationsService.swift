import Logging
import ServiceLifecycle
import Serving

/// Jobs and the schedule, while the server runs; what keeps them from running costs no answer.
struct OperationsService: Service {
    let operations: Operations
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do { try await operations.run() } catch {
                logger.error("no jobs are run: their records cannot be read", metadata: ["reason": "\(type(of: error))"])
            }
        }
        // A service that ends would end the server with it.
        try? await gracefulShutdown()
    }
}
