import Datasets
import Tensors

// Letters: T rows of the window, D width, L layers.

/// How much of a user's state is kept, and so what the next request costs.
public enum StateResidency: Int, Sendable, CaseIterable, Codable {
    /// The window's tokens: the next request reads them all, a millisecond or two.
    case tokens
    /// And the request block's keys and values: requests are answered at once, the next event costs a rebuild.
    case warm
    /// And the keys and values of every layer: an event costs one row.
    case hot
}

/// What a model remembers of one user.
///
/// Tokens are kept up to date event by event and cost nothing to speak of; keys and values follow when a request is made.
/// Attention is causal and its biases are relative, so rows that were computed stay right while tokens are added behind them;
/// an event that changes the last token makes one row wrong, a window that begins later all of them.
package final class UserState: @unchecked Sendable {  // Rule: belongs to its place in the cache, or to the one who borrowed it.
    /// The rows of the window, the start token among them where the window begins there.
    private(set) var tokens: [StateToken] = []
    /// Tokens of the history as it was read.
    package private(set) var tokenCount = 0
    /// Events of the whole history that are accounted for.
    package private(set) var eventCount = 0
    /// Rows whose keys and values are kept and right.
    private(set) var keptRows = 0
    package private(set) var residency = StateResidency.tokens
    /// Whether the history has to be read again: an event is missing, came late, or was taken back.
    package private(set) var isStale = true
    /// Input position of the first row; position 0 is the start token, position p token p − 1.
    private(set) var start = 0
    private var stream = TokenStream()
    /// Pages by layer, the request block's last: `[L, pages]`.
    private let pages: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let pagesPerLayer: Int
    private var pageCount = 0
    /// What the last row became after L − 1 blocks, `[D]`.
    let hidden: UnsafeMutablePointer<Float>
    private let shape: StateShape
    private let pool: StatePages

    init(shape: StateShape, pool: StatePages) {
        self.shape = shape
        self.pool = pool
        pagesPerLayer = CachedAttention.pageCount(shape.maximumLength)
        pages = .allocate(capacity: shape.layerCount * pagesPerLayer)
        pages.initialize(repeating: nil, count: shape.layerCount * pagesPerLayer)
        hidden = .allocate(capacity: shape.width)
        hidden.initialize(repeating: 0, count: shape.width)
    }

    deinit {
        shrink(to: .tokens, wiping: false)
        pages.deallocate()
        hidden.deallocate()
    }

    var rowCount: Int { tokens.count }
    var isCurrent: Bool { keptRows == tokens.count }
    func layerPages(_ layer: Int) -> UnsafePointer<UnsafeMutableRawPointer?> { UnsafePointer(pages + layer * pagesPerLayer) }

    /// Bytes of this state, the pages included.
    package var bytes: Int {
        let layers = residency == .hot ? shape.layerCount : residency == .warm ? 1 : 0
        return layers * pageCount * pool.pageBytes + tokens.capacity * MemoryLayout<StateToken>.stride + shape.fixedBytes
    }

    // MARK: Events

    /// Reads a whole history, or the latest part of one.
    ///
    /// - Parameter before: events of the user before these, which the state knows nothing of but their number.
    /// - Throws: `StateError.itemOutsideCatalog`; the state is stale then.
    /// - Complexity: O(E) for E events.
    package func read(_ history: some Collection<Interaction>, after before: Int = 0) throws(StateError) {
        clear()
        eventCount = before
        for event in history {
            try take(event)
            // The window is cut now and then, so that a long history is not held whole.
            if tokens.count >= 4 * shape.maximumLength { trim() }
        }
        trim()
        if tokens.capacity > 2 * shape.maximumLength { tokens = tokens.withUnsafeBufferPointer { Array($0) } }
        isStale = false
    }

    /// Takes note of the event that stands at `position` of the user's history, counted from 0.
    ///
    /// One that is accounted for already changes nothing; after a gap the history has to be read again.
    package func note(_ event: Interaction, at position: Int) throws(StateError) {
        try check(event)
        guard !isStale, position >= eventCount else { return }
        guard position == eventCount else { return invalidate() }
        try take(event)
        trim()
    }

    package func invalidate() { isStale = true }

    private func check(_ event: Interaction) throws(StateError) {
        guard let item = event.item, item.position >= shape.itemCount else { return }
        throw .itemOutsideCatalog(item, items: shape.itemCount)
    }

    private func take(_ event: Interaction) throws(StateError) {
        try check(event)
        eventCount += 1
        switch stream.append(event, tokenizer: shape.tokenizer) {
        case .none: break
        case .appended(let token):
            tokens.append(StateToken(token))
            tokenCount += 1
        case .replaced(let token):
            tokens[tokens.count - 1] = StateToken(token)
            keptRows = min(keptRows, tokens.count - 1)
        }
    }

    /// Lets go of what lies before the window.
    private func trim() {
        let wanted = shape.window.start(tokenCount: tokenCount, maximumLength: shape.maximumLength)
        guard wanted > start else { return }
        tokens.removeFirst(wanted - start)
        start = wanted
        keptRows = 0
    }

    private func clear() {
        tokens.removeAll(keepingCapacity: true)
        tokens.append(.start)
        (tokenCount, eventCount, keptRows, start) = (0, 0, 0, 0)
        stream = TokenStream()
        isStale = true
    }

    // MARK: Keys and values

    /// Makes room for the keys and values of every row in every layer; what is kept stays.
    func makeRoom() {
        if residency != .hot { keptRows = 0 }
        let wanted = CachedAttention.pageCount(tokens.count)
        for layer in 0..<shape.layerCount {
            let isHeld = residency == .hot || (residency == .warm && layer == shape.layerCount - 1)
            let have = isHeld ? pageCount : 0
            let own = pages + layer * pagesPerLayer
            if wanted > have { pool.take(wanted - have, into: own + have) }
            if wanted < have { pool.give(back: have - wanted, from: own + wanted, wiping: false) }
        }
        pageCount = wanted
        residency = .hot
    }

    /// Rows up to here are kept and right.
    func keep(rows: Int) { keptRows = rows }

    /// The state of somebody with the same window but for some tokens: what the rows before them made is copied, the rest is to be
    /// computed.
    ///
    /// - Parameter rows: of the window, ascending, some but not all; the state is hot and current.
    /// - Complexity: O(L·row·D) bytes copied.
    func without(rows: [Int]) -> UserState {
        precondition(isCurrent && residency == .hot && !rows.isEmpty && rows.count < tokens.count, "rows \(rows) of \(tokens.count)")
        let copy = UserState(shape: shape, pool: pool)
        copy.tokens = tokens
        for row in rows.reversed() { copy.tokens.remove(at: row) }
        (copy.tokenCount, copy.eventCount, copy.start, copy.isStale) = (tokenCount - rows.count, eventCount, start, false)
        copy.makeRoom()
        // The last row is always computed: what it became is kept of no other.
        let kept = min(rows[0], copy.tokens.count - 1)
        for layer in 0..<shape.layerCount {
            for page in 0..<CachedAttention.pageCount(kept) {
                let place = layer * pagesPerLayer + page
                copy.pages[place]!.copyMemory(from: pages[place]!, byteCount: pool.pageBytes)
            }
        }
        copy.keptRows = kept
        return copy
    }

    /// Lets go of keys and values; `wiping` overwrites them.
    package func shrink(to target: StateResidency, wiping: Bool) {
        // Without the lower layers nothing can be added, so what is not current is worth nothing.
        let target = target == .warm && !isCurrent ? .tokens : target
        guard target.rawValue < residency.rawValue else { return }
        let layers = target == .warm ? shape.layerCount - 1 : shape.layerCount
        for layer in 0..<layers where residency == .hot || layer == shape.layerCount - 1 {
            pool.give(back: pageCount, from: pages + layer * pagesPerLayer, wiping: wiping)
        }
        residency = target
        if target == .tokens { (keptRows, pageCount) = (0, 0) }
    }

    /// Overwrites everything that tells something about the user.
    package func erase() {
        shrink(to: .tokens, wiping: true)
        for position in tokens.indices { tokens[position] = .start }
        hidden.update(repeating: 0, count: shape.width)
        clear()
    }
}

/// What all states of one server have in common.
struct StateShape: Sendable {
    let width: Int
    let layerCount: Int
    let maximumLength: Int
    let itemCount: Int
    let tokenizer: InteractionTokenizer
    let window: HistoryWindow

    /// Bytes of a state beside tokens and pages: the object, the table of pages, the last row.
    var fixedBytes: Int {
        256 + width * 4 + layerCount * CachedAttention.pageCount(maximumLength) * MemoryLayout<UnsafeRawPointer>.stride
    }
}
