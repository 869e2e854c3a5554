extension KeywordExtractor {
    /// Words of English that say nothing about what a text is about.
    static let stopWords: Set<String> = {
        let table = """
            about above across after afterwards again against all almost alone along already also although always among
            amongst and another any anyone anything anywhere are aren around away back became because become becomes been
            before beforehand began begin begins behind being below beside besides best better between beyond big both bring
            brings but came can cannot come comes could couldn decide decides did didn different discover discovers does doesn
            doing don done down during each either else end ends enough especially even eventually ever every everyone
            everything everywhere few film films find finds first five for force forced former found four from full further gave
            get gets getting give given gives goes going gone good got great had happen happens hard has hasn have having help
            helps her here hers herself him himself his how however including instead into isn its itself just keep keeps kept
            know known knows last later learn learns least leave leaves less let life like little live lives living long look
            looking looks lot made make makes making man many may maybe meanwhile meet meets men might more moreover most
            mostly movie movies much must myself named near nearly need needs neither never nevertheless new next nobody none
            nor not nothing now nowhere off often old once one ones only onto other others otherwise our ours ourselves out
            over own part people perhaps plan plans put rather really same save see seem seemed seems seen set sets seven
            several she should show shows since six small some somehow someone something sometime sometimes somewhere soon
            start starts still story such take taken takes taking tell tells ten than that the their theirs them themselves then
            there thereafter therefore these they thing things this those though three through throughout thus time together
            too took toward towards tries try trying turn turns two under until upon use used using very want wants was way
            ways well went were what whatever when whenever where whereas wherever whether which while who whoever whole whom
            whose why will with within without woman women won work works world would year years yes yet you young your yours
            yourself
            """
        return Set(table.utf8.split { $0 == 32 || $0 == 10 }.map { String(Substring($0)) })
    }()
}
