import Datasets
import Understanding

/// One thing that somebody does with a turn.
enum TurnMove: Sendable, Hashable {
    case greet, thank, help
    case showMemory, clearMemory
    /// What was asked for so far is forgotten; what was told stays.
    case reset
    /// Other titles of the same.
    case more
    /// Whatever: the question does not matter.
    case indifferent
    /// What was said of titles of the last reply, by their places from 0, or by name.
    case told([ItemIndex], ChatState.Told.Verdict)
    /// Titles like some of the last reply.
    case like([ItemIndex])
    case why(ItemIndex?)
    /// A direction, as the intent's adjustments are called.
    case critique(String)
    /// Somebody watches along.
    case company(String)
    /// Nobody does any more.
    case alone
    /// What somebody who watches along likes.
    case companyLikes(String, [ItemIndex])
    /// A part that is not meant any more: a key or a kind.
    case retract(String)
    /// The title itself.
    case find([ItemIndex])
    /// A title that the catalogue does not have was named.
    case unknownTitle
    /// Nothing that this is for.
    case outside
    /// Somebody else's data, or how this works inside.
    case forbidden
    /// "also", "as well": what comes is added, not put in place of the other.
    case add
}

/// What a turn says: moves in order, and what is asked for beside them.
struct TurnReading: Sendable, Hashable {
    var moves: [TurnMove] = []
    var intent = Intent()
    /// What was touched on in talk: it moves titles up and excludes none.
    var hints = Intent()
    var language: IntentSentence.Language?
    /// Whether it says that something to watch is meant, in whatever words.
    var meansFilm = false

    func has(_ move: TurnMove) -> Bool { moves.contains(move) }
}
