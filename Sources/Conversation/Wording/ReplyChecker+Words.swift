extension ReplyChecker {
    /// Words that hold a reply together and claim nothing: without negations, praise, numbers, moods, and what turns a fact around.
    static let english: Set<String> = Set(
        """
        a an the this that these those it its it's is are was were be been being there here then so and or but if as at by for from in into
        of on onto out over to up with within than too also again another other others both each all some any one ones first second third
        i i'd i've i'll we we'd you you'd you've you'll your my me us our he she they them their who which what when where how why
        have has had do does did can could may might will would shall should let let's try see look watch watching show shows showing
        film films movie movies title titles pick picks choice choices list option options suggestion suggestions idea ideas thing things
        story stories series kind sort genre genres year years decade cast star stars starring actor actors director directed made
        give gives take takes go goes come comes bring brings offer offers follow follows start begin beginning end add join joins
        feel feels like likes fancy mood evening tonight today night time now next maybe perhaps rather instead more
        about around between together along after before since because while still just only even really quite well
        here's that's there's what's okay sure of course please thanks thank welcome hello hi happy glad
        ask asked asking said say says tell told know think guess find found get gets want wanted wish need
        which either whether both same similar share shares common
        something anything someone everybody everyone people
        great good nice lovely fine fun solid wonderful excellent perfect ideal enjoyable pleasant worth right ready fitting suitable
        enjoy enjoying appreciate consider considering check checking choose chose chosen choosing select selected picked picking
        settle sit relax lean leans leaning catch catching explore discover dive jump grab
        match matches matching fit fits suit suits suited sound sounds looks looking works work working keep keeps keeping stay stays
        mix mixes blend blends combine combines lead leads open opens close closer closest near nearer
        hope hopes bet bets help helps mean means meant recommend recommends recommended recommending suggest suggests suggested
        prefer prefers love loves favour favor interest interests interested
        lineup collection bunch couple trio pair handful set batch round mixture selection company shelf queue order place start starter
        first-rate easy simple quick slightly little bit lot much many few fairly pretty absolutely certainly definitely surely truly
        simply especially particularly exactly nicely well-suited straight
        evenings nights weekend weekends home couch sofa popcorn session marathon
        later soon always often usually sometimes again once then finally lastly additionally meanwhile
        against without among across behind beyond toward towards per despite although though unless until whenever wherever
        however therefore thus yet such own every most several different various certain kindly
        feeling feelings taste tastes pleasure joy treat
        further done using used use besides alike along
        side line step turn turns way part
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    static let chinese: Set<Character> = Set(
        "的了是在有和与也都这那部些几个你我们可以看想要吗呢吧请试选还更或者就来给为从到里类型片电影作品年代一二三先再接下如果喜欢推荐今晚他她它演主导由另外同样以及哪找好说什么怎样想法")
}
