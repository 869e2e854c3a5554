import Datasets
import Evaluation
import Recommenders
import Tensors
import Testing

/// A whole model, trained and asked at every level that this machine has, against the scalar truth.
@Suite(.serialized) struct KernelAgreementTests {
    private let world = CircleWorld()

    /// One worker computes on the calling thread, which is the thread that the level is forced on.
    private func losses(_ level: KernelLevel, _ mixer: MixerKind) throws -> [Double] {
        try level.only {
            let (trainer, _) = try world.trainer(world.dataset, inputs: .time, mixer: mixer, epochs: 4, workers: 1)
            _ = try trainer.run()
            return trainer.history.losses.map(\.loss)
        }
    }

    private func scores(_ level: KernelLevel, _ model: FoundationModel) throws -> [Float] {
        try level.only {
            let catalog = world.dataset.catalog
            var scores = [Float](repeating: 0, count: catalog.count)
            let user = world.dataset.users[2]
            let query = ScoringQuery(userKey: 1, interactions: user.interactions, historyCount: 9, request: RequestContext())
            try scores.withUnsafeMutableBufferPointer { try model.bound(to: catalog).score([query], into: $0) }
            return scores
        }
    }

    /// Float32 paths differ by rounding: 1e-4 of the loss after some dozen steps. bf16 rounds every operand to 8 bits: 2 % with softmax,
    /// whose weights sum to one, 4 % with HSTU, whose weights are as large as they like.
    @Test(arguments: KernelLevel.available, MixerKind.allCases)
    func trainingAgreesWithTheScalarTruth(level: KernelLevel, mixer: MixerKind) throws {
        let (truth, found) = (try losses(.scalar, mixer), try losses(level, mixer))
        #expect(truth.count == found.count && truth.count >= 4)
        let tolerance = level.roundsOperandsToBF16 ? (mixer == .hstu ? 4e-2 : 2e-2) : 1e-4
        for (a, b) in zip(truth, found) {
            #expect(abs(a - b) <= tolerance * abs(a), "\(level.rawValue): loss \(b) instead of \(a)")
        }
    }

    @Test(arguments: KernelLevel.available, MixerKind.allCases)
    func scoresAgreeWithTheScalarTruth(level: KernelLevel, mixer: MixerKind) throws {
        let model = try world.trainer(world.dataset, inputs: .attributes, mixer: mixer, epochs: 6).0.run()
        let (truth, found) = (try scores(.scalar, model), try scores(level, model))
        // Cosines over a temperature of 0.1: bf16 operands move a logit by at most about 10 · 2⁻⁸ · a few layers.
        let tolerance: Float = level.roundsOperandsToBF16 ? 0.25 : 1e-3
        for (a, b) in zip(truth, found) { #expect(abs(a - b) <= tolerance, "\(level.rawValue): \(b) instead of \(a)") }
        #expect(truth.contains { abs($0 - truth[0]) > 1 }, "scores that hardly differ would agree by accident")
    }

    @Test(arguments: KernelLevel.allCases) func alevelThatIsMissingIsRefusedAndNotReplaced(level: KernelLevel) {
        guard !level.isAvailable else { return }
        #expect(throws: KernelSelectionError.self) { try level.only {} }
    }
}
