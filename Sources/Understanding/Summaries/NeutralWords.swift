/// Words that say nothing of a title: everything else must be supported by a fact.
///
/// Without negations, comparisons of worth, numbers, moods and everything that could turn a fact around.
enum NeutralWords {
    static let english: Set<String> = Set(
        """
        a an the this that these it its it's here there where who whom whose which what when while as at by for from in into of on onto
        out over to up with within and or so if then is are was were be been has have had
        film films movie movies picture series show song game article product app title story tale people person name names cast role
        roles part genre genres year years minutes runtime run runs long catalogue history whole list
        come comes bring brings follow follows tell tells give gives take takes go goes going put puts meet meets plus link links speak
        speaks suit suits directed directs director written writes wrote writer starring features featuring include includes set next now
        again more another too also well common shares share shared after since because behind together tagged on
        one you your watched listened played read chose
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Longest first where they are taken apart; without the words for “not”, “most” and numbers.
    static let chinese: Set<String> = Set(
        """
        一部 部 这部 这里 的 和 与 由 执导 导演 编剧 出演 出演者 电影 影片 片 剧集 歌曲 游戏 文章 商品 应用 作品 因为 你 看过 听过 玩过 读过 选过 所以
        也 也有 有 又有 都有 都 又 还有 同样 同样有 是 是因为 在 里 中 年 年的 分钟 分钟的 片长 来自 从 到 共同点 之后 一样 它 再来 接下来 来看 看看 可以 类 记录 整个
        观看 观众 故事 讲述 关于 以及 其中 人 名字 再 来 看 这 为 而 则 更 类型 题材
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
