import Testing
import Understanding

@Suite("A request to a language model")
struct LanguageRequestTests {
    @Test func equalRequestsAreOneKeyOfACache() {
        let one = LanguageRequest(messages: [.init(.user, "Say it.")])
        var other = one
        #expect(Set([one, other]).count == 1)
        other.schema = "{}"
        #expect(Set([one, other]).count == 2)
    }
}
