extension Mapping {
    /// What Gorse writes with "export" and reads with "import": `feedback.jsonl`, `items.jsonl`, `users.jsonl`, or the csv files of
    /// versions before 0.5.
    ///
    /// Source: `gorse-io/gorse`, `master/rest.go` (`importExportFeedback`, `importExportItems`, `importExportUsers`). Types of feedback are
    /// named by whoever runs Gorse: those that name a kind of event, or a common word for one, become it, all others an `interaction`.
    public static let gorse: Mapping = {
        var feedback = MappedTable(file: "feedback.jsonl", holds: .events, layout: .jsonl)
        (feedback.user, feedback.item) = (FieldSource("UserId"), FieldSource("ItemId"))
        feedback.kind = KindSource(column: "FeedbackType", values: ReadyWords.kinds, others: .interaction)
        feedback.time = TimeSource("Timestamp", format: "iso8601", missing: ReadyWords.goZeroTimes)
        var items = MappedTable(file: "items.jsonl", holds: .items, layout: .jsonl)
        items.item = FieldSource("ItemId")
        (items.title, items.released) = (FieldSource("Comment"), feedback.time)
        items.facets = ["category": FieldSource("Categories"), "*": FieldSource("Labels")]
        var users = MappedTable(file: "users.jsonl", holds: .users, layout: .jsonl)
        users.user = FieldSource("UserId")
        users.attributes = ["*": FieldSource("Labels")]
        var tables = [items, users, feedback] + gorseCSV
        for index in tables.indices { tables[index].isOptional = true }
        return Mapping(name: "gorse", tables: tables)
    }()

    private static var gorseCSV: [MappedTable] {
        var feedback = MappedTable(file: "feedback.csv", holds: .events)
        (feedback.user, feedback.item) = (FieldSource("user_id"), FieldSource("item_id"))
        feedback.kind = KindSource(column: "feedback_type", values: ReadyWords.kinds, others: .interaction)
        feedback.time = TimeSource("time_stamp", format: "iso8601", missing: ReadyWords.goZeroTimes)
        var items = MappedTable(file: "items.csv", holds: .items)
        items.item = FieldSource("item_id")
        (items.title, items.released) = (FieldSource("description"), feedback.time)
        items.facets = ["category": FieldSource("categories", separator: "|"), "attribute": FieldSource("labels", separator: "|")]
        var users = MappedTable(file: "users.csv", holds: .users)
        users.user = FieldSource("user_id")
        users.attributes = ["labels": FieldSource("labels")]
        return [items, users, feedback]
    }
}

/// Words that files of other systems use.
enum ReadyWords {
    /// Names that systems give to what happened, beside the names that our kinds have anyway.
    static let kinds: [String: EventKindName] = {
        let words: [(EventKind, [String])] = [
            (.play, ["watch", "Watch", "WATCH", "Play", "PLAY", "listen", "Listen", "stream", "viewing"]),
            (.complete, ["Complete", "completed", "finish", "finished"]),
            (.open, ["view", "View", "VIEW", "detail_view", "visit", "Open"]), (.click, ["Click", "CLICK", "tap"]),
            (.read, ["Read", "READ"]), (.purchase, ["Purchase", "PURCHASE", "buy", "Buy", "order", "transaction"]),
            (.addToCart, ["AddToCart", "add_to_cart", "add-to-cart", "addtocart", "cart", "Cart"]),
            (.like, ["Like", "LIKE", "star", "favorite", "favourite", "upvote"]), (.dislike, ["Dislike", "DISLIKE", "downvote"]),
            (.rating, ["rate", "Rate", "Rating", "RATING"]), (.skip, ["Skip", "SKIP"]), (.share, ["Share", "SHARE"]),
            (.follow, ["Follow"]), (.hide, ["Hide", "not_interested"]), (.install, ["Install", "download", "Download"]),
            (.listAdd, ["add_to_list", "bookmark", "watchlist", "wishlist", "save"]), (.impression, ["Impression", "show", "exposure"]),
            (.search, ["Search"]),
        ]
        var table: [String: EventKindName] = [:]
        for (kind, names) in words { for name in names { table[name] = EventKindName(kind) } }
        return table
    }()

    /// How Go writes the time that nobody set.
    static let goZeroTimes = ["0001-01-01T00:00:00Z", "0001-01-01 00:00:00 +0000 UTC"]
}
