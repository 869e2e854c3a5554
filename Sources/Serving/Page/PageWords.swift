import Datasets
import Understanding

/// What a page says of its rows and tiles, in the language that is asked for.
///
/// Sentences are ours and closed; what fills them are names of the catalogue that may stand in front of people. A name that speaks to
/// whoever reads it, holds markup or an address is left out, and the sentence does without it.
struct PageWords: Sendable {
    let language: PitchLanguage
    private var isChinese: Bool { language == .chinese }

    init(_ language: PitchLanguage) { self.language = language }
    init(locale: String?) { language = PitchLanguage(locale: locale) }
    init(_ sheet: ScoreSheet) { self.init(locale: sheet.moment.locale) }

    private func said(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

    // MARK: Rows

    var unfinished: (title: String, reason: String) { (said("Continue", "继续观看"), said("You have not finished it", "你还没有看完")) }
    var topPicks: String { said("Top picks for you", "为你精选") }
    var beginning: (title: String, reason: String) { (said("A good start", "从这里开始"), said("What people here like", "这里的人喜欢的")) }
    var trending: (title: String, reason: String) { (said("Trending now", "正在流行"), said("Many people chose it lately", "最近很多人选了它")) }
    var popular: (title: String, reason: String) { (said("Popular", "热门"), said("Popular here", "在这里很受欢迎")) }
    var fresh: (title: String, reason: String) { (said("New", "新上架"), said("New here", "新来的")) }
    var again: (title: String, reason: String) { (said("Once more", "再来一次"), said("You liked it", "你喜欢过它")) }
    var explore: (title: String, reason: String) {
        (said("Something different", "换个口味"), said("Something that you rarely choose", "你很少选的类型"))
    }

    /// The title of a row that one title of the history speaks for.
    ///
    /// - Parameter place: among such rows of the page: they do not all begin alike.
    func because(_ item: ItemIndex, in titles: TitleTable, place: Int) -> String {
        guard let name = name(item, titles), place % 4 > 0 else { return because(item, in: titles) }
        switch place % 4 {
        case 1: return said("More like \(name)", "更多像\(name)的作品")
        case 2: return said("Close to \(name)", "与\(name)相近")
        default: return said("After \(name)", "\(name)之后")
        }
    }

    /// Why something is shown to whoever met a title.
    func because(_ item: ItemIndex, in titles: TitleTable) -> String {
        let verb = titles.domain(item).verb
        guard let name = name(item, titles) else { return said("Because of what you \(verb)", "因为你\(done(item, titles))的作品") }
        return said("Because you \(verb) \(name)", "因为你\(done(item, titles))\(name)")
    }

    private func done(_ item: ItemIndex, _ titles: TitleTable) -> String {
        switch titles.domain(item) {
        case .film, .series: "看过"
        case .song: "听过"
        case .game: "玩过"
        case .article: "读过"
        case .product, .app, .advertisement, .other: "选过"
        }
    }

    private func name(_ item: ItemIndex, _ titles: TitleTable) -> String? {
        let title = titles.title(item)
        return ScreenedNames.allows(title) ? said(title, "《\(title)》") : nil
    }

    /// The title of a row of one facet value; nil where the value may not stand in front of people.
    func facet(_ facet: FacetName, _ value: String) -> String? {
        guard ScreenedNames.allows(value) else { return nil }
        switch facet {
        case .director: return said("Directed by \(value)", "\(value)导演的作品")
        case .cast: return said("With \(value)", "\(value)出演的作品")
        case .writer: return said("Written by \(value)", "\(value)编剧的作品")
        case .keyword: return said("About \(value)", "关于“\(value)”")
        default: return genre(value)
        }
    }

    private func genre(_ value: String) -> String {
        guard isChinese else { return value.prefix(1).uppercased() + value.dropFirst() }
        return GenreName.chinese(value).map { $0 + "片" } ?? value
    }

    // MARK: Tiles

    var pinned: String { said("Chosen by the house", "特别推荐") }
    var drawn: String { said("To learn what you like", "想知道你喜不喜欢") }
    var others: String { said("From what is known of it and of what others chose", "根据它的资料和其他人的选择") }
    var wholeHistory: String { said("Suits your history as a whole, no single title of it", "来自你的整个观看记录") }

    /// - Parameters:
    ///   - genres: one or two, as the catalogue writes them.
    ///   - isOften: whether they are a good part of what the person chooses.
    func habit(_ genres: [String], isOften: Bool) -> String? {
        guard let first = genres.first, genres.allSatisfy(ScreenedNames.allows) else { return nil }
        if isChinese {
            let names = genres.map { GenreName.chinese($0) ?? $0 }.joined(separator: "和")
            return isOften ? "你常选的\(names)" : "你偶尔会选\(names)"
        }
        let names = genres.count > 1 ? "\(first) and \(genres[1].lowercased())" : first
        return "\(names.prefix(1).uppercased() + names.dropFirst()), which you \(isOften ? "often choose" : "choose now and then")"
    }
}
