import Conversation
import ConversationSupport
import Datasets
import Recommenders
import Serving
import Testing

@Suite struct GroupTests {
    private let all = ItemMask(itemCount: 5, all: true)

    @Test func oneMembersOrderIsItsOwn() {
        #expect(GroupTaste.together([[3, 1, 2, 5, 4]], among: all) == [3, 1, 2, 5, 4])
    }

    @Test func nobodyCountsMoreForLargerNumbers() {
        let one: [Float] = [1, 2, 3, 4, 5]
        let other: [Float] = [5, 4, 3, 2, 1]
        let small = GroupTaste.together([one, other], among: all)
        #expect(small == GroupTaste.together([one.map { $0 * 1_000 }, other], among: all))
    }

    @Test func whatSomebodyCanLeastStandStandsBelowTheRest() {
        // The first title is best for two and worst for the third.
        let members: [[Float]] = [[9, 3, 2, 1, 0], [9, 2, 3, 1, 0], [-9, 3, 2, 5, 1]]
        let scores = GroupTaste.together(members, among: all)
        #expect(scores[0] < scores[1] && scores[0] < scores[2] && scores[0] < scores[3])
        // The average alone would put it first.
        let mean = (0..<5).map { title in members.reduce(Float(0)) { $0 + $1[title] } }
        #expect(mean.max() == mean[1] || mean[0] > mean[4])
    }

    @Test func equalScoresShareTheirPlace() {
        let scores = GroupTaste.together([[1, 1, 1, 1, 1], [1, 2, 3, 4, 5]], among: all)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func titlesThatMayNotBeShownAreNotCompared() {
        var some = all
        some.remove(ItemIndex(4))
        let scores = GroupTaste.together([[1, 2, 3, 4, 100], [4, 3, 2, 1, 100]], among: some)
        #expect(scores[1] == scores[2])
    }

    @Test func companyChangesTheListAndIsNamed() async throws {
        let world = try World.shared.get()
        let users = try world.service.workspace.store.userIDs()
        let chat = ChatService(world.service)
        let alone = try await world.say("dramas", to: chat, state: nil) { $0.asker = .user(users[0]) }.reply
        let together = try await world.say("dramas", to: chat, state: nil) {
            $0.asker = .user(users[0])
            $0.company = [.user(users[1]), .user(users[2])]
        }.reply
        #expect(alone.cards.map(\.id) != together.cards.map(\.id))
        let named = try await World.talk("something my parents would like too", "my wife loves Notting Hill", "just me now")
        #expect(World.keys(named[0]).contains("with:parents") && named[0].text.contains("parents"))
        #expect(World.keys(named[1]).isSuperset(of: ["with:parents", "with:partner"]))
        #expect(!named[1].cards.contains { $0.id.rawValue == "notting-hill-1999" })
        #expect(World.keys(named[2]).isDisjoint(with: ["with:parents", "with:partner"]))
    }
}
