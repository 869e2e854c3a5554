import Datasets

/// Small good files for every parser, written from the public descriptions of the formats.
enum FuzzCorpus {
    static let targets: [ImporterFuzzTests.Target] = mapped + named + histories

    private static let lines = 1...12

    /// Every field of a mapping at once.
    static let fullCSV =
        "user_id,item_id,event,when,stars,seconds,total,episode,device,place,weather,note\n"
        + lines.map {
            "u\($0 % 4),i\($0),view,\(1_506_826_818_000 + $0),\($0 % 5 + 1).5,\($0).25,60,\($0),tv,home,\"sun, \"\"hot\"\"\",x\n"
        }.joined()
    static let fullMapping: Mapping = {
        var table = MappedTable(file: "events.csv", holds: .events)
        (table.user, table.item, table.id) = (FieldSource("user_id"), FieldSource("item_id"), FieldSource("note", "episode"))
        table.kind = KindSource(column: "event", values: ["view": EventKindName(.open)])
        table.time = TimeSource("when", format: "milliseconds")
        (table.rating, table.duration, table.length) = (
            FieldSource("stars"), FieldSource("seconds", scale: 60), FieldSource("total", scale: 60)
        )
        (table.episode, table.device) = (FieldSource("episode"), FieldSource("device", missing: ["NA"]))
        (table.locale, table.surface) = (FieldSource(constant: "de"), FieldSource("place", "weather", missing: ["NA"]))
        return Mapping(ratingScale: .init(low: 0.5, high: 6), tables: [table])
    }()

    static let eventsJSONL = lines.map {
        #"{"id": "e\#($0)", "user": {"id": \#($0)}, "item": "i\u0041\#($0)", "kind": "play", "at": "2024-01-\#($0 + 10)T10:00:00.5Z", "s": \#($0).5e0, "l": 60, "x": [1, {"y": null}]}"#
            + "\n"
    }.joined()
    static let jsonMapping: Mapping = {
        var table = MappedTable(file: "events.jsonl", holds: .events, layout: .jsonl)
        (table.user, table.item, table.id) = (FieldSource("user.id"), FieldSource("item"), FieldSource("id"))
        table.kind = KindSource(column: "kind", values: [:])
        table.time = TimeSource("at", format: "iso8601")
        (table.duration, table.length) = (FieldSource("s"), FieldSource("l"))
        return Mapping(tables: [table])
    }()

    static let itemsJSONL = lines.map {
        #"{"id": "i\#($0)", "title": "Film \#($0)", "year": "19\#($0 + 50)-03-04", "genres": [{"name": "Drama"}, {"name": "War"}], "labels": {"mood": ["dark", "slow"], "v": [0.5]}, "ids": {"imdb": \#($0)}}"#
            + "\n"
    }.joined()
    static let catalogueMapping: Mapping = {
        var json = MappedTable(file: "items.jsonl", holds: .items, layout: .jsonl)
        (json.item, json.title, json.year) = (FieldSource("id"), FieldSource("title"), FieldSource("year"))
        json.facets = ["genre": FieldSource("genres.name"), "*": FieldSource("labels")]
        json.identifiers = ["imdb": FieldSource("ids.imdb")]
        var table = MappedTable(file: "people.txt", holds: .users, layout: .tsv)
        (table.hasHeader, table.delimiter, table.encoding) = (false, ";", .latin1)
        table.user = FieldSource("1")
        table.attributes = ["age": FieldSource("2")]
        var lists = MappedTable(file: "lists.tsv", holds: .events, layout: .tsv)
        (lists.user, lists.item) = (FieldSource("user"), FieldSource("items", separator: " "))
        lists.time = TimeSource("day", "hour", format: "d.M.yy h a")
        return Mapping(tables: [json, table, lists])
    }()

    static let itemsJSON =
        "{\n"
        + lines.map { #"  "i\#($0)": {"title": "Film \#($0)", "brand": "a, {b}", "description": "[\"x\", 'y']"}"# }.joined(separator: ",\n")
        + "\n}\n"
    static let playsJSON = "[" + lines.map { #"{"user": \#($0), "item": "i\#($0)", "tags": [{"a": "]"}]}"# }.joined(separator: ", ") + "]"
    static let documentMapping: Mapping = {
        var items = MappedTable(file: "items.json", holds: .items, layout: .json)
        (items.item, items.title, items.text) = (FieldSource("$key"), FieldSource("title"), FieldSource("description"))
        items.facets = ["brand": FieldSource("brand")]
        var plays = MappedTable(file: "plays.json", holds: .events, layout: .json)
        (plays.user, plays.item) = (FieldSource("user"), FieldSource("item"))
        return Mapping(tables: [items, plays])
    }()

    private static let mapped: [ImporterFuzzTests.Target] = [
        .init(name: "mapped csv", files: [("events.csv", fullCSV)]) { MappedImporter(mapping: fullMapping, path: $0, options: options) },
        .init(name: "mapped jsonl", files: [("events.jsonl", eventsJSONL)]) {
            MappedImporter(mapping: jsonMapping, path: $0, options: options)
        },
        .init(name: "mapped json", files: [("items.json", itemsJSON), ("plays.json", playsJSON)]) {
            MappedImporter(mapping: documentMapping, path: $0, options: options)
        },
        .init(
            name: "mapped items, users and lists",
            files: [
                ("items.jsonl", itemsJSONL), ("people.txt", lines.map { "u\($0);\($0 + 20)\n" }.joined()),
                ("lists.tsv", "user\titems\tday\thour\n" + lines.map { "u\($0)\ta b c\t\($0).3.24\t\($0) PM\n" }.joined()),
            ]
        ) { MappedImporter(mapping: catalogueMapping, path: $0, options: options) },
        .init(name: "mapping file", files: [("mapping.json", mappingText), ("events.csv", fullCSV)]) {
            MappedImporter(mapping: try Mapping(file: $0 + "/mapping.json"), path: $0, options: options)
        },
    ]

    /// Lines of 100,000 bytes are among the damage.
    static let options = ImportOptions(batchSize: 5, maximumLineLength: 50_000)

    static let mappingText = """
        {"name": "n", "domain": "film", "ratingScale": {"low": 0.5, "high": 6}, "tables": [{"file": "events.csv", "holds": "events",
        "layout": "csv", "delimiter": ",", "user": "user_id", "item": {"column": "item_id", "missing": ["NA"]},
        "kind": {"column": "event", "values": {"view": "open"}, "others": "skip"}, "time": {"column": "when", "format": "milliseconds"},
        "rating": {"column": "stars", "scale": 1}, "surface": {"columns": ["place", "weather"]}, "locale": {"constant": "de"}}]}
        """

    private static let named: [ImporterFuzzTests.Target] = [
        .init(
            name: "movielens-1m",
            files: [
                ("ratings.dat", lines.map { "\($0)::\($0)::\($0 % 5 + 1)::\(978_300_000 + $0)\n" }.joined()),
                ("movies.dat", lines.map { "\($0)::Film, The (19\($0 + 50))::Drama|Comedy\n" }.joined()),
                ("users.dat", "1::F::1::10::48067\n"),
                ("movies_extrainfos.dat", lines.map { "\($0)::A::19\($0 + 50)::R::d::X, Y::D::W (x)::C, D::Plot \($0)::u\r\n" }.joined()),
            ]
        ) { MovieLens1MImporter(folder: $0, options: options) },
        .init(
            name: "movielens-100k",
            files: [
                ("u.data", lines.map { "\($0)\t\($0)\t\($0 % 5 + 1)\t\(881_250_949 + $0)\n" }.joined()),
                ("u.item", lines.map { "\($0)|Film, The (1995)|0\($0 % 9 + 1)-Jan-1995||http://x|\(flags)\n" }.joined()),
                ("u.user", lines.map { "\($0)|24|M|writer|85711\n" }.joined()),
            ]
        ) { MovieLens100KImporter(folder: $0, options: options) },
        .init(
            name: "movielens-csv",
            files: [
                (
                    "ratings.csv",
                    "userId,movieId,rating,timestamp\n" + lines.map { "\($0 % 5),\($0),\($0 % 5 + 1).0,\(978_300_000 + $0)\n" }.joined()
                ),
                ("movies.csv", "movieId,title,genres\n" + lines.map { "\($0),\"A \"\"B\"\", C (1990)\",Drama|War\n" }.joined()),
                ("links.csv", "movieId,imdbId,tmdbId\n" + lines.map { "\($0),01147\($0),\($0)\n" }.joined()),
                ("tags.csv", "userId,movieId,tag,timestamp\n" + lines.map { "\($0 % 2),\($0 / 2),fun,\($0)\n" }.joined()),
            ]
        ) { MovieLensCSVImporter(folder: $0, options: options, readsTags: true) },
        .init(name: "sequences", files: [("s.txt", lines.map { "u\($0) \($0) \($0 + 1)\n" }.joined())]) {
            SequencesImporter(file: $0 + "/s.txt", options: options)
        },
        .init(
            name: "attributes",
            files: [
                ("a.json", #"{"1": [1, 2], "2": ["a", "b"], "3": []}"#), ("t.tsv", "item\tasin\tshort_text\n1\tB0\tred polish\n"),
                ("s.txt", "u 1 2\n"),
            ]
        ) { ImportFormat.sequences.importer(path: $0 + "/s.txt", attributes: [$0 + "/a.json", $0 + "/t.tsv"], options: options) },
        .init(
            name: "recbole",
            files: [
                (
                    "x.inter",
                    "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
                        + lines.map { "\($0)\t\($0)\t3.0\t978300760\n" }.joined()
                ),
                (
                    "x.item",
                    "item_id:token\tmovie_title:token_seq\trelease_year:token\tgenre:token_seq\n1\tToy Story\t1995\tAnimation Comedy\n"
                ),
                ("x.user", "user_id:token\tage:token\tvector:float_seq\n1\t24\t0.5 0.25\n"),
            ]
        ) { RecBoleImporter(path: $0, options: options) },
        .init(
            name: "personalize",
            files: [
                (
                    "events.csv",
                    "USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,IMPRESSION\n" + lines.map { "u\($0),i\($0),1586731606,watch,i1|i2|i3\n" }.joined()
                ),
                ("items.csv", "ITEM_ID,CREATION_TIMESTAMP,GENRES,PRICE\ni1,1570003267,Action|Drama,9.5\n"),
                ("users.csv", "USER_ID,AGE\nu1,34\n"),
            ]
        ) { PersonalizeImporter(path: $0, options: options) },
        .init(
            name: "gorse",
            files: [
                (
                    "feedback.jsonl",
                    lines.map {
                        #"{"FeedbackType":"read","UserId":"\#($0)","ItemId":"2","Timestamp":"2020-01-01 01:01:01.000000001 +0000 UTC"}"#
                            + "\n"
                    }.joined()
                ),
                (
                    "items.jsonl",
                    #"{"ItemId":"1","IsHidden":false,"Categories":["x"],"Timestamp":"2020-01-01T00:00:00Z","Labels":{"genre":["comedy"]},"Comment":"one"}"#
                        + "\n"
                ),
                ("users.jsonl", #"{"UserId":"1","Labels":{"job":"engineer"},"Comment":""}"# + "\n"),
                ("feedback.csv", "feedback_type,user_id,item_id,time_stamp\r\nclick,0,2,0001-01-01 00:00:00 +0000 UTC\r\n"),
                (
                    "items.csv",
                    "item_id,is_hidden,categories,time_stamp,labels,description\r\n1,false,x|y,2020-01-01 01:01:01.000000001 +0000 UTC,a|b,\"o,n\"\r\n"
                ),
            ]
        ) { ImportFormat.gorse.importer(path: $0, options: options) },
        .init(name: "metarank", files: [("events.jsonl", metarank)]) { MetarankImporter(path: $0, options: options) },
    ]

    private static let flags = (0..<19).map { $0 % 3 == 0 ? "1" : "0" }.joined(separator: "|")

    static let metarank = """
        {"event": "item", "id": "e1", "timestamp": "1599391467000", "item": "item1", "fields": [{"name": "title", "value": "Cat"}, {"name": "color", "value": ["white", "black"]}]}
        {"event": "user", "id": "e2", "timestamp": "1599391467000", "user": "user1", "fields": [{"value": 33, "name": "age"}]}
        {"event": "ranking", "id": "e3", "timestamp": 1599391467000, "user": "user1", "session": "s", "fields": [{"name": "source", "value": "search"}], "items": [{"id": "item3", "relevancy": 2.0}, {"id": "item1"}]}
        {"event": "interaction", "id": "e4", "ranking": "e3", "timestamp": "2022-06-22T11:21:39Z", "session": "s", "type": "purchase", "item": "item1"}

        """
}
