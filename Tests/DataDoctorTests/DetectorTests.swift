import DataDoctor
import Datasets
import Testing

@Suite struct DetectorTests {
    @Test(arguments: [7, 8, 9] as [UInt64]) func cleanDataGetsNoFindingAtAll(_ seed: UInt64) {
        let report = PlantedWorld(seed: seed).report()
        #expect(report.findings.map { "\($0.code.rawValue): \($0.summary)" } == [])
        #expect(report.counts.users == 420 && report.counts.events > 10_000)
        #expect(report.times?.resolution == .second)
    }

    @Test func tiedLastPairsAreCountedByUser() throws {
        let world = planted { world in
            for history in world.histories where history.count >= 2 && history[0] % 2 == 0 {
                world.events[history[history.count - 1]].time = world.events[history[history.count - 2]].time
            }
        }
        let tied = world.histories.filter { $0.count >= 2 && $0[0] % 2 == 0 }.count
        let finding = try #require(world.report().finding(.ties))
        #expect(finding.count == tied && finding.severity == .warning)
        #expect(finding.examples.count >= 2 && finding.examples[0].place?.hasPrefix("events.csv:") == true)
    }

    @Test func tiesInTheOrderOfIdsAreToldFromTiesInOrderOfChoice() {
        func world(sorted: Bool) -> PlantedWorld {
            planted { world in
                for history in world.histories {
                    let items = history.map { world.events[$0].item! }
                    let order = sorted ? items.sorted { ($0.rawValue.utf8.count, $0) < ($1.rawValue.utf8.count, $1) } : items
                    for (place, position) in history.enumerated() {
                        world.events[position].item = order[place]
                        world.events[position].time = world.events[history[place / 5 * 5]].time
                    }
                }
                // Numbers, so that their size is their order.
                for position in world.events.indices {
                    world.events[position].item = ItemID(String(world.events[position].item!.rawValue.dropFirst()))
                }
                world.items = []
            }
        }
        #expect(world(sorted: true).codes().contains(.tiesSortedByItem))
        #expect(!world(sorted: false).codes().contains(.tiesSortedByItem))
    }

    @Test func aFileFromNewToOldIsNoticedWhereStampsAreTied() {
        func world(tied: Bool) -> PlantedWorld {
            planted { world in
                if tied {
                    for position in world.events.indices {
                        world.events[position].time = Timestamp(seconds: world.events[position].time!.seconds / 3000 * 3000)
                    }
                }
                world.events.reverse()
                world.renumber()
            }
        }
        #expect(world(tied: true).codes().contains(.newestFirst))
        #expect(!world(tied: false).codes().contains(.newestFirst))
    }

    @Test func duplicatesAreCountedAndShown() throws {
        let world = planted { world in
            world.events += world.events.prefix(40)
            world.renumber()
        }
        let finding = try #require(world.report().finding(.duplicates))
        #expect(finding.count == 40 && finding.severity == .warning)
        #expect(finding.examples.count == 5)
    }

    @Test func repeatedPairsSayThatAHoldOutTestsMemory() throws {
        let world = planted { world in
            for position in world.events.indices { world.events[position].item = ItemID("i\(position % 3)") }
            world.items = []
        }
        let finding = try #require(world.report().finding(.repeats))
        #expect(finding.severity == .warning)
        #expect(finding.figures["rememberedShare"]! > 0.8)
    }

    @Test func descendingValuesInOrderOnlyDataAreNotTime() throws {
        func world(sorted: Bool) -> PlantedWorld {
            planted { world in
                var generator = SeededGenerator(seed: 3)
                for history in world.histories {
                    var hours = history.map { _ in Float.random(in: 1...500, using: &generator) }
                    if sorted { hours.sort(by: >) }
                    for (place, position) in history.enumerated() {
                        world.events[position].time = nil
                        world.events[position].rating = nil
                        world.events[position].kind = .play
                        world.events[position].duration = hours[place] * 3600
                    }
                }
            }
        }
        let finding = try #require(world(sorted: true).report().finding(.orderIsNotTime))
        #expect(finding.share == 1)
        #expect(finding.summary.contains("duration is descending"))
        #expect(!world(sorted: false).codes().contains(.orderIsNotTime))
    }

    @Test func itemsInTheOrderOfTheirIdsAreNotTime() {
        func world(sorted: Bool) -> PlantedWorld {
            planted { world in
                for history in world.histories {
                    var items = history.map { Int(world.events[$0].item!.rawValue.dropFirst())! }
                    if sorted { items.sort() }
                    for (place, position) in history.enumerated() {
                        world.events[position].time = nil
                        world.events[position].item = ItemID(String(items[place]))
                    }
                }
                world.items = []
            }
        }
        #expect(world(sorted: true).codes().contains(.orderIsItemOrder))
        #expect(!world(sorted: false).codes().contains(.orderIsItemOrder))
    }

    @Test func stampsThatGiveTheRatingAwayAreMeasuredInBits() throws {
        let world = planted { world in
            for history in world.histories {
                for (before, position) in zip(history, history.dropFirst()) where world.events[position].rating! <= 2 {
                    world.events[position].time = Timestamp(seconds: world.events[before].time!.seconds + 1)
                }
            }
        }
        let finding = try #require(world.report().finding(.ratingLeaksThroughTime))
        #expect(finding.figures["bits"]! > 0.2)
        #expect(finding.figures["permutedBits"]! < 0.02)
    }

    @Test func slowRatersWhoRateLowAreNoLeak() {
        let world = planted { world in
            for (number, history) in world.histories.enumerated() where number % 2 == 0 {
                var time = world.events[history[0]].time!.seconds
                for position in history {
                    time += 40
                    world.events[position].time = Timestamp(seconds: time)
                    world.events[position].rating = Float(1 + position % 2)
                }
            }
        }
        #expect(!world.codes().contains(.ratingLeaksThroughTime))
    }

    @Test func oneSessionForMostIsSaid() {
        let world = planted { world in
            for history in world.histories {
                let first = world.events[history[0]].time!.seconds
                for (place, position) in history.enumerated() {
                    world.events[position].time = Timestamp(seconds: first + Int64(place) * 50)
                }
            }
        }
        #expect(world.codes().contains(.singleSession))
    }

    @Test func ratesAndDaysThatNobodyCanHaveAreFound() throws {
        let robot = planted { world in
            for number in 0..<700 {
                world.events.append(
                    RawEvent(
                        user: UserID("robot"), item: world.events[number].item, kind: .click,
                        time: Timestamp(seconds: PlantedWorld.start + Int64(number) * 4),
                        source: SourcePosition(file: "events.csv", line: 100_000 + number)))
            }
        }
        #expect(try #require(robot.report().finding(.superhumanRate)).count == 1)
        let long = planted { world in
            for history in world.histories {
                for position in history {
                    world.events[position].kind = .play
                    world.events[position].duration = 40_000
                }
            }
        }
        #expect(long.codes().contains(.impossibleDay))
    }

    @Test func coldTargetsOfASplitByTimeAreCounted() throws {
        let world = planted { world in
            for position in world.events.indices {
                let day = (world.events[position].time!.seconds - PlantedWorld.start) / 86_400
                world.events[position].item = ItemID("news-\(day)-\(position % 5)")
            }
            world.items = []
        }
        let finding = try #require(world.report().finding(.coldItems))
        #expect(finding.severity == .warning)
        #expect(finding.figures["coldShare80"]! > 0.9)
    }
}
