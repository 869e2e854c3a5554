import Datasets
import Evaluation
import Recommenders
import Storage

/// How long steps take, from counts and a short look at how fast this machine is.
///
/// The constants fit one core of Zen 5 roughly; `Scripts/bench-estimates.sh` reports how far they are off elsewhere.
struct TimeEstimate {
    /// Of everything that is no matrix product, see `MachineSpeed`.
    let speed: Double

    /// Opening, making and closing a store.
    private static let opening = 0.05

    // MARK: Import

    private static let secondsPerEvent = 2.6e-6
    private static let secondsPerRun = 0.7e-6
    private static let secondsPerIdentified = 2e-6
    private static let secondsPerItem = 60e-6

    func importing(_ sample: ImportSample) -> Double {
        let work =
            sample.events * Self.secondsPerEvent + sample.runs * Self.secondsPerRun + sample.identified * Self.secondsPerIdentified
            + sample.describedItems * Self.secondsPerItem
        return Self.opening + work / speed
    }

    /// What sorting the index by user still takes after so many events: it is sorted in every 2¹⁹ events, and at the end.
    func indexing(_ sample: ImportSample, after events: Double) -> Double {
        let part = Double(1 << 19)
        let runsPerEvent = sample.events > 0 ? sample.runs / sample.events : 0
        let sorted = (events / part).rounded(.down) * part
        return (sample.events - (events < part ? 0 : max(sorted, 0))) * runsPerEvent * Self.secondsPerRun / speed
    }
}
