/// Words with which people tell of a film rather than of what happens in it; a table to edit.
enum FilmTalk {
    /// Without their endings.
    static let stems: Set<[UInt8]> = Set(
        WordFold.words(Array(words.utf8.map { $0 == 0x0A ? WordFold.blank : $0 })).map { Array(WordStem.stem($0)) })

    private static let words = """
        film films movie movies directed director directs written writer writes wrote produced producer producers production
        productions released release releases starring stars star starred cast actor actors actress plays played playing role
        roles based novel book play story stories sequel prequel trilogy remake adaptation adapted screenplay script music
        score scored composed composer soundtrack song songs theme performed performance performances award awards nominated
        nomination nominations academy oscar oscars golden globe won win winning best picture critics critical critically
        reviews reviewed acclaim acclaimed box office grossed gross commercial commercially success successful budget million
        theatrical theaters theatrically video television series episode distributed distribution studio studios pictures
        filmed filming shot location locations cinematography cinematographer edited editor title titled name named known also
        features featuring featured appearance appearances cameo supporting lead leading character characters protagonist
        portrayed portrays portrayal portraying debut feature first second third fourth last final installment franchise
        follows followed following concerns tells set took takes place version original originally american british french
        english german italian japanese hollywood audience audiences screen screened premiered premiere festival rating rated
        dvd vhs year years century loosely same about genre black white color animated silent directorial
        """
}
