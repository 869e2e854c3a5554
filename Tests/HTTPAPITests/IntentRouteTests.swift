import HTTPAPI
import Testing

/// The parameters of a correction, on the routes that take them; what a model makes of one is tested with the service.
@Suite struct IntentRouteTests {
    private static let parameters = ["intent=rewatch", "intent.genre=Comedy", "intent.format=film", "intent.recency=new"]

    @Test func whereNoIntentIsPredictedACorrectionIsRefusedByName() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            for route in ["home", "recommendations", "profile"] {
                for parameter in Self.parameters {
                    let answer = try await server.ask("GET", "/v1/users/\(user)/\(route)?\(parameter)")
                    #expect(answer.status == 400, "\(route) \(parameter)")
                    let fault = try answer.json()["errors"]?.array?.first
                    #expect(fault?["parameter"]?.string == String(parameter.split(separator: "=")[0]))
                    #expect(fault?["detail"]?.string?.contains("predicts no intent") == true)
                }
            }
            for route in ["session/home", "session/recommendations"] {
                let answer = try await server.ask("POST", "/v1/\(route)", body: #"{"intent.genre": "Comedy"}"#)
                #expect(answer.status == 400, "\(route)")
                #expect(try answer.json()["detail"]?.string?.contains("predicts no intent") == true)
                for nothing in ["null", "\"\""] {
                    #expect(try await server.ask("POST", "/v1/\(route)", body: #"{"intent.genre": \#(nothing)}"#).status == 200)
                }
            }
            // A form sends every field, filled in or not.
            #expect(try await server.ask("GET", "/v1/users/\(user)/home?intent=&intent.genre=").status == 200)
            let long = String(repeating: "x", count: 101)
            #expect(try await server.ask("GET", "/v1/users/\(user)/home?intent=\(long)").status == 400)
            #expect(try await server.ask("GET", "/v1/users/\(user)/home?intent.mood=calm").status == 400)
            #expect(try await server.ask("GET", "/v1/users/\(user)/profile").json()["intent"] == nil)
        }
    }
}
