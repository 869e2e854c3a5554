import Datasets
import Testing

import Artwork

@Suite struct TakeRuleTests {
    private let rule = TakeRule()
    private let late = Timestamp(seconds: 100_000)

    private func showing(
        _ visit: String = "v", _ creative: String = "a", at second: Int64 = 1_000, answer: String? = "r1"
    ) -> CreativeShowing {
        CreativeShowing(visit: visit, title: ItemID("t"), creative: creative, time: Timestamp(seconds: second), recommendation: answer)
    }
    private func start(
        at second: Int64, seconds: Double? = 600, completion: Double? = nil, answer: String? = nil, title: String = "t"
    ) -> CreativeTaking {
        CreativeTaking(
            title: ItemID(title), time: Timestamp(seconds: second), seconds: seconds, completion: completion, recommendation: answer)
    }
    private func verdict(_ showings: [CreativeShowing], _ starts: [CreativeTaking], now: Timestamp? = nil) -> [TakeVerdict] {
        rule.judge(showings, takings: starts, now: now ?? late).map(\.verdict)
    }

    @Test func aStartSoonAfterIsATake() { #expect(verdict([showing()], [start(at: 1_010)]) == [.taken]) }
    @Test func aStartBeforeItWasSeenIsNone() { #expect(verdict([showing()], [start(at: 990)]) == [.notTaken]) }
    @Test func aStartAfterTheWindowIsNone() { #expect(verdict([showing()], [start(at: 1_000 + 6 * 3_600 + 1)]) == [.notTaken]) }
    @Test func anotherTitleIsNone() { #expect(verdict([showing()], [start(at: 1_010, title: "u")]) == [.notTaken]) }
    @Test func aFalseStartIsClickbait() {
        #expect(verdict([showing()], [start(at: 1_010, seconds: 20)]) == [.notTaken])
        #expect(verdict([showing()], [start(at: 1_010, seconds: 20, completion: 0.4)]) == [.taken])
        #expect(verdict([showing()], [start(at: 1_010, seconds: nil)]) == [.taken])
    }
    @Test func whatWasFoundElsewhereIsNotCredited() {
        #expect(verdict([showing()], [start(at: 1_010, answer: "search-7")]) == [.notTaken])
        #expect(verdict([showing()], [start(at: 1_010, answer: "r1")]) == [.taken])
    }
    @Test func anOpenWindowWaits() {
        #expect(verdict([showing()], [], now: Timestamp(seconds: 2_000)) == [.open])
        #expect(verdict([showing()], [start(at: 1_500)], now: Timestamp(seconds: 2_000)) == [.taken])
    }
    @Test func aTitleShownTwiceInAVisitCountsOnce() {
        #expect(verdict([showing(at: 1_000), showing(at: 1_200, answer: "r2")], [start(at: 1_300, answer: "r2")]) == [.taken])
        #expect(verdict([showing("v"), showing("w", at: 50_000)], [start(at: 50_100)]) == [.notTaken, .taken])
    }
    @Test func twoFacesInOneVisitCannotBeToldApart() {
        #expect(verdict([showing("v", "a"), showing("v", "b", at: 1_100)], [start(at: 1_200)]) == [.mixed])
    }
    @Test func theEndsOfTimeDoNotTrap() {
        let edge = CreativeShowing(visit: "v", title: ItemID("t"), creative: "a", time: Timestamp(rawValue: .max))
        #expect(rule.judge([edge], takings: [], now: Timestamp(rawValue: .min)).map(\.verdict) == [.open])
        #expect(TakeRule(window: .max).judge([edge], takings: [], now: late).map(\.verdict) == [.open])
    }
}
