import DataDoctor
import Datasets
import Testing

@Suite struct ValueTests {
    @Test func noEventsAndNoChoicesBlock() {
        let empty = planted { $0.events = [] }
        #expect(empty.report().isBlocked && empty.codes().contains(.noEvents))
        let shown = planted { world in
            for position in world.events.indices { world.events[position].kind = .impression }
        }
        #expect(shown.report().isBlocked && shown.codes().contains(.noTargets))
    }

    @Test func timesInTheFutureBeforeTheNetOrInTheWrongUnitAreFound() throws {
        let future = planted { $0.events[3].time = Timestamp(seconds: PlantedWorld.now.seconds + 10) }
        #expect(try #require(future.report().finding(.future)).examples[0].place == "events.csv:5")
        let old = planted { $0.events[3].time = Timestamp(seconds: 0) }
        #expect(try #require(old.report().finding(.beforeNineties)).count == 1)
        let unit = planted { world in
            for position in world.events.indices {
                world.events[position].time = Timestamp(rawValue: world.events[position].time!.seconds)
            }
        }
        #expect(unit.report().isBlocked && unit.codes().contains(.wrongTimeUnit))
    }

    @Test func daysOfAnotherTimeZoneAreDays() throws {
        let world = planted { world in
            for position in world.events.indices {
                let day = world.events[position].time!.seconds / 86_400
                world.events[position].time = Timestamp(seconds: day * 86_400 + 5 * 3600)
            }
        }
        let report = world.report()
        #expect(report.times?.resolution == .day)
        #expect(try #require(report.finding(.dayResolution)).figures["midnightHourUTC"] == 5)
    }

    @Test func midnightsAndWholeHoursAmongFinerStampsAreFound() {
        func world(_ step: Int64) -> PlantedWorld {
            planted { world in
                for position in world.events.indices where position % 10 == 0 {
                    world.events[position].time = Timestamp(seconds: world.events[position].time!.seconds / step * step)
                }
            }
        }
        #expect(world(86_400).codes().contains(.midnightStamps))
        #expect(world(3600).codes().contains(.wholeHourStamps))
    }

    @Test func missingTimesAreSaid() {
        let none = planted { world in
            for position in world.events.indices { world.events[position].time = nil }
        }
        #expect(none.codes().contains(.noTimes))
        let some = planted { world in
            for position in 0..<300 { world.events[position].time = nil }
        }
        #expect(some.codes().contains(.timesPartlyMissing))
    }

    @Test func impossibleOutcomesAreCounted() throws {
        let world = planted { world in
            world.events[0].duration = -5
            world.events[1].completion = 1.5
            world.events[2].completion = -0.5
            world.events[3].rating = 7
            world.events[4].duration = 200_000
            world.events[5].item = nil
        }
        let report = world.report()
        #expect(report.finding(.negativeDuration)?.count == 1)
        #expect(report.finding(.completionOutside)?.count == 2)
        #expect(report.finding(.ratingOutside)?.examples.first?.what.contains("rating 7") == true)
        #expect(report.finding(.longDuration)?.count == 1)
        #expect(report.finding(.eventsWithoutItem)?.count == 1)
    }

    @Test func ratingsThatAreAlwaysTheSameSayNothing() {
        let world = planted { world in
            for position in world.events.indices where position % 20 != 0 { world.events[position].rating = 5 }
        }
        #expect(world.codes().contains(.degenerateRatings))
    }

    @Test func orphansAreFoundOnBothSides() throws {
        let world = planted { world in
            world.items.removeFirst(20)
            world.items += (0..<100).map { Item(id: ItemID("unused\($0)"), title: "Unused \($0)", year: 1990, facets: [.genre: ["Drama"]]) }
            world.users = [UserAttributes(id: UserID("silent"), values: ["age": "30"])]
        }
        let report = world.report()
        #expect(try #require(report.finding(.undescribedItems)).count == 20)
        #expect(report.finding(.unusedItems)?.count == 100)
        #expect(report.finding(.usersWithoutEvents)?.count == 1)
        #expect(planted { $0.items = [] }.report().finding(.undescribedItems)?.severity == .opportunity)
    }

    @Test func gapsInDescriptionsAreFound() {
        let world = planted { world in
            for place in world.items.indices {
                world.items[place].facets = [:]
                world.items[place].year = nil
                if place % 5 == 0 { world.items[place].title = world.items[place].id.rawValue }
            }
        }
        let codes = world.codes()
        #expect(codes.contains(.missingFacets) && codes.contains(.missingYears) && codes.contains(.missingTitles))
    }

    @Test(arguments: ["AmÃ©lie", "Donâ€™t Look Now", "Caf\u{FFFD}", "Rock \u{92}n\u{92} Roll"]) func damagedTextIsRecognised(
        _ title: String
    ) {
        #expect(planted { $0.items[0].title = title }.codes().contains(.damagedText))
    }

    @Test(arguments: ["Amélie", "São Paulo, SÃO PAULO", "L’Âge d’or", "Ça ira", "Crouching Tiger 臥虎藏龍", "Naïve — “quoted”"])
    func soundTextIsLeftInPeace(_ title: String) {
        #expect(planted { $0.items[0].title = title }.codes() == [])
    }

    @Test func entitiesAndSharedTitlesAreFound() {
        #expect(planted { world in for place in 0..<5 { world.items[place].title += " &amp; more" } }.codes().contains(.htmlEntities))
        #expect(
            planted { world in
                for place in 0..<5 { (world.items[place].title, world.items[place].year) = ("Heat", 1995) }
            }.codes().contains(.sharedTitles))
    }

    @Test func rejectedRowsAreReportedByKind() throws {
        let world = planted { world in
            world.problems = (1...300).map { RowProblem(.malformed, file: "events.csv", line: 20_000 + $0, field: "user", reason: "empty") }
        }
        let finding = try #require(world.report().finding(.badRows))
        #expect(finding.count == 300 && finding.severity == .warning)
        #expect(finding.examples.first?.place == "events.csv:20001")
    }

    @Test func whatOneMoreColumnWouldUnlockIsSaid() {
        let plays = planted { world in
            for position in world.events.indices { world.events[position].kind = .play }
        }
        #expect(plays.report().finding(.missingDurations)?.unlocks.contains("finished and abandoned") == true)
        let clicks = planted { world in
            for position in world.events.indices { world.events[position].kind = .click }
        }
        #expect(clicks.codes().contains(.missingImpressions))
        let plain = planted { world in
            for position in world.events.indices { world.events[position].kind = .interaction }
        }
        #expect(plain.codes().contains(.unspecifiedKind))
    }

    @Test func smallDataIsCalledSmall() {
        #expect(PlantedWorld(users: 50).codes().contains(.fewUsers))
        #expect(PlantedWorld(users: 150).codes().contains(.smallData))
    }
}
