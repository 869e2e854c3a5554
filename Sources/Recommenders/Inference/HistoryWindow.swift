/// Which part of a long history the model reads at once.
///
/// Up to the longest run of tokens M there is nothing to choose: everything, the start token included. Beyond it
/// - `latest` always reads the last M tokens, as published results do. Every state depends on the oldest token of the window,
///   so after each new token everything is computed anew.
/// - `anchored(hop)` lets the window begin at a multiple of `hop` and grow until it is M long: between M − hop + 1 and M of the
///   last tokens. What was computed stays right while the window grows, so a new token costs one row; every `hop`-th costs a rebuild.
///
/// The window follows from the number of tokens alone, not from the way on which a state came about.
public struct HistoryWindow: Sendable, Hashable {
    /// Tokens by which the beginning moves; 1 is `latest`.
    public let hop: Int

    public static let latest = HistoryWindow(hop: 1)
    /// A quarter of the longest run is what questions that share a window may lose in evaluation as well.
    public static func anchored(hop: Int) -> HistoryWindow { HistoryWindow(hop: hop) }

    private init(hop: Int) { self.hop = max(1, hop) }

    /// First input position that is read after `tokenCount` tokens; position 0 shows the start token, position p token p − 1.
    func start(tokenCount: Int, maximumLength: Int) -> Int {
        let excess = tokenCount + 1 - maximumLength
        guard excess > 0 else { return 0 }
        let step = min(hop, maximumLength)
        return (excess + step - 1) / step * step
    }
}
