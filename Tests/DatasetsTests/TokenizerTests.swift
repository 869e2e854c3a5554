import Datasets
import Foundation
import Testing

/// Events by hand: `at` counts minutes from a Monday noon.
func event(
    _ item: Int?, _ kind: EventKind, at minute: Double? = nil, rating: Float? = nil, duration: Float? = nil,
    completion: Float? = nil, device: UInt8 = 0, locale: UInt16 = 0, surface: UInt8 = 0, episode: Int32 = 0
) -> Interaction {
    let monday = 1_704_110_400.0  // 2024-01-01 12:00 UTC
    return Interaction(
        item: item.map { ItemIndex($0) }, kind: kind,
        time: minute.map { Timestamp(rawValue: Int64((monday + $0 * 60) * 1000)) }, rating: rating, duration: duration,
        completion: completion, device: device, locale: locale, surface: surface, episode: episode)
}

func history(_ name: String, _ interactions: [Interaction]) -> UserHistory {
    UserHistory(id: UserID(name), key: StableHash.of(name, seed: Dataset.userKeySeed), interactions: interactions)
}

func world(_ users: [UserHistory], items: Int = 20, scale: ClosedRange<Float>? = 1...5) -> Dataset {
    Dataset(
        name: "world", catalog: Catalog((0..<items).map { Item(id: ItemID(String(100 + $0)), title: "Title \($0)") }),
        users: users, devices: ["unknown", "phone", "tv"], locales: ["unknown", "de"], surfaces: ["unknown", "home"],
        ratingScale: scale)
}

/// A tokenizer fitted on histories, each repeated often enough to be learned.
func fitted(
    _ histories: [[Interaction]], configuration: TokenizerConfiguration = TokenizerConfiguration(), copies: Int = 10
) -> InteractionTokenizer {
    let users = (0..<copies).flatMap { copy in
        histories.enumerated().map { history("u\(copy)-\($0)", $1) }
    }
    return InteractionTokenizer.fit(users, dataset: world(users), configuration: configuration)
}

@Suite struct TokenizerTests {
    @Test func neighbouringEventsOnOneTitleBecomeOneToken() {
        let events = [
            event(3, .play, at: 0, duration: 600, device: 2, locale: 1, surface: 1),
            event(3, .pause, at: 10, completion: 0.2, device: 1),
            event(3, .resume, at: 20, duration: 3000, device: 1), event(3, .complete, at: 70 - 21, completion: 0.97),
            event(3, .rating, at: 50, rating: 3), event(3, .rating, at: 51, rating: 4.5),
        ]
        let tokenizer = fitted([events])
        let tokens = tokenizer.tokens(events[...])
        #expect(tokens.count == 1)
        #expect(tokens.items == [ItemIndex(3)])
        #expect(tokens.sources == [0..<6])
        #expect(tokens.durations == [OutcomeBuckets.duration(3600)])
        #expect(tokens.completions == [10])
        #expect(tokens.ratings == [8])
        #expect(tokens.isTarget == [true])
        #expect(tokens.devices == [2])
        #expect(tokens.locales == [1])
        #expect(tokens.surfaces == [1])
        #expect(tokens.hoursOfWeek == [13])
        #expect(tokenizer.engagements.kinds(of: tokens.engagements[0]) == events.map(\.kind))
        #expect(tokenizer.report.compression == 6)
        #expect(tokenizer.report.lost == 0)
    }

    @Test func aPauseOverThirtyMinutesEndsTheToken() {
        let near = [event(1, .play, at: 0), event(1, .complete, at: 30)]
        let far = [event(1, .play, at: 0), event(1, .complete, at: 30.02)]
        let tokenizer = fitted([near, far])
        #expect(tokenizer.tokens(near[...]).count == 1)
        #expect(tokenizer.tokens(far[...]).count == 2)
        #expect(Sessionizer().sessions(of: far[...]) == [0..<1, 1..<2])
        #expect(Sessionizer().sessions(of: near[...]) == [0..<2])
        #expect(Sessionizer().sessions(of: []) == [])
    }

    @Test func anotherTitleEndsTheToken() {
        let events = [event(1, .play, at: 0), event(2, .play, at: 1), event(1, .play, at: 2)]
        #expect(fitted([events]).tokens(events[...]).items.map(\.position) == [1, 2, 1])
    }

    @Test func impressionsAndSearchesDoNotSeparateAToken() {
        let events = [
            event(1, .play, at: 0), event(2, .impression, at: 1), event(nil, .search, at: 2), event(1, .complete, at: 3),
        ]
        let tokenizer = fitted([events])
        let tokens = tokenizer.tokens(events[...])
        #expect(tokens.items.map(\.position) == [1])
        #expect(tokens.sources == [0..<4])
        #expect(tokenizer.engagements.kinds(of: tokens.engagements[0]) == [.play, .complete])
        #expect(tokenizer.report.setAside == 20)
    }

    @Test func aBingeIsOneToken() {
        let events = (0..<4).map { event(7, .play, at: Double($0) * 25, duration: 1500, episode: Int32($0 + 1)) }
        let tokens = fitted([events]).tokens(events[...])
        #expect(tokens.count == 1)
        #expect(tokens.durations == [OutcomeBuckets.duration(6000)])
    }

    @Test func hidesAndThumbsDownAreHistoryAndNeverTargets() {
        let events = [
            event(1, .hide, at: 0), event(2, .thumbsDown, at: 1), event(3, .play, at: 2), event(3, .thumbsDown, at: 3),
            event(4, .play, at: 4),
        ]
        let tokens = fitted([events]).tokens(events[...])
        #expect(tokens.items.map(\.position) == [1, 2, 3, 4])
        #expect(tokens.isTarget == [false, false, false, true])
    }

    @Test func orderOnlyDataIsNotMergedAndKnowsNoContext() {
        let events = [event(1, .interaction), event(1, .interaction), event(2, .interaction)]
        let tokens = fitted([events]).tokens(events[...])
        #expect(tokens.items.map(\.position) == [1, 1, 2])
        #expect(tokens.times == [.min, .min, .min])
        #expect(tokens.hoursOfWeek == [0, 0, 0])
        #expect(tokens.durations == [0, 0, 0])
        #expect(tokens.ratings == [0, 0, 0])
        #expect(tokens.isTarget == [true, true, true])
    }

    @Test func mergingCanBeSwitchedOff() {
        let events = [event(1, .play, at: 0), event(1, .complete, at: 3), event(2, .impression, at: 4)]
        let tokenizer = fitted([events], configuration: TokenizerConfiguration(mergesAdjacent: false))
        #expect(tokenizer.tokens(events[...]).items.map(\.position) == [1, 1])
        #expect(tokenizer.report.compression == 1)
    }

    @Test func requestFieldsOfATokenDoNotMoveWithItsOutcome() {
        var generator = SeededGenerator(seed: 11)
        let neutral: [EventKind] = [.play, .complete, .rating, .thumbsUp, .resume]
        for round in 0..<300 {
            let events = randomEvents(&generator, kinds: neutral)
            let tokenizer = fitted([events], copies: 2)
            let before = tokenizer.tokens(events[...])
            guard let step = (0..<before.count).randomElement(using: &generator) else { continue }
            var changed = events
            for position in before.sources[step] {
                changed[Int(position)].kind = neutral.randomElement(using: &generator)!
                changed[Int(position)].item = ItemIndex(19)
                changed[Int(position)].rating = Float.random(in: 1...5, using: &generator)
                changed[Int(position)].duration = Float.random(in: 0...9000, using: &generator)
                changed[Int(position)].completion = Float.random(in: 0...1, using: &generator)
                changed[Int(position)].episode += 1
            }
            let after = tokenizer.tokens(changed[...])
            #expect(after.times == before.times, "round \(round)")
            #expect(after.devices == before.devices, "round \(round)")
            #expect(after.hoursOfWeek == before.hoursOfWeek, "round \(round)")
            #expect(after.locales == before.locales, "round \(round)")
            #expect(after.surfaces == before.surfaces, "round \(round)")
            #expect(after.items[..<step] == before.items[..<step], "round \(round)")
            #expect(after.engagements[..<step] == before.engagements[..<step], "round \(round)")
            #expect(after.items != before.items, "round \(round)")
        }
    }

    @Test func aPrefixOfEventsGivesAPrefixOfTokensAndAnOpenLastOne() {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<100 {
            let events = randomEvents(&generator, kinds: [.play, .pause, .complete, .impression, .hide, .progress])
            let tokenizer = fitted([events], copies: 3)
            let whole = tokenizer.tokens(events[...])
            let part = tokenizer.tokens(events[..<(events.count / 2)])
            #expect(part.count <= whole.count)
            let closed = max(part.count - 1, 0)
            #expect(part.items.elementsEqual(whole.items[..<part.count]), "round \(round)")
            #expect(part.engagements[..<closed] == whole.engagements[..<closed], "round \(round)")
            #expect(part.times.elementsEqual(whole.times[..<part.count]), "round \(round)")
        }
    }

    private func randomEvents(_ generator: inout SeededGenerator, kinds: [EventKind]) -> [Interaction] {
        var minute = 0.0
        return (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            minute += Double.random(in: 0...40, using: &generator)
            return event(
                Int.random(in: 0..<4, using: &generator), kinds.randomElement(using: &generator)!, at: minute,
                rating: 3, duration: 60, device: UInt8.random(in: 0...2, using: &generator),
                locale: UInt16.random(in: 0...1, using: &generator), surface: UInt8.random(in: 0...1, using: &generator))
        }
    }
}

@Suite struct OpenTokenTests {
    private let events = (0..<400).flatMap { step in
        [EventKind.play, .pause, .resume, .complete].enumerated().map { place, kind in
            event(step % 19, kind, at: Double(step * 60 + place), duration: 10)
        }
    }

    @Test func fifteenPercentOfTrainingTokensAreCut() {
        let tokenizer = fitted([events], copies: 1)
        let user = history("someone", events)
        let whole = tokenizer.tokens(events[...])
        let cut = tokenizer.trainingTokens(user, epoch: 0, seed: 1)
        let changed = (0..<whole.count).filter { whole.sources[$0] != cut.sources[$0] }
        #expect(whole.count == 400)
        #expect((35...90).contains(changed.count))
        for token in changed {
            let kept = cut.sources[token].count
            #expect((1...3).contains(kept))
            #expect(cut.durations[token] == OutcomeBuckets.duration(Float(10 * kept)))
            let kinds = tokenizer.engagements.kinds(of: cut.engagements[token])
            #expect(kinds == [EventKind.play, .pause, .resume, .complete].prefix(kept).map { $0 })
        }
        #expect(cut.items == whole.items)
        #expect(cut.isTarget == whole.isTarget)
        #expect(cut.times == whole.times)
        #expect(cut.hoursOfWeek == whole.hoursOfWeek)
    }

    @Test func cutsFollowFromUserEpochAndSeedAlone() {
        let tokenizer = fitted([events], copies: 1)
        let user = history("someone", events)
        let first = tokenizer.trainingTokens(user, epoch: 3, seed: 9)
        #expect(first == tokenizer.trainingTokens(user, epoch: 3, seed: 9))
        #expect(first != tokenizer.trainingTokens(user, epoch: 4, seed: 9))
        #expect(first != tokenizer.trainingTokens(user, epoch: 3, seed: 10))
        #expect(first != tokenizer.trainingTokens(history("other", events), epoch: 3, seed: 9))
    }

    @Test func aTokenIsOpenWhileItsSessionLasts() {
        let tokenizer = fitted([events], copies: 1)
        let short = [event(1, .play, at: 0)]
        #expect(tokenizer.isLastTokenOpen(short[...], at: event(1, .play, at: 29).time))
        #expect(!tokenizer.isLastTokenOpen(short[...], at: event(1, .play, at: 31).time))
        #expect(!tokenizer.isLastTokenOpen(short[...], at: nil))
        #expect(!tokenizer.isLastTokenOpen([], at: event(1, .play, at: 31).time))
    }

    @Test func manyGapsHaveTheBucketsOfEach() {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<200 {
            let width = Int64(1) << Int64(round % 40)
            var times = (0..<50).map { _ in Int64.random(in: -width...width, using: &generator) } + [.min, .max, 0, 0]
            if round % 2 == 0 { times.sort() }
            for to in [0, width, -width, .min, .max, times[7]] as [Int64] {
                var found = [UInt8](repeating: 0, count: times.count)
                times.withUnsafeBufferPointer { times in
                    found.withUnsafeMutableBufferPointer { TimeGapBucket.fill($0.baseAddress!, from: times, to: to) }
                }
                #expect(found == times.map { TimeGapBucket.bucket(from: $0, to: to) }, "round \(round), to \(to)")
            }
        }
    }
}
