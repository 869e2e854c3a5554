import Synchronization

/// Counts what is asked of a language model and what it costs, and stops when the day's budget is spent.
public final class LanguageMeter: Sendable {
    /// What happened since the start.
    public struct Figures: Sendable, Hashable {
        public var calls = 0
        public var retries = 0
        public var promptTokens = 0
        public var answerTokens = 0
        /// Failures by `LanguageModelError.kind`.
        public var failures: [String: Int] = [:]
        /// Answers that the built-in engine gave in place of a model, by feature.
        public var fallbacks: [String: Int] = [:]
        /// Tokens of this day, those that calls under way may still use included.
        public var spentToday = 0
    }

    private struct State {
        var figures = Figures()
        var day: Int64 = .min
    }
    /// Tokens a day; nil for no limit.
    public let budget: Int?
    private let days: @Sendable () -> Int64
    private let state = Mutex(State())

    /// - Parameter days: number of the present day.
    public init(budget: Int? = nil, days: @escaping @Sendable () -> Int64 = { 0 }) {
        self.budget = budget
        self.days = days
    }

    public var figures: Figures { state.withLock { $0.figures } }

    /// Tokens that are set aside for a call that is under way.
    public struct Reservation: Sendable, Hashable {
        var tokens: Int
        var day: Int64
    }

    /// Sets aside what a call can cost at most, so that calls side by side do not pass the budget together.
    ///
    /// - Throws: `LanguageModelError.spent` when the day has not so many left.
    public func reserve(_ tokens: Int) throws(LanguageModelError) -> Reservation {
        let today = days()
        let isGranted = state.withLock { state in
            if state.day != today { (state.day, state.figures.spentToday) = (today, 0) }
            guard budget.map({ state.figures.spentToday + tokens <= $0 }) ?? true else { return false }
            state.figures.spentToday += tokens
            state.figures.calls += 1
            return true
        }
        guard isGranted else { throw .spent }
        return Reservation(tokens: tokens, day: today)
    }

    /// Says what a call really cost; what is not known counts as it was set aside.
    public func settle(_ reservation: Reservation, prompt: Int?, answer: Int?) {
        state.withLock { state in
            state.figures.promptTokens += prompt ?? 0
            state.figures.answerTokens += answer ?? 0
            guard state.day == reservation.day, let prompt, let answer else { return }
            state.figures.spentToday += prompt + answer - reservation.tokens
        }
    }

    /// A call that failed before the model can have worked on it.
    public func release(_ reservation: Reservation) {
        state.withLock { if $0.day == reservation.day { $0.figures.spentToday -= reservation.tokens } }
    }

    public func noteRetry() { state.withLock { $0.figures.retries += 1 } }
    public func note(_ error: LanguageModelError) { state.withLock { $0.figures.failures[error.kind, default: 0] += 1 } }

    /// The built-in engine answered in place of a model.
    public func noteFallback(_ feature: String) { state.withLock { $0.figures.fallbacks[feature, default: 0] += 1 } }
}
