import Datasets
import Simulation

/// Somebody that a demonstration makes recommendations for.
public struct DemonstrationPerson: Sendable {
    public var name: String
    /// One plain sentence.
    public var story: String
    public var requests: [RecommendationRequest]
}

extension Workspace {
    /// Three people of the simulated audience, one of them on two devices at two hours, and one whom nobody has met.
    public func simulatedPeople(count: Int = 5) throws -> [DemonstrationPerson] {
        var people = try DemoPeople.known.enumerated().map { place, person in
            let requests =
                place == 0
                ? try twoMoments(of: person.id, count: count) : [RecommendationRequest(.user(person.id), count: count)]
            return DemonstrationPerson(name: person.name, story: person.description, requests: requests)
        }
        let newcomer = DemoPeople.newcomer
        let titles = newcomer.titles.joined(separator: "; ")
        people.append(
            DemonstrationPerson(
                name: newcomer.name, story: newcomer.description, requests: [RecommendationRequest(.history(titles), count: count)]))
        return people
    }

    /// On the phone at noon and on the television at night, of the first Wednesday after the user's last event.
    private func twoMoments(of user: UserID, count: Int) throws -> [RecommendationRequest] {
        let last = try store.events(of: user).last?.time?.seconds ?? 0
        // Days since 1970, which began on a Thursday: those that leave 6 when divided by 7 are Wednesdays.
        let tomorrow = last / 86_400 + 1
        let wednesday = tomorrow + (13 - tomorrow % 7) % 7
        let (noon, night) = (wednesday * 86_400 + 12 * 3600 + 1800, wednesday * 86_400 + 21 * 3600 + 1800)
        return [
            RecommendationRequest(.user(user), count: count, time: Timestamp(seconds: noon), device: "phone"),
            RecommendationRequest(.user(user), count: count, time: Timestamp(seconds: night), device: "television"),
        ]
    }

    /// Three users with a history worth looking at, chosen by hash, and one whom nobody has met.
    ///
    /// - Throws: `WorkspaceError.noData` when there is no event.
    public func strangers(count: Int = 5) throws -> [DemonstrationPerson] {
        let data = try dataset()
        let lengths = data.users.map(\.interactions.count).sorted()
        let typical = lengths[lengths.count / 2]
        let users = data.users.filter { (typical / 2...typical * 2).contains($0.interactions.count) }.prefix(3)
        var people = users.map { user in
            DemonstrationPerson(
                name: "user \(user.id)", story: "\(user.interactions.count) events.",
                requests: [RecommendationRequest(.user(user.id), count: count)])
        }
        let titles = Workspace.wellKnown(in: data)
        if !titles.isEmpty {
            people.append(
                DemonstrationPerson(
                    name: "somebody new", story: "Nobody has met them; they name \(titles.count) titles.",
                    requests: [RecommendationRequest(.history(titles.map { "id:\($0)" }.joined(separator: "; ")), count: count)]))
        }
        return people
    }

    /// The most popular item of the data and the two that follow it most often: a taste that somebody might have.
    private static func wellKnown(in data: Dataset) -> [ItemID] {
        func most(_ counts: [Int], except: [Int]) -> Int? {
            counts.indices.filter { !except.contains($0) && counts[$0] > 0 }.max { (counts[$0], -$0) < (counts[$1], -$1) }
        }
        var counts = [Int](repeating: 0, count: data.catalog.count)
        for user in data.users { for item in user.interactions.compactMap(\.item) { counts[item.position] += 1 } }
        guard let first = most(counts, except: []) else { return [] }
        var chosen = [first]
        var together = [Int](repeating: 0, count: data.catalog.count)
        for user in data.users {
            let items = user.interactions.compactMap { $0.item?.position }
            for (item, next) in zip(items, items.dropFirst()) where item == first { together[next] += 1 }
        }
        while chosen.count < 3, let next = most(together, except: chosen) { chosen.append(next) }
        return chosen.map { data.catalog.items[$0].id }
    }
}
