extension IntentVocabulary {
    /// What English queries say. Ids on the left are those of `Intent`.
    static let english = """
        # Genres
        genre ~action: action, actioner, actioners
        genre ~adventure: adventure, adventures, swashbuckler, swashbucklers
        genre animation: animation, animations, animated, cartoon, cartoons
        genre anime: anime, animes
        genre biography: biography, biographies, biopic, biopics, biographical
        genre comedy: comedy, comedies, comedic, slapstick
        genre comedy; genre romance: romcom, romcoms, rom com, rom coms
        genre comedy; format series: sitcom, sitcoms
        genre ~crime: crime, gangster, gangsters, mafia, mobster, mobsters
        genre documentary: documentary, documentaries, docs, docu
        genre documentary; format series: docuseries
        genre drama: drama, dramas, melodrama, melodramas
        genre drama; country KR; format series: kdrama, kdramas, k drama, k dramas
        genre ~family: family
        genre ~fantasy: fantasy, fantasies
        genre film-noir: film noir, films noirs, films noir, noir, noirs
        genre ~history: history, historical, period drama, costume drama
        genre horror: horror, horrors, slasher, slashers
        genre martial-arts: martial arts, martial art, kung fu, wuxia, karate
        genre ~music: music, concert
        genre musical: musical, musicals
        genre ~mystery: mystery, mysteries, whodunit, whodunits, whodunnit, whodunnits, murder mystery, murder mysteries
        genre ~romance: romance, romances, romantic, love story, love stories
        genre science-fiction: science fiction, sci fi, scifi, sf, cyberpunk
        genre ~sport: sport, sports
        genre superhero: superhero, superheroes, super hero, comic book
        genre thriller: thriller, thrillers
        genre ~war: war
        genre western: western, westerns, spaghetti western, spaghetti westerns

        # Formats
        format ~film: movie, movies, film, films, flick, flicks, feature, features
        format ~series: series, show, shows, tv, tv show, tv shows, tv series, television, television series, miniseries, mini series, season

        # Moods
        mood uplifting: cheer me up, uplifting, feel good, feelgood, cheerful, make me happy, lift my spirits, lift my mood
        mood ~dark: dark, bleak, gloomy, gritty, grim
        mood ~scary: scary, creepy, frightening, terrifying, spooky, scare me
        mood ~cosy: cosy, cozy, comforting, comfort watch
        mood ~sad: sad, make me cry, tearjerker, tearjerkers, tear jerker, tear jerkers, depressing, heartbreaking
        mood ~funny: funny, hilarious, make me laugh, i want to laugh, laugh, laughs, need a laugh, humorous
        mood ~tense: tense, suspenseful, suspense, gripping, nail biting, nailbiter, edge of my seat, edge of your seat, edge of the seat
        mood ~relaxing: something light, relaxing, light hearted, lighthearted, easy going, calming, soothing, chill, unwind, easy watching
        mood ~thoughtful: thought provoking, thoughtful, cerebral, smart, intelligent, clever, philosophical, profound
        mood ~strange: mind bending, weird, strange, surreal, quirky, trippy, bizarre, offbeat
        mood ~exciting: exciting, fast paced, action packed, adrenaline, thrilling, high octane
        mood ~inspiring: inspiring, inspirational, motivational, motivating
        mood heartwarming: heartwarming, heart warming, touching, wholesome, moving

        # Ages
        age 7: for kids, for children, for my kids, for my children, for the kids, for the children, for small children, for young children, for little kids, kid friendly, kids friendly, child friendly, suitable for kids, suitable for children, ok for kids
        age 7; format film: kids movies, kids movie, kids films, kids film, children s movies, childrens movies
        age 10: with the kids, with my kids, with kids, with the children, with my children, with children, family friendly, for family movie night, family movie night, for family night, family night, for the whole family, whole family, for all the family, for families, all ages
        age 13: for teens, for teenagers, for my teenager, for a teenager, with teenagers, teen friendly, nothing r rated, not r rated, no r rated, pg 13, rated pg 13, pg13, 12a
        age 10: pg, rated pg, pg rated
        age 0: rated g, g rated
        age 17: rated r, r rated
        filler: or lower, or below, or milder

        # Times
        years ~new: new, newest, recent, latest, newly released, brand new
        years ~old: old, older movies, classic, classics, vintage, old fashioned
        years ~modern: modern, contemporary

        # Lengths
        length ~short: short, quick, something short
        length ~moderate: not too long, not long, nothing too long, nothing long, not very long, nothing very long
        length ~long: long, very long

        # In which way other
        adjust funnier: funnier, more funny, more humour, more humor, more jokes, more comedic
        adjust darker: darker, more dark, grittier, bleaker
        adjust lighter: lighter, less dark, less serious, more lighthearted, less heavy, less grim
        adjust newer: newer, more recent, more modern
        adjust older: older, more classic
        adjust shorter: shorter, less long, not so long, not as long
        adjust longer: longer
        adjust scarier: scarier, more scary, creepier, more frightening
        adjust gentler: gentler, less scary, less violent, less violence, less gory, less intense, less bloody, not so violent, not as violent, not so scary, not as scary, tamer, softer
        adjust more-romantic: more romantic, more romance
        adjust more-action: more action, with more action, more explosive
        adjust sadder: sadder, more sad
        adjust happier: happier, more cheerful, less sad, less depressing, more uplifting
        adjust slower: slower, less fast
        adjust faster: faster, less slow
        adjust smarter: smarter, more intelligent, cleverer, less stupid
        adjust weirder: weirder, stranger, more weird, quirkier

        # Titles like others
        like: like, similar to, in the style of, in the vein of, same vibe as, the same vibe as, with the same vibe as, same mood as, more like, reminds me of, that reminds me of, if you liked, if i liked, because i liked, along the lines of, something along the lines of, comparable to, akin to, in the spirit of, reminiscent of, a mix of, mix of, a cross between, cross between, resembling, just like
        keep: looks like, look like, feels like, feel like, would like

        # What is not wanted
        not: not, no, without, except, except for, nothing, anything but, but not, but no, minus, avoid, avoiding, excluding, other than, apart from, non, not a, not an, don t want, dont want, nothing with, never

        # People
        role actor: with, starring, featuring, stars, feat, acted by, played by, co starring, and starring, as well as
        role director: by, directed by, director, from director, by director, made by, from the director
        role writer: written by, writer, screenplay by, script by, by writer
        roleAfter actor: plays, play, playing, acts, stars in, is in, performs

        # Wishes and words that say nothing
        wish: i want to watch, i want to see, i would like to watch, i d like to watch, id like to watch, i wanna watch, i feel like watching, i feel like, i am in the mood for, im in the mood for, in the mood for, show me, find me, find, give me, recommend, recommend me, can you recommend, can you suggest, could you recommend, please recommend, suggest, do you have, do you have any, have you got, what are the best, what is the best, looking for, i am looking for, im looking for, search for, play, watch, let s watch, lets watch, i need, i want, surprise me, what should i watch, what can i watch, what to watch, to watch
        filler: some, any, anything, something, stuff, things, good, great, best, nice, top, really, very, too, quite, please, tonight, today, for me, me, the one where, the one with, one, ones, about, titles, title, that is, that are, which is, which are, made, released, set in, based in, filmed in, suitable for, kind of, sort of, rated, but, also, all, ideally, preferably, maybe, or so, of all time, ever, year, years, directed, language, speaking, subtitled, dubbed, recommendations, suggestions, picks

        # Words that stay words
        keep: new york, new orleans, new jersey, new world, new mexico, new year, new years, old man, old men, old woman, old lady, old friend, old friends, old house, young and old, years old, new life, new friend, new friends, new job, new home, new town, new school, family man, war hero, black and white, in love, big game, high school, no one, nobody, must not, can not, cannot, does not, do not, did not, is not, are not, was not, will not, not only, no longer, not alone, road trip, light house, short story, short stories, short circuit, best friend, best friends, long lost, long distance, long ago, kung fu master, dark side, action hero, action figure, moving to, moves to, touching story, space western, comic relief, date night

        # Countries
        country US: american, usa, united states, hollywood, the states, the us
        country GB: british, uk, united kingdom, britain, england, great britain
        country FR: french, france
        country DE: german, germany
        country IT: italian, italy
        country ES: spanish, spain
        country JP: japanese, japan
        country KR: korean, korea, south korean, south korea
        country CN: chinese, china
        country HK: hong kong
        country TW: taiwanese, taiwan
        country IN: indian, india, bollywood, tollywood
        country DK: danish, denmark
        country SE: swedish, sweden
        country NO: norwegian, norway
        country FI: finnish, finland
        country IS: icelandic, iceland
        country NL: dutch, netherlands, holland
        country BE: belgian, belgium
        country MX: mexican, mexico
        country BR: brazilian, brazil
        country AR: argentinian, argentine, argentina
        country CL: chilean, chile
        country IR: iranian, iran
        country TR: turkish, turkey
        country RU: russian, russia, soviet
        country PL: polish, poland
        country CZ: czech, czechia
        country HU: hungarian, hungary
        country GR: greek, greece
        country IE: irish, ireland
        country AU: australian, australia
        country NZ: new zealand
        country CA: canadian, canada
        country ZA: south african, south africa
        country NG: nigerian, nigeria, nollywood
        country EG: egyptian, egypt
        country IL: israeli, israel
        country TH: thai, thailand
        country VN: vietnamese, vietnam
        country ID: indonesian, indonesia
        country PH: filipino, philippines
        country AT: austrian, austria
        country CH: swiss, switzerland
        country PT: portuguese, portugal

        # Languages: only "in French", "French-language", and names that are no nation's
        language fr: in french, french language, french speaking
        language es: in spanish, spanish language, spanish speaking
        language en: in english, english language, english speaking
        language de: in german, german language, german speaking
        language it: in italian, italian language
        language ja: in japanese, japanese language
        language ko: in korean, korean language
        language zh: in chinese, chinese language, mandarin, in mandarin
        language yue: cantonese, in cantonese
        language pt: in portuguese, portuguese language
        language ru: in russian, russian language
        language hi: hindi, in hindi
        language ta: tamil, in tamil
        language te: telugu, in telugu
        language ar: arabic, in arabic
        language da: in danish
        language sv: in swedish
        language nl: in dutch
        language pl: in polish
        language tr: in turkish
        language fa: in persian, persian, farsi, in farsi
        language no: in norwegian
        language la: in latin
        """
}
