import HTTPTypes
import Hummingbird

/// What every answer carries, errors too.
struct SecurityHeaders: Sendable {
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'
        """
    private let fields: HTTPFields

    init(_ options: ServerOptions) {
        var fields: HTTPFields = [
            HTTPField.Name("Content-Security-Policy")!: SecurityHeaders.policy,
            HTTPField.Name("X-Content-Type-Options")!: "nosniff",
            HTTPField.Name("Referrer-Policy")!: "no-referrer",
            HTTPField.Name("Cross-Origin-Opener-Policy")!: "same-origin",
            HTTPField.Name("X-Frame-Options")!: "DENY",
            SecurityHeaders.resourcePolicy: "same-origin",
        ]
        if options.tls != nil { fields[.strictTransportSecurity] = "max-age=31536000" }
        self.fields = fields
    }

    func complete(_ response: inout APIResponse, id: String, date: String) {
        response.headers.append(contentsOf: fields)
        response.headers[Headers.requestID] = id
        response.headers[.date] = date
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
