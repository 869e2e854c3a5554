// Made by Scripts/make-film-catalogue.py; change the rule there, not the rows here.
// Facts from prust/wikipedia-movie-data (MIT), itself taken from the English Wikipedia's lists of American films.

/// `title|year|genre,genre|person,person`, one film a line, the most prominent first.
///
/// A string literal, because it works alike in an installed executable and in tests and compiles in a moment,
/// while an embedded resource becomes an array literal of a quarter of a million bytes.
let filmFacts = #"""
    The Matrix|1999|Action,Science Fiction|Keanu Reeves,Laurence Fishburne,Carrie-Anne Moss,Hugo Weaving,Joe Pantoliano
    Star Wars|1977|Science Fiction|Mark Hamill,Harrison Ford,Carrie Fisher,Alec Guinness
    The Godfather|1972|Crime,Drama|Marlon Brando,Al Pacino,James Caan,Robert Duvall,John Cazale,Diane Keaton
    Pulp Fiction|1994|Action,Comedy,Crime|John Travolta,Samuel L. Jackson,Bruce Willis,Uma Thurman,Ving Rhames,Harvey Keitel
    Titanic|1997|Disaster,Historical,Romance|Leonardo DiCaprio,Kate Winslet,Billy Zane,Frances Fisher,Victor Garber,Kathy Bates
    Jurassic Park|1993|Action,Adventure,Science Fiction|Sam Neill,Laura Dern,Jeff Goldblum,Richard Attenborough
    The Dark Knight|2008|Superhero|Christian Bale,Heath Ledger,Michael Caine,Gary Oldman,Aaron Eckhart,Maggie Gyllenhaal
    Forrest Gump|1994|Comedy,Drama|Tom Hanks,Robin Wright Penn,Haley Joel Osment,Gary Sinise,Sally Field,Mykelti Williamson
    The Shawshank Redemption|1994|Drama|Tim Robbins,Morgan Freeman,James Whitmore,Clancy Brown,William Sadler,Gil Bellows
    Toy Story|1995|Animation,Comedy|Tim Allen,Tom Hanks,Don Rickles,Jim Varney,Wallace Shawn,John Ratzenberger
    Back to the Future|1985|Science Fiction|Michael J. Fox,Christopher Lloyd,Lea Thompson,Crispin Glover,Thomas F. Wilson
    The Lion King|1994|Animation,Drama,Musical|Jonathan Taylor Thomas,Matthew Broderick,Jeremy Irons,James Earl Jones,Whoopi Goldberg,Moira Kelly
    Inception|2010|Action,Science Fiction|Leonardo DiCaprio,Ken Watanabe,Joseph Gordon-Levitt,Marion Cotillard,Elliot Page,Tom Hardy
    Raiders of the Lost Ark|1981|Action,Adventure|Harrison Ford,Karen Allen,Denholm Elliott,John Rhys-Davies,Ronald Lacey,Paul Freeman
    The Silence of the Lambs|1991|Horror,Thriller|Anthony Hopkins,Jodie Foster,Scott Glenn,Ted Levine,Frankie Faison,Anthony Heald
    E.T. the Extra-Terrestrial|1982|Science Fiction|Dee Wallace,Henry Thomas,Peter Coyote,Drew Barrymore,Robert MacNaughton
    Jaws|1975|Adventure,Thriller|Roy Scheider,Robert Shaw,Richard Dreyfuss
    Alien|1979|Horror,Science Fiction|Sigourney Weaver,Tom Skerritt,Harry Dean Stanton,Veronica Cartwright,John Hurt,Ian Holm
    Aliens|1986|Action,Science Fiction|Sigourney Weaver,Michael Biehn,Lance Henriksen,Carrie Henn,Bill Paxton,Paul Reiser
    Blade Runner|1982|Science Fiction|Harrison Ford,Rutger Hauer,Edward James Olmos,Sean Young,Daryl Hannah,Brion James
    The Terminator|1984|Action,Science Fiction|Arnold Schwarzenegger,Linda Hamilton,Michael Biehn,Lance Henriksen,Paul Winfield,Earl Boen
    Terminator 2: Judgment Day|1991|Action,Science Fiction|Arnold Schwarzenegger,Linda Hamilton,Robert Patrick,Edward Furlong,Earl Boen,Joe Morton
    Fight Club|1999|Thriller|Brad Pitt,Edward Norton,Helena Bonham Carter
    Seven|1995|Crime,Thriller|Brad Pitt,Morgan Freeman,Kevin Spacey,Gwyneth Paltrow
    Goodfellas|1990|Biography,Crime,Drama|Robert De Niro,Ray Liotta,Joe Pesci,Lorraine Bracco,Paul Sorvino,Frank Vincent
    Finding Nemo|2003|Adventure,Animation,Comedy,Drama,Family|Albert Brooks,Ellen DeGeneres,Alexander Gould,Willem Dafoe
    Shrek|2001|Animation,Comedy,Family,Fantasy|Mike Myers,Eddie Murphy,Cameron Diaz,John Lithgow
    Groundhog Day|1993|Comedy,Fantasy|Bill Murray,Andie MacDowell,Chris Elliott,Stephen Tobolowsky,Brian Doyle Murray
    The Lord of the Rings: The Fellowship of the Ring|2001|Adventure,Fantasy|Elijah Wood,Ian McKellen,Liv Tyler,Sean Astin,Viggo Mortensen,Orlando Bloom
    The Lord of the Rings: The Two Towers|2002|Adventure,Fantasy|Elijah Wood,Ian McKellen,Liv Tyler,Viggo Mortensen,Sean Astin,Orlando Bloom
    The Lord of the Rings: The Return of the King|2003|Adventure,Fantasy|Elijah Wood,Ian McKellen,Liv Tyler,Sean Astin,Andy Serkis,Hugo Weaving
    The Empire Strikes Back|1980|Science Fiction|Carrie Fisher,Harrison Ford,Mark Hamill,Billy Dee Williams,Alec Guinness
    Return of the Jedi|1983|Science Fiction|Mark Hamill,Harrison Ford,Carrie Fisher,Billy Dee Williams
    Harry Potter and the Sorcerer's Stone|2001|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Richard Harris,Maggie Smith,Robbie Coltrane
    Die Hard|1988|Action|Bruce Willis,Alan Rickman,Alexander Godunov,Bonnie Bedelia,Reginald VelJohnson,Paul Gleason
    Ghostbusters|1984|Comedy,Supernatural|Bill Murray,Dan Aykroyd,Sigourney Weaver,Harold Ramis,Rick Moranis,Ernie Hudson
    Saving Private Ryan|1998|Drama,War|Tom Hanks,Edward Burns,Matt Damon,Tom Sizemore,Dennis Farina,Ted Danson
    Schindler's List|1993|Drama,Historical|Liam Neeson,Ralph Fiennes,Ben Kingsley,Caroline Goodall,Jonathan Sagall,Embeth Davidtz
    The Sixth Sense|1999|Thriller|Bruce Willis,Haley Joel Osment,Toni Collette,Donnie Wahlberg,Olivia Williams
    Gladiator|2000|Action,Drama,Historical|Russell Crowe,Joaquin Phoenix,Connie Nielsen,Richard Harris,Djimon Hounsou,Oliver Reed
    Braveheart|1995|Biography,Drama,Historical|Mel Gibson,Sophie Marceau,Catherine McCormack,Patrick McGoohan
    The Usual Suspects|1995|Film Noir,Mystery,Thriller|Stephen Baldwin,Gabriel Byrne,Benicio del Toro,Kevin Pollak,Kevin Spacey,Chazz Palminteri
    American Beauty|1999|Comedy,Drama|Kevin Spacey,Annette Bening,Chris Cooper,Wes Bentley,Thora Birch,Mena Suvari
    Memento|2000|Film Noir,Thriller|Guy Pearce,Carrie-Anne Moss,Joe Pantoliano
    Avatar|2009|Science Fiction|Sam Worthington,Zoe Saldana,Sigourney Weaver,Giovanni Ribisi,Michelle Rodriguez,Stephen Lang
    Interstellar|2014|Science Fiction|Matthew McConaughey,Anne Hathaway,Jessica Chastain,Bill Irwin,Ellen Burstyn,Michael Caine
    The Avengers|2012|Superhero|Robert Downey Jr.,Chris Evans,Chris Hemsworth,Mark Ruffalo,Jeremy Renner,Scarlett Johansson
    Iron Man|2008|Superhero|Robert Downey Jr.,Terrence Howard,Jeff Bridges,Shaun Toub,Gwyneth Paltrow,Faran Tahir
    Spider-Man|2002|Superhero|Tobey Maguire,Willem Dafoe,Kirsten Dunst,James Franco,Cliff Robertson,Rosemary Harris
    Batman|1989|Action,Superhero|Michael Keaton,Jack Nicholson,Kim Basinger,Robert Wuhl,Jack Palance,Pat Hingle
    Batman Begins|2005|Action,Drama,Superhero|Christian Bale,Michael Caine,Liam Neeson,Katie Holmes,Gary Oldman,Cillian Murphy
    The Dark Knight Rises|2012|Superhero|Christian Bale,Michael Caine,Gary Oldman,Anne Hathaway,Tom Hardy,Marion Cotillard
    X-Men|2000|Superhero|Hugh Jackman,Patrick Stewart,Ian McKellen
    Guardians of the Galaxy|2014|Superhero|Chris Pratt,Zoe Saldana,Dave Bautista,Vin Diesel,Bradley Cooper,Lee Pace
    Black Panther|2018|Superhero|Chadwick Boseman,Michael B. Jordan,Lupita Nyong'o,Danai Gurira,Martin Freeman,Daniel Kaluuya
    Home Alone|1990|Comedy,Family|Macaulay Culkin,Joe Pesci,Daniel Stern,John Heard,Catherine O'Hara
    Pretty Woman|1990|Comedy,Romance|Julia Roberts,Richard Gere,Héctor Elizondo,Jason Alexander,Laura San Giacomo,Ralph Bellamy
    Ghost|1990|Drama,Fantasy,Romance|Demi Moore,Patrick Swayze,Whoopi Goldberg,Tony Goldwyn
    Dirty Dancing|1987|Dance,Drama,Romance|Patrick Swayze,Jennifer Grey,Jerry Orbach,Cynthia Rhodes,Jack Weston
    When Harry Met Sally...|1989|Comedy,Drama,Romance|Billy Crystal,Meg Ryan,Carrie Fisher,Bruno Kirby
    Sleepless in Seattle|1993|Comedy,Drama,Romance|Tom Hanks,Meg Ryan,Ross Malinger,Bill Pullman,Rosie O'Donnell,Rita Wilson
    Notting Hill|1999|Comedy,Romance|Julia Roberts,Hugh Grant,Hugh Bonneville,Emma Chambers,James Dreyfus,Rhys Ifans
    Clueless|1995|Comedy,Teen|Alicia Silverstone,Paul Rudd,Stacey Dash,Brittany Murphy,Dan Hedaya,Jeremy Sisto
    Mean Girls|2004|Comedy,Teen|Lindsay Lohan,Rachel McAdams,Tim Meadows,Amy Poehler,Ana Gasteyer,Lacey Chabert
    Legally Blonde|2001|Comedy,Romance|Reese Witherspoon,Luke Wilson,Selma Blair,Matthew Davis
    The Devil Wears Prada|2006|Comedy,Drama|Anne Hathaway,Meryl Streep,Emily Blunt,Stanley Tucci,Adrian Grenier,Simon Baker
    Bridesmaids|2011|Comedy|Kristen Wiig,Maya Rudolph,Rose Byrne,Melissa McCarthy,Wendi McLendon-Covey,Ellie Kemper
    Superbad|2007|Comedy,Teen|Jonah Hill,Michael Cera,Christopher Mintz-Plasse,Seth Rogen,Bill Hader,Emma Stone
    The Hangover|2009|Comedy|Bradley Cooper,Ed Helms,Zach Galifianakis,Justin Bartha,Heather Graham,Sasha Barrese
    Step Brothers|2008|Comedy|Will Ferrell,John C. Reilly,Richard Jenkins,Mary Steenburgen,Adam Scott,Kathryn Hahn
    Tropic Thunder|2008|Action,Comedy|Ben Stiller,Jack Black,Robert Downey Jr.,Steve Coogan,Jay Baruchel,Danny McBride
    Zoolander|2001|Comedy|Ben Stiller,Owen Wilson,Christine Taylor
    Elf|2003|Comedy,Family|Will Ferrell,James Caan,Zooey Deschanel,Mary Steenburgen,Bob Newhart,Ed Asner
    School of Rock|2003|Comedy,Family|Jack Black,Joan Cusack,Mike White,Sarah Silverman
    Napoleon Dynamite|2004|Comedy|Jon Heder,Jon Gries,Aaron Ruell,Efren Ramirez,Tina Majorino,Diedrich Bader
    Dumb and Dumber|1994|Comedy|Jim Carrey,Jeff Daniels,Lauren Holly
    The Mask|1994|Comedy,Superhero|Jim Carrey,Cameron Diaz,Peter Greene,Ben Stein,Richard Jeni,Peter Riegert
    Liar Liar|1997|Comedy,Legal|Jim Carrey,Justin Cooper,Maura Tierney,Cary Elwes,Jennifer Tilly,Amanda Donohoe
    Ace Ventura: Pet Detective|1994|Comedy|Jim Carrey,Courteney Cox,Sean Young,Tone Loc,Dan Marino
    Mrs. Doubtfire|1993|Comedy,Drama|Robin Williams,Sally Field,Pierce Brosnan,Harvey Fierstein,Polly Holliday,Robert Prosky
    There's Something About Mary|1998|Comedy,Romance|Ben Stiller,Cameron Diaz,Matt Dillon,Keith David,Markie Post
    Meet the Parents|2000|Comedy|Ben Stiller,Robert De Niro,Blythe Danner,Teri Polo,Owen Wilson
    The Big Lebowski|1998|Comedy,Crime|Jeff Bridges,John Goodman,Julianne Moore,Steve Buscemi,John Turturro,Tara Reid
    Fargo|1996|Comedy,Crime|Frances McDormand,William H. Macy,Steve Buscemi,Peter Stormare,Harve Presnell
    No Country for Old Men|2007|Crime,Thriller,Western|Tommy Lee Jones,Javier Bardem,Josh Brolin,Woody Harrelson,Kelly Macdonald,Garret Dillahunt
    O Brother, Where Art Thou?|2000|Comedy,Drama|George Clooney,Tim Blake Nelson,John Turturro,Holly Hunter,John Goodman,Charles Durning
    True Grit|2010|Western|Jeff Bridges,Matt Damon,Josh Brolin,Hailee Steinfeld,Barry Pepper,Domhnall Gleeson
    Airplane!|1980|Comedy,Satire|Robert Hays,Julie Hagerty,Leslie Nielsen,Peter Graves,Robert Stack,Lloyd Bridges
    The Naked Gun: From the Files of Police Squad!|1988|Comedy,Crime|Leslie Nielsen,Priscilla Presley,George Kennedy,O.J. Simpson,Ricardo Montalbán
    National Lampoon's Animal House|1978|Comedy|John Belushi,Tim Matheson,Peter Riegert,Donald Sutherland,Cesare Danova,Tom Hulce
    The Blues Brothers|1980|Comedy,Musical|Dan Aykroyd,John Belushi,Carrie Fisher,Aretha Franklin,Ray Charles,James Brown
    Caddyshack|1980|Comedy,Sports|Chevy Chase,Rodney Dangerfield,Bill Murray,Ted Knight,Michael O'Keefe,Cindy Morgan
    Trading Places|1983|Comedy|Eddie Murphy,Dan Aykroyd,Jamie Lee Curtis,Don Ameche,Ralph Bellamy
    Coming to America|1988|Comedy,Romance|Eddie Murphy,Arsenio Hall,James Earl Jones,Madge Sinclair,Shari Headley
    Beverly Hills Cop|1984|Action,Comedy|Eddie Murphy,Judge Reinhold,Jonathan Banks,Bronson Pinchot,John Ashton,Ronny Cox
    48 Hrs.|1982|Action,Comedy|Nick Nolte,Eddie Murphy,Annette O'Toole,James Remar,David Patrick Kelly,Sonny Landham
    Lethal Weapon|1987|Action,Comedy|Mel Gibson,Danny Glover,Gary Busey
    Predator|1987|Action,Science Fiction|Arnold Schwarzenegger,Carl Weathers,Jesse Ventura,Kevin Peter Hall,Bill Duke,Sonny Landham
    RoboCop|1987|Action,Science Fiction|Peter Weller,Nancy Allen,Dan O'Herlihy,Ronny Cox,Kurtwood Smith,Miguel Ferrer
    Total Recall|1990|Action,Science Fiction|Arnold Schwarzenegger,Rachel Ticotin,Sharon Stone,Michael Ironside,Ronny Cox
    The Fugitive|1993|Action,Drama,Thriller|Harrison Ford,Tommy Lee Jones,Jeroen Krabbe,Joe Pantoliano,Sela Ward,Julianne Moore
    Speed|1994|Action,Thriller|Keanu Reeves,Sandra Bullock,Dennis Hopper,Jeff Daniels,Joe Morton
    Face/Off|1997|Action,Science Fiction,Thriller|John Travolta,Nicolas Cage,Joan Allen,Alessandro Nivola,Gina Gershon,Dominique Swain
    Con Air|1997|Action,Thriller|Nicolas Cage,John Cusack,John Malkovich,Steve Buscemi,Ving Rhames,Mykelti Williamson
    The Rock|1996|Action,Thriller|Sean Connery,Nicolas Cage,Ed Harris,Michael Biehn,William Forsythe,David Morse
    Heat|1995|Action,Crime,Drama|Al Pacino,Robert De Niro,Val Kilmer,Ashley Judd,Amy Brenneman,Tom Sizemore
    Casino|1995|Crime,Drama|Robert De Niro,Sharon Stone,Joe Pesci,James Woods,Kevin Pollak,Alan King
    The Departed|2006|Crime,Thriller|Leonardo DiCaprio,Matt Damon,Jack Nicholson,Mark Wahlberg,Martin Sheen,Ray Winstone
    Taxi Driver|1976|Drama,Film Noir,Thriller|Robert De Niro,Jodie Foster,Cybill Shepherd,Harvey Keitel,Peter Boyle,Albert Brooks
    Raging Bull|1980|Biography,Drama,Sports|Robert De Niro,Joe Pesci,Cathy Moriarty
    Reservoir Dogs|1992|Crime,Drama,Film Noir|Harvey Keitel,Tim Roth,Steve Buscemi,Chris Penn,Michael Madsen,Lawrence Tierney
    Jackie Brown|1997|Crime,Drama|Pam Grier,Samuel L. Jackson,Robert Forster,Robert De Niro,Michael Keaton,Bridget Fonda
    Kill Bill: Volume 1|2003|Action,Martial Arts|Uma Thurman,Lucy Liu,Vivica A. Fox,David Carradine,Daryl Hannah,Michael Madsen
    Inglourious Basterds|2009|War|Brad Pitt,Mélanie Laurent,Christoph Waltz,Eli Roth,Michael Fassbender,Diane Kruger
    Django Unchained|2012|Western|Christoph Waltz,Jamie Foxx,Leonardo DiCaprio,Samuel L. Jackson,Bruce Dern,Russ Tamblyn
    Scarface|1983|Crime,Drama|Al Pacino,Michelle Pfeiffer,Steven Bauer,F. Murray Abraham,Robert Loggia,Miriam Colon
    The Untouchables|1987|Crime,Drama|Sean Connery,Kevin Costner,Andy García,Robert De Niro,Patricia Clarkson,Charles Martin Smith
    Mission: Impossible|1996|Action,Spy|Tom Cruise,Ving Rhames,Jon Voight,Vanessa Redgrave,Emmanuelle Béart,Kristin Scott Thomas
    Top Gun|1986|Action|Tom Cruise,Kelly McGillis,Anthony Edwards,Val Kilmer,Michael Ironside,Meg Ryan
    Rain Man|1988|Comedy,Drama|Dustin Hoffman,Tom Cruise,Valeria Golino
    Jerry Maguire|1996|Comedy,Drama,Romance,Sports|Tom Cruise,Renée Zellweger,Cuba Gooding Jr.,Bonnie Hunt,Jay Mohr,Kelly Preston
    A Few Good Men|1992|Drama,Legal|Tom Cruise,Demi Moore,Jack Nicholson,Kiefer Sutherland,Kevin Bacon
    Minority Report|2002|Action,Science Fiction|Tom Cruise,Colin Farrell,Samantha Morton,Max von Sydow
    Catch Me If You Can|2002|Biography,Comedy,Crime,Drama|Leonardo DiCaprio,Tom Hanks,Christopher Walken,Amy Adams,Martin Sheen,Nathalie Baye
    Cast Away|2000|Adventure,Drama|Tom Hanks,Helen Hunt
    Apollo 13|1995|Biography,Drama|Tom Hanks,Kevin Bacon,Bill Paxton,Gary Sinise,Ed Harris,Kathleen Quinlan
    Philadelphia|1993|Drama,Legal|Tom Hanks,Denzel Washington,Antonio Banderas,Jason Robards,Mary Steenburgen,Joanne Woodward
    Big|1988|Comedy,Drama,Fantasy|Tom Hanks,Elizabeth Perkins,Robert Loggia,Mercedes Ruehl,Jared Rushton,John Heard
    Splash|1984|Comedy,Fantasy,Romance|Tom Hanks,Daryl Hannah,John Candy,Eugene Levy
    Beetlejuice|1988|Comedy,Fantasy,Horror|Michael Keaton,Alec Baldwin,Geena Davis,Jeffrey Jones,Catherine O'Hara,Winona Ryder
    Edward Scissorhands|1990|Comedy,Fantasy,Romance|Johnny Depp,Winona Ryder,Dianne Wiest,Alan Arkin,Anthony Michael Hall,Vincent Price
    The Nightmare Before Christmas|1993|Animation,Fantasy,Musical|Danny Elfman,Chris Sarandon,Catherine O'Hara
    The Truman Show|1998|Comedy,Drama,Fantasy,Science Fiction|Jim Carrey,Ed Harris,Laura Linney,Noah Emmerich,Natascha McElhone
    Good Will Hunting|1997|Drama|Matt Damon,Robin Williams,Ben Affleck,Minnie Driver,Stellan Skarsgård
    Dead Poets Society|1989|Drama|Robin Williams,Robert Sean Leonard,Ethan Hawke,Josh Charles
    Stand by Me|1986|Drama|Wil Wheaton,River Phoenix,Corey Feldman,Jerry O'Connell,Kiefer Sutherland
    Misery|1990|Thriller|James Caan,Kathy Bates,Lauren Bacall,Graham Jarvis,Richard Farnsworth
    Carrie|1976|Horror,Supernatural|Sissy Spacek,Piper Laurie,William Katt,Amy Irving,Betty Buckley,P.J. Soles
    The Shining|1980|Horror|Jack Nicholson,Shelley Duvall,Scatman Crothers,Danny Lloyd,Anne Jackson,Barry Nelson
    The Exorcist|1973|Horror,Supernatural|Ellen Burstyn,Linda Blair,Jason Miller,Max von Sydow,Kitty Winn,Lee J. Cobb
    Halloween|1978|Slasher|Donald Pleasence,Jamie Lee Curtis,P.J. Soles,Charles Cyphers,Kyle Richards
    A Nightmare on Elm Street|1984|Slasher,Supernatural|Robert Englund,Heather Langenkamp,John Saxon,Ronee Blakley,Amanda Wyss,Johnny Depp
    Friday the 13th|1980|Slasher|Betsy Palmer,Adrienne King,Kevin Bacon
    Scream|1996|Horror,Slasher|David Arquette,Neve Campbell,Courteney Cox,Rose McGowan,Skeet Ulrich,Matthew Lillard
    Poltergeist|1982|Horror,Supernatural|JoBeth Williams,Craig T. Nelson,Beatrice Straight,Dominique Dunne,Zelda Rubinstein,Oliver Robins
    Get Out|2017|Horror|Daniel Kaluuya,Allison Williams,Catherine Keener,Bradley Whitford,Caleb Landry Jones,Stephen Root
    Us|2019|Horror|Lupita Nyong'o,Winston Duke,Shahadi Wright Joseph,Evan Alex,Elisabeth Moss,Tim Heidecker
    A Quiet Place|2018|Horror,Science Fiction|John Krasinski,Emily Blunt,Millicent Simmonds,Noah Jupe
    Hereditary|2018|Horror|Toni Collette,Alex Wolff,Milly Shapiro,Ann Dowd,Gabriel Byrne
    The Blair Witch Project|1999|Horror,Supernatural|Heather Donahue,Joshua Leonard,Michael C. Williams
    The Ring|2002|Horror,Supernatural|Naomi Watts,Daveigh Chase,Martin Henderson
    One Flew Over the Cuckoo's Nest|1975|Drama|Jack Nicholson,Louise Fletcher,Brad Dourif,Danny DeVito,William Redfield,Will Sampson
    Chinatown|1974|Film Noir,Mystery|Jack Nicholson,Faye Dunaway,John Huston,Perry Lopez,Diane Ladd,John Hillerman
    Apocalypse Now|1979|Drama,War|Martin Sheen,Marlon Brando,Robert Duvall,Frederic Forrest,Sam Bottoms,Laurence Fishburne
    The Deer Hunter|1978|Drama,War|Robert De Niro,Christopher Walken,Meryl Streep,John Savage,John Cazale
    Platoon|1986|War|Tom Berenger,Willem Dafoe,Charlie Sheen
    Full Metal Jacket|1987|Drama,War|Matthew Modine,R. Lee Ermey,Vincent D'Onofrio,Adam Baldwin,Dorian Harewood,Arliss Howard
    Wall Street|1987|Drama|Charlie Sheen,Michael Douglas,Daryl Hannah,Martin Sheen,Hal Holbrook,Terence Stamp
    Rocky|1976|Drama,Sports|Sylvester Stallone,Carl Weathers,Talia Shire,Burt Young,Burgess Meredith,Tony Burton
    Grease|1978|Comedy,Musical,Romance|John Travolta,Olivia Newton-John,Stockard Channing,Frankie Avalon,Jeff Conaway,Barry Pearl
    Saturday Night Fever|1977|Dance,Drama|John Travolta,Karen Lynn Gorney,Donna Pescow
    Annie Hall|1977|Comedy,Drama,Romance|Woody Allen,Diane Keaton,Carol Kane
    Manhattan|1979|Comedy,Drama,Romance|Woody Allen,Diane Keaton,Mariel Hemingway,Meryl Streep
    Tootsie|1982|Comedy,Romance|Dustin Hoffman,Jessica Lange,Teri Garr,Charles Durning,Bill Murray,Dabney Coleman
    Network|1976|Comedy,Drama|Peter Finch,William Holden,Faye Dunaway,Beatrice Straight,Robert Duvall,Wesley Addy
    The Sting|1973|Comedy,Crime|Paul Newman,Robert Redford,Robert Shaw,Eileen Brennan
    All the President's Men|1976|Biography,Drama,Political,Thriller|Robert Redford,Dustin Hoffman,Jason Robards,Jack Warden,Hal Holbrook,Stephen Collins
    Dog Day Afternoon|1975|Biography,Crime,Drama|Al Pacino,John Cazale,Charles Durning,Chris Sarandon,James Broderick
    A Clockwork Orange|1971|Crime,Drama|Malcolm McDowell,Patrick Magee,Adrienne Corri,Miriam Karlin
    Young Frankenstein|1974|Comedy,Horror|Gene Wilder,Peter Boyle,Marty Feldman,Madeline Kahn,Cloris Leachman,Teri Garr
    Blazing Saddles|1974|Comedy,Western|Cleavon Little,Gene Wilder,Mel Brooks,Madeline Kahn,Harvey Korman,Slim Pickens
    The Godfather Part II|1974|Crime,Drama|Al Pacino,Robert De Niro,Lee Strasberg,Diane Keaton,Robert Duvall,John Cazale
    The Conversation|1974|Mystery,Thriller|Gene Hackman,John Cazale,Cindy Williams,Frederic Forrest,Harrison Ford,Robert Duvall
    Close Encounters of the Third Kind|1977|Drama,Science Fiction|Richard Dreyfuss,Teri Garr,Melinda Dillon,François Truffaut,Bob Balaban
    Superman|1978|Superhero|Marlon Brando,Gene Hackman,Christopher Reeve,Glenn Ford,Margot Kidder,Jackie Cooper
    Planet of the Apes|2001|Adventure,Science Fiction|Mark Wahlberg,Tim Roth,Helena Bonham Carter,Michael Clarke Duncan,Estella Warren,Kris Kristofferson
    The Princess Bride|1987|Adventure,Comedy,Fantasy|Cary Elwes,Robin Wright,Mandy Patinkin,André the Giant,Chris Sarandon,Peter Falk
    Gremlins|1984|Comedy,Horror|Zach Galligan,Phoebe Cates,Hoyt Axton
    Ferris Bueller's Day Off|1986|Comedy,Teen|Matthew Broderick,Alan Ruck,Mia Sara,Jennifer Grey,Jeffrey Jones
    The Breakfast Club|1985|Comedy,Drama,Teen|Emilio Estevez,Paul Gleason,Anthony Michael Hall,Molly Ringwald,Judd Nelson,Ally Sheedy
    Sixteen Candles|1984|Comedy|Molly Ringwald,Anthony Michael Hall,Michael Schoeffling,Paul Dooley,Gedde Watanabe,Haviland Morris
    Footloose|1984|Drama,Musical|Kevin Bacon,John Lithgow,Lori Singer,Dianne Wiest,Chris Penn
    Flashdance|1983|Dance,Drama,Romance|Jennifer Beals,Michael Nouri,Belinda Bauer
    Tron|1982|Action,Adventure,Science Fiction|Jeff Bridges,David Warner,Bruce Boxleitner,Cindy Morgan
    WarGames|1983|Science Fiction,Thriller|Matthew Broderick,Dabney Coleman,Ally Sheedy
    The Karate Kid|1984|Drama,Martial Arts|Ralph Macchio,Pat Morita,Elisabeth Shue,William Zabka,Martin Kove
    Dances with Wolves|1990|Western|Kevin Costner,Mary McDonnell,Graham Greene
    Unforgiven|1992|Western|Clint Eastwood,Gene Hackman,Morgan Freeman,Richard Harris
    Thelma & Louise|1991|Drama|Susan Sarandon,Geena Davis,Harvey Keitel,Michael Madsen,Brad Pitt,Christopher McDonald
    Independence Day|1996|Disaster,Science Fiction|Will Smith,Bill Pullman,Jeff Goldblum,Mary McDonnell,Margaret Colin,Judd Hirsch
    Men in Black|1997|Action,Comedy,Science Fiction|Will Smith,Tommy Lee Jones,Vincent D'Onofrio,Linda Fiorentino,Rip Torn,Tony Shalhoub
    Armageddon|1998|Disaster,Science Fiction|Bruce Willis,Ben Affleck,Liv Tyler,Billy Bob Thornton,Will Patton,Steve Buscemi
    Twister|1996|Disaster|Helen Hunt,Bill Paxton,Jami Gertz,Cary Elwes
    Jumanji|1995|Adventure,Family,Fantasy|Robin Williams,Bonnie Hunt,Kirsten Dunst,Bradley Pierce,Jonathan Hyde,David Alan Grier
    Hook|1991|Adventure|Robin Williams,Dustin Hoffman,Julia Roberts,Bob Hoskins,Charlie Korsmo,Maggie Smith
    Aladdin|1992|Animation,Comedy,Fantasy,Musical|Robin Williams,Gilbert Gottfried
    Beauty and the Beast|1991|Animation,Fantasy,Musical,Romance|Robby Benson,Paige O'Hara,Jerry Orbach,Angela Lansbury
    The Little Mermaid|1989|Animation,Fantasy,Musical|Jodi Benson,Pat Carroll,Buddy Hackett
    Pocahontas|1995|Animation,Drama,Historical,Musical|Irene Bedard,Mel Gibson,Christian Bale,Russell Means
    Mulan|1998|Adventure,Animation,Musical|Ming-Na,Eddie Murphy,Lea Salonga,Miguel Ferrer
    Tarzan|1999|Adventure,Animation,Musical|Tony Goldwyn,Minnie Driver,Glenn Close,Rosie O'Donnell,Brian Blessed,Nigel Hawthorne
    A Bug's Life|1998|Animation,Comedy|Dave Foley,Kevin Spacey,Julia Louis-Dreyfus
    Toy Story 2|1999|Animation,Comedy,Family|Tom Hanks,Tim Allen,Annie Potts,Don Rickles
    Monsters, Inc.|2001|Animation,Comedy|John Goodman,Billy Crystal,Mary Gibbs,Jennifer Tilly,Steve Buscemi,James Coburn
    The Incredibles|2004|Animation,Family,Superhero|Craig T. Nelson,Holly Hunter,Samuel L. Jackson,Jason Lee,Elizabeth Peña,Sarah Vowell
    Ratatouille|2007|Animation,Comedy,Drama|Patton Oswalt,Lou Romano,Brad Garrett,Ian Holm,Peter O'Toole,Janeane Garofalo
    Cars|2006|Animation,Comedy,Sports|Owen Wilson,Paul Newman,Bonnie Hunt,Larry the Cable Guy,Tony Shalhoub,Cheech Marin
    WALL-E|2008|Animation,Science Fiction|Ben Burtt,Elissa Knight,Jeff Garlin,Fred Willard,John Ratzenberger,Kathy Najimy
    Up|2009|Animation|Ed Asner,Christopher Plummer,Jordan Nagai,Bob Peterson,Delroy Lindo,Jerome Ranft
    Brave|2012|Animation,Fantasy|Kelly Macdonald,Julie Walters,Billy Connolly,Emma Thompson,Kevin McKidd,Craig Ferguson
    Inside Out|2015|Animation|Amy Poehler,Phyllis Smith,Richard Kind,Lewis Black,Bill Hader,Mindy Kaling
    Coco|2017|Animation,Fantasy|Anthony Gonzalez,Gael García Bernal,Benjamin Bratt,Alanna Ubach,Renée Victor,Ana Ofelia Murguia
    Moana|2016|Action,Adventure,Animation,Fantasy,Musical|Auliʻi Cravalho,Dwayne Johnson,Rachel House,Temuera Morrison,Jemaine Clement,Nicole Scherzinger
    Frozen|2013|Animation,Fantasy,Musical|Kristen Bell,Idina Menzel,Josh Gad,Jonathan Groff,Alan Tudyk,Santino Fontana
    Tangled|2010|Adventure,Animation,Comedy,Fantasy,Musical|Mandy Moore,Zachary Levi,Donna Murphy,Ron Perlman,M. C. Gainey,Jeffrey Tambor
    Zootopia|2016|Action,Animation,Comedy|Ginnifer Goodwin,Jason Bateman,Idris Elba,Jenny Slate,Nate Torrence,Bonnie Hunt
    Finding Dory|2016|Adventure,Animation,Comedy,Drama|Ellen DeGeneres,Albert Brooks,Hayden Rolence,Ed O'Neill,Kaitlin Olson,Ty Burrell
    Despicable Me|2010|Animation,Comedy|Steve Carell,Jason Segel,Russell Brand,Miranda Cosgrove,Dana Gaier,Elsie Fisher
    Minions|2015|Animation,Comedy|Pierre Coffin,Sandra Bullock,Jon Hamm,Michael Keaton,Allison Janney,Steve Coogan
    Ice Age|2002|Adventure,Animation,Comedy|Ray Romano,John Leguizamo,Denis Leary
    Madagascar|2005|Animation,Comedy,Family|Ben Stiller,Chris Rock,David Schwimmer,Jada Pinkett Smith,Sacha Baron Cohen,Cedric the Entertainer
    Kung Fu Panda|2008|Animation,Comedy,Martial Arts|Jack Black,Dustin Hoffman,Angelina Jolie,Ian McShane,Jackie Chan,Seth Rogen
    How to Train Your Dragon|2010|Action,Animation,Fantasy|Jay Baruchel,Gerard Butler,Craig Ferguson,America Ferrera,Jonah Hill,Christopher Mintz-Plasse
    The Lego Movie|2014|Adventure,Animation,Comedy|Chris Pratt,Will Ferrell,Elizabeth Banks,Will Arnett,Nick Offerman,Alison Brie
    Spider-Man: Into the Spider-Verse|2018|Animation,Superhero|Shameik Moore,Jake Johnson,Hailee Steinfeld,Mahershala Ali,Brian Tyree Henry,Luna Lauren Velez
    Babe|1995|Comedy,Drama,Fantasy|James Cromwell,Magda Szubanski,Christine Cavanaugh,Hugo Weaving
    Who Framed Roger Rabbit|1988|Comedy,Fantasy,Mystery|Bob Hoskins,Joanna Cassidy,Christopher Lloyd
    A Beautiful Mind|2001|Biography,Drama|Russell Crowe,Jennifer Connelly,Ed Harris
    Erin Brockovich|2000|Biography,Drama,Legal|Julia Roberts,Albert Finney,Aaron Eckhart
    Traffic|2000|Crime,Drama|Michael Douglas,Don Cheadle,Benicio del Toro,Dennis Quaid,Catherine Zeta-Jones
    Ocean's Eleven|2001|Action,Comedy,Crime|George Clooney,Matt Damon,Brad Pitt,Andy García,Julia Roberts,Don Cheadle
    The Bourne Identity|2002|Action,Thriller|Matt Damon,Franka Potente,Chris Cooper,Clive Owen,Brian Cox,Julia Stiles
    Pirates of the Caribbean: The Curse of the Black Pearl|2003|Action,Fantasy,Supernatural|Orlando Bloom,Johnny Depp,Keira Knightley,Geoffrey Rush
    Lost in Translation|2003|Comedy,Drama,Romance|Bill Murray,Scarlett Johansson
    Little Miss Sunshine|2006|Comedy|Greg Kinnear,Steve Carell,Toni Collette,Abigail Breslin,Alan Arkin,Paul Dano
    Juno|2007|Comedy,Drama|Elliot Page,Michael Cera,Jennifer Garner,Jason Bateman,Allison Janney,J. K. Simmons
    Donnie Darko|2001|Science Fiction,Thriller|Jake Gyllenhaal,Jena Malone,Drew Barrymore,Mary McDonnell,Katharine Ross,Patrick Swayze
    Requiem for a Dream|2000|Drama|Ellen Burstyn,Jared Leto,Jennifer Connelly,Marlon Wayans
    American Psycho|2000|Horror|Christian Bale,Chloë Sevigny,Willem Dafoe
    Mulholland Drive|2001|Crime,Drama,Film Noir,Mystery|Naomi Watts,Laura Elena Harring,Justin Theroux
    Being John Malkovich|1999|Comedy,Fantasy|John Cusack,Cameron Diaz,Catherine Keener,John Malkovich,Mary Kay Place,Orson Bean
    Eternal Sunshine of the Spotless Mind|2004|Comedy,Drama,Romance,Science Fiction|Jim Carrey,Kate Winslet,Kirsten Dunst,Tom Wilkinson,Mark Ruffalo,Elijah Wood
    Zodiac|2007|Mystery,Thriller|Jake Gyllenhaal,Mark Ruffalo,Robert Downey Jr.,Anthony Edwards,Brian Cox,Elias Koteas
    The Social Network|2010|Biography,Drama|Jesse Eisenberg,Andrew Garfield,Justin Timberlake,Armie Hammer,Max Minghella,Brenda Song
    Gone Girl|2014|Thriller|Ben Affleck,Rosamund Pike,Neil Patrick Harris,Tyler Perry
    The Girl with the Dragon Tattoo|2011|Film Noir,Thriller|Daniel Craig,Rooney Mara,Christopher Plummer,Stellan Skarsgård,Steven Berkoff,Robin Wright Penn
    Prisoners|2013|Thriller|Jake Gyllenhaal,Hugh Jackman,Paul Dano,Melissa Leo,Viola Davis,Maria Bello
    Sicario|2015|Action,Thriller|Emily Blunt,Benicio del Toro,Josh Brolin,Victor Garber
    Arrival|2016|Drama,Science Fiction|Amy Adams,Jeremy Renner,Forest Whitaker,Michael Stuhlbarg,Tzi Ma
    Blade Runner 2049|2017|Film Noir,Science Fiction|Harrison Ford,Ryan Gosling,Ana de Armas,Mackenzie Davis,Sylvia Hoeks,Lennie James
    The Martian|2015|Science Fiction|Matt Damon,Jessica Chastain,Kristen Wiig,Jeff Daniels,Michael Peña,Kate Mara
    Drive|2011|Action,Drama|Ryan Gosling,Carey Mulligan,Bryan Cranston,Ron Perlman,Albert Brooks,Christina Hendricks
    Looper|2012|Action,Science Fiction,Thriller|Joseph Gordon-Levitt,Bruce Willis,Emily Blunt,Paul Dano,Noah Segan,Jeff Daniels
    Her|2013|Drama,Romance,Science Fiction|Rooney Mara,Amy Adams,Samantha Morton,Joaquin Phoenix,Olivia Wilde,Chris Pratt
    Whiplash|2014|Drama|Miles Teller,J. K. Simmons,Paul Reiser
    La La Land|2016|Musical,Romance|Ryan Gosling,Emma Stone,John Legend,Rosemarie DeWitt
    Birdman or (The Unexpected Virtue of Ignorance)|2014|Comedy,Drama|Michael Keaton,Zach Galifianakis,Edward Norton,Andrea Riseborough,Amy Ryan,Emma Stone
    Mad Max: Fury Road|2015|Action|Tom Hardy,Charlize Theron,Nicholas Hoult,Hugh Keays-Byrne,Rosie Huntington-Whiteley,Riley Keough
    John Wick|2014|Action,Thriller|Keanu Reeves,Michael Nyqvist,Alfie Allen,Adrianne Palicki,Bridget Moynahan,Dean Winters
    Baby Driver|2017|Action|Ansel Elgort,Lily James,Jamie Foxx,Jon Hamm,Kevin Spacey,Jon Bernthal
    Knives Out|2019|Mystery|Daniel Craig,Chris Evans,Ana de Armas,Jamie Lee Curtis,Michael Shannon,Don Johnson
    Joker|2019|Thriller|Joaquin Phoenix,Robert De Niro,Zazie Beetz,Frances Conroy,Brett Cullen,Glenn Fleshler
    Once Upon a Time in Hollywood|2019|Comedy,Drama|Leonardo DiCaprio,Brad Pitt,Margot Robbie,Emile Hirsch,Margaret Qualley,Timothy Olyphant
    The Wolf of Wall Street|2013|Biography,Comedy,Crime|Leonardo DiCaprio,Jonah Hill,Matthew McConaughey,Kyle Chandler,Jean Dujardin,Margot Robbie
    The Revenant|2015|Action,Drama|Leonardo DiCaprio,Tom Hardy
    Black Swan|2010|Drama,Horror|Natalie Portman,Mila Kunis,Vincent Cassel,Barbara Hershey,Winona Ryder,Benjamin Millepied
    There Will Be Blood|2007|Drama,Historical|Daniel Day-Lewis,Paul Dano,Kevin J. O'Connor,Ciarán Hinds,Dillon Freasier,Paul F. Tompkins
    Brokeback Mountain|2005|Drama,Romance,Western|Heath Ledger,Jake Gyllenhaal,Anne Hathaway,Michelle Williams,Anna Faris,Linda Cardellini
    Million Dollar Baby|2004|Drama,Sports|Clint Eastwood,Hilary Swank,Morgan Freeman,Jay Baruchel,Mike Colter,Lucia Rijker
    Mystic River|2003|Crime,Drama,Film Noir|Sean Penn,Tim Robbins,Kevin Bacon,Laura Linney,Laurence Fishburne,Marcia Gay Harden
    Gran Torino|2008|Drama|Clint Eastwood,Christopher Carley,Bee Vang,Ahney Her,Brian Haley,Geraldine Hughes
    Slumdog Millionaire|2008|Drama|Dev Patel,Freida Pinto,Madhur Mittal,Irrfan Khan,Anil Kapoor,Saurabh Shukla
    The King's Speech|2010|Drama,Historical|Colin Firth,Geoffrey Rush,Helena Bonham Carter,Guy Pearce,Timothy Spall,Derek Jacobi
    12 Years a Slave|2013|Biography,Drama|Chiwetel Ejiofor,Michael Fassbender,Benedict Cumberbatch,Paul Dano,Paul Giamatti,Lupita Nyong'o
    Argo|2012|Drama,Historical,Thriller|Ben Affleck,John Goodman,Alan Arkin,Bryan Cranston,Victor Garber,Tate Donovan
    Dune|2021|Science Fiction|Timothee Chalamet,Rebecca Ferguson,Oscar Isaac,Josh Brolin,Stellan Skarsgård,Dave Bautista
    Top Gun: Maverick|2022|Action,Drama|Tom Cruise,Miles Teller,Jennifer Connelly,Jon Hamm,Glen Powell,Lewis Pullman
    Barbie|2023|Comedy|Margot Robbie,Ryan Gosling,America Ferrera,Kate McKinnon,Issa Rae,Rhea Perlman
    Oppenheimer|2023|Biography|Cillian Murphy,Emily Blunt,Matt Damon,Robert Downey Jr.,Rami Malek,Florence Pugh
    Everything Everywhere All at Once|2022|Comedy,Drama,Science Fiction|Michelle Yeoh,Stephanie Hsu,Ke Huy Quan,Jenny Slate,Harry Shum Jr.,James Hong
    Twilight|2008|Fantasy,Romance|Kristen Stewart,Robert Pattinson,Taylor Lautner,Billy Burke,Peter Facinelli,Elizabeth Reaser
    The Hunger Games|2012|Action|Jennifer Lawrence,Josh Hutcherson,Liam Hemsworth,Wes Bentley,Elizabeth Banks,Amandla Stenberg
    The Notebook|2004|Drama,Romance|Ryan Gosling,Rachel McAdams,James Garner,Gena Rowlands,James Marsden,Kevin Connolly
    The Princess Diaries|2001|Comedy|Julie Andrews,Anne Hathaway,Heather Matarazzo,Héctor Elizondo,Caroline Goodall,Mandy Moore
    10 Things I Hate About You|1999|Comedy,Romance,Teen|Julia Stiles,Heath Ledger,Larisa Oleynik,Joseph Gordon-Levitt,David Krumholtz,Andrew Keegan
    Almost Famous|2000|Comedy,Drama|Billy Crudup,Frances McDormand,Kate Hudson,Jason Lee,Patrick Fugit,Anna Paquin
    High Fidelity|2000|Comedy,Drama,Romance|John Cusack,Jack Black,Lisa Bonet,Joan Cusack,Iben Hjejle,Lili Taylor
    Rushmore|1998|Comedy|Jason Schwartzman,Bill Murray,Olivia Williams,Brian Cox
    The Royal Tenenbaums|2001|Comedy,Drama|Gene Hackman,Anjelica Huston,Gwyneth Paltrow,Ben Stiller,Luke Wilson,Owen Wilson
    Moonrise Kingdom|2012|Comedy,Drama|Jared Gilman,Kara Hayward,Bruce Willis,Edward Norton,Bill Murray,Frances McDormand
    Moulin Rouge!|2001|Drama,Musical,Romance|Nicole Kidman,Ewan McGregor
    Chicago|2002|Comedy,Crime,Musical|Renée Zellweger,Catherine Zeta-Jones,Richard Gere,Queen Latifah,John C. Reilly,Taye Diggs
    Hairspray|2007|Comedy,Musical,Romance|Nikki Blonsky,John Travolta,Michelle Pfeiffer,Christopher Walken,Amanda Bynes,James Marsden
    Mamma Mia!|2008|Comedy,Musical,Romance|Meryl Streep,Pierce Brosnan,Colin Firth,Stellan Skarsgård,Julie Walters,Dominic Cooper
    The Greatest Showman|2017|Biography,Drama,Musical|Hugh Jackman,Zac Efron,Rebecca Ferguson,Michelle Williams,Yahya Abdul-Mateen II,Zendaya
    Edge of Tomorrow|2014|Action,Science Fiction|Tom Cruise,Emily Blunt,Bill Paxton,Brendan Gleeson
    Source Code|2011|Action,Science Fiction,Thriller|Jake Gyllenhaal,Michelle Monaghan,Vera Farmiga,Jeffrey Wright
    I, Robot|2004|Action,Science Fiction|Will Smith,Bridget Moynahan,Bruce Greenwood,James Cromwell,Chi McBride,Shia LaBeouf
    Children of Men|2006|Action,Thriller|Clive Owen,Julianne Moore,Clare-Hope Ashitey,Michael Caine,Chiwetel Ejiofor,Charlie Hunnam
    Star Trek|2009|Action,Science Fiction|Chris Pine,Zachary Quinto,Karl Urban,Zoe Saldana,Simon Pegg,John Cho
    Star Wars: The Force Awakens|2015|Science Fiction|Harrison Ford,Mark Hamill,Carrie Fisher,Adam Driver,Daisy Ridley,John Boyega
    Transformers|2007|Action,Science Fiction|Shia LaBeouf,Megan Fox,Tyrese Gibson,Josh Duhamel,Anthony Anderson,Rachael Taylor
    The Fast and the Furious|2001|Action|Paul Walker,Vin Diesel,Michelle Rodriguez,Jordana Brewster
    Taken|2009|Action,Thriller|Liam Neeson,Maggie Grace,Leland Orser,Jon Gries,David Warshofsky,Holly Valance
    Collateral|2004|Action,Crime,Drama,Film Noir,Thriller|Tom Cruise,Jamie Foxx,Jada Pinkett Smith,Mark Ruffalo,Peter Berg,Bruce McGill
    Training Day|2001|Crime,Drama,Thriller|Denzel Washington,Ethan Hawke
    Man on Fire|2004|Action,Drama,Thriller|Denzel Washington,Dakota Fanning,Christopher Walken,Giancarlo Giannini,Radha Mitchell,Marc Anthony
    L.A. Confidential|1997|Crime,Film Noir|Kevin Spacey,Russell Crowe,Guy Pearce,Kim Basinger,Danny DeVito,James Cromwell
    The Game|1997|Thriller|Michael Douglas,Sean Penn,James Rebhorn,Carroll Baker,Deborah Kara Unger
    Primal Fear|1996|Crime,Drama,Legal,Thriller|Richard Gere,Edward Norton,Laura Linney,John Mahoney,Alfre Woodard,Frances McDormand
    Shutter Island|2010|Film Noir,Thriller|Leonardo DiCaprio,Mark Ruffalo,Ben Kingsley,Max von Sydow,Michelle Williams,Emily Mortimer
    The Prestige|2006|Thriller|Hugh Jackman,Christian Bale,Michael Caine,Scarlett Johansson,Rebecca Hall,Andy Serkis
    Insomnia|2002|Thriller|Al Pacino,Robin Williams,Hilary Swank
    Panic Room|2002|Thriller|Jodie Foster,Kristen Stewart,Forest Whitaker,Jared Leto,Dwight Yoakam
    The Bone Collector|1999|Crime,Thriller|Denzel Washington,Angelina Jolie,Michael Rooker,Leland Orser,Queen Latifah,Ed O'Neill
    Contact|1997|Drama,Science Fiction|Jodie Foster,Matthew McConaughey,James Woods,Angela Bassett,John Hurt,Tom Skerritt
    The Fifth Element|1997|Action,Science Fiction|Bruce Willis,Gary Oldman,Milla Jovovich,Chris Tucker,Ian Holm,Luke Perry
    Starship Troopers|1997|Action,Science Fiction|Casper Van Dien,Dina Meyer,Denise Richards,Jake Busey,Neil Patrick Harris,Patrick Muldoon
    Gattaca|1997|Science Fiction,Thriller|Ethan Hawke,Uma Thurman,Jude Law
    Dark City|1998|Film Noir,Science Fiction|Jennifer Connelly,William Hurt,Rufus Sewell,Kiefer Sutherland
    Galaxy Quest|1999|Comedy,Science Fiction|Tim Allen,Alan Rickman,Sigourney Weaver,Tony Shalhoub,Sam Rockwell,Daryl Mitchell
    Stargate|1994|Adventure,Science Fiction|Kurt Russell,James Spader,Jaye Davidson,Viveca Lindfors
    Starman|1984|Drama,Romance,Science Fiction|Jeff Bridges,Karen Allen,Charles Martin Smith
    The Thing|1982|Horror,Science Fiction|Kurt Russell,Keith David,Wilford Brimley
    The Fly|1986|Horror,Science Fiction|Jeff Goldblum,Geena Davis,John Getz
    They Live|1988|Action,Horror,Science Fiction|Roddy Piper,Keith David,Meg Foster
    Escape from New York|1981|Action,Adventure,Science Fiction|Kurt Russell,Lee Van Cleef,Ernest Borgnine,Isaac Hayes,Harry Dean Stanton,Donald Pleasence
    Blue Velvet|1986|Film Noir,Mystery,Thriller|Isabella Rossellini,Kyle MacLachlan,Laura Dern,Dennis Hopper,Hope Lange
    Ghost World|2001|Comedy,Drama|Thora Birch,Scarlett Johansson,Brad Renfro,Illeana Douglas,Steve Buscemi
    Magnolia|1999|Drama|Tom Cruise,Julianne Moore,Philip Seymour Hoffman,Philip Baker Hall,John C. Reilly,William H. Macy
    Boogie Nights|1997|Comedy,Drama,Historical|Mark Wahlberg,Burt Reynolds,Julianne Moore,John C. Reilly,Don Cheadle,Philip Seymour Hoffman
    Wayne's World|1992|Comedy|Mike Myers,Dana Carvey,Rob Lowe,Tia Carrere
    Austin Powers: International Man of Mystery|1997|Comedy,Spy|Mike Myers,Elizabeth Hurley,Michael York,Robert Wagner,Seth Green,Mindy Sterling
    Happy Gilmore|1996|Comedy,Sports|Adam Sandler,Julie Bowen,Christopher McDonald,Carl Weathers,Bob Barker
    Billy Madison|1995|Comedy|Adam Sandler,Bridgette Wilson,Bradley Whitford,Darren McGavin,Josh Mostel
    The Wedding Singer|1998|Comedy,Romance|Adam Sandler,Drew Barrymore,Christine Taylor,Steve Buscemi,Alexis Arquette
    50 First Dates|2004|Comedy,Drama,Romance|Adam Sandler,Drew Barrymore,Rob Schneider,Sean Astin,Blake Clark,Dan Aykroyd
    Anchorman: The Legend of Ron Burgundy|2004|Comedy|Will Ferrell,Christina Applegate,Paul Rudd,Steve Carell,David Koechner,Fred Willard
    Wedding Crashers|2005|Comedy|Owen Wilson,Vince Vaughn,Christopher Walken,Rachel McAdams,Isla Fisher,Bradley Cooper
    The 40-Year-Old Virgin|2005|Comedy,Romance|Steve Carell,Catherine Keener,Paul Rudd,Romany Malco,Seth Rogen,Elizabeth Banks
    Knocked Up|2007|Comedy,Romance|Seth Rogen,Katherine Heigl,Paul Rudd,Leslie Mann,Jason Segel,Jay Baruchel
    Pineapple Express|2008|Action,Comedy|Seth Rogen,James Franco,Gary Cole,Rosie Perez,Danny McBride,Kevin Corrigan
    21 Jump Street|2012|Action,Comedy|Jonah Hill,Channing Tatum,Ice Cube,Brie Larson,Rob Riggle,DeRay Davis
    Bad Santa|2003|Comedy,Crime|Billy Bob Thornton,Bernie Mac,Lauren Graham
    Office Space|1999|Comedy|Ron Livingston,Jennifer Aniston,Stephen Root,Gary Cole
    Clerks|1994|Comedy|Brian O'Halloran,Jeff Anderson
    Dazed and Confused|1993|Comedy|Jason London,Rory Cochrane,Matthew McConaughey,Milla Jovovich,Joey Lauren Adams,Nicky Katt
    12 Monkeys|1995|Science Fiction|Bruce Willis,Madeleine Stowe,Brad Pitt,Christopher Plummer
    Crazy, Stupid, Love.|2011|Comedy,Romance|Steve Carell,Julianne Moore,Ryan Gosling,Analeigh Tipton,Emma Stone,Marisa Tomei
    Night at the Museum|2006|Comedy,Fantasy|Ben Stiller,Carla Gugino,Dick Van Dyke,Robin Williams,Mickey Rooney,Bill Cobbs
    Flatliners|1990|Drama,Horror|Julia Roberts,Kiefer Sutherland,Kevin Bacon,William Baldwin,Oliver Platt
    Spy Kids 3-D: Game Over|2003|Action,Adventure,Comedy,Family,Spy|Alexa Vega,Daryl Sabara,Antonio Banderas,Carla Gugino,Sylvester Stallone
    Sideways|2004|Comedy,Drama|Paul Giamatti,Thomas Haden Church,Virginia Madsen,Sandra Oh,Marylouise Burke,Jessica Hecht
    Lone Star|1996|Crime,Drama,Mystery,Western|Chris Cooper,Matthew McConaughey,Kris Kristofferson,Elizabeth Peña
    Deliverance|1972|Drama,Thriller|Jon Voight,Burt Reynolds,Ned Beatty,Ronny Cox
    Escape from L.A.|1996|Action|Kurt Russell,Steve Buscemi,Peter Fonda,Pam Grier,Cliff Robertson,Stacy Keach
    What Lies Beneath|2000|Horror,Supernatural,Thriller|Harrison Ford,Michelle Pfeiffer,Joe Morton
    Grown Ups 2|2013|Comedy|Adam Sandler,Kevin James,Chris Rock,David Spade,Taylor Lautner,David Henrie
    A Star is Born|1976|Drama,Musical,Romance|Barbra Streisand,Kris Kristofferson,Gary Busey
    Oz the Great and Powerful|2013|Adventure,Fantasy|James Franco,Mila Kunis,Michelle Williams,Rachel Weisz,Joey King,Zach Braff
    Indiana Jones and the Kingdom of the Crystal Skull|2008|Action,Adventure|Harrison Ford,Shia LaBeouf,Cate Blanchett,Karen Allen,Ray Winstone,John Hurt
    National Treasure: Book of Secrets|2007|Action,Adventure|Nicolas Cage,Jon Voight,Harvey Keitel,Ed Harris,Diane Kruger,Justin Bartha
    Spider-Man 2|2004|Action,Drama,Superhero|Tobey Maguire,Kirsten Dunst,James Franco,Alfred Molina,Rosemary Harris,J. K. Simmons
    The Fate of the Furious|2017|Action|Vin Diesel,Dwayne Johnson,Michelle Rodriguez,Kurt Russell,Charlize Theron,Jason Statham
    Superman II|1980|Superhero|Christopher Reeve,Gene Hackman,Margot Kidder,Ned Beatty,Jackie Cooper,Marc McClure
    Music of the Heart|1999|Biography,Drama,Musical|Meryl Streep,Angela Bassett,Aidan Quinn,Gloria Estefan
    Men in Black II|2002|Action,Comedy,Science Fiction|Tommy Lee Jones,Will Smith,Rip Torn,Lara Flynn Boyle,Johnny Knoxville,Rosario Dawson
    Legends of the Fall|1994|Drama,War,Western|Brad Pitt,Anthony Hopkins,Aidan Quinn,Julia Ormond,Henry Thomas
    Victor Victoria|1982|Comedy,Musical|Julie Andrews,James Garner,Robert Preston,Lesley Ann Warren,Alex Karras,John Rhys-Davies
    Tucker: The Man and His Dream|1988|Biography,Comedy,Drama|Jeff Bridges,Joan Allen,Martin Landau,Lloyd Bridges
    The Lost World: Jurassic Park|1997|Action,Science Fiction|Jeff Goldblum,Julianne Moore,Pete Postlethwaite,Arliss Howard,Richard Attenborough
    Ocean's Twelve|2004|Action,Comedy,Crime|George Clooney,Brad Pitt,Matt Damon,Catherine Zeta-Jones,Andy García,Don Cheadle
    Scream 3|2000|Horror,Slasher|David Arquette,Neve Campbell,Courteney Cox,Patrick Dempsey,Scott Foley,Emily Mortimer
    The Paper|1994|Comedy,Drama|Michael Keaton,Robert Duvall,Glenn Close,Marisa Tomei,Randy Quaid,Jason Alexander
    Batman Forever|1995|Superhero|Val Kilmer,Tommy Lee Jones,Jim Carrey,Nicole Kidman,Chris O'Donnell,Pat Hingle
    Ransom|1996|Action,Crime,Drama,Thriller|Mel Gibson,Rene Russo,Gary Sinise,Delroy Lindo
    Swing Shift|1984|Drama,Romance|Goldie Hawn,Kurt Russell,Christine Lahti,Fred Ward,Ed Harris
    Batman v Superman: Dawn of Justice|2016|Superhero|Ben Affleck,Henry Cavill,Amy Adams,Jesse Eisenberg,Diane Lane,Laurence Fishburne
    Scream 4|2011|Slasher|Neve Campbell,Courteney Cox,David Arquette,Emma Roberts,Hayden Panettiere,Anthony Anderson
    Meet the Fockers|2004|Comedy|Ben Stiller,Robert De Niro,Dustin Hoffman,Barbra Streisand,Blythe Danner,Teri Polo
    Ant-Man and the Wasp|2018|Superhero|Paul Rudd,Evangeline Lilly,Michael Peña,Michael Douglas,Michelle Pfeiffer,Walton Goggins
    Madagascar 3: Europe's Most Wanted|2012|Animation,Comedy|Ben Stiller,Chris Rock,David Schwimmer,Jada Pinkett Smith,Sacha Baron Cohen,Cedric the Entertainer
    X-Men Origins: Wolverine|2009|Superhero|Hugh Jackman,Liev Schreiber,Danny Huston,Dominic Monaghan,Ryan Reynolds,Lynn Collins
    Kung Fu Panda 2|2011|Animation,Comedy,Martial Arts|Jack Black,Angelina Jolie,Gary Oldman,Dustin Hoffman,Jackie Chan,Seth Rogen
    Scream 2|1997|Horror,Slasher|David Arquette,Neve Campbell,Courteney Cox,Omar Epps,Sarah Michelle Gellar,Laurie Metcalf
    Cars 2|2011|Animation,Comedy,Spy|Larry the Cable Guy,Owen Wilson,Michael Caine,Emily Mortimer,John Turturro,Eddie Izzard
    The Expendables 2|2012|Action|Sylvester Stallone,Jason Statham,Jet Li,Dolph Lundgren,Chuck Norris,Jean-Claude Van Damme
    Avengers: Age of Ultron|2015|Superhero|Robert Downey Jr.,Chris Hemsworth,Mark Ruffalo,Chris Evans,Scarlett Johansson,Jeremy Renner
    Transformers: Dark of the Moon|2011|Action,Science Fiction|Shia LaBeouf,Josh Duhamel,John Turturro,Tyrese Gibson,Rosie Huntington-Whiteley,Patrick Dempsey
    Madagascar: Escape 2 Africa|2008|Adventure,Animation,Comedy|Ben Stiller,Chris Rock,David Schwimmer,Jada Pinkett Smith,Sacha Baron Cohen,Cedric the Entertainer
    Transformers: Revenge of the Fallen|2009|Action,Science Fiction|Shia LaBeouf,Megan Fox,Josh Duhamel,Tyrese Gibson,John Turturro,Ramón Rodríguez
    102 Dalmatians|2000|Comedy,Crime,Family|Glenn Close,Gérard Depardieu,Alice Evans
    The Hunger Games: Catching Fire|2013|Action,Science Fiction|Jennifer Lawrence,Josh Hutcherson,Liam Hemsworth,Woody Harrelson,Elizabeth Banks,Lenny Kravitz
    Back to the Future Part II|1989|Comedy,Science Fiction|Michael J. Fox,Christopher Lloyd,Lea Thompson,Thomas F. Wilson,Elisabeth Shue,James Tolkan
    Captain America: The First Avenger|2011|Superhero|Chris Evans,Tommy Lee Jones,Hugo Weaving,Hayley Atwell,Sebastian Stan,Dominic Cooper
    Suicide Squad|2016|Superhero|Will Smith,Jared Leto,Margot Robbie,Joel Kinnaman,Viola Davis
    Pale Rider|1985|Western|Clint Eastwood,Michael Moriarty,Chris Penn,Billy Drago,Carrie Snodgress,Richard Dysart
    Steel Magnolias|1989|Comedy,Drama|Sally Field,Dolly Parton,Shirley MacLaine,Daryl Hannah,Olympia Dukakis,Julia Roberts
    Smokey and the Bandit|1977|Action,Comedy|Burt Reynolds,Jackie Gleason,Sally Field,Jerry Reed
    Shark Tale|2004|Animation,Comedy,Family|Will Smith,Jack Black,Robert De Niro,Renée Zellweger,Angelina Jolie,Martin Scorsese
    Rush Hour 3|2007|Action,Comedy|Jackie Chan,Chris Tucker,Max von Sydow,Hiroyuki Sanada,Yvan Attal,Youki Kudoh
    Thor: Ragnarok|2017|Superhero|Chris Hemsworth,Tom Hiddleston,Cate Blanchett,Idris Elba,Jeff Goldblum,Tessa Thompson
    Mask|1985|Biography,Drama|Cher,Eric Stoltz,Sam Elliott,Laura Dern
    Looney Tunes: Back in Action|2003|Animation,Comedy,Family|Brendan Fraser,Jenna Elfman,Steve Martin,Heather Locklear,Joe Alaskey
    Scooby-Doo 2: Monsters Unleashed|2004|Comedy,Family,Horror|Freddie Prinze Jr.,Sarah Michelle Gellar,Matthew Lillard,Linda Cardellini,Neil Fanning,Seth Green
    My Favorite Year|1982|Comedy|Peter O'Toole,Mark Linn-Baker,Joseph Bologna,Lainie Kazan,Jessica Harper,Bill Macy
    Hannibal|2001|Crime,Horror,Thriller|Anthony Hopkins,Julianne Moore,Gary Oldman,Giancarlo Giannini,Ray Liotta
    The Bourne Ultimatum|2007|Action,Thriller|Matt Damon,Julia Stiles,David Strathairn,Scott Glenn,Paddy Considine,Édgar Ramírez
    Spider-Man 3|2007|Superhero|Tobey Maguire,Kirsten Dunst,James Franco,Thomas Haden Church,Topher Grace,Bryce Dallas Howard
    The Da Vinci Code|2006|Mystery,Thriller|Tom Hanks,Audrey Tautou,Ian McKellen,Alfred Molina,Jürgen Prochnow,Jean Reno
    The Color Purple|1985|Drama,Historical|Whoopi Goldberg,Danny Glover,Oprah Winfrey,Margaret Avery,Laurence Fishburne,Adolph Caesar
    The Polar Express|2004|Adventure,Animation,Family,Fantasy|Tom Hanks,Daryl Sabara,Josh Hutcherson,Michael Jeter,André Sogliuzzo,Eddie Deezen
    XXX: State of the Union|2005|Action,Spy|Ice Cube,Willem Dafoe,Samuel L. Jackson,Scott Speedman,Peter Strauss,Xzibit
    The Talented Mr. Ripley|1999|Thriller|Matt Damon,Gwyneth Paltrow,Jude Law,Cate Blanchett,Philip Seymour Hoffman,Philip Baker Hall
    Furious 7|2015|Action|Vin Diesel,Paul Walker,Dwayne Johnson,Michelle Rodriguez,Tyrese Gibson,Chris “Ludacris” Bridges
    Ghostbusters II|1989|Comedy,Supernatural|Bill Murray,Dan Aykroyd,Sigourney Weaver,Harold Ramis,Rick Moranis,Ernie Hudson
    Spider-Man: Homecoming|2017|Superhero|Tom Holland,Michael Keaton,Jon Favreau,Gwyneth Paltrow,Zendaya,Donald Glover
    X-Men: Days of Future Past|2014|Superhero|Hugh Jackman,James McAvoy,Michael Fassbender,Jennifer Lawrence,Halle Berry,Anna Paquin
    Ride Along 2|2016|Action,Comedy|Ice Cube,Kevin Hart,Ken Jeong,Benjamin Bratt,Olivia Munn,Bruce McGill
    Angels & Demons|2009|Action,Mystery,Thriller|Tom Hanks,Ewan McGregor,Ayelet Zurer,Stellan Skarsgård,Pierfrancesco Favino,Nikolaj Lie Kaas
    Superman III|1983|Superhero|Christopher Reeve,Richard Pryor,Robert Vaughn,Marc McClure,Jackie Cooper,Annette O'Toole
    Kingsman: The Golden Circle|2017|Action,Comedy,Spy|Colin Firth,Julianne Moore,Taron Egerton,Mark Strong,Halle Berry,Elton John
    The Poseidon Adventure|1972|Adventure,Disaster|Gene Hackman,Ernest Borgnine,Shelley Winters,Stella Stevens,Roddy McDowall,Carol Lynley
    Thor|2011|Superhero|Chris Hemsworth,Natalie Portman,Tom Hiddleston,Stellan Skarsgård,Colm Feore,Ray Stevenson
    X-Men: Apocalypse|2016|Superhero|James McAvoy,Michael Fassbender,Jennifer Lawrence,Oscar Isaac,Nicholas Hoult,Rose Byrne
    The Pope of Greenwich Village|1984|Comedy,Crime|Mickey Rourke,Eric Roberts,Daryl Hannah,Kenneth McMillan,Geraldine Page,M. Emmet Walsh
    Anaconda|1997|Adventure,Horror|Jennifer Lopez,Jon Voight,Ice Cube,Eric Stoltz,Owen Wilson,Jonathan Hyde
    Michael Collins|1996|Biography,Drama,Historical|Liam Neeson,Aidan Quinn,Stephen Rea,Alan Rickman,Julia Roberts
    Guardians of the Galaxy Vol. 2|2017|Superhero|Chris Pratt,Zoe Saldana,Dave Bautista,Vin Diesel,Bradley Cooper,Michael Rooker
    Batman Returns|1992|Superhero|Michael Keaton,Danny DeVito,Michelle Pfeiffer,Christopher Walken,Pat Hingle
    X-Men: The Last Stand|2006|Superhero|Hugh Jackman,Halle Berry,Ian McKellen,Patrick Stewart,Famke Janssen,Kelsey Grammer
    Die Hard 2|1990|Action,Thriller|Bruce Willis,Bonnie Bedelia,William Atherton,William Sadler
    Toy Story 3|2010|Animation,Comedy,Drama|Tom Hanks,Tim Allen,Joan Cusack,Ned Beatty,Don Rickles,Michael Keaton
    The Hunger Games: Mockingjay – Part 1|2014|Science Fiction,War|Jennifer Lawrence,Josh Hutcherson,Liam Hemsworth,Woody Harrelson,Elizabeth Banks,Julianne Moore
    Finding Neverland|2004|Biography,Drama,Fantasy|Johnny Depp,Kate Winslet,Julie Christie,Radha Mitchell,Dustin Hoffman,Freddie Highmore
    The Hunt for Red October|1990|Adventure,Drama,Spy,Thriller|Sean Connery,Alec Baldwin,Scott Glenn,Sam Neill,James Earl Jones,Tim Curry
    Fast & Furious 6|2013|Action|Vin Diesel,Dwayne Johnson,Paul Walker,Michelle Rodriguez,Jordana Brewster,Luke Evans
    Jumanji: Welcome to the Jungle|2017|Adventure,Comedy,Fantasy|Dwayne Johnson,Kevin Hart,Jack Black,Karen Gillan,Nick Jonas,Bobby Cannavale
    Jurassic Park III|2001|Action,Science Fiction|Sam Neill,William H. Macy,Téa Leoni,Alessandro Nivola,Trevor Morgan,Michael Jeter
    Life|1999|Comedy,Drama|Eddie Murphy,Martin Lawrence,Bernie Mac
    Horrible Bosses 2|2014|Comedy,Crime|Jason Bateman,Charlie Day,Jason Sudeikis,Jennifer Aniston,Jamie Foxx,Chris Pine
    Terminator Genisys|2015|Action,Science Fiction|Arnold Schwarzenegger,Jason Clarke,Emilia Clarke,Jai Courtney,J. K. Simmons,Dayo Okeniyi
    The Croods|2013|Adventure,Animation,Comedy|Nicolas Cage,Ryan Reynolds,Emma Stone,Catherine Keener,Clark Duke,Cloris Leachman
    Hollow Man|2000|Horror,Science Fiction|Elisabeth Shue,Kevin Bacon,Josh Brolin
    F9|2021|Action|Vin Diesel,John Cena,Michelle Rodriguez,Tyrese Gibson,Jordana Brewster,Nathalie Emmanuel
    2 Fast 2 Furious|2003|Action,Crime|Paul Walker,Tyrese Gibson,Eva Mendes,Ludacris,Cole Hauser,James Remar
    Shrek 2|2004|Animation,Comedy,Family,Fantasy|Mike Myers,Eddie Murphy,Cameron Diaz,Julie Andrews,Antonio Banderas,John Cleese
    Clear and Present Danger|1994|Action,Drama,Thriller|Harrison Ford,Willem Dafoe,Anne Archer,James Earl Jones,Donald Moffat,Harris Yulin
    The Conjuring|2013|Horror,Supernatural|Patrick Wilson,Vera Farmiga,Ron Livingston,Lili Taylor,Shannon Kook,Mackenzie Foy
    Ocean's Thirteen|2007|Action,Comedy|George Clooney,Brad Pitt,Matt Damon,Andy García,Don Cheadle,Bernie Mac
    The Magnificent Seven|2016|Action,Western|Denzel Washington,Chris Pratt,Ethan Hawke,Vincent D'Onofrio,Lee Byung-hun,Manuel Garcia-Rulfo
    The Seven-Per-Cent Solution|1976|Mystery|Robert Duvall,Alan Arkin,Nicol Williamson,Samantha Eggar,Laurence Olivier
    Patriot Games|1992|Action,Thriller|Harrison Ford,Anne Archer,Sean Bean,Patrick Bergin,James Earl Jones,Polly Walker
    Falling Down|1993|Crime,Drama,Thriller|Michael Douglas,Robert Duvall,Barbara Hershey,Rachel Ticotin,Frederic Forrest,Tuesday Weld
    Gloria|1999|Crime,Drama,Film Noir,Thriller|Sharon Stone,Jeremy Northam,Cathy Moriarty,George C. Scott
    Captain America: Civil War|2016|Superhero|Chris Evans,Robert Downey Jr.,Scarlett Johansson,Sebastian Stan,Anthony Mackie,Don Cheadle
    Star Wars: The Last Jedi|2017|Science Fiction|Mark Hamill,Carrie Fisher,Adam Driver,Daisy Ridley,John Boyega,Oscar Isaac
    Crimes and Misdemeanors|1989|Comedy,Drama|Martin Landau,Woody Allen,Mia Farrow,Alan Alda,Anjelica Huston,Sam Waterston
    In & Out|1997|Comedy|Kevin Kline,Joan Cusack,Tom Selleck,Matt Dillon,Bob Newhart,Debbie Reynolds
    Lady Sings the Blues|1972|Biography,Drama|Diana Ross,Billy Dee Williams,Richard Pryor
    Shadows and Fog|1991|Comedy|Woody Allen,John Cusack,Mia Farrow,Jodie Foster,Kathy Bates,John Malkovich
    Mission: Impossible III|2006|Action,Spy|Tom Cruise,Philip Seymour Hoffman,Ving Rhames,Billy Crudup,Michelle Monaghan,Jonathan Rhys Meyers
    The Color of Money|1986|Drama,Sports|Paul Newman,Tom Cruise,Mary Elizabeth Mastrantonio,Bill Cobbs,John Turturro,Helen Shaver
    Poseidon|2006|Action,Disaster|Kurt Russell,Josh Lucas,Richard Dreyfuss,Jacinda Barrett,Emmy Rossum,Mike Vogel
    The World According to Garp|1982|Comedy,Drama|Robin Williams,Glenn Close,Mary Beth Hurt,John Lithgow
    X-Men: First Class|2011|Superhero|James McAvoy,Michael Fassbender,Rose Byrne,Jennifer Lawrence,January Jones,Nicholas Hoult
    Beyond the Poseidon Adventure|1979|Action,Adventure,Disaster|Michael Caine,Sally Field,Telly Savalas,Shirley Jones,Karl Malden,Mark Harmon
    Star Wars: The Rise of Skywalker|2019|Science Fiction|Carrie Fisher,Mark Hamill,Adam Driver,Daisy Ridley,John Boyega,Oscar Isaac
    The Protégé|2021|Action,Thriller|Michael Keaton,Maggie Q,Samuel L. Jackson,Robert Patrick
    Star Wars: Episode I – The Phantom Menace|1999|Science Fiction|Liam Neeson,Ewan McGregor,Natalie Portman,Jake Lloyd
    Halloween Kills|2021|Slasher|Jamie Lee Curtis,Judy Greer,Andi Matichak,Will Patton,Thomas Mann,Anthony Michael Hall
    Avengers: Infinity War|2018|Superhero|Robert Downey Jr.,Chris Hemsworth,Mark Ruffalo,Chris Evans,Scarlett Johansson,Benedict Cumberbatch
    Mission: Impossible – Ghost Protocol|2011|Action,Spy|Tom Cruise,Jeremy Renner,Simon Pegg,Paula Patton,Michael Nyqvist,Vladimir Mashkov
    Love Field|1992|Drama|Michelle Pfeiffer,Dennis Haysbert,Brian Kerwin
    Seabiscuit|2003|Biography,Drama,Sports|Tobey Maguire,Jeff Bridges,Chris Cooper,Elizabeth Banks,William H. Macy,Gary Stevens
    A Civil Action|1998|Drama,Legal|John Travolta,Robert Duvall,William H. Macy,Tony Shalhoub,Kathleen Quinlan,John Lithgow
    Trolls World Tour|2020|Animation,Comedy,Musical|Anna Kendrick,Justin Timberlake,Rachel Bloom,James Corden,Ron Funches,Kelly Clarkson
    Searching for Bobby Fischer|1993|Drama|Joe Mantegna,Joan Allen,Laurence Fishburne,Ben Kingsley,Max Pomeranc
    Fast Five|2011|Action|Vin Diesel,Paul Walker,Jordana Brewster,Tyrese Gibson,Matt Schulze,Sung Kang
    John Wick: Chapter 3 – Parabellum|2019|Action,Film Noir,Thriller|Keanu Reeves,Halle Berry,Laurence Fishburne,Mark Dacascos,Asia Kate Dillon,Lance Reddick
    Taking Care of Business|1990|Comedy|James Belushi,Charles Grodin,Héctor Elizondo,Mako,Veronica Hamel
    Hot Fuzz|2007|Action,Comedy|Simon Pegg,Nick Frost,Jim Broadbent,Timothy Dalton,Bill Bailey,Bill Nighy
    Bruce Almighty|2003|Comedy,Fantasy|Jim Carrey,Morgan Freeman,Jennifer Aniston,Steve Carell
    Dawn of the Planet of the Apes|2014|Science Fiction|Andy Serkis,Jason Clarke,Gary Oldman,Keri Russell,Toby Kebbell,Kodi Smit-McPhee
    Thor: The Dark World|2013|Superhero|Chris Hemsworth,Natalie Portman,Tom Hiddleston,Jaimie Alexander,Idris Elba,Zachary Levi
    M*A*S*H|1970|Comedy,War|Donald Sutherland,Elliott Gould,Sally Kellerman,Tom Skerritt,Jo Ann Pflug,John Schuck
    Ice Age: Dawn of the Dinosaurs|2009|Adventure,Animation,Comedy|Ray Romano,John Leguizamo,Denis Leary,Queen Latifah,Seann William Scott,Josh Peck
    Extremely Loud and Incredibly Close|2011|Drama|Tom Hanks,Sandra Bullock,Thomas Horn,Max von Sydow,Viola Davis,John Goodman
    Secret Window|2004|Horror,Thriller|Johnny Depp,John Turturro,Maria Bello,Timothy Hutton,Charles S. Dutton,Len Cariou
    Spider-Man: Far From Home|2019|Superhero|Tom Holland,Samuel L. Jackson,Zendaya,Cobie Smulders,Jon Favreau,J. B. Smoove
    My Girl|1991|Comedy,Drama|Dan Aykroyd,Jamie Lee Curtis,Macaulay Culkin,Anna Chlumsky,Griffin Dunne,Richard Masur
    Iron Man 2|2010|Superhero|Robert Downey Jr.,Don Cheadle,Mickey Rourke,Gwyneth Paltrow,Sam Rockwell,Scarlett Johansson
    Boo! A Madea Halloween|2016|Comedy,Horror|Tyler Perry,Cassi Davis,Patrice Lovely,Yousef Erakat,Lexy Panterra,Andre Hall
    Neighbors 2: Sorority Rising|2016|Comedy|Seth Rogen,Zac Efron,Rose Byrne,Chloë Grace Moretz,Dave Franco,Ike Barinholtz
    Captain America: The Winter Soldier|2014|Superhero|Chris Evans,Scarlett Johansson,Sebastian Stan,Anthony Mackie,Cobie Smulders,Frank Grillo
    Bad Boys II|2003|Action,Comedy|Martin Lawrence,Will Smith
    Pirates of the Caribbean: On Stranger Tides|2011|Fantasy|Johnny Depp,Geoffrey Rush,Ian McShane,Penélope Cruz,Kevin R. McNally,Sam Claflin
    Beowulf|2007|Action,Animation,Fantasy|Ray Winstone,Anthony Hopkins,John Malkovich,Robin Wright Penn,Angelina Jolie,Brendan Gleeson
    Sherlock Holmes: A Game of Shadows|2011|Action,Historical,Mystery|Robert Downey Jr.,Jude Law,Jared Harris,Eddie Marsan,Noomi Rapace,Stephen Fry
    Superman IV: The Quest for Peace|1987|Superhero|Christopher Reeve,Gene Hackman,Margot Kidder,Jon Cryer,Mariel Hemingway,Mark Pillow
    The Lego Movie 2: The Second Part|2019|Adventure,Animation,Comedy|Chris Pratt,Elizabeth Banks,Tiffany Haddish,Will Arnett,Stephanie Beatriz,Charlie Day
    Despicable Me 2|2013|Animation,Comedy|Steve Carell,Kristen Wiig,Miranda Cosgrove,Dana Gaier,Elsie Fisher,Russell Brand
    Night at the Museum: Secret of the Tomb|2014|Comedy,Fantasy|Ben Stiller,Robin Williams,Owen Wilson,Dan Stevens,Ben Kingsley
    Guilty as Sin|1993|Crime,Drama,Legal,Thriller|Don Johnson,Rebecca De Mornay,Jack Warden,Stephen Lang
    Rachel Getting Married|2008|Drama|Anne Hathaway,Rosemarie DeWitt,Bill Irwin,Tunde Adebimpe,Mather Zickel,Anna Deavere Smith
    Ant-Man|2015|Superhero|Paul Rudd,Evangeline Lilly,Corey Stoll,Bobby Cannavale,Michael Peña,Anthony Mackie
    Sing|2016|Animation,Comedy,Musical|Matthew McConaughey,Reese Witherspoon,Seth MacFarlane,Scarlett Johansson,John C. Reilly,Taron Egerton
    Star Trek Into Darkness|2013|Action,Science Fiction|Chris Pine,Zachary Quinto,Benedict Cumberbatch,Simon Pegg,Karl Urban,John Cho
    The Amazing Spider-Man|2012|Superhero|Andrew Garfield,Emma Stone,Max Charles,Martin Sheen,Sally Field,Campbell Scott
    The Core|2003|Action,Disaster,Science Fiction|Aaron Eckhart,Hilary Swank,Delroy Lindo,Stanley Tucci,Tchéky Karyo,Bruce Greenwood
    Robin Hood|2010|Action|Russell Crowe,Mark Addy,Cate Blanchett,Mark Strong,William Hurt,Oscar Isaac
    Hotel Transylvania 3: Summer Vacation|2018|Animation,Comedy|Adam Sandler,Andy Samberg,Selena Gomez,Kevin James,Fran Drescher,Steve Buscemi
    The Godfather Part III|1990|Crime,Drama|Al Pacino,Andy García,Diane Keaton,Talia Shire,Sofia Coppola,Joe Mantegna
    Back to the Future Part III|1990|Science Fiction,Western|Michael J. Fox,Christopher Lloyd,Mary Steenburgen,Thomas F. Wilson
    ...And Justice for All|1979|Comedy,Drama,Legal|Al Pacino,John Forsythe,Christine Lahti,Jack Warden,Jeffrey Tambor
    Inside Moves|1980|Drama|David Morse,John Savage,Diana Scarwid,Harold Russell
    The Buddy Holly Story|1978|Biography,Musical|Gary Busey,Charles Martin Smith,Don Stroud,Conrad Janis
    First Blood|1982|Action|Sylvester Stallone,Richard Crenna,Brian Dennehy,Jack Starrett,David Caruso
    Aquaman and the Lost Kingdom|2023|Superhero|Jason Momoa,Amber Heard,Willem Dafoe,Patrick Wilson,Dolph Lundgren,Yahya Abdul-Mateen II
    Bulworth|1998|Comedy,Political,Satire|Warren Beatty,Halle Berry,Oliver Platt,Don Cheadle,Paul Sorvino,Isaiah Washington
    X2: X-Men United|2003|Superhero|Hugh Jackman,Patrick Stewart,Ian McKellen,Famke Janssen,Halle Berry,Anna Paquin
    Ice Age: The Meltdown|2006|Adventure,Animation,Comedy|Ray Romano,John Leguizamo,Denis Leary,Queen Latifah,Seann William Scott,Josh Peck
    Star Trek IV: The Voyage Home|1986|Science Fiction|William Shatner,Leonard Nimoy,DeForest Kelley,James Doohan,Nichelle Nichols,George Takei
    World Trade Center|2006|Disaster,Drama|Nicolas Cage,Maria Bello,Maggie Gyllenhaal,Michael Peña,Stephen Dorff,Jon Bernthal
    Suburbicon|2017|Comedy,Crime|Matt Damon,Julianne Moore,Oscar Isaac
    The Expendables 3|2014|Action|Sylvester Stallone,Jason Statham,Antonio Banderas,Jet Li,Wesley Snipes,Dolph Lundgren
    Jason Bourne|2016|Action,Thriller|Matt Damon,Tommy Lee Jones,Alicia Vikander,Vincent Cassel,Julia Stiles,Riz Ahmed
    Film Stars Don't Die in Liverpool|2017|Biography,Drama,Romance|Annette Bening,Jamie Bell,Vanessa Redgrave,Julie Walters,Kenneth Cranham,Stephen Graham
    Jurassic World|2015|Action,Science Fiction|Chris Pratt,Bryce Dallas Howard,Vincent D'Onofrio,Ty Simpkins,Nick Robinson,Omar Sy
    Lethal Weapon 2|1989|Action,Comedy|Mel Gibson,Danny Glover,Joe Pesci
    Rocky V|1990|Drama,Sports|Sylvester Stallone,Talia Shire,Burt Young,Sage Stallone,Tommy Morrison,Richard Gant
    Harry Potter and the Deathly Hallows – Part 1|2010|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Helena Bonham Carter,Robbie Coltrane,Warwick Davis
    Star Trek II: The Wrath of Khan|1982|Science Fiction|William Shatner,Leonard Nimoy,Ricardo Montalbán
    A Time to Kill|1996|Drama,Legal|Matthew McConaughey,Sandra Bullock,Samuel L. Jackson,Kevin Spacey,Donald Sutherland,Kiefer Sutherland
    Transporter 3|2008|Action,Thriller|Jason Statham,Natalya Rudakova,François Berléand,Robert Knepper,Jeroen Krabbé,Alex Kobold
    In the Army Now|1994|Comedy,War|Pauly Shore,Andy Dick,Lori Petty,David Alan Grier,Esai Morales,Lynn Whitfield
    Indiana Jones and the Dial of Destiny|2023|Action,Adventure|Harrison Ford,Phoebe Waller-Bridge,Antonio Banderas,John Rhys-Davies,Shaunette Renée Wilson,Thomas Kretschmann
    Spider-Man: Across the Spider-Verse|2023|Animation,Superhero|Shameik Moore,Hailee Steinfeld,Jake Johnson,Issa Rae,Daniel Kaluuya,Karan Soni
    Ghostbusters: Afterlife|2021|Comedy,Supernatural|Carrie Coon,Finn Wolfhard,Mckenna Grace,Paul Rudd,Logan Kim,Celeste O'Connor
    The Karate Kid Part III|1989|Drama,Martial Arts|Ralph Macchio,Pat Morita,Thomas Ian Griffith,Martin Kove,Robyn Lively,Sean Kanan
    Signs|2002|Horror,Science Fiction|Mel Gibson,Joaquin Phoenix,Rory Culkin,Abigail Breslin
    The Twilight Saga: Breaking Dawn – Part 1|2011|Fantasy,Romance|Kristen Stewart,Robert Pattinson,Taylor Lautner,Billy Burke,Peter Facinelli,Elizabeth Reaser
    Prometheus|2012|Horror,Science Fiction|Noomi Rapace,Michael Fassbender,Charlize Theron,Idris Elba,Guy Pearce,Logan Marshall-Green
    Magic Mike|2012|Comedy,Drama|Channing Tatum,Alex Pettyfer,Matthew McConaughey,Matt Bomer,Riley Keough,Cody Horn
    Transformers: Age of Extinction|2014|Action,Science Fiction|Mark Wahlberg,Stanley Tucci
    Men in Black: International|2019|Action,Comedy,Science Fiction|Chris Hemsworth,Tessa Thompson,Kumail Nanjiani,Rebecca Ferguson,Rafe Spall,Les Twins
    How to Train Your Dragon 2|2014|Action,Animation,Fantasy|Jay Baruchel,Cate Blanchett,Gerard Butler,Craig Ferguson,America Ferrera,Jonah Hill
    Aquaman|2018|Superhero|Jason Momoa,Amber Heard,Willem Dafoe,Patrick Wilson,Dolph Lundgren,Yahya Abdul-Mateen II
    Addams Family Values|1993|Comedy,Supernatural|Anjelica Huston,Raúl Juliá,Christopher Lloyd,Christina Ricci,Joan Cusack
    Flipped|2010|Comedy,Drama,Romance|Madeline Carroll,Callan McAuliffe,Rebecca De Mornay,Anthony Edwards,John Mahoney,Penelope Ann Miller
    A Prairie Home Companion|2006|Comedy,Musical|Woody Harrelson,Tommy Lee Jones,Garrison Keillor,Kevin Kline,Lindsay Lohan,Virginia Madsen
    The Hospital|1971|Drama|George C. Scott,Diana Rigg,Barnard Hughes
    Innerspace|1987|Comedy,Science Fiction|Dennis Quaid,Martin Short,Meg Ryan
    The Bourne Supremacy|2004|Action,Thriller|Matt Damon,Franka Potente,Brian Cox,Julia Stiles,Karl Urban,Gabriel Mann
    Date Night|2010|Comedy,Crime,Romance|Steve Carell,Tina Fey,Mark Wahlberg,James Franco,Leighton Meester,Common
    Any Given Sunday|1999|Drama,Sports|Al Pacino,Dennis Quaid,Cameron Diaz,Jamie Foxx,James Woods,Matthew Modine
    Lorenzo's Oil|1992|Biography,Drama|Nick Nolte,Susan Sarandon,Peter Ustinov
    The Amazing Spider-Man 2|2014|Superhero|Andrew Garfield,Emma Stone,Jamie Foxx,Dane DeHaan,Campbell Scott,Embeth Davidtz
    50/50|2011|Comedy,Drama|Joseph Gordon-Levitt,Seth Rogen,Anna Kendrick,Bryce Dallas Howard,Anjelica Huston
    The Kids Are All Right|2010|Comedy,Drama|Annette Bening,Julianne Moore,Mark Ruffalo,Mia Wasikowska,Josh Hutcherson,Yaya DaCosta
    Wag the Dog|1997|Comedy,Political,Satire|Dustin Hoffman,Robert De Niro,Woody Harrelson,Anne Heche,Denis Leary,Willie Nelson
    The Legend of Zorro|2005|Adventure,Superhero,Western|Antonio Banderas,Catherine Zeta-Jones,Rufus Sewell,Nick Chinlund,Julio Oscar Mechoso,Adrián Alonso
    Bumblebee|2018|Action,Science Fiction|Hailee Steinfeld,John Cena,Jorge Lendeborg Jr.,John Ortiz,Jason Drucker,Pamela Adlon
    Pretty in Pink|1986|Comedy,Drama,Romance,Teen|Molly Ringwald,Andrew McCarthy,Jon Cryer,Harry Dean Stanton,Annie Potts,James Spader
    Timecop|1994|Action,Science Fiction|Jean-Claude Van Damme,Mia Sara,Ron Silver
    Frost/Nixon|2008|Drama,Historical|Frank Langella,Michael Sheen,Kevin Bacon,Oliver Platt,Sam Rockwell,Matthew Macfadyen
    Unbreakable|2000|Superhero,Thriller|Bruce Willis,Samuel L. Jackson,Robin Wright Penn
    Shooter|2007|Action,Thriller|Mark Wahlberg,Michael Peña,Danny Glover,Kate Mara,Elias Koteas,Rhona Mitra
    Interview with the Vampire|1994|Horror|Tom Cruise,Brad Pitt,Kirsten Dunst,Christian Slater,Stephen Rea,Antonio Banderas
    Harry Potter and the Chamber of Secrets|2002|Family,Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Robbie Coltrane,Alan Rickman,Maggie Smith
    John Wick: Chapter 2|2017|Action,Thriller|Keanu Reeves,Common,Bridget Moynahan,Ian McShane,John Leguizamo,Ruby Rose
    Tin Men|1987|Comedy|Richard Dreyfuss,Danny DeVito,Barbara Hershey
    Star Trek III: The Search for Spock|1984|Science Fiction|William Shatner,Leonard Nimoy,George Takei
    Varsity Blues|1999|Comedy,Drama,Sports|James Van Der Beek,Jon Voight,Paul Walker,Amy Smart,Scott Caan,Ron Lester
    Doctor Strange in the Multiverse of Madness|2022|Superhero|Benedict Cumberbatch,Elizabeth Olsen,Chiwetel Ejiofor,Benedict Wong,Xochitl Gomez,Michael Stuhlbarg
    Lady in the Water|2006|Fantasy,Thriller|Paul Giamatti,Bryce Dallas Howard,Bob Balaban,Jeffrey Wright,Sarita Choudhury,Cindy Cheung
    This Is Where I Leave You|2014|Comedy,Drama|Jason Bateman,Tina Fey,Adam Driver,Rose Byrne,Corey Stoll,Kathryn Hahn
    Conquest of the Planet of the Apes|1972|Science Fiction|Roddy McDowall,Don Murray,Ricardo Montalbán,Hari Rhodes
    Jimmy Hollywood|1994|Comedy,Drama|Joe Pesci,Christian Slater
    Smokey and the Bandit II|1980|Action,Comedy|Burt Reynolds,Sally Field,Jackie Gleason,David Huddleston,Jerry Reed,Dom DeLuise
    The Ice Harvest|2005|Comedy,Film Noir,Thriller|John Cusack,Billy Bob Thornton,Connie Nielsen,Randy Quaid,Oliver Platt,Mike Starr
    Reversal of Fortune|1990|Drama|Jeremy Irons,Glenn Close,Ron Silver
    Bringing Out the Dead|1999|Drama,Thriller|Nicolas Cage,Patricia Arquette,John Goodman,Ving Rhames,Tom Sizemore
    The Perfect Storm|2000|Adventure,Biography,Disaster,Drama|George Clooney,Mark Wahlberg,Diane Lane,Mary Elizabeth Mastrantonio,John C. Reilly,Karen Allen
    The Natural|1984|Drama,Sports|Robert Redford,Robert Duvall,Glenn Close,Kim Basinger,Wilford Brimley,Richard Farnsworth
    Vegas Vacation|1997|Comedy|Chevy Chase,Beverly D'Angelo,Randy Quaid,Ethan Embry,Marisol Nichols
    Mission: Impossible 2|2000|Action,Spy|Tom Cruise,Dougray Scott,Thandie Newton,Ving Rhames,Richard Roxburgh,Brendan Gleeson
    Two-Minute Warning|1976|Action,Thriller|Charlton Heston,John Cassavetes,Martin Balsam,David Groh,Beau Bridges,Marilyn Hassett
    Dr. T & the Women|2000|Comedy,Romance|Richard Gere,Helen Hunt,Farrah Fawcett,Laura Dern,Shelley Long,Tara Reid
    Red Eye|2005|Thriller|Rachel McAdams,Cillian Murphy,Brian Cox,Jayma Mays,Jack Scalia,Robert Pine
    An Education|2009|Drama|Carey Mulligan,Peter Sarsgaard,Rosamund Pike,Dominic Cooper,Alfred Molina,Cara Seymour
    The Two Jakes|1990|Crime,Drama,Film Noir,Mystery|Jack Nicholson,Harvey Keitel,Meg Tilly,James Hong,Madeleine Stowe,Richard Farnsworth
    You Will Meet a Tall Dark Stranger|2010|Comedy,Drama|Antonio Banderas,Josh Brolin,Anthony Hopkins,Gemma Jones,Freida Pinto,Lucy Punch
    French Connection II|1975|Action,Crime,Drama,Thriller|Gene Hackman,Fernando Rey,Ed Lauter
    Scooby-Doo|2002|Adventure,Comedy,Family,Fantasy|Sarah Michelle Gellar,Freddie Prinze Jr.,Matthew Lillard,Linda Cardellini
    Indiana Jones and the Last Crusade|1989|Action,Adventure|Harrison Ford,Sean Connery,Denholm Elliott,Alison Doody,Julian Glover,John Rhys-Davies
    Iron Man 3|2013|Superhero|Robert Downey Jr.,Ben Kingsley,Don Cheadle,Gwyneth Paltrow,Guy Pearce,James Badge Dale
    A Christmas Carol|2009|Animation,Fantasy|Jim Carrey,Gary Oldman,Bob Hoskins,Robin Wright Penn,Cary Elwes,Colin Firth
    Phone Booth|2003|Thriller|Colin Farrell,Kiefer Sutherland,Forest Whitaker,Katie Holmes
    Zombieland|2009|Comedy,Horror|Woody Harrelson,Jesse Eisenberg,Emma Stone,Abigail Breslin,Amber Heard,Bill Murray
    Antz|1998|Adventure,Animation,Comedy|Woody Allen,Gene Hackman,Sylvester Stallone,Jennifer Lopez,Danny Glover,Dan Aykroyd
    Bill & Ted's Bogus Journey|1991|Comedy,Science Fiction|Keanu Reeves,Alex Winter,Joss Ackland,Pam Grier,George Carlin
    Pirates of the Caribbean: At World's End|2007|Fantasy|Johnny Depp,Orlando Bloom,Keira Knightley,Geoffrey Rush,Chow Yun-fat,Bill Nighy
    Sound of Metal|2020|Drama|Riz Ahmed,Olivia Cooke,Paul Raci,Lauren Ridloff,Mathieu Amalric
    Before Sunrise|1995|Drama,Romance|Ethan Hawke,Julie Delpy
    Rob Roy|1995|Adventure,Biography,Drama,Historical|Liam Neeson,Jessica Lange,Tim Roth,John Hurt,Eric Stoltz
    The Evening Star|1996|Comedy,Drama|Shirley MacLaine,Bill Paxton,Juliette Lewis,Miranda Richardson,George Newbern,Mackenzie Astin
    Bad News Bears|2005|Comedy,Sports|Billy Bob Thornton,Greg Kinnear,Marcia Gay Harden,Ridge Canipe,Troy Gentile,Tyler Patrick Jones
    After the Sunset|2004|Action,Comedy|Pierce Brosnan,Salma Hayek,Woody Harrelson,Don Cheadle,Naomie Harris,Rex Linn
    The Addams Family 2|2021|Animation,Comedy,Supernatural|Oscar Isaac,Charlize Theron,Chloë Grace Moretz,Nick Kroll,Javon Walton,Wallace Shawn
    The Croods: A New Age|2020|Adventure,Animation,Comedy|Nicolas Cage,Emma Stone,Ryan Reynolds,Peter Dinklage,Leslie Mann,Kelly Marie Tran
    Saving Mr. Banks|2013|Biography,Drama|Tom Hanks,Emma Thompson,Colin Farrell,Paul Giamatti,Jason Schwartzman,Bradley Whitford
    Jackass: The Movie|2002|Comedy|Johnny Knoxville,Bam Margera,Chris Pontius,Steve-O
    Cats & Dogs: The Revenge of Kitty Galore|2010|Comedy,Spy|Chris O'Donnell,Jack McBrayer,Fred Armisen,Paul Rodriguez,Kiernan Shipka,Malcolm Stewart
    TMNT|2007|Animation,Superhero|Chris Evans,Sarah Michelle Gellar,Mako,Patrick Stewart,Zhang Ziyi,Kevin Smith
    Ice Age: Continental Drift|2012|Adventure,Animation,Comedy|Ray Romano,John Leguizamo,Denis Leary,Nicki Minaj,Drake,Jennifer Lopez
    An Unmarried Woman|1978|Comedy,Drama,Romance|Jill Clayburgh,Alan Bates,Michael Murphy
    Highlander II: The Quickening|1991|Science Fiction|Christopher Lambert,Virginia Madsen,Sean Connery,Michael Ironside
    Enemies, a Love Story|1989|Drama,Romance|Ron Silver,Anjelica Huston,Lena Olin,Margaret Sophie Stein
    Fantastic Beasts: The Crimes of Grindelwald|2018|Fantasy|Eddie Redmayne,Katherine Waterston,Dan Fogler,Alison Sudol,Ezra Miller,Zoë Kravitz
    Live Free or Die Hard|2007|Action,Thriller|Bruce Willis,Justin Long,Timothy Olyphant,Mary Elizabeth Winstead,Maggie Q,Kevin Smith
    Jumanji: The Next Level|2019|Adventure,Comedy,Fantasy|Dwayne Johnson,Jack Black,Kevin Hart,Karen Gillan,Nick Jonas,Awkwafina
    W.E.|2012|Drama,Historical,Romance|Abbie Cornish,Oscar Isaac,James D'Arcy,Andrea Riseborough,Natalie Dormer,Richard Coyle
    Robots|2005|Adventure,Animation,Comedy,Family,Science Fiction|Ewan McGregor,Halle Berry,Greg Kinnear,Mel Brooks,Amanda Bynes,Drew Carey
    Yours, Mine and Ours|2005|Comedy,Family|Dennis Quaid,Rene Russo,Rip Torn,Linda Hunt,Jerry O'Connell,David Koechner
    Lethal Weapon 3|1992|Action|Mel Gibson,Danny Glover,Joe Pesci,Rene Russo
    Alice Doesn't Live Here Anymore|1974|Comedy,Drama|Ellen Burstyn,Kris Kristofferson,Diane Ladd,Harvey Keitel,Valerie Curtin,Vic Tayback
    Harry Potter and the Half-Blood Prince|2009|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Michael Gambon,Alan Rickman,Maggie Smith
    Fallen|1998|Supernatural,Thriller|Denzel Washington,John Goodman,Embeth Davidtz,James Gandolfini
    Johnny English Reborn|2011|Action,Comedy,Spy|Rowan Atkinson,Daniel Kaluuya,Rosamund Pike,Dominic West,Gillian Anderson
    Everybody Wants Some!!|2016|Comedy,Teen|Will Brittain,Zoey Deutch,Ryan Guzman,Tyler Hoechlin,Blake Jenner,J. Quinton Johnson
    Real Steel|2011|Drama,Science Fiction,Sports|Hugh Jackman,Kevin Durand,Evangeline Lilly,Anthony Mackie,Dakota Goyo,Olga Fonda
    Harry Potter and the Order of the Phoenix|2007|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Helena Bonham Carter,Robbie Coltrane,Warwick Davis
    Pain & Gain|2013|Action,Comedy|Mark Wahlberg,Dwayne Johnson,Ed Harris,Ken Jeong,Anthony Mackie,Tony Shalhoub
    How the Grinch Stole Christmas|2000|Comedy,Family,Fantasy|Jim Carrey,Christine Baranski,Jeffrey Tambor,Molly Shannon,Taylor Momsen
    Hollywood Homicide|2003|Action,Comedy,Crime|Harrison Ford,Josh Hartnett,Lena Olin,Bruce Greenwood,Lolita Davidovich,Dwight Yoakam
    Fred Claus|2007|Comedy|Vince Vaughn,Paul Giamatti,Miranda Richardson,John Michael Higgins,Elizabeth Banks,Rachel Weisz
    Independence Day: Resurgence|2016|Action,Science Fiction|Liam Hemsworth,Jeff Goldblum,Bill Pullman,Maika Monroe,Travis Tope,William Fichtner
    The Magic of Lassie|1978|Drama,Family,Musical|James Stewart,Mickey Rooney,Pernell Roberts
    A Walk on the Moon|1999|Drama|Diane Lane,Viggo Mortensen,Liev Schreiber,Anna Paquin
    Bad Teacher|2011|Comedy|Cameron Diaz,Justin Timberlake,Jason Segel,Lucy Punch,Phyllis Smith,John Michael Higgins
    Shazam!|2019|Superhero|Zachary Levi,Asher Angel,Mark Strong,Jack Dylan Grazer,Djimon Hounsou
    Mission: Impossible – Fallout|2018|Action,Spy,Thriller|Tom Cruise,Henry Cavill,Ving Rhames,Simon Pegg,Rebecca Ferguson,Sean Harris
    Rambo: First Blood Part II|1985|Action|Sylvester Stallone,Julia Nickson-Soul,Charles Napier,Richard Crenna,Martin Kove
    Manhattan Murder Mystery|1993|Comedy,Mystery|Diane Keaton,Anjelica Huston,Alan Alda,Woody Allen
    The Dilemma|2011|Comedy|Vince Vaughn,Kevin James,Winona Ryder,Jennifer Connelly,Channing Tatum,Queen Latifah
    Glass|2019|Superhero|James McAvoy,Bruce Willis,Samuel L. Jackson,Sarah Paulson,Anya Taylor-Joy,Spencer Treat Clark
    Puss in Boots|2011|Adventure,Animation,Comedy|Antonio Banderas,Salma Hayek,Zach Galifianakis,Billy Bob Thornton,Amy Sedaris,Constance Marie
    Hannah and Her Sisters|1986|Comedy,Drama,Family|Mia Farrow,Barbara Hershey,Dianne Wiest,Woody Allen,Michael Caine,Max von Sydow
    Natural Born Killers|1994|Action,Crime|Woody Harrelson,Juliette Lewis,Robert Downey Jr.,Tommy Lee Jones,Tom Sizemore,Rodney Dangerfield
    Amadeus|1984|Biography,Drama,Historical|Tom Hulce,F. Murray Abraham,Elizabeth Berridge,Jeffrey Jones
    Hotel Transylvania|2012|Animation,Comedy|Adam Sandler,Andy Samberg,Selena Gomez,Kevin James,Fran Drescher,Steve Buscemi
    Captain Marvel|2019|Superhero|Brie Larson,Samuel L. Jackson,Ben Mendelsohn,Djimon Hounsou,Lee Pace,Lashana Lynch
    Alexander|2004|Action,Drama,Historical|Colin Farrell,Angelina Jolie,Val Kilmer,Christopher Plummer,Jared Leto,Rosario Dawson
    Norbit|2007|Comedy|Eddie Murphy,Thandie Newton,Cuba Gooding Jr.,Eddie Griffin,Terry Crews,Charlie Murphy
    Superman Returns|2006|Superhero|Brandon Routh,Kate Bosworth,Kevin Spacey,James Marsden,Parker Posey,Frank Langella
    Rise of the Planet of the Apes|2011|Science Fiction|James Franco,Freida Pinto,John Lithgow,Brian Cox,Tom Felton,Andy Serkis
    Shrek the Third|2007|Animation,Comedy,Family|Mike Myers,Eddie Murphy,Cameron Diaz,Antonio Banderas,Justin Timberlake,Julie Andrews
    The Terminal|2004|Comedy,Drama|Tom Hanks,Catherine Zeta-Jones,Stanley Tucci,Chi McBride,Diego Luna,Barry Shabaka Henley
    Death on the Nile|2022|Mystery|Tom Bateman,Annette Bening,Kenneth Branagh,Russell Brand,Ali Fazal,Dawn French
    Percy Jackson & the Olympians: The Lightning Thief|2010|Action,Fantasy|Logan Lerman,Brandon T. Jackson,Alexandra Daddario,Jake Abel,Sean Bean,Pierce Brosnan
    The Angry Birds Movie|2016|Animation,Comedy|Jason Sudeikis,Josh Gad,Danny McBride,Maya Rudolph,Sean Penn,Bill Hader
    Home Alone 2: Lost in New York|1992|Comedy|Macaulay Culkin,Joe Pesci,Daniel Stern,John Heard,Catherine O'Hara,Tim Curry
    Machete|2010|Action|Danny Trejo,Steven Seagal,Michelle Rodriguez,Jessica Alba,Robert De Niro,Jeff Fahey
    Alice in Wonderland|2010|Adventure,Fantasy,Historical|Johnny Depp,Mia Wasikowska,Helena Bonham Carter,Anne Hathaway,Crispin Glover,Michael Sheen
    Thor: Love and Thunder|2022|Superhero|Chris Hemsworth,Christian Bale,Tessa Thompson,Jaimie Alexander,Taika Waititi,Russell Crowe
    Fast & Furious|2009|Action|Vin Diesel,Paul Walker,Jordana Brewster,Michelle Rodriguez,John Ortiz,Laz Alonso
    Species|1995|Horror,Science Fiction,Thriller|Ben Kingsley,Michael Madsen,Forest Whitaker,Alfred Molina,Marg Helgenberger,Natasha Henstridge
    The Hunger Games: Mockingjay – Part 2|2015|Science Fiction,War|Jennifer Lawrence,Josh Hutcherson,Liam Hemsworth,Woody Harrelson,Elizabeth Banks,Julianne Moore
    Anger Management|2003|Comedy|Adam Sandler,Jack Nicholson,Marisa Tomei,Luis Guzmán,Woody Harrelson,John Turturro
    Toys|1992|Comedy,Fantasy|Robin Williams,Joan Cusack,LL Cool J,Robin Wright,Michael Gambon,Donald O'Connor
    Night at the Museum: Battle of the Smithsonian|2009|Comedy,Fantasy|Ben Stiller,Amy Adams,Owen Wilson,Hank Azaria,Robin Williams,Christopher Guest
    Shrek Forever After|2010|Animation,Comedy,Family|Mike Myers,Eddie Murphy,Cameron Diaz,Antonio Banderas,Julie Andrews,John Cleese
    Disclosure|1994|Thriller|Michael Douglas,Demi Moore,Donald Sutherland,Caroline Goodall,Dennis Miller
    Fletch Lives|1989|Comedy,Mystery|Chevy Chase,R. Lee Ermey,Hal Holbrook
    The Counselor|2013|Crime,Thriller|Brad Pitt,Michael Fassbender,Javier Bardem,Cameron Diaz,Penélope Cruz,Natalie Dormer
    Bugsy|1991|Biography,Crime,Drama|Warren Beatty,Annette Bening,Ben Kingsley,Harvey Keitel,Joe Mantegna,Elliott Gould
    Wall Street: Money Never Sleeps|2010|Drama|Michael Douglas,Shia LaBeouf,Carey Mulligan,Josh Brolin,Frank Langella,Susan Sarandon
    Hackers|1995|Crime,Thriller|Jonny Lee Miller,Angelina Jolie,Fisher Stevens,Lorraine Bracco,Jesse Bradford,Matthew Lillard
    Logan|2017|Superhero|Hugh Jackman,Patrick Stewart,Boyd Holbrook,Stephen Merchant,Richard E. Grant,Eriq La Salle
    Survival Quest|1989|Adventure|Lance Henriksen,Catherine Keener,Dermot Mulroney
    The Purple Rose of Cairo|1985|Comedy,Drama,Fantasy,Romance|Mia Farrow,Jeff Daniels,Danny Aiello,Edward Herrmann,John Wood,Deborah Rush
    Article 99|1992|Comedy,Drama|Ray Liotta,Kiefer Sutherland,Forest Whitaker,Lea Thompson,John C. McGinley,Kathy Baker
    Transformers: The Last Knight|2017|Action,Science Fiction|Mark Wahlberg,Josh Duhamel,Anthony Hopkins,Laura Haddock,Isabela Moner,John Turturro
    My Summer Story|1994|Comedy|Charles Grodin,Mary Steenburgen,Kieran Culkin
    Mortdecai|2015|Action,Comedy|Johnny Depp,Gwyneth Paltrow,Ewan McGregor,Olivia Munn,Jeff Goldblum,Paul Bettany
    Pinocchio|2022|Animation,Fantasy,Musical|Tom Hanks,Benjamin Evan Ainsworth,Joseph Gordon-Levitt,Keegan-Michael Key,Cynthia Erivo,Luke Evans
    Barbershop: The Next Cut|2016|Comedy|Ice Cube,Cedric the Entertainer,Regina Hall,Anthony Anderson,Eve,J. B. Smoove
    Bridget Jones: The Edge of Reason|2004|Comedy,Romance|Renée Zellweger,Hugh Grant,Colin Firth,Jim Broadbent,Gemma Jones,Celia Imrie
    Hotel Transylvania 2|2015|Animation,Comedy|Adam Sandler,Andy Samberg,Selena Gomez,Kevin James,David Spade,Steve Buscemi
    After Earth|2013|Action|Jaden Smith,Will Smith,Isabelle Fuhrman,Zoë Kravitz
    The Anderson Tapes|1971|Crime,Drama|Sean Connery,Dyan Cannon,Christopher Walken,Martin Balsam,Alan King
    Out of Sight|1998|Comedy,Crime|George Clooney,Jennifer Lopez,Don Cheadle,Ving Rhames,Dennis Farina,Albert Brooks
    To Die For|1995|Comedy|Nicole Kidman,Matt Dillon,Joaquin Phoenix,Illeana Douglas
    Sing 2|2021|Animation,Comedy,Musical|Matthew McConaughey,Reese Witherspoon,Scarlett Johansson,Taron Egerton,Tori Kelly,Bobby Cannavale
    Machete Kills|2013|Action|Amber Heard,Mel Gibson,Sofía Vergara,Jessica Alba,Danny Trejo,Carlos Estevez
    Carlito's Way|1993|Crime,Drama|Al Pacino,Sean Penn,Penelope Ann Miller,John Leguizamo,Luis Guzman,Viggo Mortensen
    The Giver|2014|Drama|Jeff Bridges,Meryl Streep,Brenton Thwaites,Alexander Skarsgård,Katie Holmes,Taylor Swift
    Harry Potter and the Goblet of Fire|2005|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Ralph Fiennes,Michael Gambon,Brendan Gleeson
    RocknRolla|2008|Action,Crime|Gerard Butler,Tom Wilkinson,Thandie Newton,Mark Strong,Idris Elba,Tom Hardy
    Ant-Man and the Wasp: Quantumania|2023|Superhero|Paul Rudd,Evangeline Lilly,Jonathan Majors,Kathryn Newton,David Dastmalchian,Katy O'Brian
    Zombieland: Double Tap|2019|Action,Comedy,Horror|Woody Harrelson,Jesse Eisenberg,Emma Stone,Abigail Breslin,Rosario Dawson,Zoey Deutch
    Monsters University|2013|Animation,Comedy|Billy Crystal,John Goodman,Steve Buscemi,Helen Mirren,Peter Sohn,Joel Murray
    Amistad|1997|Drama,Historical,Legal|Morgan Freeman,Anthony Hopkins,Djimon Hounsou,Matthew McConaughey,Stellan Skarsgård,Anna Paquin
    Match Point|2005|Thriller|Jonathan Rhys Meyers,Scarlett Johansson,Emily Mortimer,Matthew Goode,Brian Cox,Penelope Wilton
    Bill & Ted's Excellent Adventure|1989|Comedy,Science Fiction|Keanu Reeves,Alex Winter,George Carlin
    McCabe & Mrs. Miller|1971|Western|Warren Beatty,Julie Christie,William Devane,René Auberjonois,Keith Carradine
    Resident Evil: Extinction|2007|Action,Horror|Milla Jovovich,Oded Fehr,Ali Larter,Iain Glen,Ashanti,Mike Epps
    The World's End|2013|Comedy,Science Fiction|Simon Pegg,Nick Frost,Paddy Considine,Martin Freeman,Eddie Marsan,Rosamund Pike
    Pet Sematary Two|1992|Horror|Anthony Edwards,Edward Furlong,Clancy Brown
    The Legend of Bagger Vance|2000|Drama,Sports|Matt Damon,Will Smith,Charlize Theron,Jack Lemmon
    Thunderheart|1992|Mystery,Western|Val Kilmer,Sam Shepard,Graham Greene,Fred Ward
    Anything Else|2003|Comedy,Romance|Jason Biggs,Christina Ricci,Stockard Channing,Danny DeVito,Jimmy Fallon,Woody Allen
    Scream|2022|Slasher|Melissa Barrera,Mason Gooding,Jenna Ortega,Jack Quaid,Marley Shelton,Courteney Cox
    Doctor Strange|2016|Superhero|Benedict Cumberbatch,Chiwetel Ejiofor,Rachel McAdams,Benedict Wong,Michael Stuhlbarg,Benjamin Bratt
    Daylight|1996|Action,Disaster,Thriller|Sylvester Stallone,Amy Brenneman,Viggo Mortensen,Dan Hedaya,Jay O. Sanders,Karen Young
    Central Intelligence|2016|Action,Comedy|Dwayne Johnson,Kevin Hart,Amy Ryan,Aaron Paul
    A Single Man|2009|Drama,Historical,Romance|Colin Firth,Julianne Moore,Matthew Goode,Nicholas Hoult,Jon Kortajarena,Ryan Simpkins
    Alien Resurrection|1997|Horror,Science Fiction|Sigourney Weaver,Winona Ryder,Ron Perlman,Dan Hedaya,J.E. Freeman,Brad Dourif
    Buffalo Bill and the Indians, or Sitting Bull's History Lesson|1976|Comedy,Western|Paul Newman,Burt Lancaster,Harvey Keitel,Will Sampson,Geraldine Chaplin,Joel Grey
    A Christmas Story|1983|Comedy|Peter Billingsley,Darren McGavin,Melinda Dillon
    The Card Counter|2021|Crime,Drama|Oscar Isaac,Tiffany Haddish,Tye Sheridan,Willem Dafoe
    Kung Fu Panda 3|2016|Animation,Comedy,Martial Arts|Jack Black,Bryan Cranston,Dustin Hoffman,Angelina Jolie,J. K. Simmons,Seth Rogen
    Cruel Intentions|1999|Drama,Romance,Teen|Sarah Michelle Gellar,Ryan Phillippe,Reese Witherspoon,Selma Blair,Joshua Jackson,Christine Baranski
    Ghost Rider: Spirit of Vengeance|2012|Superhero|Nicolas Cage,Idris Elba,Fergus Riordan,Ciarán Hinds,Violante Placido,Johnny Whitworth
    Courage Under Fire|1996|War|Denzel Washington,Meg Ryan,Lou Diamond Phillips,Matt Damon,Scott Glenn
    Another Stakeout|1993|Action,Comedy|Richard Dreyfuss,Emilio Estevez,Rosie O'Donnell
    Lions for Lambs|2007|Drama,War|Robert Redford,Meryl Streep,Tom Cruise,Michael Peña,Andrew Garfield,Derek Luke
    The Soloist|2009|Drama|Jamie Foxx,Robert Downey Jr.,Catherine Keener,Tom Hollander,LisaGay Hamilton,Nelsan Ellis
    Trolls|2016|Animation,Comedy,Musical|Anna Kendrick,Justin Timberlake,Zooey Deschanel,Russell Brand,James Corden,Gwen Stefani
    Fun with Dick and Jane|2005|Comedy,Crime|Jim Carrey,Téa Leoni,Alec Baldwin,Richard Jenkins,Angie Harmon,John Michael Higgins
    Garfield: A Tail of Two Kitties|2006|Comedy|Bill Murray,Breckin Meyer,Jennifer Love Hewitt,Tim Curry,Billy Connolly,Ian Abercrombie
    Marathon Man|1976|Thriller|Dustin Hoffman,Laurence Olivier,Roy Scheider,Marthe Keller,William Devane,Fritz Weaver
    Maid in Manhattan|2002|Comedy,Drama,Romance|Jennifer Lopez,Ralph Fiennes,Natasha Richardson
    Inside Man|2006|Crime,Thriller|Denzel Washington,Clive Owen,Jodie Foster,Christopher Plummer,Willem Dafoe,Chiwetel Ejiofor
    The Last Boy Scout|1991|Action,Comedy|Bruce Willis,Damon Wayans,Chelsea Field,Noble Willingham,Taylor Negron,Danielle Harris
    Mona Lisa Smile|2003|Drama,Romance|Julia Roberts,Kirsten Dunst,Julia Stiles,Maggie Gyllenhaal,Ginnifer Goodwin
    The Twilight Saga: New Moon|2009|Fantasy,Romance|Kristen Stewart,Robert Pattinson,Taylor Lautner,Nikki Reed,Ashley Greene,Billy Burke
    Underworld: Awakening|2012|Action,Horror|Kate Beckinsale,Theo James,India Eisley,Michael Ealy,Stephen Rea,Charles Dance
    Last Vegas|2013|Comedy|Michael Douglas,Robert De Niro,Morgan Freeman,Kevin Kline,Mary Steenburgen,Ashley Spillers
    Rango|2011|Animation,Comedy,Western|Johnny Depp,Isla Fisher,Abigail Breslin,Ned Beatty,Alfred Molina,Bill Nighy
    London Has Fallen|2016|Action,Thriller|Gerard Butler,Aaron Eckhart,Morgan Freeman,Alon Moni Aboutboul,Angela Bassett,Robert Forster
    Tin Cup|1996|Comedy,Romance,Sports|Kevin Costner,Rene Russo,Don Johnson,Cheech Marin,Linda Hart
    Dangerous Liaisons|1988|Drama,Historical,Romance|Michelle Pfeiffer,Glenn Close,John Malkovich,Keanu Reeves,Uma Thurman,Swoosie Kurtz
    An Unfinished Life|2005|Drama|Robert Redford,Jennifer Lopez,Morgan Freeman,Josh Lucas,Camryn Manheim,Lynda Boyd
    Bullets over Broadway|1994|Comedy,Crime|John Cusack,Jennifer Tilly,Dianne Wiest,Chazz Palminteri,Jim Broadbent,Rob Reiner
    Dr. Dolittle|1998|Comedy,Fantasy|Eddie Murphy,Ossie Davis,Richard Schiff
    Jurassic World: Fallen Kingdom|2018|Action,Science Fiction|Chris Pratt,Bryce Dallas Howard,Rafe Spall,Justice Smith,Daniella Pineda,James Cromwell
    The Vow|2012|Drama,Romance|Rachel McAdams,Channing Tatum,Scott Speedman,Jessica Lange,Sam Neill
    Under Fire|1983|Drama,Political,Thriller|Nick Nolte,Gene Hackman,Joanna Cassidy,Ed Harris
    Meet Dave|2008|Comedy,Science Fiction|Eddie Murphy,Elizabeth Banks,Gabrielle Union,Ed Helms,Marc Blucas,Scott Caan
    Halloween H20: 20 Years Later|1998|Slasher|Jamie Lee Curtis,Adam Arkin,Michelle Williams,Josh Hartnett,LL Cool J,Joseph Gordon-Levitt
    Silkwood|1983|Biography,Drama|Meryl Streep,Kurt Russell,Cher,Craig T. Nelson
    Crocodile Dundee in Los Angeles|2001|Action,Adventure,Comedy|Paul Hogan,Linda Kozlowski,Jere Burns,Paul Rodriguez
    Dolphin Tale 2|2014|Family|Harry Connick Jr.,Ashley Judd,Nathan Gamble,Kris Kristofferson,Cozi Zuehlsdorff,Morgan Freeman
    Harry Potter and the Prisoner of Azkaban|2004|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Michael Gambon,Maggie Smith,David Thewlis
    Creed II|2018|Drama,Sports|Michael B. Jordan,Sylvester Stallone,Tessa Thompson,Dolph Lundgren,Florian Munteanu,Wood Harris
    Logan Lucky|2017|Action,Comedy|Channing Tatum,Adam Driver,Riley Keough,Daniel Craig,Hilary Swank,Seth MacFarlane
    Cinderella Man|2005|Biography,Drama,Sports|Russell Crowe,Renée Zellweger,Paul Giamatti,Craig Bierko,Bruce McGill,Paddy Considine
    Tower Heist|2011|Action,Comedy|Ben Stiller,Eddie Murphy,Casey Affleck,Alan Alda,Matthew Broderick,Téa Leoni
    The Newton Boys|1998|Crime,Western|Matthew McConaughey,Vincent D'Onofrio,Ethan Hawke,Skeet Ulrich
    The Mummy: Tomb of the Dragon Emperor|2008|Action,Adventure,Fantasy|Brendan Fraser,Jet Li,Maria Bello,Michelle Yeoh,John Hannah,Luke Ford
    Two Mules for Sister Sara|1970|Western|Clint Eastwood,Shirley MacLaine
    School Daze|1988|Comedy,Drama,Musical|Laurence Fishburne,Giancarlo Esposito,Tisha Campbell,Ossie Davis,Spike Lee
    Dumbo|2019|Adventure,Fantasy,Historical|Colin Farrell,Michael Keaton,Danny DeVito,Eva Green,Nico Parker,Finley Hobbins
    High Plains Drifter|1973|Western|Clint Eastwood,Geoffrey Lewis,Verna Bloom,Marianna Hill,Mitchell Ryan
    The Lego Batman Movie|2017|Animation,Comedy,Superhero|Will Arnett,Zach Galifianakis,Michael Cera,Rosario Dawson,Ralph Fiennes
    Mars Attacks!|1996|Comedy,Science Fiction|Jack Nicholson,Glenn Close,Annette Bening,Jim Brown,Pierce Brosnan,Danny DeVito
    Operation Finale|2018|Drama,Historical|Oscar Isaac,Ben Kingsley,Lior Raz,Mélanie Laurent,Nick Kroll,Joe Alwyn
    The Sorcerer's Apprentice|2010|Action,Adventure,Fantasy|Nicolas Cage,Jay Baruchel,Alfred Molina,Teresa Palmer,Toby Kebbell,Omar Benson Miller
    The Smurfs 2|2013|Comedy,Fantasy|Neil Patrick Harris,Jayma Mays,Hank Azaria,Tim Gunn,Brendan Gleeson,Katy Perry
    What Just Happened|2008|Comedy,Drama|Robert De Niro,Sean Penn,Catherine Keener,Stanley Tucci,John Turturro,Robin Wright Penn
    A Rainy Day in New York|2020|Comedy,Romance|Timothée Chalamet,Elle Fanning,Selena Gomez,Jude Law,Diego Luna,Liev Schreiber
    Raising Helen|2004|Comedy,Drama,Romance|Kate Hudson,John Corbett,Joan Cusack,Hayden Panettiere,Spencer Breslin,Abigail Breslin
    American Ninja 2: The Confrontation|1987|Action,Martial Arts|Michael Dudikoff,Steve James
    Breakfast of Champions|1999|Comedy|Bruce Willis,Albert Finney,Nick Nolte,Barbara Hershey,Lukas Haas,Omar Epps
    True Romance|1993|Crime,Drama,Romance|Christian Slater,Patricia Arquette,Dennis Hopper,Brad Pitt,Gary Oldman,Val Kilmer
    The Fabelmans|2022|Drama|Michelle Williams,Paul Dano,Seth Rogen,Gabriel LaBelle,Judd Hirsch
    The Nut Job|2014|Action,Animation,Comedy|Will Arnett,Brendan Fraser,Liam Neeson,Katherine Heigl,Stephen Lang,Jeff Dunham
    Ralph Breaks the Internet|2018|Animation,Comedy|John C. Reilly,Sarah Silverman,Gal Gadot,Taraji P. Henson,Jack McBrayer,Jane Lynch
    The Fan|1996|Sports,Thriller|Robert De Niro,Wesley Snipes,Ellen Barkin,Benicio del Toro,John Leguizamo
    The Texas Chain Saw Massacre|1974|Horror|Marilyn Burns,Gunnar Hansen,Paul A. Partain,Edwin Neal
    Down Periscope|1996|Comedy,War|Kelsey Grammer,Lauren Holly,Rip Torn,Bruce Dern,William H. Macy,Rob Schneider
    A Dry White Season|1989|Drama|Donald Sutherland,Marlon Brando,Susan Sarandon,Janet Suzman
    Phantasm II|1988|Action,Fantasy,Horror|James LeGros,Reggie Bannister,Angus Scrimm
    Gosford Park|2001|Comedy,Mystery|Michael Gambon,Kristin Scott Thomas,Maggie Smith,Helen Mirren,Alan Bates,Bob Balaban
    Mission to Mars|2000|Adventure,Science Fiction|Gary Sinise,Tim Robbins,Don Cheadle,Connie Nielsen,Jerry O'Connell,Kim Delaney
    The Hangover Part II|2011|Comedy|Bradley Cooper,Ed Helms,Zach Galifianakis,Justin Bartha,Jeffrey Tambor,Ken Jeong
    Venom|2018|Superhero|Tom Hardy,Michelle Williams,Riz Ahmed,Scott Haze,Reid Scott,Jenny Slate
    The Santa Clause|1994|Comedy,Fantasy|Tim Allen,Judge Reinhold,Wendy Crewson,Eric Lloyd,David Krumholtz,Peter Boyle
    Punch-Drunk Love|2002|Comedy,Drama,Romance|Adam Sandler,Emily Watson,Philip Seymour Hoffman,Luis Guzmán
    The Verdict|1982|Drama,Legal|Paul Newman,Jack Warden,James Mason,Charlotte Rampling,Milo O'Shea,Wesley Addy
    Magic Mike XXL|2015|Comedy,Drama|Channing Tatum,Matt Bomer,Joe Manganiello,Kevin Nash,Adam Rodríguez,Gabriel Iglesias
    Fletch|1985|Comedy,Film Noir,Thriller|Chevy Chase,Joe Don Baker,Geena Davis,Richard Libertini,Dana Wheeler-Nicholson,Tim Matheson
    Now You See Me 2|2016|Action,Thriller|Jesse Eisenberg,Mark Ruffalo,Woody Harrelson,Dave Franco,Daniel Radcliffe,Lizzy Caplan
    That Thing You Do!|1996|Comedy,Drama,Musical|Tom Everett Scott,Liv Tyler,Steve Zahn,Ethan Embry,Johnathon Schaech,Tom Hanks
    Hot Shots!|1991|Comedy|Charlie Sheen,Cary Elwes,Valeria Golino,Jon Cryer,Lloyd Bridges
    Zoolander 2|2016|Action,Comedy|Ben Stiller,Owen Wilson,Will Ferrell,Penélope Cruz,Kristen Wiig,Fred Armisen
    I Know What You Did Last Summer|1997|Horror,Slasher|Jennifer Love Hewitt,Sarah Michelle Gellar,Ryan Phillippe,Freddie Prinze Jr.,Johnny Galecki,Anne Heche
    Backdraft|1991|Action,Drama,Thriller|Kurt Russell,William Baldwin,Robert De Niro,Scott Glenn,Donald Sutherland,Jennifer Jason Leigh
    Daddy's Home 2|2017|Comedy|Will Ferrell,Mark Wahlberg,Linda Cardellini,John Cena,Mel Gibson,John Lithgow
    Any Which Way You Can|1980|Action,Comedy|Clint Eastwood,Geoffrey Lewis,Sondra Locke,Ruth Gordon,William Smith
    Elizabeth: The Golden Age|2007|Biography,Drama,Historical|Cate Blanchett,Geoffrey Rush,Clive Owen,Rhys Ifans,Eddie Redmayne,Jordi Mollà
    The Cotton Club|1984|Crime,Drama,Musical|Richard Gere,Gregory Hines,Diane Lane,Lonette McKee,Bob Hoskins,James Remar
    Wild Bill|1995|Western|Jeff Bridges,Ellen Barkin,David Arquette,John Hurt,Diane Lane,Keith Carradine
    Journey 2: The Mysterious Island|2012|Action,Adventure,Fantasy|Dwayne Johnson,Michael Caine,Josh Hutcherson,Vanessa Hudgens,Luis Guzmán,Kristin Davis
    Mortal Thoughts|1991|Film Noir,Mystery,Thriller|Demi Moore,Glenne Headly,Harvey Keitel,Bruce Willis,John Pankow
    Let's Do It Again|1975|Action,Comedy,Crime|Sidney Poitier,Bill Cosby,Ossie Davis
    Rumor Has It|2005|Comedy,Romance|Jennifer Aniston,Kevin Costner,Shirley MacLaine,Mark Ruffalo,Richard Jenkins,Christopher McDonald
    Fast X|2023|Action|Vin Diesel,Michelle Rodriguez,Tyrese Gibson,Jason Momoa,Nathalie Emmanuel,Jordana Brewster
    Big Fish|2003|Comedy,Drama,Fantasy|Ewan McGregor,Albert Finney,Billy Crudup,Jessica Lange,Helena Bonham Carter,Alison Lohman
    The Angriest Man in Brooklyn|2014|Comedy,Drama|Robin Williams,Mila Kunis,Peter Dinklage,James Earl Jones,Melissa Leo
    Married to It|1991|Comedy,Romance|Beau Bridges,Stockard Channing,Robert Sean Leonard,Mary Stuart Masterson,Cybill Shepherd,Ron Silver
    Star Trek Beyond|2016|Action,Science Fiction|Chris Pine,Zachary Quinto,Karl Urban,Zoe Saldana,Simon Pegg,John Cho
    MouseHunt|1997|Comedy|Nathan Lane,Lee Evans,Christopher Walken,Maury Chaykin,William Hickey
    Alvin and the Chipmunks: The Squeakquel|2009|Comedy,Musical|Zachary Levi,David Cross,Jason Lee,Justin Long,Matthew Gray Gubler,Jesse McCartney
    Working Girl|1988|Comedy,Drama,Romance|Melanie Griffith,Harrison Ford,Sigourney Weaver,Joan Cusack,Alec Baldwin,Philip Bosco
    The Birdcage|1996|Comedy|Robin Williams,Nathan Lane,Gene Hackman,Dianne Wiest,Hank Azaria,Calista Flockhart
    Before Sunset|2004|Drama,Romance|Ethan Hawke,Julie Delpy
    Young Guns|1988|Action,Biography,Western|Emilio Estevez,Kiefer Sutherland,Lou Diamond Phillips,Charlie Sheen,Dermot Mulroney,Casey Siemaszko
    Deep Rising|1998|Action,Horror|Treat Williams,Famke Janssen,Wes Studi,Kevin J. O'Connor,Anthony Heald,Jason Flemyng
    Grumpier Old Men|1995|Comedy,Romance|Jack Lemmon,Walter Matthau,Ann-Margret,Sophia Loren,Burgess Meredith,Daryl Hannah
    Night Falls on Manhattan|1997|Crime,Drama|Andy García,Richard Dreyfuss,Lena Olin,Ian Holm,Ron Leibman,James Gandolfini
    Sucker Punch|2011|Action,Fantasy|Emily Browning,Abbie Cornish,Jamie Chung,Jena Malone,Vanessa Hudgens,Carla Gugino
    Cocoon: The Return|1988|Comedy,Drama,Science Fiction|Don Ameche,Hume Cronyn,Wilford Brimley,Steve Guttenberg,Jessica Tandy,Maureen Stapleton
    About Schmidt|2002|Comedy,Drama|Jack Nicholson,Kathy Bates,Hope Davis,Len Cariou,Dermot Mulroney,June Squibb
    Terminator 3: Rise of the Machines|2003|Action,Science Fiction|Arnold Schwarzenegger,Nick Stahl,Claire Danes,Kristanna Loken
    My Big Fat Greek Wedding 2|2016|Comedy,Romance|Nia Vardalos,John Corbett,Lainie Kazan,Gia Carides,Joey Fatone,Louis Mandylor
    The Whole Ten Yards|2004|Comedy,Crime|Bruce Willis,Matthew Perry,Amanda Peet,Kevin Pollak,Natasha Henstridge,Frank Collison
    The Shaggy Dog|2006|Comedy,Family,Fantasy|Tim Allen,Robert Downey Jr.,Kristin Davis,Danny Glover,Spencer Breslin,Jane Curtin
    Spirit: Stallion of the Cimarron|2002|Animation,Western|Matt Damon,James Cromwell,Daniel Studi
    Sleepers|1996|Crime,Drama,Legal|Brad Pitt,Robert De Niro,Jason Patric,Minnie Driver,Kevin Bacon,Terry Kinney
    Pirates of the Caribbean: Dead Man's Chest|2006|Fantasy|Johnny Depp,Orlando Bloom,Keira Knightley,Jack Davenport,Stellan Skarsgård,Bill Nighy
    Insidious: Chapter 2|2013|Horror,Supernatural|Patrick Wilson,Rose Byrne,Lin Shaye,Ty Simpkins
    The Chronicles of Narnia: The Voyage of the Dawn Treader|2010|Adventure,Family,Fantasy|Ben Barnes,Skandar Keynes,Georgie Henley,Will Poulter,Liam Neeson,William Moseley
    The Rundown|2003|Action,Comedy|The Rock,Seann William Scott,Christopher Walken,Rosario Dawson
    Hitman's Wife's Bodyguard|2021|Action,Comedy|Ryan Reynolds,Samuel L. Jackson,Salma Hayek,Frank Grillo,Richard E. Grant,Antonio Banderas
    A Man Apart|2003|Action,Crime,Thriller|Vin Diesel,Larenz Tate,Timothy Olyphant
    Now You See Me|2013|Action|Jesse Eisenberg,Isla Fisher,Morgan Freeman,Woody Harrelson,Mark Ruffalo,Michael Caine
    Anchorman 2: The Legend Continues|2013|Comedy|Will Ferrell,Christina Applegate,Paul Rudd,David Koechner,Steve Carell,Dylan Baker
    The Stepford Wives|2004|Comedy,Science Fiction|Nicole Kidman,Matthew Broderick,Bette Midler,Christopher Walken,Roger Bart,Faith Hill
    Fantastic Beasts: The Secrets of Dumbledore|2022|Fantasy|Eddie Redmayne,Jude Law,Ezra Miller,Dan Fogler,Alison Sudol,Callum Turner
    The Score|2001|Action,Crime,Drama|Robert De Niro,Edward Norton,Marlon Brando,Angela Bassett
    Scoop|2006|Comedy,Crime,Romance|Scarlett Johansson,Woody Allen,Hugh Jackman,Ian McShane,Charles Dance,Romola Garai
    Young Adult|2011|Comedy,Drama|Charlize Theron,Patrick Wilson,Patton Oswalt,Elizabeth Reaser,Collette Wolfe
    True Lies|1994|Action,Comedy,Spy|Arnold Schwarzenegger,Jamie Lee Curtis,Tom Arnold,Charlton Heston,Bill Paxton,Tia Carrere
    Runaway Jury|2003|Crime,Drama,Legal,Thriller|John Cusack,Gene Hackman,Dustin Hoffman,Rachel Weisz
    Raggedy Man|1981|Drama|Sissy Spacek,Eric Roberts,Sam Shepard
    Hocus Pocus 2|2022|Comedy,Fantasy|Bette Midler,Sarah Jessica Parker,Kathy Najimy,Sam Richardson,Doug Jones,Whitney Peak
    All the King's Men|2006|Drama,Political|Sean Penn,Jude Law,Kate Winslet,Anthony Hopkins,James Gandolfini,Patricia Clarkson
    Mean Streets|1973|Crime,Drama|Robert De Niro,Harvey Keitel,Amy Robinson
    The Ambassador|1984|Political,Thriller|Robert Mitchum,Ellen Burstyn,Donald Pleasence,Rock Hudson
    The Cannonball Run|1981|Action,Comedy|Burt Reynolds,Dom DeLuise,Farrah Fawcett,Dean Martin,Sammy Davis Jr.,Roger Moore
    Vertical Limit|2000|Thriller|Chris O'Donnell,Bill Paxton,Robin Tunney
    Jurassic World Dominion|2022|Action,Science Fiction|Chris Pratt,Bryce Dallas Howard,Laura Dern,Jeff Goldblum,Sam Neill,DeWanda Wise
    All Dogs Go to Heaven|1989|Adventure,Animation,Comedy,Drama,Fantasy,Musical|Burt Reynolds,Dom DeLuise,Judith Barsi,Vic Tayback
    California Suite|1978|Comedy|Jane Fonda,Alan Alda,Maggie Smith,Michael Caine,Richard Pryor,Bill Cosby
    Rush Hour 2|2001|Action,Comedy|Jackie Chan,Chris Tucker
    Get Him to the Greek|2010|Comedy|Jonah Hill,Russell Brand,Rose Byrne,Elisabeth Moss,Sean Combs,Aziz Ansari
    Light Sleeper|1992|Crime,Drama|Willem Dafoe,Susan Sarandon,Dana Delany
    Just Go with It|2011|Comedy,Romance|Adam Sandler,Jennifer Aniston,Nicole Kidman,Brooklyn Decker,Nick Swardson,Bailee Madison
    Brooklyn's Finest|2010|Crime|Richard Gere,Don Cheadle,Ethan Hawke,Wesley Snipes,Will Patton,Lili Taylor
    The Weather Man|2005|Comedy,Drama|Nicolas Cage,Michael Caine,Hope Davis,Nicholas Hoult,Michael Rispoli,Gil Bellows
    The House of Yes|1997|Comedy|Parker Posey,Josh Hamilton,Tori Spelling,Freddie Prinze Jr.,Genevieve Bujold
    Eagle Eye|2008|Action,Thriller|Shia LaBeouf,Michelle Monaghan,Rosario Dawson,Michael Chiklis,Anthony Mackie,Billy Bob Thornton
    Diggstown|1992|Comedy,Drama,Sports|James Woods,Louis Gossett Jr.,Oliver Platt,Heather Graham,Bruce Dern
    Geronimo: An American Legend|1993|Biography,Drama,Historical,Western|Wes Studi,Jason Patric,Gene Hackman,Robert Duvall
    Billy Bathgate|1991|Biography,Drama|Dustin Hoffman,Bruce Willis,Nicole Kidman,Steven Hill,Loren Dean
    Harry Potter and the Deathly Hallows – Part 2|2011|Fantasy|Daniel Radcliffe,Rupert Grint,Emma Watson,Helena Bonham Carter,Robbie Coltrane,Warwick Davis
    My Big Fat Greek Wedding|2002|Comedy,Romance|Nia Vardalos,John Corbett,Michael Constantine,Lainie Kazan,Joey Fatone
    Flushed Away|2006|Adventure,Animation,Comedy|Hugh Jackman,Kate Winslet,Ian McKellen,Andy Serkis,Bill Nighy,Jean Reno
    White Sands|1992|Crime,Thriller|Willem Dafoe,Mary Elizabeth Mastrantonio,Mickey Rourke,Samuel L. Jackson
    Sommersby|1993|Drama,Historical,Romance|Richard Gere,Jodie Foster,Bill Pullman,James Earl Jones
    The Dead Pool|1988|Action,Film Noir,Thriller|Clint Eastwood,Liam Neeson,Evan C. Kim,Jim Carrey,Patricia Clarkson
    The Bourne Legacy|2012|Action,Thriller|Jeremy Renner,Rachel Weisz,Edward Norton,Oscar Isaac,Joan Allen,Albert Finney
    Are We Done Yet?|2007|Comedy,Family|Ice Cube,Nia Long,John C. McGinley,Aleisha Allen,Philip Daniel Bolden,Tahj Mowry
    Night School|2018|Comedy|Kevin Hart,Tiffany Haddish,Rob Riggle,Romany Malco
    The Pink Panther|2006|Comedy,Mystery|Steve Martin,Kevin Kline,Jean Reno,Emily Mortimer,Henry Czerny,Kristin Chenoweth
    The Lost Boys|1987|Comedy,Horror,Supernatural|Jason Patric,Corey Haim,Dianne Wiest,Barnard Hughes,Kiefer Sutherland,Jami Gertz
    A Stranger Among Us|1992|Crime,Drama|Melanie Griffith,Tracy Pollan,John Pankow,Mia Sara
    Avengers: Endgame|2019|Superhero|Robert Downey Jr.,Chris Evans,Mark Ruffalo,Chris Hemsworth,Scarlett Johansson,Jeremy Renner
    White House Down|2013|Action,Political,Thriller|Channing Tatum,Jamie Foxx,Maggie Gyllenhaal,James Woods,Richard Jenkins,Joey King
    The Flintstones|1994|Comedy,Family|John Goodman,Rick Moranis,Rosie O'Donnell,Elizabeth Perkins,Kyle MacLachlan,Halle Berry
    To the Wonder|2013|Drama,Romance|Ben Affleck,Olga Kurylenko,Rachel McAdams,Javier Bardem,Charles Baker,Romina Mondello
    Stakeout|1987|Action,Comedy,Crime|Richard Dreyfuss,Emilio Estevez,Madeleine Stowe,Aidan Quinn
    Valkyrie|2008|Historical,Political,Thriller,War|Tom Cruise,Kenneth Branagh,Bill Nighy,Tom Wilkinson,Carice van Houten,Thomas Kretschmann
    The Incredible Shrinking Woman|1981|Comedy,Science Fiction|Lily Tomlin,Charles Grodin,Ned Beatty,Henry Gibson
    Empire Records|1995|Comedy,Drama|Anthony LaPaglia,Maxwell Caulfield,Debi Mazar,Rory Cochrane,Robin Tunney,Ethan Embry
    You Don't Mess with the Zohan|2008|Action,Comedy|Adam Sandler,John Turturro,Emmanuelle Chriqui,Nick Swardson,Lainie Kazan,Ido Mosseri
    3:10 to Yuma|2007|Action,Drama,Western|Russell Crowe,Christian Bale,Peter Fonda,Gretchen Mol,Ben Foster,Dallas Roberts
    The Other Sister|1999|Comedy,Drama,Romance|Juliette Lewis,Diane Keaton,Tom Skerritt,Giovanni Ribisi
    The Cat's Meow|2001|Drama,Historical|Kirsten Dunst,Edward Herrmann,Eddie Izzard,Cary Elwes,Joanna Lumley,Jennifer Tilly
    The Laundromat|2019|Biography,Comedy,Drama|Meryl Streep,Gary Oldman,Antonio Banderas,Jeffrey Wright,Robert Patrick,David Schwimmer
    Resident Evil: Retribution|2012|Action,Horror|Milla Jovovich,Sienna Guillory,Colin Salmon,Boris Kodjoe,Michelle Rodriguez,Shawn Roberts
    The Equalizer 2|2018|Action|Denzel Washington,Ashton Sanders,Pedro Pascal,Melissa Leo,Bill Pullman
    Cisco Pike|1972|Drama|Kris Kristofferson,Gene Hackman,Karen Black,Harry Dean Stanton
    Star Trek: The Motion Picture|1979|Science Fiction|William Shatner,Leonard Nimoy,DeForest Kelley,Persis Khambatta,Nichelle Nichols,George Takei
    The Internship|2013|Comedy|Vince Vaughn,Owen Wilson,Dylan O'Brien,Rose Byrne,Jessica Szohr,Max Minghella
    The Suicide Squad|2021|Superhero|Idris Elba,Margot Robbie,John Cena,Joel Kinnaman,Sylvester Stallone,Viola Davis
    Nobody's Fool|1994|Comedy,Drama|Paul Newman,Bruce Willis,Melanie Griffith,Jessica Tandy,Dylan Walsh,Philip Seymour Hoffman
    The Santa Clause 2|2002|Comedy|Tim Allen,Elizabeth Mitchell,David Krumholtz
    Law Abiding Citizen|2009|Action,Thriller|Gerard Butler,Jamie Foxx,Michael Gambon,Viola Davis,Leslie Bibb,Regina Hall
    Salmon Fishing in the Yemen|2012|Comedy,Drama,Romance|Ewan McGregor,Emily Blunt,Kristin Scott Thomas,Amr Waked
    A Good Day to Die Hard|2013|Action,Thriller|Bruce Willis,Jai Courtney,Sebastian Koch,Yuliya Snigir,Radivoje Bukvić,Cole Hauser
    The Betsy|1978|Drama,Romance|Laurence Olivier,Tommy Lee Jones,Robert Duvall,Katharine Ross,Lesley-Anne Down,Kathleen Beller
    Rush Hour|1998|Action,Comedy|Jackie Chan,Chris Tucker,Tom Wilkinson,Tzi Ma
    Spider-Man: No Way Home|2021|Superhero|Tom Holland,Benedict Cumberbatch,Zendaya,Jacob Batalon,Jon Favreau,Jamie Foxx
    Bad Santa 2|2016|Comedy,Drama|Billy Bob Thornton,Kathy Bates,Tony Cox,Christina Hendricks,Brett Kelly,Ryan Hansen
    The King's Man|2021|Action,Spy|Ralph Fiennes,Gemma Arterton,Rhys Ifans,Matthew Goode,Tom Hollander,Harris Dickinson
    Blues Brothers 2000|1998|Comedy,Musical|Dan Aykroyd,John Goodman,Joe Morton,J. Evan Bonifant,Nia Peeples
    Kingsman: The Secret Service|2015|Action,Comedy,Spy|Colin Firth,Samuel L. Jackson,Mark Strong,Taron Egerton,Michael Caine
    The Wolverine|2013|Superhero|Hugh Jackman,Famke Janssen,Hiroyuki Sanada,Hal Yamanouchi,Tao Okamoto,Rila Fukushima
    Mank|2020|Biography,Drama|Gary Oldman,Amanda Seyfried,Lily Collins,Arliss Howard,Tom Pelphrey,Sam Troughton
    Blade|1998|Horror,Superhero|Wesley Snipes,Stephen Dorff,Kris Kristofferson
    Arthur 2: On the Rocks|1988|Comedy,Romance|Dudley Moore,Liza Minnelli,John Gielgud,Geraldine Fitzgerald,Kathy Bates
    Inside Llewyn Davis|2013|Comedy,Drama,Historical,Musical|Oscar Isaac,Carey Mulligan,John Goodman,Garrett Hedlund,F. Murray Abraham,Justin Timberlake
    Leviathan|1989|Horror,Science Fiction|Peter Weller,Richard Crenna,Amanda Pays,Ernie Hudson,Hector Elizondo,Daniel Stern
    Cold Creek Manor|2003|Drama,Thriller|Dennis Quaid,Sharon Stone,Stephen Dorff,Juliette Lewis
    Venom: Let There Be Carnage|2021|Superhero|Tom Hardy,Michelle Williams,Naomie Harris,Reid Scott,Stephen Graham,Woody Harrelson
    Bridget Jones's Baby|2016|Comedy,Romance|Renée Zellweger,Colin Firth,Patrick Dempsey,Jim Broadbent,Gemma Jones,Emma Thompson
    Disenchanted|2022|Animation,Comedy,Fantasy,Musical|Amy Adams,Patrick Dempsey,Maya Rudolph,Idina Menzel,James Marsden
    All the Money in the World|2017|Biography,Crime,Thriller|Michelle Williams,Mark Wahlberg,Christopher Plummer,Romain Duris
    Stand and Deliver|1988|Biography,Drama|Edward James Olmos,Lou Diamond Phillips,Rosanna DeSoto,Andy Garcia
    Predator 2|1990|Action,Science Fiction|Danny Glover,Gary Busey,Rubén Blades,Kevin Peter Hall,Robert Davi,María Conchita Alonso
    22 Jump Street|2014|Action,Comedy|Jonah Hill,Channing Tatum,Peter Stormare,Ice Cube
    The Long Kiss Goodnight|1996|Action,Thriller|Geena Davis,Samuel L. Jackson,Craig Bierko,David Morse,Brian Cox
    Deadpool 2|2018|Superhero|Ryan Reynolds,Josh Brolin,Zazie Beetz,Julian Dennison,Morena Baccarin,T. J. Miller
    Herbie Goes to Monte Carlo|1977|Adventure,Comedy,Family,Sports|Dean Jones,Don Knotts,Julie Sommars
    Everyone Says I Love You|1996|Comedy,Musical|Edward Norton,Alan Alda,Woody Allen,Goldie Hawn,Julia Roberts,Drew Barrymore
    3 Women|1977|Drama|Shelley Duvall,Sissy Spacek,Janice Rule
    Country Strong|2010|Drama|Gwyneth Paltrow,Tim McGraw,Garrett Hedlund,Leighton Meester,Marshall Chapman,Lari White
    Fast & Furious Presents: Hobbs & Shaw|2019|Action,Comedy|Dwayne Johnson,Jason Statham,Idris Elba,Vanessa Kirby,Eiza González,Cliff Curtis
    Nanny McPhee and the Big Bang|2010|Comedy,Fantasy,Historical,Musical|Emma Thompson,Maggie Gyllenhaal,Rhys Ifans,Maggie Smith,Ewan McGregor,Ralph Fiennes
    In the Line of Fire|1993|Action,Political,Thriller|Clint Eastwood,John Malkovich,Rene Russo,Dylan McDermott,Gary Cole,Fred Dalton Thompson
    Shaun of the Dead|2004|Comedy,Horror|Simon Pegg,Kate Ashfield,Lucy Davis,Nick Frost,Dylan Moran,Bill Nighy
    Revenge|1990|Action,Drama,Romance,Thriller|Kevin Costner,Anthony Quinn,Madeleine Stowe,Sally Kirkland,Miguel Ferrer,James Gammon
    Jack and Jill|2011|Comedy|Adam Sandler,Katie Holmes,Al Pacino
    The Gingerbread Man|1998|Drama,Legal,Thriller|Kenneth Branagh,Robert Downey Jr.,Embeth Davidtz,Robert Duvall,Daryl Hannah,Tom Berenger
    The Lego Ninjago Movie|2017|Animation,Comedy,Martial Arts|Jackie Chan,Justin Theroux,Dave Franco,Olivia Munn,Michael Peña,Abbi Jacobson
    An Officer and a Gentleman|1982|Drama,Romance|Richard Gere,Louis Gossett Jr.,Debra Winger,David Keith,Lisa Blount,Lisa Eilbacher
    The Turning Point|1977|Drama|Shirley MacLaine,Anne Bancroft,Mikhail Baryshnikov,Tom Skerritt
    Fool's Gold|2008|Action,Comedy,Romance|Kate Hudson,Matthew McConaughey,Donald Sutherland,Ewen Bremner,Alexis Dziena,Kevin Hart
    The Adventures of Sharkboy and Lavagirl in 3-D|2005|Adventure,Family,Fantasy,Superhero|Cayden Boyd,Taylor Lautner,Taylor Dooley,David Arquette,Kristin Davis,George Lopez
    Hoffa|1992|Biography,Crime,Drama|Jack Nicholson,Danny DeVito,Armand Assante
    Cousins|1989|Comedy,Romance|Ted Danson,Isabella Rossellini,Sean Young,William Petersen,Norma Aleandro,Lloyd Bridges
    Puss in Boots: The Last Wish|2022|Adventure,Animation|Antonio Banderas,Salma Hayek,Harvey Guillén,Florence Pugh,Olivia Colman,Ray Winstone
    10 to Midnight|1983|Crime,Horror,Thriller|Charles Bronson,Lisa Eilbacher,Andrew Stevens
    Ironweed|1987|Drama|Jack Nicholson,Meryl Streep,Tom Waits,Fred Gwynne,Michael O'Keefe,Carroll Baker
    The Limey|1999|Crime,Drama|Terence Stamp,Lesley Ann Warren,Luis Guzmán,Peter Fonda
    The Bubble|2022|Comedy|Karen Gillan,Iris Apatow,Fred Armisen,Maria Bakalova,David Duchovny,Keegan-Michael Key
    The Thing Called Love|1993|Comedy,Drama|Samantha Mathis,River Phoenix,Dermot Mulroney,Sandra Bullock
    Evan Almighty|2007|Comedy|Steve Carell,Morgan Freeman,Lauren Graham,John Goodman,John Michael Higgins,Jimmy Bennett
    Garfield: The Movie|2004|Comedy,Family|Breckin Meyer,Jennifer Love Hewitt,Bill Murray,Stephen Tobolowsky,Evan Arnold,Mark Christopher Lawrence
    The 6th Day|2000|Action,Science Fiction|Arnold Schwarzenegger,Robert Duvall,Michael Rooker,Tony Goldwyn,Michael Rapaport,Sarah Wynter
    Guardians of the Galaxy Vol. 3|2023|Superhero|Chris Pratt,Zoe Saldaña,Dave Bautista,Karen Gillan,Pom Klementieff,Vin Diesel
    The Proposal|2009|Comedy,Romance|Sandra Bullock,Ryan Reynolds,Mary Steenburgen,Craig T. Nelson,Betty White,Denis O'Hare
    Mr. & Mrs. Smith|2005|Action,Comedy,Romance|Brad Pitt,Angelina Jolie,Vince Vaughn,Adam Brody,Kerry Washington,Keith David
    Prizzi's Honor|1985|Comedy,Crime|Jack Nicholson,Kathleen Turner,Robert Loggia,Anjelica Huston,William Hickey,John Randolph
    Futureworld|1976|Science Fiction,Thriller|Blythe Danner,Peter Fonda,Arthur Hill,Yul Brynner
    What Dreams May Come|1998|Drama,Fantasy|Robin Williams,Cuba Gooding Jr.,Annabella Sciorra
    Flicka|2006|Adventure,Drama,Family|Alison Lohman,Tim McGraw,Maria Bello,Ryan Kwanten,Dallas Roberts,Nick Searcy
    Jack Ryan: Shadow Recruit|2014|Action,Thriller|Chris Pine,Kevin Costner,Kenneth Branagh,Keira Knightley
    Maleficent: Mistress of Evil|2019|Fantasy|Angelina Jolie,Elle Fanning,Michelle Pfeiffer,Chiwetel Ejiofor,Sam Riley,Harris Dickinson
    Another 48 Hrs.|1990|Action|Eddie Murphy,Nick Nolte,Brion James
    Sherlock Holmes|2009|Action,Historical,Mystery|Robert Downey Jr.,Jude Law,Rachel McAdams,Mark Strong,Eddie Marsan,Geraldine James
    Alice|1990|Comedy,Fantasy,Romance|Mia Farrow,Joe Mantegna,William Hurt,Alec Baldwin
    Tron Legacy|2010|Action,Science Fiction|Garrett Hedlund,Jeff Bridges,Olivia Wilde,Bruce Boxleitner,James Frain,Beau Garrett
    Summer Rental|1985|Comedy|John Candy,Richard Crenna,Rip Torn
    Resident Evil: Afterlife|2010|Action,Horror|Milla Jovovich,Ali Larter,Wentworth Miller,Shawn Roberts,Boris Kodjoe,Kim Coates
    The Grifters|1990|Crime,Drama,Film Noir,Thriller|John Cusack,Anjelica Huston,Annette Bening
    At Close Range|1986|Crime,Drama,Film Noir|Christopher Walken,Sean Penn,Chris Penn,Mary Stuart Masterson
    The Darjeeling Limited|2007|Comedy,Drama|Owen Wilson,Adrien Brody,Jason Schwartzman,Bill Murray,Anjelica Huston,Natalie Portman
    Cloudy with a Chance of Meatballs 2|2013|Animation,Comedy,Science Fiction|Bill Hader,Anna Faris,James Caan,Neil Patrick Harris,Andy Samberg,Kristen Schaal
    The Batman|2022|Superhero|Robert Pattinson,Zoë Kravitz,Paul Dano,Jeffrey Wright,John Turturro,Peter Sarsgaard
    Space Jam: A New Legacy|2021|Animation,Comedy,Sports|LeBron James,Don Cheadle,Khris Davis,Sonequa Martin-Green,Cedric Joe,Jeff Bergman
    Johnny Handsome|1989|Crime,Film Noir,Thriller|Mickey Rourke,Lance Henriksen,Ellen Barkin,Elizabeth McGovern,Forest Whitaker,Morgan Freeman
    Cursed|2005|Comedy,Horror|Christina Ricci,Joshua Jackson,Jesse Eisenberg,Judy Greer,Milo Ventimiglia,Portia de Rossi
    The Aviator|2004|Biography,Drama|Leonardo DiCaprio,Cate Blanchett,Kate Beckinsale,John C. Reilly,Alec Baldwin,Alan Alda
    The Right Stuff|1983|Biography,Drama,Historical|Ed Harris,Scott Glenn,Dennis Quaid,Fred Ward,Sam Shepard,Charles Frank
    Joe Versus the Volcano|1990|Comedy,Romance|Tom Hanks,Meg Ryan,Lloyd Bridges,Robert Stack,Ossie Davis,Abe Vigoda
    Minions: The Rise of Gru|2022|Animation,Comedy|Steve Carell,Taraji P. Henson,Michelle Yeoh,RZA,Jean-Claude Van Damme,Lucy Lawless
    Nurse Betty|2000|Comedy|Morgan Freeman,Renée Zellweger,Chris Rock,Greg Kinnear
    The Matrix Revolutions|2003|Action,Science Fiction|Keanu Reeves,Laurence Fishburne,Carrie-Anne Moss,Hugo Weaving
    Power|1986|Drama,Political|Richard Gere,Julie Christie,Gene Hackman,Denzel Washington,Kate Capshaw
    Inferno|2016|Action,Mystery,Thriller|Tom Hanks,Felicity Jones,Irrfan Khan,Omar Sy,Ben Foster,Sidse Babett Knudsen
    The Incredible Hulk|2008|Superhero|Edward Norton,Liv Tyler,Tim Roth,William Hurt,Tim Blake Nelson,Ty Burrell
    Trolls Band Together|2023|Animation,Comedy,Musical|Anna Kendrick,Justin Timberlake,Kenan Thompson,Kunal Nayyar,Camila Cabello,Troye Sivan
    The Missing|2003|Drama,Western|Tommy Lee Jones,Cate Blanchett,Evan Rachel Wood
    National Lampoon's Vacation|1983|Comedy|Chevy Chase,Beverly D'Angelo,Randy Quaid,John Candy,Anthony Michael Hall,Dana Barron
    The Benchwarmers|2006|Comedy,Sports|Allen Covert,Nick Swardson,Rob Schneider,David Spade,Jon Heder,Jon Lovitz
    Land of the Dead|2005|Horror|Simon Baker,John Leguizamo,Dennis Hopper,Asia Argento,Robert Joy,Eugene Clark
    Holy Man|1998|Comedy,Drama|Eddie Murphy,Jeff Goldblum,Kelly Preston,Robert Loggia,Jon Cryer,Morgan Fairchild
    Allan Quatermain and the Lost City of Gold|1986|Adventure,Comedy|Richard Chamberlain,Sharon Stone,Henry Silva,James Earl Jones,Cassandra Peterson
    Gifted|2017|Drama|Chris Evans,Mckenna Grace,Jenny Slate,Lindsay Duncan,Octavia Spencer
    The Perfect Holiday|2007|Comedy|Morris Chestnut,Gabrielle Union,Charlie Murphy,Katt Williams,Faizon Love,Terrence Howard
    21 Grams|2003|Crime,Drama|Sean Penn,Naomi Watts,Benicio del Toro
    Your Friends & Neighbors|1998|Comedy,Drama|Amy Brenneman,Aaron Eckhart,Nastassja Kinski,Jason Patric,Catherine Keener,Ben Stiller
    Draft Day|2014|Drama,Sports|Kevin Costner,Jennifer Garner,Denis Leary,Frank Langella,Sam Elliott,Ellen Burstyn
    Ocean's 8|2018|Action,Comedy|Sandra Bullock,Cate Blanchett,Anne Hathaway,Mindy Kaling,Sarah Paulson,Awkwafina
    The Three Musketeers|1993|Action,Adventure,Comedy|Charlie Sheen,Kiefer Sutherland,Oliver Platt,Chris O'Donnell,Tim Curry,Rebecca De Mornay
    Big Trouble|2002|Comedy,Crime|Tim Allen,Rene Russo,Stanley Tucci,Dennis Farina,Jason Lee,Tom Sizemore
    The Brink's Job|1978|Comedy,Crime,Drama|Peter Falk,Peter Boyle,Warren Oates,Gena Rowlands,Paul Sorvino
    Bad Boys|1995|Action,Comedy|Martin Lawrence,Will Smith,Téa Leoni,Tcheky Karyo,Theresa Randle,Joe Pantoliano
    Olympus Has Fallen|2013|Action,Thriller|Gerard Butler,Aaron Eckhart,Morgan Freeman,Rick Yune,Dylan McDermott,Angela Bassett
    Grosse Pointe Blank|1997|Comedy|John Cusack,Minnie Driver,Dan Aykroyd,Alan Arkin
    Blades of Glory|2007|Comedy,Sports|Will Ferrell,Jon Heder,Will Arnett,Amy Poehler,Craig T. Nelson,Jenna Fischer
    The Specialist|1994|Action,Thriller|Sylvester Stallone,Sharon Stone,James Woods,Rod Steiger,Eric Roberts
    Nick of Time|1995|Action,Political,Thriller|Johnny Depp,Christopher Walken,Charles S. Dutton,Roma Maffia,Gloria Reuben,Peter Strauss
    Prime Cut|1972|Action,Crime,Drama|Lee Marvin,Gene Hackman,Sissy Spacek,Angel Tompkins
    Analyze That|2002|Comedy|Robert De Niro,Billy Crystal,Lisa Kudrow
    Due Date|2010|Comedy|Robert Downey Jr.,Zach Galifianakis,Michelle Monaghan,Juliette Lewis,Jamie Foxx,Matt Walsh
    Alien vs. Predator|2004|Action,Horror,Science Fiction|Sanaa Lathan,Raoul Bova,Lance Henriksen,Ewen Bremner,Colin Salmon,Tommy Flanagan
    Dune: Part Two|2023|Science Fiction|Timothée Chalamet,Zendaya,Rebecca Ferguson,Josh Brolin,Stellan Skarsgård,Dave Bautista
    1941|1979|Comedy|John Belushi,Ned Beatty,Dan Aykroyd,John Candy,Toshirō Mifune,Robert Stack
    Vacation|2015|Comedy|Ed Helms,Christina Applegate,Leslie Mann,Beverly D'Angelo,Chevy Chase
    Beverly Hills Cop II|1987|Action,Comedy|Eddie Murphy,Judge Reinhold,Jürgen Prochnow,Gil Hill,Brigitte Nielsen,Ronny Cox
    Saving Silverman|2001|Comedy|Jason Biggs,Steve Zahn,Jack Black,Amanda Peet
    Collateral Beauty|2016|Drama,Fantasy|Will Smith,Edward Norton,Keira Knightley,Michael Peña,Naomie Harris,Jacob Latimore
    Toy Story 4|2019|Animation,Comedy,Drama|Tom Hanks,Tim Allen,Annie Potts,Tony Hale,Keegan-Michael Key,Jordan Peele
    Neighbors|2014|Comedy|Seth Rogen,Zac Efron,Rose Byrne,Christopher Mintz-Plasse,Dave Franco
    The Hobbit: The Battle of the Five Armies|2014|Adventure,Fantasy|Martin Freeman,Ian McKellen,Richard Armitage,Benedict Cumberbatch,Evangeline Lilly,Orlando Bloom
    The Change-Up|2011|Comedy,Fantasy,Romance|Ryan Reynolds,Jason Bateman,Leslie Mann,Olivia Wilde,Alan Arkin,Mircea Monroe
    Gardens of Stone|1987|Drama|James Caan,Anjelica Huston,James Earl Jones,D. B. Sweeney,Mary Stuart Masterson,Dean Stockwell
    The Hobbit: The Desolation of Smaug|2013|Adventure,Fantasy|Martin Freeman,Ian McKellen,Richard Armitage,Benedict Cumberbatch,Orlando Bloom,Evangeline Lilly
    Grumpy Old Men|1993|Comedy,Romance|Jack Lemmon,Walter Matthau,Ann-Margret,Daryl Hannah,Kevin Pollak,Burgess Meredith
    The Mule|2018|Crime,Drama|Clint Eastwood,Bradley Cooper,Laurence Fishburne,Michael Peña,Dianne Wiest,Andy Garcia
    Romancing the Stone|1984|Action,Adventure,Comedy,Romance|Michael Douglas,Kathleen Turner,Danny DeVito
    Gnomeo & Juliet|2011|Animation,Comedy,Romance|James McAvoy,Emily Blunt,Julie Walters,Richard Wilson,Jason Statham,Ashley Jensen
    Down and Out in Beverly Hills|1986|Comedy|Nick Nolte,Richard Dreyfuss,Bette Midler,Elizabeth Peña
    Green Card|1990|Comedy,Drama,Romance|Andie MacDowell,Gérard Depardieu
    Brokedown Palace|1999|Drama|Claire Danes,Kate Beckinsale,Bill Pullman,Lou Diamond Phillips
    Flubber|1997|Comedy,Fantasy,Science Fiction|Robin Williams,Marcia Gay Harden,Christopher McDonald,Ted Levine,Raymond J. Barry,Clancy Brown
    Bloodbrothers|1978|Drama|Paul Sorvino,Tony Lo Bianco,Richard Gere
    The First Wives Club|1996|Comedy|Diane Keaton,Goldie Hawn,Bette Midler,Dan Hedaya,Victor Garber,Stephen Collins
    W.W. and the Dixie Dancekings|1975|Action,Comedy|Burt Reynolds,Conny Van Dyke,Ned Beatty,Jerry Reed,James Hampton,Art Carney
    The Black Dahlia|2006|Crime,Film Noir,Thriller|Josh Hartnett,Aaron Eckhart,Scarlett Johansson,Hilary Swank,Fiona Shaw,Mia Kirshner
    The Hi-Lo Country|1998|Western|Billy Crudup,Woody Harrelson,Patricia Arquette,Penélope Cruz,Sam Elliott
    When in Rome|2010|Comedy,Romance|Kristen Bell,Josh Duhamel,Will Arnett,Jon Heder,Dax Shepard,Danny DeVito
    Silence|2016|Drama,Historical|Liam Neeson,Andrew Garfield,Adam Driver,Tadanobu Asano,Ciarán Hinds
    Monster's Ball|2001|Drama,Romance|Billy Bob Thornton,Halle Berry,Heath Ledger,Peter Boyle
    Forgetting Sarah Marshall|2008|Comedy|Jason Segel,Kristen Bell,Mila Kunis,Russell Brand,Bill Hader,Jonah Hill
    The Player|1992|Comedy,Drama|Tim Robbins,Greta Scacchi,Fred Ward,Peter Gallagher,Cynthia Stevenson,Whoopi Goldberg
    Enemy of the State|1998|Action,Political,Thriller|Will Smith,Gene Hackman,Jon Voight,Barry Pepper,Regina King,Lisa Bonet
    King of New York|1990|Film Noir|Christopher Walken,Wesley Snipes,Laurence Fishburne,Victor Argo,David Caruso
    Falling in Love|1984|Drama,Romance|Robert De Niro,Meryl Streep,Harvey Keitel,Dianne Wiest
    Elizabethtown|2005|Comedy,Drama,Romance|Orlando Bloom,Kirsten Dunst,Susan Sarandon,Alec Baldwin,Bruce McGill,Judy Greer
    Major League II|1994|Comedy,Sports|Tom Berenger,Charlie Sheen,Corbin Bernsen,Omar Epps,Dennis Haysbert,Margaret Whitton
    How to Train Your Dragon: The Hidden World|2019|Action,Animation,Fantasy|Jay Baruchel,America Ferrera,Cate Blanchett,Craig Ferguson,F. Murray Abraham
    Les Misérables|2012|Historical,Musical|Hugh Jackman,Russell Crowe,Eddie Redmayne,Colm Wilkinson,Anne Hathaway,Amanda Seyfried
    Pride & Prejudice|2005|Drama,Romance|Keira Knightley,Matthew Macfadyen,Brenda Blethyn,Donald Sutherland,Tom Hollander,Rosamund Pike
    Beverly Hills Cop III|1994|Action,Comedy|Eddie Murphy,Judge Reinhold,Héctor Elizondo,Theresa Randle
    Seven Pounds|2008|Drama|Will Smith,Rosario Dawson,Woody Harrelson,Michael Ealy,Barry Pepper,Elpidia Carrillo
    Stay|2005|Thriller|Ewan McGregor,Naomi Watts,Ryan Gosling,Janeane Garofalo,Bob Hoskins,Elizabeth Reaser
    Bad Boys for Life|2020|Action,Comedy|Will Smith,Martin Lawrence,Vanessa Hudgens,Alexander Ludwig,Charles Melton,Paola Núñez
    Crazy Heart|2009|Drama|Jeff Bridges,Maggie Gyllenhaal,Colin Farrell,Robert Duvall,Beth Grant,Sarah Jane Morris
    Good Night, and Good Luck|2005|Drama,Historical|David Strathairn,Patricia Clarkson,George Clooney,Jeff Daniels,Robert Downey Jr.,Frank Langella
    Shock and Awe|2018|Drama|Woody Harrelson,Tommy Lee Jones,James Marsden,Milla Jovovich,Jessica Biel,Richard Schiff
    Taken 3|2015|Action,Thriller|Liam Neeson,Forest Whitaker,Famke Janssen,Maggie Grace,Dougray Scott,Sam Spruell
    The Black Hole|1979|Science Fiction|Ernest Borgnine,Anthony Perkins,Yvette Mimieux,Maximilian Schell
    The Killer Elite|1975|Action,Thriller|James Caan,Robert Duvall,Burt Young,Mako
    Operation Fortune: Ruse de Guerre|2023|Action,Comedy,Spy|Jason Statham,Aubrey Plaza,Josh Hartnett,Cary Elwes,Bugzy Malone,Hugh Grant
    Sinbad: Legend of the Seven Seas|2003|Adventure,Animation,Family|Brad Pitt,Catherine Zeta-Jones,Michelle Pfeiffer,Joseph Fiennes
    Charlie's Angels: Full Throttle|2003|Action,Comedy|Cameron Diaz,Drew Barrymore,Lucy Liu,Bernie Mac,Demi Moore
    A Life Less Ordinary|1997|Comedy,Romance|Ewan McGregor,Cameron Diaz,Holly Hunter,Delroy Lindo,Ian Holm
    Caboblanco|1980|Action,Drama|Charles Bronson,Jason Robards,Dominique Sanda
    21|2008|Action,Drama|Jim Sturgess,Kate Bosworth,Laurence Fishburne,Kevin Spacey,Liza Lapira,Aaron Yoo
    A Walk to Remember|2002|Drama,Romance|Shane West,Mandy Moore,Peter Coyote,Daryl Hannah
    The Fountain|2006|Drama,Romance|Hugh Jackman,Rachel Weisz,Ellen Burstyn,Mark Margolis,Stephen McHattie,Cliff Curtis
    Lay the Favorite|2012|Comedy,Drama|Bruce Willis,Rebecca Hall,Catherine Zeta-Jones,Joshua Jackson
    I Now Pronounce You Chuck & Larry|2007|Comedy|Adam Sandler,Kevin James,Jessica Biel,Ving Rhames,Steve Buscemi,Dan Aykroyd
    Maniac Cop|1988|Action,Slasher|Tom Atkins,Bruce Campbell,Robert Z'Dar,William Smith,Richard Roundtree
    Big Trouble in Little China|1986|Action,Comedy,Fantasy,Martial Arts|Kurt Russell,Kim Cattrall,James Hong,Victor Wong
    The House with a Clock in Its Walls|2018|Comedy,Fantasy|Jack Black,Cate Blanchett,Owen Vaccaro,Kyle MacLachlan,Renée Elise Goldsberry,Sunny Suljic
    Atonement|2007|Drama,Romance,War|James McAvoy,Keira Knightley,Saoirse Ronan,Romola Garai,Vanessa Redgrave,Brenda Blethyn
    The Beast|1988|War|Jason Patric,Steven Bauer,George Dzundza,Stephen Baldwin
    The Break-Up|2006|Comedy,Drama,Romance|Vince Vaughn,Jennifer Aniston,Joey Lauren Adams,Ann-Margret,Judy Davis,Vincent D'Onofrio
    Arlington Road|1999|Drama,Thriller|Jeff Bridges,Tim Robbins,Joan Cusack,Hope Davis
    Hitch|2005|Comedy,Romance|Will Smith,Eva Mendes,Kevin James,Amber Valletta,Michael Rapaport,Adam Arkin
    The Italian Job|2003|Action,Crime|Mark Wahlberg,Charlize Theron,Edward Norton,Donald Sutherland,Seth Green,Jason Statham
    Gangs of New York|2002|Crime,Drama,Historical|Leonardo DiCaprio,Daniel Day-Lewis,Lawrence Gilliard Jr.,Cameron Diaz,Brendan Gleeson,Liam Neeson
    Bless the Child|2000|Horror,Supernatural,Thriller|Kim Basinger,Jimmy Smits,Christina Ricci
    T2 Trainspotting|2017|Comedy,Drama|Ewan McGregor,Jonny Lee Miller,Ewen Bremner,Robert Carlyle,Kelly Macdonald,James Cosmo
    Hysterical Blindness|2002|Drama|Uma Thurman,Juliette Lewis,Gena Rowlands,Ben Gazzara
    The Brady Bunch Movie|1995|Comedy|Shelley Long,Gary Cole,Christine Taylor
    Rocky IV|1985|Drama,Sports|Sylvester Stallone,Dolph Lundgren,Talia Shire,Burt Young,Carl Weathers,Brigitte Nielsen
    Boyz n the Hood|1991|Crime,Drama|Ice Cube,Cuba Gooding Jr.,Morris Chestnut,Laurence Fishburne,Angela Bassett,Nia Long
    Mrs. Parker and the Vicious Circle|1994|Biography,Drama|Jennifer Jason Leigh,Matthew Broderick,Campbell Scott,Lili Taylor,Martha Plimpton,Keith Carradine
    The Fast and the Furious: Tokyo Drift|2006|Action|Lucas Black,Nathalie Kelley,Sung Kang,Bow Wow,Brian Tee,Leonardo Nam
    Picture Perfect|1997|Comedy,Romance|Jennifer Aniston,Jay Mohr,Kevin Bacon,Olympia Dukakis,Illeana Douglas
    Annihilation|2018|Horror,Science Fiction|Natalie Portman,Jennifer Jason Leigh,Gina Rodriguez,Tessa Thompson,Tuva Novotny,Oscar Isaac
    She Hate Me|2004|Comedy,Drama|Anthony Mackie,Kerry Washington,Ellen Barkin,Monica Bellucci,Jim Brown,Jamel Debbouze
    Analyze This|1999|Comedy|Robert De Niro,Billy Crystal,Lisa Kudrow,Chazz Palminteri
    Igby Goes Down|2002|Comedy,Drama|Kieran Culkin,Claire Danes,Jeff Goldblum,Susan Sarandon
    8mm|1999|Crime,Thriller|Nicolas Cage,Joaquin Phoenix,James Gandolfini,Peter Stormare,Catherine Keener,Anthony Heald
    Nine Months|1995|Comedy,Romance|Hugh Grant,Julianne Moore,Jeff Goldblum,Robin Williams,Tom Arnold,Joan Cusack
    Jefferson in Paris|1995|Biography,Drama,Historical|Nick Nolte,Greta Scacchi,Thandie Newton,Gwyneth Paltrow
    Instinct|1999|Drama,Thriller|Anthony Hopkins,Cuba Gooding Jr.,Donald Sutherland,Maura Tierney
    G.I. Joe: The Rise of Cobra|2009|Action,Science Fiction|Channing Tatum,Christopher Eccleston,Sienna Miller,Dennis Quaid,Rachel Nichols,Ray Park
    Dolores Claiborne|1995|Crime,Drama,Thriller|Kathy Bates,Jennifer Jason Leigh,David Strathairn,Christopher Plummer,John C. Reilly
    Scrooged|1988|Comedy,Fantasy,Romance|Bill Murray,Karen Allen,Alfre Woodard,John Forsythe,Robert Mitchum,John Glover
    Love Story|1970|Drama,Romance|Ryan O'Neal,Ali MacGraw,Ray Milland,John Marley
    Daredevil|2003|Superhero|Ben Affleck,Jennifer Garner,Michael Clarke Duncan,Colin Farrell,Jon Favreau,Joe Pantoliano
    Incredibles 2|2018|Animation,Superhero|Craig T. Nelson,Holly Hunter,Sarah Vowell,Huckleberry Milner,Samuel L. Jackson,Bob Odenkirk
    I, Tonya|2017|Biography,Comedy,Satire,Sports|Margot Robbie,Sebastian Stan,Allison Janney,Julianne Nicholson,Mckenna Grace
    Battle for the Planet of the Apes|1973|Science Fiction|Roddy McDowall,John Huston,Claude Akins
    Capricorn One|1978|Thriller|Elliott Gould,Sam Waterston,James Brolin,O. J. Simpson,Brenda Vaccaro,Hal Holbrook
    Taps|1981|Drama|George C. Scott,Timothy Hutton,Ronny Cox,Sean Penn,Tom Cruise
    Bird on a Wire|1990|Action,Comedy,Crime|Mel Gibson,Goldie Hawn,David Carradine,Bill Duke,Stephen Tobolowsky,Joan Severance
    25th Hour|2002|Drama|Edward Norton,Philip Seymour Hoffman,Barry Pepper,Rosario Dawson,Anna Paquin,Brian Cox
    Herbie Goes Bananas|1980|Adventure,Comedy|Cloris Leachman,Harvey Korman
    Miracle at St. Anna|2008|War|Derek Luke,Michael Ealy,Laz Alonso,Omar Benson Miller,Pierfrancesco Favino,Valentina Cervi
    Monster-in-Law|2005|Comedy,Romance|Jennifer Lopez,Jane Fonda,Michael Vartan,Wanda Sykes,Adam Scott,Monet Mazur
    Rambo: Last Blood|2019|Action|Sylvester Stallone,Adriana Barraza,Paz Vega,Yvette Monreal,Sergio Peris-Mencheta,Oscar Jaenada
    The Mighty Ducks|1992|Comedy,Drama,Sports|Emilio Estevez,Lane Smith,Joss Ackland,Joshua Jackson
    Meteor|1979|Disaster,Science Fiction|Sean Connery,Natalie Wood,Karl Malden,Brian Keith,Martin Landau,Trevor Howard
    8 Million Ways to Die|1986|Action,Crime,Film Noir,Thriller|Jeff Bridges,Rosanna Arquette,Andy García,Alexandra Paul
    Ladder 49|2004|Disaster,Drama,Thriller|Joaquin Phoenix,John Travolta,Jacinda Barrett,Morris Chestnut,Robert Patrick,Balthazar Getty
    Square Dance|1987|Drama|Winona Ryder,Rob Lowe,Jason Robards,Jane Alexander
    Marie Antoinette|2006|Drama,Historical|Kirsten Dunst,Jason Schwartzman,Judy Davis,Rip Torn,Rose Byrne,Asia Argento
    You've Got Mail|1998|Comedy,Romance|Tom Hanks,Meg Ryan,Greg Kinnear,Parker Posey,Jean Stapleton,Steve Zahn
    Stranger Than Fiction|2006|Comedy,Drama,Fantasy|Will Ferrell,Maggie Gyllenhaal,Dustin Hoffman,Queen Latifah,Emma Thompson,Tony Hale
    Pitch Black|2000|Action,Horror,Science Fiction|Vin Diesel,Keith David,Cole Hauser
    The Monuments Men|2014|War|George Clooney,Matt Damon,Bill Murray,John Goodman,Jean Dujardin,Bob Balaban
    Blood and Wine|1996|Crime,Drama,Film Noir,Thriller|Jack Nicholson,Jennifer Lopez,Stephen Dorff,Judy Davis,Michael Caine
    Escape from Planet Earth|2013|Adventure,Animation,Comedy,Science Fiction|Brendan Fraser,Rob Corddry,Jessica Alba,William Shatner,Sarah Jessica Parker,Jane Lynch
    Shopgirl|2005|Comedy,Drama,Romance|Steve Martin,Claire Danes,Jason Schwartzman,Bridgette Wilson-Sampras,Sam Bottoms,Frances Conroy
    The Reaping|2007|Horror,Supernatural,Thriller|Hilary Swank,David Morrissey,Idris Elba,AnnaSophia Robb,Stephen Rea,William Ragsdale
    Stepmom|1998|Comedy,Drama|Julia Roberts,Susan Sarandon,Ed Harris,Jena Malone,Liam Aiken,Lynn Whitfield
    The Karate Kid Part II|1986|Drama,Martial Arts|Ralph Macchio,Pat Morita,Tamlyn Tomita,Yuji Okumoto
    Semi-Tough|1977|Comedy,Sports|Burt Reynolds,Kris Kristofferson,Jill Clayburgh,Robert Preston,Brian Dennehy,Carl Weathers
    Casanova|2005|Comedy,Romance|Heath Ledger,Sienna Miller,Jeremy Irons,Oliver Platt,Lena Olin,Omid Djalili
    Spies Like Us|1985|Comedy,Spy|Chevy Chase,Dan Aykroyd,Bernie Casey
    The Odd Life of Timothy Green|2012|Comedy,Drama,Fantasy|Jennifer Garner,Joel Edgerton,C.J. Adams,Ron Livingston,Dianne Wiest,Odeya Rush
    Blue Chips|1994|Drama,Sports|Nick Nolte,Mary McDonnell,Shaquille O'Neal,Alfre Woodard,Ed O'Neill,J. T. Walsh
    10 Cloverfield Lane|2016|Horror,Science Fiction|Mary Elizabeth Winstead,John Goodman,John Gallagher Jr.
    Peggy Sue Got Married|1986|Comedy,Drama,Fantasy|Kathleen Turner,Nicolas Cage,Catherine Hicks,Joan Allen,Jim Carrey,Helen Hunt
    Glory|1989|Drama,Historical,War|Matthew Broderick,Denzel Washington,Morgan Freeman,Cary Elwes,Andre Braugher
    Scary Movie 4|2006|Satire,Science Fiction|Anna Faris,Regina Hall,Craig Bierko,Bill Pullman,Anthony Anderson,Carmen Electra
    Feast of Love|2007|Drama|Morgan Freeman,Greg Kinnear,Radha Mitchell,Billy Burke,Selma Blair,Alexa Davalos
    Death to Smoochy|2002|Comedy,Crime|Robin Williams,Edward Norton,Danny DeVito,Catherine Keener,Jon Stewart
    Hollywood Ending|2002|Comedy|Woody Allen,George Hamilton,Téa Leoni,Debra Messing
    Unlocked|2017|Action,Thriller|Noomi Rapace,Orlando Bloom,Toni Collette,John Malkovich,Michael Douglas
    A History of Violence|2005|Action,Crime,Drama,Thriller|Viggo Mortensen,Maria Bello,Ed Harris,William Hurt,Ashton Holmes,Peter MacNeill
    Bedtime Stories|2008|Comedy,Fantasy|Adam Sandler,Keri Russell,Guy Pearce,Russell Brand,Richard Griffiths,Teresa Palmer
    Men in Black 3|2012|Action,Comedy,Science Fiction|Will Smith,Tommy Lee Jones,Josh Brolin,Jemaine Clement,Emma Thompson,Alice Eve
    Mr. Deeds|2002|Comedy|Adam Sandler,Winona Ryder,John Turturro,Peter Gallagher
    The Scorpion King|2002|Action,Adventure|Dwayne Johnson,Steven Brand,Kelly Hu,Michael Clarke Duncan,Peter Facinelli
    Ted 2|2015|Comedy|Mark Wahlberg,Seth MacFarlane,Amanda Seyfried,Morgan Freeman
    Into the Woods|2014|Fantasy,Musical|Meryl Streep,Emily Blunt,James Corden,Anna Kendrick,Chris Pine,Tracey Ullman
    The Secret Life of Pets|2016|Animation,Comedy|Louis C.K.,Eric Stonestreet,Kevin Hart,Jenny Slate,Ellie Kemper,Lake Bell
    The Duchess|2008|Drama,Historical|Keira Knightley,Ralph Fiennes,Charlotte Rampling,Dominic Cooper,Hayley Atwell,Aidan McArdle
    Slow Dancing in the Big City|1978|Drama,Romance|Paul Sorvino,Anne Ditchburn,Nicolas Coster
    The River Wild|1994|Adventure,Thriller|Meryl Streep,Kevin Bacon,David Strathairn,Joseph Mazzello,John C. Reilly
    Isn't She Great|2000|Biography,Comedy,Drama|Bette Midler,Nathan Lane,John Cleese,Stockard Channing,David Hyde Pierce,Amanda Peet
    The Imaginarium of Doctor Parnassus|2009|Fantasy|Heath Ledger,Johnny Depp,Jude Law,Colin Farrell,Christopher Plummer,Verne Troyer
    Blink|1994|Film Noir,Thriller|Madeleine Stowe,Aidan Quinn,James Remar,Laurie Metcalf
    Malice|1993|Film Noir,Thriller|Alec Baldwin,Nicole Kidman,Bill Pullman,Anne Bancroft,Bebe Neuwirth,Peter Gallagher
    Three Billboards Outside Ebbing, Missouri|2017|Crime,Drama|Frances McDormand,Woody Harrelson,Sam Rockwell,John Hawkes,Peter Dinklage
    The Iron Giant|1999|Animation,Drama,Family,Science Fiction|Jennifer Aniston,Harry Connick Jr.,Vin Diesel
    Legal Eagles|1986|Comedy,Crime,Legal,Mystery,Romance,Thriller|Robert Redford,Debra Winger,Daryl Hannah,Brian Dennehy,Terence Stamp,Steven Hill
    Cop Land|1997|Crime,Drama,Film Noir|Sylvester Stallone,Harvey Keitel,Ray Liotta,Robert De Niro,Annabella Sciorra,Peter Berg
    The Station Agent|2003|Comedy,Drama|Peter Dinklage,Patricia Clarkson,Bobby Cannavale,Michelle Williams
    Lone Survivor|2013|Biography,War|Mark Wahlberg,Taylor Kitsch,Ben Foster,Emile Hirsch,Eric Bana
    The Adventures of Tintin|2011|Action,Adventure,Animation|Jamie Bell,Andy Serkis,Daniel Craig,Nick Frost,Simon Pegg,Daniel Mays
    Iron Eagle|1986|Action|Louis Gossett Jr.,Jason Gedrick
    St. Elmo's Fire|1985|Drama|Rob Lowe,Emilio Estevez,Demi Moore,Mare Winningham,Judd Nelson,Ally Sheedy
    Boxcar Bertha|1972|Crime,Drama,Romance|Barbara Hershey,David Carradine,Barry Primus,John Carradine,Bernie Casey
    The Hobbit: An Unexpected Journey|2012|Adventure,Fantasy|Richard Armitage,Ian McKellen,Martin Freeman,Hugo Weaving,Cate Blanchett,Christopher Lee
    Sea of Love|1989|Film Noir,Thriller|Al Pacino,Ellen Barkin,John Goodman
    The Client|1994|Crime,Drama,Legal,Thriller|Susan Sarandon,Tommy Lee Jones,Brad Renfro,Mary-Louise Parker,Anthony LaPaglia,J. T. Walsh
    What's Eating Gilbert Grape|1993|Drama|Johnny Depp,Juliette Lewis,Leonardo DiCaprio
    Oscar and Lucinda|1997|Drama,Romance|Ralph Fiennes,Cate Blanchett,Tom Wilkinson
    Uncommon Valor|1983|Action,War|Gene Hackman,Fred Ward,Patrick Swayze,Reb Brown,Robert Stack
    The Divergent Series: Insurgent|2015|Action,Science Fiction|Shailene Woodley,Theo James,Octavia Spencer,Jai Courtney,Ray Stevenson,Zoë Kravitz
    Beauty and the Beast|2017|Fantasy,Musical,Romance|Emma Watson,Dan Stevens,Luke Evans,Ewan McGregor,Ian McKellen,Emma Thompson
    Blown Away|1994|Action,Thriller|Jeff Bridges,Tommy Lee Jones,Suzy Amis,Lloyd Bridges,Forest Whitaker
    Two for the Money|2005|Drama,Sports,Thriller|Al Pacino,Matthew McConaughey,Rene Russo,Armand Assante,Carly Pope,Jeremy Piven
    Year One|2009|Adventure,Comedy|Jack Black,Michael Cera,Oliver Platt,David Cross,Christopher Mintz-Plasse,Vinnie Jones
    A Perfect Murder|1998|Crime,Thriller|Michael Douglas,Gwyneth Paltrow,Viggo Mortensen,David Suchet
    The Cider House Rules|1999|Drama|Tobey Maguire,Michael Caine,Charlize Theron,Paul Rudd,Delroy Lindo,Jane Alexander
    Austin Powers: The Spy Who Shagged Me|1999|Action,Comedy,Spy|Mike Myers,Heather Graham,Robert Wagner,Seth Green,Michael York,Verne Troyer
    Lords of Dogtown|2005|Biography,Drama,Sports|Emile Hirsch,Victor Rasuk,John Robinson,Heath Ledger,Michael Angarano,Nikki Reed
    Something to Talk About|1995|Comedy,Drama|Julia Roberts,Dennis Quaid,Kyra Sedgwick,Robert Duvall,Gena Rowlands
    The General's Daughter|1999|Crime,Drama,Mystery,Thriller|John Travolta,Madeleine Stowe,James Woods,Timothy Hutton,James Cromwell,Clarence Williams III
    Soapdish|1991|Comedy|Sally Field,Kevin Kline,Robert Downey Jr.,Elisabeth Shue,Cathy Moriarty,Whoopi Goldberg
    Girls Trip|2017|Comedy|Regina Hall,Queen Latifah,Jada Pinkett Smith,Tiffany Haddish,Larenz Tate,Mike Colter
    Reality Bites|1994|Comedy,Drama,Romance|Winona Ryder,Ethan Hawke,Ben Stiller,Steve Zahn,Janeane Garofalo,Andy Dick
    Melvin and Howard|1980|Biography,Comedy,Drama|Jason Robards,Paul LeMat,Mary Steenburgen
    Streets of Fire|1984|Action,Film Noir,Musical|Michael Paré,Diane Lane,Rick Moranis,Amy Madigan,Willem Dafoe
    The Boss Baby|2017|Animation,Comedy|Alec Baldwin,Steve Buscemi,Jimmy Kimmel,Lisa Kudrow,Tobey Maguire,Miles Bakshi
    Chain Reaction|1996|Action,Science Fiction,Thriller|Keanu Reeves,Morgan Freeman,Rachel Weisz,Fred Ward,Kevin Dunn,Brian Cox
    Chéri|2009|Comedy,Drama,Romance|Michelle Pfeiffer,Rupert Friend,Kathy Bates,Felicity Jones,Frances Tomelty,Anita Pallenberg
    Welcome to Marwen|2018|Drama|Steve Carell,Leslie Mann,Diane Kruger,Falk Hentschel,Janelle Monáe,Eiza González
    The Crush|1993|Thriller|Cary Elwes,Alicia Silverstone,Kurtwood Smith,Jennifer Rubin
    Lakeview Terrace|2008|Crime,Thriller|Samuel L. Jackson,Patrick Wilson,Kerry Washington,Jay Hernandez,Keith Loneker,Ron Glass
    Get Shorty|1995|Comedy,Crime|John Travolta,Gene Hackman,Rene Russo,Danny DeVito,James Gandolfini,Delroy Lindo
    Auto Focus|2002|Biography,Drama|Greg Kinnear,Willem Dafoe,Maria Bello,Rita Wilson
    Bad Lieutenant: Port of Call New Orleans|2009|Comedy,Crime,Drama|Nicolas Cage,Eva Mendes,Val Kilmer,Jennifer Coolidge,Brad Dourif,Fairuza Balk
    Convoy|1978|Action,Comedy|Kris Kristofferson,Ali MacGraw,Ernest Borgnine,Burt Young,Madge Sinclair
    Crimson Tide|1995|Action,Thriller|Denzel Washington,Gene Hackman,James Gandolfini,Viggo Mortensen
    Halloween|2018|Slasher|Jamie Lee Curtis,Judy Greer,Andi Matichak,Will Patton,Virginia Gardner
    Christopher Robin|2018|Animation,Comedy,Drama,Fantasy|Ewan McGregor,Hayley Atwell,Jim Cummings,Brad Garrett,Nick Mohammed,Peter Capaldi
    Robin and Marian|1976|Adventure,Romance|Sean Connery,Audrey Hepburn,Robert Shaw
    Mr. Brooks|2007|Thriller|Kevin Costner,Demi Moore,Dane Cook,William Hurt,Marg Helgenberger,Ruben Santiago-Hudson
    The Addams Family|2019|Animation,Comedy,Supernatural|Oscar Isaac,Charlize Theron,Chloë Grace Moretz,Finn Wolfhard,Nick Kroll,Snoop Dogg
    Nine Lives|2016|Comedy|Kevin Spacey,Jennifer Garner,Robbie Amell,Cheryl Hines,Malina Weissman,Christopher Walken
    Married to the Mob|1988|Comedy,Crime|Michelle Pfeiffer,Matthew Modine,Dean Stockwell,Mercedes Ruehl,Oliver Platt,Alec Baldwin
    The Hitchhiker's Guide to the Galaxy|2005|Comedy,Science Fiction|Martin Freeman,Sam Rockwell,Mos Def,Zooey Deschanel,Bill Nighy,Warwick Davis
    Far and Away|1992|Adventure,Drama,Romance,Western|Tom Cruise,Nicole Kidman
    Six Days, Seven Nights|1998|Action,Adventure,Comedy|Harrison Ford,Anne Heche,Allison Janney,David Schwimmer
    Silent Fall|1994|Thriller|Richard Dreyfuss,Linda Hamilton,John Lithgow,Liv Tyler,J.T. Walsh
    Rocky II|1979|Drama,Sports|Sylvester Stallone,Carl Weathers,Talia Shire,Burgess Meredith,Burt Young
    Pitch Perfect 2|2015|Comedy,Musical|Anna Kendrick,Rebel Wilson,Hailee Steinfeld,Brittany Snow,Skylar Astin,Adam DeVine
    Beyond the Lights|2014|Drama,Romance|Gugu Mbatha-Raw,Nate Parker,Minnie Driver,Machine Gun Kelly,Danny Glover
    The Angry Birds Movie 2|2019|Action,Animation,Comedy|Jason Sudeikis,Josh Gad,Leslie Jones,Bill Hader,Rachel Bloom,Awkwafina
    Hope Springs|2012|Comedy,Drama,Romance|Meryl Streep,Tommy Lee Jones,Steve Carell,Mimi Rogers,Elisabeth Shue,Jean Smart
    Prince of Darkness|1987|Horror,Supernatural|Donald Pleasence,Jameson Parker,Lisa Blount
    Crank: High Voltage|2009|Action|Jason Statham,Amy Smart,Clifton Collins Jr.,Efren Ramirez,Bai Ling,David Carradine
    Gus|1976|Comedy,Sports|Edward Asner,Don Knotts,Tim Conway,Dick Van Patten,Ronnie Schell,Tom Bosley
    Romeo + Juliet|1996|Crime,Drama,Romance|Leonardo DiCaprio,Claire Danes,Brian Dennehy,John Leguizamo,Pete Postlethwaite,Paul Sorvino
    Mary Shelley's Frankenstein|1994|Horror,Science Fiction|Robert De Niro,Helena Bonham Carter,Kenneth Branagh,Aidan Quinn,Tom Hulce,Ian Holm
    The Sugarland Express|1974|Crime,Drama|Goldie Hawn,William Atherton,Ben Johnson
    Buster and Billie|1974|Crime,Drama,Film Noir|Jan-Michael Vincent,Pamela Sue Martin,Clifton James,Robert Englund,Joan Goodfellow
    The Other Guys|2010|Action,Comedy|Will Ferrell,Mark Wahlberg,Eva Mendes,Michael Keaton,Steve Coogan,Ray Stevenson
    Don't Worry, He Won't Get Far on Foot|2018|Comedy,Drama|Joaquin Phoenix,Rooney Mara,Jonah Hill,Jack Black
    Kill Bill: Volume 2|2004|Action,Drama,Martial Arts,Western|Uma Thurman,David Carradine,Daryl Hannah,Michael Madsen,Michael Parks,Gordon Liu
    What Planet Are You From?|2000|Comedy,Science Fiction|Garry Shandling,Annette Bening,John Goodman,Greg Kinnear,Linda Fiorentino
    The Second Best Exotic Marigold Hotel|2015|Comedy,Drama|Judi Dench,Maggie Smith,Dev Patel,Bill Nighy,Celia Imrie,Penelope Wilton
    The Trip to Bountiful|1985|Drama|Geraldine Page,John Heard,Rebecca De Mornay
    Unlawful Entry|1992|Thriller|Kurt Russell,Ray Liotta,Madeleine Stowe
    The Wind and the Lion|1975|Adventure|Sean Connery,Candice Bergen,John Huston,Brian Keith,Geoffrey Lewis
    Alien 3|1992|Horror,Science Fiction|Sigourney Weaver,Charles S. Dutton,Charles Dance
    The Princess and the Frog|2009|Animation,Comedy,Fantasy,Musical,Romance|Anika Noni Rose,Bruno Campos,Keith David,Michael-Leon Wooley,Jennifer Cody,Jim Cummings
    The Pallbearer|1996|Comedy,Romance|David Schwimmer,Gwyneth Paltrow,Barbara Hershey,Michael Rapaport,Toni Collette
    Always|1989|Drama,Fantasy,Romance|Richard Dreyfuss,Holly Hunter,John Goodman,Brad Johnson,Audrey Hepburn
    John Wick: Chapter 4|2023|Action,Film Noir,Thriller|Keanu Reeves,Donnie Yen,Bill Skarsgård,Laurence Fishburne,Hiroyuki Sanada,Shamier Anderson
    War for the Planet of the Apes|2017|Science Fiction|Andy Serkis,Gabriel Chavarria,Woody Harrelson,Judy Greer,Steve Zahn,Amiah Miller
    Escape Plan|2013|Action,Thriller|Sylvester Stallone,Arnold Schwarzenegger,Jim Caviezel,Vincent D'Onofrio,Vinnie Jones,Amy Ryan
    Gods and Monsters|1998|Biography,Drama,Historical|Ian McKellen,Brendan Fraser,Lynn Redgrave,Lolita Davidovich
    The King of Comedy|1983|Comedy,Crime,Drama|Robert De Niro,Jerry Lewis,Sandra Bernhard,Tony Randall
    Treasure of Matecumbe|1976|Adventure,Family,Western|Robert Foxworth,Joan Hackett,Peter Ustinov,Dick Van Patten
    It|2017|Horror,Supernatural|Jaeden Lieberher,Bill Skarsgård,Sophia Lillis,Jeremy Ray Taylor,Finn Wolfhard,Jack Dylan Grazer
    Julie & Julia|2009|Biography,Comedy,Drama|Meryl Streep,Amy Adams,Stanley Tucci,Chris Messina,Linda Emond,Jane Lynch
    The Fighter|2010|Biography,Drama,Sports|Mark Wahlberg,Christian Bale,Amy Adams,Melissa Leo,Jack McGee,Frank Renzulli
    The Doors|1991|Biography,Drama,Musical|Val Kilmer,Meg Ryan,Kyle MacLachlan,Kathleen Quinlan,Frank Whaley,Kevin Dillon
    Mile 22|2018|Action,Thriller|Mark Wahlberg,John Malkovich,Lauren Cohan,Iko Uwais,Ronda Rousey
    The Devil's Advocate|1997|Horror,Supernatural,Thriller|Keanu Reeves,Al Pacino,Charlize Theron,Jeffrey Jones,Judith Ivey,Craig T. Nelson
    Rock the Kasbah|2015|Comedy|Bill Murray,Kate Hudson,Zooey Deschanel,Danny McBride,Scott Caan,Leem Lubany
    Maniac Cop 2|1990|Action,Slasher|Robert Davi,Laurene Landon,Robert Z'Dar,Bruce Campbell,Michael Lerner,Leo Rossi
    Dark Phoenix|2019|Superhero|James McAvoy,Michael Fassbender,Jennifer Lawrence,Nicholas Hoult,Sophie Turner,Tye Sheridan
    House of Gucci|2021|Biography,Crime,Drama|Lady Gaga,Adam Driver,Jared Leto,Jeremy Irons,Jack Huston,Salma Hayek
    Chapter Two|1979|Comedy,Drama,Romance|James Caan,Marsha Mason,Joseph Bologna,Valerie Harper
    The Firm|1993|Legal,Thriller|Tom Cruise,Gene Hackman,Ed Harris,Jeanne Tripplehorn,Holly Hunter,David Strathairn
    The Adam Project|2022|Action,Comedy,Science Fiction|Ryan Reynolds,Mark Ruffalo,Jennifer Garner,Walker Scobell,Catherine Keener,Zoe Saldana
    Matchstick Men|2003|Comedy,Crime|Nicolas Cage,Sam Rockwell,Alison Lohman
    Dirty Harry|1971|Action,Drama,Film Noir,Thriller|Clint Eastwood,Andrew Robinson,Reni Santoni,Harry Guardino,John Vernon
    The Wicker Man|2006|Horror|Nicolas Cage,Ellen Burstyn,Kate Beahan,Frances Conroy,Leelee Sobieski,Molly Parker
    W.C. Fields and Me|1976|Biography|Rod Steiger,Valerie Perrine,Jack Cassidy
    The Men's Club|1986|Drama|Roy Scheider,Harvey Keitel,Frank Langella,Treat Williams,Jennifer Jason Leigh,Stockard Channing
    Catchfire|1990|Action,Drama,Romance,Thriller|Dennis Hopper,Jodie Foster,Fred Ward,Joe Pesci,Vincent Price,Dean Stockwell
    The Quick and the Dead|1995|Western|Sharon Stone,Russell Crowe,Gene Hackman,Leonardo DiCaprio
    Absence of Malice|1981|Drama,Film Noir,Thriller|Paul Newman,Sally Field,Bob Balaban,Melinda Dillon,Wilford Brimley
    The Mambo Kings|1992|Drama,Musical|Armand Assante,Antonio Banderas,Cathy Moriarty,Maruschka Detmers,Desi Arnaz Jr.
    Side Effects|2013|Thriller|Rooney Mara,Jude Law,Channing Tatum,Catherine Zeta-Jones,Vinessa Shaw,David Costabile
    Stanley & Iris|1990|Drama,Romance|Jane Fonda,Robert De Niro,Martha Plimpton,Swoosie Kurtz
    The Rainmaker|1997|Drama,Legal|Matt Damon,Claire Danes,Danny DeVito,Jon Voight,Virginia Madsen,Mary Kay Place
    Last Flag Flying|2017|Comedy,Drama,War|Steve Carell,Bryan Cranston,Laurence Fishburne,Yul Vazquez
    Mamma Mia! Here We Go Again|2018|Comedy,Musical,Romance|Lily James,Amanda Seyfried,Pierce Brosnan,Colin Firth,Stellan Skarsgård,Julie Walters
    Happy Feet|2006|Animation,Comedy,Musical|Elijah Wood,Robin Williams,Brittany Murphy,Hugh Jackman,Nicole Kidman,Hugo Weaving
    Wrath of Man|2021|Action,Thriller|Jason Statham,Holt McCallany,Jeffrey Donovan,Josh Hartnett,Laz Alonso,Raúl Castillo
    The Boss Baby: Family Business|2021|Animation,Comedy|Alec Baldwin,James Marsden,Amy Sedaris,Ariana Greenblatt,Jeff Goldblum,Eva Longoria
    Sometimes a Great Notion|1971|Adventure,Drama|Paul Newman,Henry Fonda,Lee Remick,Michael Sarrazin,Richard Jaeckel
    A Haunted House|2013|Horror,Satire|Marlon Wayans,Nick Swardson,David Koechner,Essence Atkins,Cedric the Entertainer,Alanna Ubach
    The Dentist|1996|Horror,Slasher|Corbin Bernsen,Molly Hagan
    The American President|1995|Comedy,Drama,Romance|Michael Douglas,Annette Bening,Martin Sheen,Michael J. Fox,Samantha Mathis,Richard Dreyfuss
    The Last Duel|2021|Action,Drama,Historical|Matt Damon,Adam Driver,Jodie Comer,Ben Affleck
    Heaven & Earth|1993|Biography,Drama,War|Hiep Thi Le,Tommy Lee Jones,Joan Chen,Haing S. Ngor
    Double Jeopardy|1999|Crime,Thriller|Tommy Lee Jones,Ashley Judd,Bruce Greenwood,Annabeth Gish
    The Conjuring 2|2016|Horror,Supernatural|Vera Farmiga,Patrick Wilson,Frances O'Connor,Madison Wolfe,Simon McBurney,Franka Potente
    Hellboy|2004|Action,Fantasy,Superhero|Ron Perlman,Selma Blair,Jeffrey Tambor,Karel Roden,Rupert Evans,Doug Jones
    The Mask of Zorro|1998|Action|Antonio Banderas,Anthony Hopkins,Catherine Zeta-Jones
    Halloween Ends|2022|Slasher|Jamie Lee Curtis,Andi Matichak,James Jude Courtney,Will Patton,Rohan Campbell,Kyle Richards
    Rambo III|1988|Action|Sylvester Stallone,Richard Crenna,Kurtwood Smith,Sasson Gabai,Marc de Jonge
    Kansas City|1996|Crime,Drama|Jennifer Jason Leigh,Harry Belafonte,Miranda Richardson,Dermot Mulroney
    Spy Kids: All the Time in the World|2011|Action,Comedy,Spy|Jessica Alba,Joel McHale,Alexa Vega,Daryl Sabara,Rowan Blanchard,Mason Cook
    The China Syndrome|1979|Disaster,Thriller|Jane Fonda,Jack Lemmon,Michael Douglas,Wilford Brimley,James Hampton,Richard Herd
    Popeye|1980|Comedy,Musical|Robin Williams,Shelley Duvall,Paul Dooley
    Marci X|2003|Comedy,Romance|Lisa Kudrow,Damon Wayans
    Lovin' Molly|1974|Drama|Blythe Danner,Anthony Perkins,Beau Bridges
    Shoot the Moon|1982|Drama|Albert Finney,Diane Keaton,Karen Allen,Peter Weller,Dana Hill
    The Last of Sheila|1973|Mystery|James Coburn,Raquel Welch,Dyan Cannon,James Mason,Joan Hackett,Richard Benjamin
    Pearl Harbor|2001|Drama,Romance,War|Ben Affleck,Josh Hartnett,Kate Beckinsale,Tom Sizemore,Cuba Gooding Jr.,Alec Baldwin
    Jack the Giant Slayer|2013|Adventure,Fantasy|Nicholas Hoult,Eleanor Tomlinson,Stanley Tucci,Ewan McGregor,Bill Nighy,Ian McShane
    Waterworld|1995|Action|Kevin Costner,Dennis Hopper,Jeanne Tripplehorn,Tina Majorino
    Dumb Money|2023|Biography,Comedy,Drama|Paul Dano,Sebastian Stan,Seth Rogen,Pete Davidson,Shailene Woodley,America Ferrera
    Indiana Jones and the Temple of Doom|1984|Action,Adventure|Harrison Ford,Ke Huy Quan,Kate Capshaw
    War of the Worlds|2005|Action,Science Fiction,Thriller|Tom Cruise,Dakota Fanning,Miranda Otto,Justin Chatwin,Tim Robbins,Rick Gonzalez
    My Super Ex-Girlfriend|2006|Comedy,Romance,Superhero|Uma Thurman,Luke Wilson,Anna Faris,Eddie Izzard,Rainn Wilson,Wanda Sykes
    Anastasia|1997|Animation,Drama,Fantasy,Musical|Meg Ryan,John Cusack,Kelsey Grammer,Hank Azaria,Christopher Lloyd,Angela Lansbury
    Lucky Number Slevin|2006|Crime,Film Noir,Thriller|Josh Hartnett,Lucy Liu,Ben Kingsley,Bruce Willis,Morgan Freeman,Stanley Tucci
    Big Eyes|2014|Biography,Drama|Amy Adams,Christoph Waltz,Danny Huston,Jon Polito,Krysten Ritter,Jason Schwartzman
    That Was Then... This Is Now|1985|Drama|Emilio Estevez,Morgan Freeman,Craig Sheffer
    The Way We Were|1973|Drama,Romance|Barbra Streisand,Robert Redford,Bradford Dillman,Susan Blakely,Patrick O'Neal,Lois Chiles
    Funny People|2009|Comedy,Drama|Adam Sandler,Seth Rogen,Leslie Mann,Eric Bana,Jonah Hill,Jason Schwartzman
    As Good as It Gets|1997|Comedy,Drama,Romance|Jack Nicholson,Helen Hunt,Greg Kinnear,Cuba Gooding Jr.,Skeet Ulrich,Shirley Knight
    North|1994|Adventure,Comedy,Drama,Fantasy|Elijah Wood,Jason Alexander,Julia Louis-Dreyfus,Bruce Willis,Jon Lovitz,Alan Arkin
    Mission Impossible: Rogue Nation|2015|Action,Spy,Thriller|Tom Cruise,Jeremy Renner,Simon Pegg,Rebecca Ferguson,Ving Rhames,Sean Harris
    The Interpreter|2005|Political,Thriller|Nicole Kidman,Sean Penn,Catherine Keener,Jesper Christensen,Yvan Attal,Earl Cameron
    Star Trek VI: The Undiscovered Country|1991|Science Fiction|William Shatner,Leonard Nimoy,Christopher Plummer,Kim Cattrall,David Warner,Iman
    He Got Game|1998|Drama,Sports|Denzel Washington,Ray Allen,Milla Jovovich,John Turturro
    Frozen II|2019|Animation,Fantasy,Musical|Idina Menzel,Kristen Bell,Jonathan Groff,Josh Gad,Sterling K. Brown,Evan Rachel Wood
    Ice Age: Collision Course|2016|Adventure,Animation,Comedy|Ray Romano,John Leguizamo,Denis Leary,Josh Peck,Simon Pegg,Seann William Scott
    Intersection|1994|Drama|Richard Gere,Sharon Stone,Lolita Davidovich,Martin Landau
    Renaissance Man|1994|Comedy|Danny DeVito,Gregory Hines,Mark Wahlberg,Cliff Robertson,Kadeem Hardison,Lillo Brancato Jr.
    Jason Goes to Hell: The Final Friday|1993|Slasher,Supernatural|Kane Hodder,Erin Gray
    Romeo Is Bleeding|1993|Crime,Film Noir,Thriller|Gary Oldman,Lena Olin,Annabella Sciorra,Juliette Lewis,Roy Scheider
    Cars 3|2017|Adventure,Animation,Comedy,Sports|Owen Wilson,Cristela Alonzo,Chris Cooper,Armie Hammer,Larry the Cable Guy,Bonnie Hunt
    Miss Congeniality|2000|Action,Comedy|Sandra Bullock,Benjamin Bratt,Michael Caine,William Shatner,Candice Bergen
    The Divergent Series: Allegiant|2016|Action,Science Fiction|Shailene Woodley,Theo James,Jeff Daniels,Miles Teller,Ansel Elgort,Zoë Kravitz
    Never Say Never Again|1983|Action,Spy|Sean Connery,Klaus Maria Brandauer,Max von Sydow,Kim Basinger
    Meet the Robinsons|2007|Animation,Comedy,Science Fiction|Angela Bassett,Tom Selleck,Harland Williams,Laurie Metcalf,Nicole Sullivan,Adam West
    Invictus|2009|Biography,Sports|Morgan Freeman,Matt Damon,Scott Eastwood,Tony Kgoroge,Adjoa Andoh,Julian Lewis Jones
    Georgia Rule|2007|Comedy,Drama|Jane Fonda,Lindsay Lohan,Felicity Huffman,Dermot Mulroney,Garrett Hedlund,Laurie Metcalf
    Sweeney Todd: The Demon Barber of Fleet Street|2007|Musical,Slasher|Johnny Depp,Helena Bonham Carter,Alan Rickman,Timothy Spall,Sacha Baron Cohen,Jayne Wisener
    Clash of the Titans|2010|Action,Fantasy|Sam Worthington,Liam Neeson,Ralph Fiennes,Jason Flemyng,Gemma Arterton,Alexa Davalos
    Lonesome Dove|1989|Adventure,Western|Robert Duvall,Tommy Lee Jones,Diane Lane,Danny Glover,Anjelica Huston,Robert Urich
    One from the Heart|1982|Drama,Musical,Romance|Teri Garr,Frederic Forrest,Nastassja Kinski,Raúl Juliá,Harry Dean Stanton,Lainie Kazan
    The Phantom of the Opera|2005|Drama,Musical,Romance|Gerard Butler,Emmy Rossum,Patrick Wilson,Miranda Richardson,Minnie Driver,Simon Callow
    Charlie's Angels|2000|Action,Comedy|Drew Barrymore,Cameron Diaz,Lucy Liu,Bill Murray,Sam Rockwell,Tim Curry
    Quills|2000|Biography,Drama,Historical|Geoffrey Rush,Kate Winslet,Joaquin Phoenix,Michael Caine
    Detective Knight: Rogue|2022|Action|Bruce Willis,Lochlyn Munro,Jimmy Jean-Louis
    Thunderbolt and Lightfoot|1974|Comedy,Crime,Drama|Clint Eastwood,Jeff Bridges,George Kennedy,Geoffrey Lewis
    Diner|1982|Comedy,Drama|Mickey Rourke,Paul Reiser,Ellen Barkin,Steve Guttenberg,Kevin Bacon,Daniel Stern
    Blade: Trinity|2004|Action,Fantasy,Superhero|Wesley Snipes,Jessica Biel,Ryan Reynolds,Kris Kristofferson,Parker Posey,Natasha Lyonne
    Diary of a Mad Housewife|1970|Comedy,Drama|Carrie Snodgress,Richard Benjamin,Frank Langella
    Born on the Fourth of July|1989|Biography,Drama,War|Tom Cruise,Kyra Sedgwick,Willem Dafoe
    Very Bad Things|1998|Comedy|Christian Slater,Cameron Diaz,Jon Favreau,Daniel Stern,Jeremy Piven,Jeanne Tripplehorn
    Killers of the Flower Moon|2023|Crime,Drama,Western|Leonardo DiCaprio,Robert De Niro,Jesse Plemons,Lily Gladstone,Brendan Fraser,John Lithgow
    Ronin|1998|Action,Thriller|Robert De Niro,Jean Reno,Natascha McElhone,Jonathan Pryce,Stellan Skarsgård,Sean Bean
    Marriage Story|2019|Drama|Scarlett Johansson,Adam Driver,Laura Dern,Alan Alda,Ray Liotta,Julie Hagerty
    Restoration|1995|Drama,Historical|Robert Downey Jr.,Meg Ryan,Sam Neill,Hugh Grant
    In Bruges|2008|Comedy,Crime,Drama|Colin Farrell,Brendan Gleeson,Ralph Fiennes,Clémence Poésy,Jérémie Renier,Jordan Prentice
    Blindness|2008|Thriller|Julianne Moore,Mark Ruffalo,Danny Glover,Gael García Bernal,Maury Chaykin,Alice Braga
    The Last Station|2009|Biography,Drama|Helen Mirren,Christopher Plummer,Paul Giamatti,Anne-Marie Duff,Kerry Condon,James McAvoy
    The Prince of Egypt|1998|Animation,Drama,Musical|Michelle Pfeiffer,Val Kilmer,Ralph Fiennes,Steve Martin,Sandra Bullock
    Monsters vs. Aliens|2009|Animation,Comedy|Reese Witherspoon,Seth Rogen,Hugh Laurie,Will Arnett,Kiefer Sutherland,Rainn Wilson
    Knight and Day|2010|Action,Comedy|Tom Cruise,Cameron Diaz,Peter Sarsgaard,Jordi Mollà,Viola Davis,Paul Dano
    Angels and Insects|1995|Drama,Romance|Mark Rylance,Patsy Kensit,Kristin Scott Thomas
    Red Dragon|2002|Crime,Drama,Thriller|Edward Norton,Anthony Hopkins,Ralph Fiennes,Emily Watson,Harvey Keitel,Philip Seymour Hoffman
    Desperate Hours|1990|Action,Film Noir,Thriller|Anthony Hopkins,Mickey Rourke,Mimi Rogers,Kelly Lynch,Lindsay Crouse,David Morse
    Talladega Nights: The Ballad of Ricky Bobby|2006|Comedy,Sports|Will Ferrell,John C. Reilly,Sacha Baron Cohen,Michael Clarke Duncan,Leslie Bibb,Gary Cole
    The Chronicles of Riddick|2004|Action,Science Fiction|Vin Diesel,Thandie Newton,Karl Urban,Colm Feore,Linus Roache,Keith David
    Ghosts of Mississippi|1996|Biography,Drama|Alec Baldwin,Whoopi Goldberg,James Woods
    Rocket Gibraltar|1988|Drama|Burt Lancaster,Suzy Amis,Patricia Clarkson,Frances Conroy,Sinead Cusack,John Glover
    Snowden|2016|Biography,Thriller|Joseph Gordon-Levitt,Shailene Woodley,Melissa Leo,Zachary Quinto,Tom Wilkinson,Scott Eastwood
    Mr. Mom|1983|Comedy|Michael Keaton,Teri Garr,Martin Mull,Ann Jillian
    I Love You Phillip Morris|2010|Comedy|Jim Carrey,Ewan McGregor,Leslie Mann,Rodrigo Santoro,Antoni Corone,Brennan Brown
    My Dog Skip|2000|Comedy,Drama,Family|Frankie Muniz,Diane Lane,Luke Wilson,Kevin Bacon
    Eyewitness|1981|Film Noir,Mystery,Thriller|William Hurt,Sigourney Weaver,James Woods,Christopher Plummer
    Reindeer Games|2000|Action,Crime,Drama,Thriller|Ben Affleck,Gary Sinise,Charlize Theron
    Nixon|1995|Biography,Drama,Historical|Anthony Hopkins,Joan Allen,James Woods,J. T. Walsh,David Hyde Pierce,Ed Harris
    End of Days|1999|Action,Horror|Arnold Schwarzenegger,Robin Tunney,Gabriel Byrne,Kevin Pollak,Udo Kier,C. C. H. Pounder
    Superbabies: Baby Geniuses 2|2004|Comedy,Family,Science Fiction|Jon Voight,Scott Baio,Vanessa Angel,Peter Wingfield,Justin Chatwin,Skyler Shaye
    Goonies, The|1985|Adventure,Comedy,Family|Sean Astin,Josh Brolin,Jeff Cohen,Corey Feldman,Kerri Green,Martha Plimpton
    Street Kings|2008|Action,Thriller|Keanu Reeves,Forest Whitaker,Hugh Laurie,Chris Evans,Common,The Game
    Mr. Popper's Penguins|2011|Comedy,Family|Jim Carrey,Carla Gugino,Angela Lansbury,Madeline Carroll,Clark Gregg,Maxwell Perry Cotton
    Thank You for Smoking|2006|Comedy|Aaron Eckhart,Maria Bello,Cameron Bright,Adam Brody,Sam Elliott,Katie Holmes
    The Messenger: The Story of Joan of Arc|1999|Biography,Drama,Historical|Milla Jovovich,John Malkovich,Faye Dunaway,Dustin Hoffman
    Envy|2004|Comedy|Ben Stiller,Jack Black,Rachel Weisz,Amy Poehler,Christopher Walken,Ariel Gade
    Nanny McPhee|2006|Comedy,Drama,Fantasy|Emma Thompson,Colin Firth,Kelly Macdonald,Thomas Brodie-Sangster,Angela Lansbury,Eliza Bennett
    Spotlight|2015|Biography,Drama|Mark Ruffalo,Michael Keaton,Rachel McAdams,Liev Schreiber,John Slattery,Stanley Tucci
    The Great Raid|2005|Drama,War|Benjamin Bratt,James Franco,Connie Nielsen,Marton Csokas,Joseph Fiennes,Mark Consuelos
    Whiskey Tango Foxtrot|2016|Biography,Comedy,Drama,War|Tina Fey,Margot Robbie,Martin Freeman,Alfred Molina,Billy Bob Thornton
    The Mummy Returns|2001|Adventure,Horror|Brendan Fraser,Rachel Weisz,John Hannah,Oded Fehr,Dwayne Johnson
    Blind Date|1987|Comedy,Romance|Bruce Willis,Kim Basinger,John Larroquette,Phil Hartman
    American Sniper|2014|Biography,Drama,War|Bradley Cooper,Sienna Miller,Max Charles,Luke Grimes
    The Twilight Saga: Eclipse|2010|Fantasy,Romance|Kristen Stewart,Robert Pattinson,Taylor Lautner,Ashley Greene,Jackson Rathbone,Peter Facinelli
    Just Friends|2005|Comedy,Romance|Ryan Reynolds,Amy Smart,Anna Faris,Julie Hagerty,Christopher Marquette,Stephen Root
    Showdown in Little Tokyo|1991|Action|Dolph Lundgren,Brandon Lee,Cary-Hiroyuki Tagawa,Tia Carrere
    Creed|2015|Drama,Sports|Michael B. Jordan,Sylvester Stallone,Tessa Thompson,Phylicia Rashad,Anthony Bellew
    How to Make an American Quilt|1995|Drama|Winona Ryder,Anne Bancroft,Ellen Burstyn,Kate Nelligan,Alfre Woodard,Mykelti Williamson
    Freaky Friday|2003|Comedy,Family,Fantasy|Lindsay Lohan,Jamie Lee Curtis,Chad Michael Murray,Mark Harmon
    Bill & Ted Face the Music|2020|Comedy,Science Fiction|Keanu Reeves,Alex Winter,Kristen Schaal,Samara Weaving,Brigette Lundy-Paine,Anthony Carrigan
    Moon|2009|Drama,Science Fiction|Sam Rockwell,Kevin Spacey,Dominique McElligott,Kaya Scodelario,Benedict Wong,Matt Berry
    Breaking Away|1979|Comedy,Drama,Teen|Dennis Christopher,Dennis Quaid,Daniel Stern,Jackie Earle Haley,Paul Dooley,Barbara Barrie
    Robin Hood: Prince of Thieves|1991|Action,Adventure|Kevin Costner,Morgan Freeman,Mary Elizabeth Mastrantonio,Christian Slater,Alan Rickman
    Grown Ups|2010|Comedy|Adam Sandler,Kevin James,Chris Rock,David Spade,Rob Schneider,Salma Hayek
    So I Married an Axe Murderer|1993|Comedy,Romance|Mike Myers,Nancy Travis,Anthony LaPaglia,Amanda Plummer,Brenda Fricker,Alan Arkin
    Jungle Cruise|2021|Adventure,Fantasy|Dwayne Johnson,Emily Blunt,Édgar Ramírez,Jack Whitehall,Jesse Plemons,Paul Giamatti
    Wrestling Ernest Hemingway|1993|Drama,Romance|Robert Duvall,Richard Harris,Shirley MacLaine,Sandra Bullock
    Radio Flyer|1992|Drama,Fantasy|Elijah Wood,Joseph Mazzello,Lorraine Bracco,John Heard,Adam Baldwin
    Blood In Blood Out|1993|Crime,Drama|Jesse Borrego,Benjamin Bratt,Damian Chapa,Enrique Castillo,Delroy Lindo
    Track 29|1988|Drama|Theresa Russell,Gary Oldman,Christopher Lloyd
    Twilight|1998|Film Noir,Thriller|Paul Newman,Gene Hackman,Susan Sarandon,James Garner,Reese Witherspoon,Stockard Channing
    A Thousand Words|2012|Comedy,Drama|Eddie Murphy,Kerry Washington,Cliff Curtis,Clark Duke,Allison Janney,Ruby Dee
    Herbie Rides Again|1974|Comedy,Family|Helen Hayes,Ken Berry,Stefanie Powers,Keenan Wynn
    Point Break|1991|Action,Crime|Patrick Swayze,Keanu Reeves,Lori Petty,Gary Busey,James LeGros,John C. McGinley
    She's So Lovely|1997|Drama,Romance|Sean Penn,Robin Wright Penn,John Travolta,Harry Dean Stanton,James Gandolfini
    Field of Dreams|1989|Drama,Fantasy,Sports|Kevin Costner,Amy Madigan,James Earl Jones,Ray Liotta,Burt Lancaster,Timothy Busfield
    Friday the 13th: The Final Chapter|1984|Slasher|Corey Feldman,Crispin Glover,Kimberly Beck
    Eddie and the Cruisers|1983|Drama,Musical|Michael Paré,Tom Berenger,Ellen Barkin,Joe Pantoliano
    Wild Hogs|2007|Comedy|Tim Allen,John Travolta,Martin Lawrence,William H. Macy,Ray Liotta,Marisa Tomei
    Mary Poppins Returns|2018|Fantasy,Musical|Emily Blunt,Lin-Manuel Miranda,Ben Whishaw,Emily Mortimer,Julie Walters,Colin Firth
    G.I. Jane|1997|Action,Drama|Demi Moore,Viggo Mortensen,Anne Bancroft
    Halloween II|1981|Slasher|Jamie Lee Curtis,Donald Pleasence
    Everybody's All-American|1988|Drama,Sports|Dennis Quaid,Jessica Lange,Timothy Hutton,Patricia Clarkson,John Goodman
    Observe and Report|2009|Comedy|Seth Rogen,Anna Faris,Michael Peña,Ray Liotta,Collette Wolfe,Aziz Ansari
    Welcome to Mooseport|2004|Comedy,Political,Satire|Ray Romano,Gene Hackman,Marcia Gay Harden,Maura Tierney,Christine Baranski,Fred Savage
    Victoria & Abdul|2017|Biography,Drama,Historical|Judi Dench,Ali Fazal,Eddie Izzard,Tim Pigott-Smith,Adeel Akhtar
    Stardust Memories|1980|Comedy,Drama|Woody Allen,Charlotte Rampling,Jessica Harper
    The Shipping News|2001|Drama|Kevin Spacey,Julianne Moore,Judi Dench,Cate Blanchett
    Love the Coopers|2015|Comedy,Drama|John Goodman,Diane Keaton,Amanda Seyfried,Alan Arkin,Olivia Wilde,Ed Helms
    Angel Heart|1987|Film Noir,Horror|Mickey Rourke,Lisa Bonet,Robert De Niro,Charlotte Rampling
    Dreamgirls|2006|Drama,Musical|Jamie Foxx,Beyoncé Knowles,Eddie Murphy,Jennifer Hudson,Danny Glover,Anika Noni Rose
    Sunset|1988|Crime,Mystery,Western|Bruce Willis,James Garner,Malcolm McDowell,Mariel Hemingway,Kathleen Quinlan
    Storks|2016|Adventure,Animation,Comedy|Andy Samberg,Katie Crown,Kelsey Grammer,Jennifer Aniston,Ty Burrell,Keegan-Michael Key
    The Seduction of Joe Tynan|1979|Drama,Political|Alan Alda,Meryl Streep,Rip Torn,Barbara Harris,Melvyn Douglas
    A Simple Plan|1998|Crime,Drama,Film Noir,Thriller|Billy Bob Thornton,Bridget Fonda,Bill Paxton,Gary Cole
    The Sandlot|1993|Comedy,Family,Sports|Karen Allen,Denis Leary,James Earl Jones
    Wristcutters: A Love Story|2006|Comedy|Patrick Fugit,Shannyn Sossamon,Shea Whigham,Leslie Bibb,Tom Waits,Mark Boone Junior
    The Addiction|1995|Horror|Lili Taylor,Christopher Walken,Annabella Sciorra
    Won Ton Ton, the Dog Who Saved Hollywood|1976|Comedy|Bruce Dern,Madeline Kahn,Art Carney
    Stop! Or My Mom Will Shoot|1992|Action,Comedy|Sylvester Stallone,Estelle Getty,JoBeth Williams,Roger Rees
    The Big Year|2011|Comedy|Jack Black,Steve Martin,Owen Wilson
    Down to You|2000|Comedy,Romance|Freddie Prinze Jr.,Julia Stiles
    The Wings of the Dove|1997|Drama,Romance|Helena Bonham Carter,Linus Roache,Alison Elliott
    Dragonheart|1996|Adventure,Fantasy|Dennis Quaid,David Thewlis,Pete Postlethwaite,Dina Meyer,Jason Isaacs,Julie Christie
    Exorcist II: The Heretic|1977|Horror|Linda Blair,Richard Burton,Max von Sydow
    The Lovely Bones|2009|Drama,Supernatural,Thriller|Saoirse Ronan,Mark Wahlberg,Rachel Weisz,Susan Sarandon,Stanley Tucci,Rose McIver
    Run All Night|2015|Action,Thriller|Liam Neeson,Joel Kinnaman,Vincent D'Onofrio,Nick Nolte,Bruce McGill,Genesis Rodriguez
    Great Expectations|1998|Drama,Historical,Romance|Ethan Hawke,Gwyneth Paltrow,Anne Bancroft,Robert De Niro,Chris Cooper,Hank Azaria
    Vicky Cristina Barcelona|2008|Comedy,Drama,Romance|Javier Bardem,Penélope Cruz,Scarlett Johansson,Patricia Clarkson,Kevin Dunn,Rebecca Hall
    The Rookie|1990|Action|Clint Eastwood,Charlie Sheen,Raúl Juliá,Sônia Braga
    Diary of a Wimpy Kid: Dog Days|2012|Comedy|Zachary Gordon,Robert Capron,Rachael Harris,Devon Bostick,Steve Zahn
    2 Guns|2013|Action,Comedy|Mark Wahlberg,Denzel Washington,Paula Patton,Bill Paxton,Edward James Olmos,James Marsden
    Folks!|1992|Comedy,Drama|Tom Selleck,Don Ameche,Anne Jackson
    The Pentagon Wars|1998|Biography,Comedy|Kelsey Grammer,Cary Elwes,Richard Schiff,Viola Davis
    Airport '77|1977|Disaster|Jack Lemmon,Brenda Vaccaro,James Stewart,Lee Grant,George Kennedy
    Ghost Rider|2007|Superhero|Nicolas Cage,Eva Mendes,Wes Bentley,Sam Elliott,Peter Fonda,Donal Logue
    The Good Son|1993|Thriller|Macaulay Culkin,Elijah Wood,Wendy Crewson,David Morse,Daniel Hugh Kelly
    The Jackal|1997|Action,Thriller|Bruce Willis,Richard Gere,Sidney Poitier,Diane Venora
    King Arthur: Legend of the Sword|2017|Action,Adventure,Fantasy|Charlie Hunnam,Jude Law,Àstrid Bergès-Frisbey,Djimon Hounsou,Aidan Gillen,Eric Bana
    Confess, Fletch|2022|Comedy,Crime|Jon Hamm,Marcia Gay Harden,Kyle MacLachlan,Roy Wood Jr.,John Slattery
    Steve Jobs|2015|Biography,Drama|Michael Fassbender,Kate Winslet,Seth Rogen,Jeff Daniels
    The Jewel of the Nile|1985|Action,Adventure,Comedy,Romance|Kathleen Turner,Michael Douglas,Danny DeVito
    Smart People|2008|Comedy,Drama|Dennis Quaid,Sarah Jessica Parker,Elliot Page,Thomas Haden Church,Ashton Holmes,Christine Lahti
    Escape from the Planet of the Apes|1971|Science Fiction|Roddy McDowall,Kim Hunter,Sal Mineo
    Faster|2010|Action,Thriller|Dwayne Johnson,Billy Bob Thornton,Maggie Grace,Carla Gugino,Oliver Jackson-Cohen,Moon Bloodgood
    St. Ives|1976|Action,Crime,Thriller|Charles Bronson,Jacqueline Bisset,John Houseman
    While You Were Sleeping|1995|Comedy,Romance|Sandra Bullock,Bill Pullman,Peter Gallagher,Peter Boyle
    Don't Look Up|2021|Comedy,Political,Satire|Leonardo DiCaprio,Jennifer Lawrence,Rob Morgan,Jonah Hill,Mark Rylance,Tyler Perry
    Accidental Love|2015|Comedy,Romance|Jessica Biel,Jake Gyllenhaal,Catherine Keener,James Marsden,Tracy Morgan,Paul Reubens
    Dead Again|1991|Film Noir,Romance,Thriller|Kenneth Branagh,Andy García,Emma Thompson,Derek Jacobi,Hanna Schygulla,Robin Williams
    Fantastic Beasts and Where to Find Them|2016|Fantasy|Eddie Redmayne,Katherine Waterston,Dan Folger,Alison Sudol,Samantha Morton,Jon Voight
    House on Haunted Hill|1999|Horror,Supernatural|Geoffrey Rush,Famke Janssen,Taye Diggs,Peter Gallagher,Chris Kattan,Ali Larter
    The Principal|1987|Action,Crime,Drama,Thriller|James Belushi,Louis Gossett Jr.,Rae Dawn Chong
    Mother!|2017|Horror|Jennifer Lawrence,Javier Bardem,Michelle Pfeiffer,Domhnall Gleeson,Ed Harris,Kristen Wiig
    City Slickers|1991|Comedy,Western|Billy Crystal,Daniel Stern,Bruno Kirby,Patricia Wettig,Helen Slater,Jack Palance
    Predators|2010|Action,Science Fiction|Adrien Brody,Topher Grace,Alice Braga,Walton Goggins,Oleg Taktarov,Laurence Fishburne
    Frankie and Johnny|1991|Comedy,Drama,Romance|Al Pacino,Michelle Pfeiffer,Héctor Elizondo,Nathan Lane,Kate Nelligan
    Hot Tub Time Machine|2010|Comedy,Science Fiction|John Cusack,Rob Corddry,Craig Robinson,Clark Duke,Chevy Chase,Lizzy Caplan
    The Goods: Live Hard, Sell Hard|2009|Comedy|Jeremy Piven,Ving Rhames,James Brolin,David Koechner,Kathryn Hahn,Ed Helms
    Hot Tub Time Machine 2|2015|Comedy,Science Fiction|Rob Corddry,Craig Robinson,Clark Duke,Adam Scott,Chevy Chase
    Teenage Mutant Ninja Turtles|2014|Superhero|Megan Fox,Will Arnett,William Fichtner,Danny Woodburn,Abby Elliott,Noel Fisher
    Mulholland Falls|1996|Crime,Drama,Film Noir,Thriller|Nick Nolte,Jennifer Connelly,Melanie Griffith,John Malkovich,Michael Madsen,Andrew McCarthy
    Six Degrees of Separation|1993|Comedy,Drama|Stockard Channing,Will Smith,Donald Sutherland
    The Offence|1972|Crime,Drama,Film Noir|Sean Connery,Trevor Howard,Vivien Merchant
    Fried Green Tomatoes|1991|Comedy,Drama|Kathy Bates,Mary Stuart Masterson,Mary-Louise Parker,Jessica Tandy
    Oh, God!|1977|Comedy|George Burns,John Denver,Paul Sorvino,Teri Garr
    Pee-wee's Big Adventure|1985|Adventure,Comedy|Paul Reubens,Elizabeth Daily,Mark Holton,Jan Hooks,Morgan Fairchild,James Brolin
    Alexander and the Terrible, Horrible, No Good, Very Bad Day|2014|Biography,Comedy|Steve Carell,Jennifer Garner,Ed Oxenbould
    No Way Out|1987|Action,Film Noir,Political,Thriller|Kevin Costner,Gene Hackman,Sean Young,Will Patton,George Dzundza,Howard Duff
    Let Them All Talk|2020|Comedy,Drama|Meryl Streep,Candice Bergen,Gemma Chan,Lucas Hedges,Dianne Wiest
    Ricki and the Flash|2015|Comedy,Drama,Musical|Meryl Streep,Kevin Kline,Mamie Gummer,Audra McDonald,Sebastian Stan,Rick Springfield
    Punisher: War Zone|2008|Action,Thriller|Ray Stevenson,Dominic West,Julie Benz,Wayne Knight,Dash Mihok,Colin Salmon
    De-Lovely|2004|Biography,Musical|Kevin Kline,Ashley Judd,Jonathan Pryce,Kevin McNally,Sandra Nelson,Allan Corduner
    For Love of the Game|1999|Drama,Sports|Kevin Costner,Kelly Preston,John C. Reilly,Jena Malone,Brian Cox
    Ford v Ferrari|2019|Drama,Sports|Matt Damon,Christian Bale,Jon Bernthal,Caitriona Balfe,Tracy Letts,Josh Lucas
    Empire of the Sun|1987|Drama,War|Christian Bale,John Malkovich,Miranda Richardson
    The Chronicles of Narnia: Prince Caspian|2008|Family,Fantasy|Georgie Henley,Skandar Keynes,William Moseley,Anna Popplewell,Ben Barnes,Sergio Castellitto
    Days of Thunder|1990|Action,Drama,Sports|Tom Cruise,Robert Duvall,Randy Quaid,Nicole Kidman,Cary Elwes
    Show Dogs|2018|Comedy|Will Arnett,Natasha Lyonne,Ludacris,Stanley Tucci,Shaquille O'Neal,Gabriel Iglesias
    Boo 2! A Madea Halloween|2017|Comedy,Horror|Tyler Perry,Cassi Davis,Patrice Lovely,Yousef Erakat,Diamond White,Lexy Panterra
    When a Stranger Calls|2006|Horror,Thriller|Camilla Belle,Brian Geraghty,Katie Cassidy,Clark Gregg,Tommy Flanagan,Tessa Thompson
    The Yards|2000|Crime,Drama|Mark Wahlberg,Charlize Theron,Joaquin Phoenix,James Caan,Ellen Burstyn,Faye Dunaway
    Why Did I Get Married Too?|2010|Comedy,Drama|Janet Jackson,Tyler Perry,Jill Scott,Sharon Leal,Malik Yoba,Richard T. Jones
    The Lonely Guy|1984|Comedy,Romance|Steve Martin,Judith Ivey,Charles Grodin
    Big Momma's House 2|2006|Comedy,Crime|Martin Lawrence,Nia Long,Zachary Levi,Mark Moses,Emily Procter,Kat Dennings
    Avatar: The Way of Water|2022|Science Fiction|Sam Worthington,Zoe Saldaña,Sigourney Weaver,Stephen Lang,Kate Winslet
    The Whole Nine Yards|2000|Comedy,Crime|Bruce Willis,Matthew Perry,Rosanna Arquette,Natasha Henstridge,Michael Clarke Duncan,Amanda Peet
    88 Minutes|2008|Thriller|Al Pacino,Alicia Witt,Leelee Sobieski,William Forsythe,Amy Brenneman,Deborah Kara Unger
    Fool for Love|1985|Drama|Sam Shepard,Kim Basinger,Randy Quaid
    Overboard|1987|Comedy,Romance|Goldie Hawn,Kurt Russell,Edward Herrmann,Roddy McDowall
    The Money Pit|1986|Comedy|Tom Hanks,Shelley Long,Alexander Godunov,Maureen Stapleton,Joe Mantegna,Yakov Smirnoff
    Mission: Impossible – Dead Reckoning Part One|2023|Action,Spy|Tom Cruise,Simon Pegg,Ving Rhames,Rebecca Ferguson,Vanessa Kirby,Esai Morales
    Alice Through the Looking Glass|2016|Adventure,Animation,Fantasy|Johnny Depp,Anne Hathaway,Mia Wasikowska,Rhys Ifans,Helena Bonham Carter,Sacha Baron Cohen
    Wise Guys|1986|Comedy,Crime|Danny DeVito,Joe Piscopo,Harvey Keitel,Dan Hedaya
    Immediate Family|1989|Drama|Glenn Close,James Woods,Mary Stuart Masterson,Kevin Dillon
    My Cousin Vinny|1992|Comedy|Joe Pesci,Ralph Macchio,Marisa Tomei,Mitchell Whitfield,Fred Gwynne
    U Turn|1997|Comedy,Crime,Film Noir,Thriller|Sean Penn,Jennifer Lopez,Nick Nolte,Powers Boothe,Jon Voight,Joaquin Phoenix
    Mystic Pizza|1988|Comedy,Drama,Romance|Julia Roberts,Annabeth Gish,Lili Taylor,William R. Moses,Vincent D'Onofrio,Adam Storke
    Scoob!|2020|Animation,Comedy,Mystery|Will Forte,Mark Wahlberg,Jason Isaacs,Gina Rodriguez,Zac Efron,Amanda Seyfried
    What About Bob?|1991|Comedy|Bill Murray,Richard Dreyfuss,Julie Hagerty,Charlie Korsmo,Kathryn Erbe
    Beneath the Planet of the Apes|1970|Science Fiction|James Franciscus,Kim Hunter,Maurice Evans,Linda Harrison
    The Object of My Affection|1998|Comedy,Drama,Romance|Jennifer Aniston,Paul Rudd,Steve Zahn,Allison Janney,Alan Alda
    The Castaway Cowboy|1974|Comedy,Family,Western|James Garner,Vera Miles,Eric Shea,Robert Culp
    Striking Distance|1993|Action,Thriller|Bruce Willis,Sarah Jessica Parker,Tom Sizemore,Dennis Farina,Robert Pastorelli
    A Cinderella Story|2004|Comedy,Romance,Teen|Hilary Duff,Chad Michael Murray,Jennifer Coolidge,Dan Byrd,Regina King,Madeline Zima
    An Ideal Husband|1999|Comedy|Rupert Everett,Cate Blanchett,Minnie Driver,Julianne Moore,Jeremy Northam
    Support Your Local Gunfighter!|1971|Comedy,Western|James Garner,Suzanne Pleshette,Harry Morgan
    Avalon|1990|Drama|Aidan Quinn,Armin Mueller-Stahl,Joan Plowright,Elizabeth Perkins,Kevin Pollak
    Twisted|2004|Thriller|Ashley Judd,Samuel L. Jackson,Andy García,David Strathairn,Russell Wong,Camryn Manheim
    Rocky III|1982|Drama,Sports|Sylvester Stallone,Carl Weathers,Talia Shire,Mr. T,Burgess Meredith,Burt Young
    The Nutcracker and the Four Realms|2018|Adventure,Fantasy|Keira Knightley,Mackenzie Foy,Eugenio Derbez,Matthew Macfadyen,Richard E. Grant,Misty Copeland
    In the Loop|2009|Comedy|Peter Capaldi,Tom Hollander,Gina McKee,James Gandolfini,Chris Addison,Mimi Kennedy
    Norma Rae|1979|Drama|Sally Field,Ron Leibman,Beau Bridges
    Two Evil Eyes|1991|Horror|Harvey Keitel,E. G. Marshall,Martin Balsam,Adrienne Barbeau
    Under Siege|1992|Action,Thriller|Steven Seagal,Tommy Lee Jones,Gary Busey,Erika Eleniak
    Eight Below|2006|Drama|Paul Walker,Bruce Greenwood,Moon Bloodgood,Jason Biggs,August Schellenberg,Wendy Crewson
    Bucky Larson: Born to Be a Star|2011|Comedy|Nick Swardson,Christina Ricci,Stephen Dorff,Don Johnson
    Hands of Stone|2016|Biography,Sports|Édgar Ramírez,Robert De Niro,Usher
    Tough Guys|1986|Action,Comedy|Burt Lancaster,Kirk Douglas,Eli Wallach,Dana Carvey
    Where the Buffalo Roam|1980|Biography,Comedy|Bill Murray,Peter Boyle,Bruno Kirby
    Million Dollar Arm|2014|Biography,Drama,Sports|Jon Hamm,Aasif Mandvi,Bill Paxton,Suraj Sharma,Lake Bell,Alan Arkin
    The Fog|1980|Horror,Musical,Supernatural|Adrienne Barbeau,Jamie Lee Curtis,Janet Leigh,John Houseman,Hal Holbrook
    Dave|1993|Comedy,Political|Kevin Kline,Sigourney Weaver,Frank Langella,Ving Rhames,Ben Kingsley
    Resident Evil: The Final Chapter|2017|Action,Horror|Milla Jovovich,Ali Larter,Shawn Roberts,Ruby Rose,Eoin Macken,Lee Joon-gi
    Miracles from Heaven|2016|Drama|Jennifer Garner,Kylie Rogers,Martin Henderson,John Carroll Lynch,Eugenio Derbez,Queen Latifah
    The Super Mario Bros. Movie|2023|Adventure,Animation|Chris Pratt,Anya Taylor-Joy,Charlie Day,Jack Black,Keegan-Michael Key,Seth Rogen
    I'm Not There|2007|Drama,Musical|Christian Bale,Cate Blanchett,Marcus Carl Franklin,Richard Gere,Heath Ledger,Ben Whishaw
    Silver Streak|1976|Comedy,Thriller|Gene Wilder,Richard Pryor,Jill Clayburgh,Patrick McGoohan,Ned Beatty,Clifton James
    The Shaggy D.A.|1976|Comedy,Family|Dean Jones,Suzanne Pleshette,Tim Conway,Dick Van Patten,Keenan Wynn,Jo Anne Worley
    Miami Rhapsody|1995|Comedy,Romance|Sarah Jessica Parker,Antonio Banderas,Mia Farrow,Gil Bellows,Kevin Pollak,Carla Gugino
    The Long Riders|1980|Western|David Carradine,Keith Carradine,Robert Carradine,Randy Quaid,Dennis Quaid,Stacy Keach
    Mindhunters|2005|Crime,Slasher,Thriller|LL Cool J,Jonny Lee Miller,Kathryn Morris,Patricia Velásquez,Clifton Collins Jr.,Eion Bailey
    Rising Sun|1993|Crime,Drama,Thriller|Sean Connery,Wesley Snipes,Harvey Keitel,Tia Carrere,Cary-Hiroyuki Tagawa,Kevin Anderson
    G.I. Joe: Retaliation|2013|Action,Science Fiction|Channing Tatum,Ray Park,Dwayne Johnson,Bruce Willis,Élodie Yung,D. J. Cotrona
    The Landlord|1970|Comedy,Drama|Beau Bridges,Louis Gossett Jr.,Lee Grant,Diana Sands,Pearl Bailey
    Phantasm IV: Oblivion|1998|Fantasy,Horror|A. Michael Baldwin,Reggie Bannister,Bill Thornbury
    Here Comes the Boom|2012|Comedy,Sports|Kevin James,Salma Hayek,Henry Winkler,Joe Rogan
    Zero Dark Thirty|2012|Thriller|Jessica Chastain,Chris Pratt,Joel Edgerton,Kyle Chandler,Jason Clarke,Mark Strong
    The Daytrippers|1996|Comedy,Drama|Hope Davis,Stanley Tucci,Liev Schreiber,Parker Posey
    The Parallax View|1974|Political,Thriller|Warren Beatty,Paula Prentiss,Hume Cronyn,William Daniels
    Déjà Vu|2006|Action,Science Fiction|Denzel Washington,Paula Patton,Jim Caviezel,Val Kilmer,Adam Goldberg,Bruce Greenwood
    Driving Miss Daisy|1989|Comedy,Drama|Morgan Freeman,Jessica Tandy,Dan Aykroyd,Esther Rolle,Patti LuPone
    Garbo Talks|1984|Comedy,Drama|Anne Bancroft,Ron Silver,Carrie Fisher
    Constantine|2005|Fantasy,Horror,Superhero,Thriller|Keanu Reeves,Rachel Weisz,Shia LaBeouf,Djimon Hounsou,Tilda Swinton,Pruitt Taylor Vince
    Higher Learning|1995|Drama|Omar Epps,Kristy Swanson,Ice Cube,Jennifer Connelly,Michael Rapaport,Laurence Fishburne
    Fantastic Mr. Fox|2009|Animation,Comedy|George Clooney,Meryl Streep,Jason Schwartzman,Bill Murray,Owen Wilson,Willem Dafoe
    The Finest Hours|2016|Action,Thriller|Chris Pine,Casey Affleck,Ben Foster,Holliday Grainger,John Ortiz,Eric Bana
    The Pick-up Artist|1987|Comedy,Drama,Romance|Robert Downey Jr.,Molly Ringwald,Dennis Hopper,Danny Aiello,Harvey Keitel
    Happy Feet Two|2011|Animation,Comedy,Musical|Elijah Wood,Robin Williams,Hank Azaria,Brad Pitt,Matt Damon,Pink
    Snatch|2000|Comedy,Crime|Benicio del Toro,Jason Statham,Brad Pitt,Stephen Graham,Dennis Farina
    The Hand That Rocks the Cradle|1992|Thriller|Rebecca De Mornay,Annabella Sciorra,Matt McCoy,Ernie Hudson,Julianne Moore,Madeline Zima
    Batman & Robin|1997|Superhero|George Clooney,Arnold Schwarzenegger,Chris O'Donnell,Uma Thurman,Alicia Silverstone,Pat Hingle
    Outbreak|1995|Disaster,Drama|Dustin Hoffman,Rene Russo,Morgan Freeman,Donald Sutherland,Cuba Gooding Jr.,Kevin Spacey
    Notorious|2009|Biography,Drama|Jamal Woolard,Angela Bassett,Derek Luke,Anthony Mackie,Antonique Smith,Marc John Jefferies
    Once Upon a Time in America|1984|Crime,Drama|Robert De Niro,James Woods,Tuesday Weld,Elizabeth McGovern,Joe Pesci,Jennifer Connelly
    Ruthless People|1986|Comedy|Bette Midler,Danny DeVito,Judge Reinhold,Helen Slater,Anita Morris,Bill Pullman
    Smurfs: The Lost Village|2017|Adventure,Animation,Comedy,Fantasy|Demi Lovato,Mandy Patinkin,Jack McBrayer,Danny Pudi,Joe Manganiello,Rainn Wilson
    The Patriot|2000|Historical,War|Mel Gibson,Heath Ledger,Joely Richardson,Jason Isaacs,Chris Cooper,Tom Wilkinson
    Cutthroat Island|1995|Adventure|Geena Davis,Matthew Modine,Frank Langella
    Fright Night|2011|Comedy,Horror,Supernatural|Anton Yelchin,Colin Farrell,Christopher Mintz-Plasse,David Tennant,Imogen Poots,Toni Collette
    Amos & Andrew|1993|Action,Comedy|Nicolas Cage,Samuel L. Jackson,Dabney Coleman,Brad Dourif,Margaret Colin
    Mr. Woodcock|2007|Comedy|Billy Bob Thornton,Seann William Scott,Susan Sarandon,Ethan Suplee,Amy Poehler,Melissa Sagemiller
    The Hard Way|1991|Comedy|Michael J. Fox,James Woods,Stephen Lang,Annabella Sciorra,Delroy Lindo,Luis Guzman
    Mother's Day|2016|Comedy,Drama,Romance|Jennifer Aniston,Kate Hudson,Shay Mitchell,Julia Roberts,Jason Sudeikis,Britt Robertson
    Babel|2006|Drama|Brad Pitt,Cate Blanchett,Gael García Bernal,Kōji Yakusho,Adriana Barraza,Rinko Kikuchi
    Other People's Money|1991|Comedy,Drama,Romance|Danny DeVito,Gregory Peck,Penelope Ann Miller,Piper Laurie,Dean Jones
    Blue in the Face|1995|Comedy|Harvey Keitel,Madonna,Giancarlo Esposito,Roseanne Barr,Michael J. Fox,Mira Sorvino
    Milk Money|1994|Comedy,Drama,Romance|Ed Harris,Melanie Griffith,Malcolm McDowell,Anne Heche,Casey Siemaszko
    Alex Cross|2012|Action,Thriller|Tyler Perry,Matthew Fox,Rachel Nichols,Edward Burns,Jean Reno,Giancarlo Esposito
    Baby Geniuses|1999|Comedy,Family|Kathleen Turner,Christopher Lloyd,Peter MacNicol,Kim Cattrall,Ruby Dee,Dom DeLuise
    RV|2006|Comedy|Robin Williams,Cheryl Hines,Josh Hutcherson,Jeff Daniels,Kristin Chenoweth,Hunter Parrish
    Superstar|1999|Comedy|Molly Shannon,Will Ferrell,Harland Williams
    Alvin and the Chipmunks: The Road Chip|2015|Comedy,Musical|Jason Lee,Tony Hale,Kimberly Williams-Paisley,Josh Green,Bella Thorne,Justin Long
    Darling Companion|2012|Comedy,Drama|Kevin Kline,Diane Keaton,Richard Jenkins,Elisabeth Moss,Mark Duplass,Dianne Wiest
    Book Club: The Next Chapter|2023|Comedy,Romance|Diane Keaton,Jane Fonda,Candice Bergen,Mary Steenburgen,Craig T. Nelson,Giancarlo Giannini
    RoboCop 2|1990|Action,Science Fiction|Peter Weller,Nancy Allen,Dan O'Herlihy,Tom Noonan,Belinda Bauer,Gabriel Damon
    All Dogs Go to Heaven 2|1996|Adventure,Animation,Fantasy,Musical|Ernest Borgnine,Bebe Neuwirth,Charlie Sheen,Dom DeLuise,Sheena Easton
    Flightplan|2005|Mystery,Thriller|Jodie Foster,Peter Sarsgaard,Erika Christensen,Sean Bean,Marlene Lawston,Kate Beahan
    The Addams Family|1991|Animation,Comedy,Supernatural|Anjelica Huston,Raúl Juliá,Christopher Lloyd,Christina Ricci,Dan Hedaya
    Hotel Transylvania: Transformania|2022|Adventure,Animation,Comedy|Andy Samberg,Selena Gomez,Kathryn Hahn,Jim Gaffigan,Steve Buscemi,Molly Shannon
    He's Just Not That into You|2009|Comedy,Drama,Romance|Ben Affleck,Jennifer Aniston,Drew Barrymore,Jennifer Connelly,Kevin Connolly,Bradley Cooper
    Spy Game|2001|Action,Drama,Thriller|Robert Redford,Brad Pitt
    Crimes of the Heart|1986|Comedy,Drama|Diane Keaton,Jessica Lange,Sissy Spacek,Tess Harper
    Escape to Victory|1981|Sports,War|Sylvester Stallone,Michael Caine,Max von Sydow
    A Better Life|2011|Drama|Demián Bichir,José Julián
    Body of Lies|2008|Action,Spy,Thriller|Leonardo DiCaprio,Russell Crowe,Mark Strong,Golshifteh Farahani,Oscar Isaac,Ali Suliman
    Never Been Kissed|1999|Comedy,Romance|Drew Barrymore,David Arquette,Michael Vartan,Molly Shannon,Leelee Sobieski,James Franco
    Amityville: The Awakening|2017|Horror,Supernatural|Bella Thorne,Jennifer Jason Leigh,Cameron Monaghan,Mckenna Grace,Jennifer Morrison,Kurtwood Smith
    American Ninja|1985|Action,Martial Arts|Michael Dudikoff,Steve James,Judie Aronson
    Daddy's Home|2015|Comedy|Will Ferrell,Mark Wahlberg,Linda Cardellini
    Playing for Keeps|2012|Comedy,Romance|Gerard Butler,Uma Thurman,Jessica Biel,Dennis Quaid,Noah Lomax,James Tupper
    Random Hearts|1999|Drama,Romance|Harrison Ford,Kristin Scott Thomas,Charles S. Dutton
    Friday the 13th Part 2|1981|Slasher|Adrienne King,Amy Steel
    Inherent Vice|2014|Comedy,Film Noir,Historical,Mystery|Joaquin Phoenix,Josh Brolin,Owen Wilson,Katherine Waterston,Reese Witherspoon,Benicio del Toro
    The Mexican|2001|Adventure,Comedy,Crime|Brad Pitt,Julia Roberts,James Gandolfini
    The Upside of Anger|2005|Comedy,Drama,Romance|Joan Allen,Kevin Costner,Erika Christensen,Keri Russell,Alicia Witt,Evan Rachel Wood
    Dear John|2010|Drama,Romance,War|Channing Tatum,Amanda Seyfried,Richard Jenkins,Henry Thomas,D.J. Cotrona,Cullen Moss
    Army of the Dead|2021|Action,Horror|Dave Bautista,Ella Purnell,Omari Hardwick,Ana de la Reguera,Theo Rossi,Matthias Schweighöfer
    Bombshell|2019|Drama|Charlize Theron,Nicole Kidman,Margot Robbie,John Lithgow,Kate McKinnon,Connie Britton
    The Boys in Company C|1978|Drama,War|Stan Shaw,Andrew Stevens,R. Lee Ermey,James Whitmore Jr.
    Barbershop 2: Back in Business|2004|Comedy|Ice Cube,Cedric the Entertainer,Sean Patrick Thomas,Eve,Troy Garity,Michael Ealy
    Phenomenon|1996|Drama,Fantasy,Romance|John Travolta,Forest Whitaker,Kyra Sedgwick,Robert Duvall
    The Journey of Natty Gann|1985|Adventure,Family|Meredith Salenger,John Cusack,Ray Wise
    Cops and Robbersons|1994|Comedy,Crime|Chevy Chase,Jack Palance,Dianne Wiest,Jason James Richter
    The Marrying Man|1991|Comedy,Romance|Alec Baldwin,Kim Basinger,Elisabeth Shue,Paul Reiser,Fisher Stevens,Robert Loggia
    The Missouri Breaks|1976|Western|Marlon Brando,Jack Nicholson,Randy Quaid,Harry Dean Stanton,Frederic Forrest,Kathleen Lloyd
    The Last Picture Show|1971|Biography,Drama|Jeff Bridges,Timothy Bottoms,Cybill Shepherd,Cloris Leachman,Ben Johnson,Ellen Burstyn
    Goal II: Living the Dream|2008|Drama,Sports|Kuno Becker,Stephen Dillane,Anna Friel,Leonor Varela,Rutger Hauer,Alessandro Nivola
    The Golden Voyage of Sinbad|1973|Adventure,Fantasy|John Phillip Law,Tom Baker
    Who'll Stop the Rain|1978|Crime|Nick Nolte,Tuesday Weld,Michael Moriarty,Anthony Zerbe,Gail Strickland
    Pirates of the Caribbean: Dead Men Tell No Tales|2017|Fantasy|Johnny Depp,Javier Bardem,Geoffrey Rush,Brenton Thwaites,Kaya Scodelario,Kevin McNally
    Cinderella|2015|Fantasy,Romance|Cate Blanchett,Lily James,Richard Madden,Stellan Skarsgård,Holliday Grainger,Derek Jacobi
    Stop-Loss|2008|Drama,War|Ryan Phillippe,Channing Tatum,Abbie Cornish,Joseph Gordon-Levitt,Rob Brown,Victor Rasuk
    Coal Miner's Daughter|1980|Biography,Musical|Sissy Spacek,Tommy Lee Jones,Beverly D'Angelo,Levon Helm
    The Gunman|2015|Action,Thriller|Sean Penn,Idris Elba,Ray Winstone,Mark Rylance,Jasmine Trinca,Peter Franzén
    The Walk|2015|Biography,Drama|Joseph Gordon-Levitt,Ben Kingsley,Charlotte Le Bon,James Badge Dale
    The TV Set|2007|Comedy,Drama|David Duchovny,Sigourney Weaver,Ioan Gruffudd,Judy Greer,Fran Kranz,Lindsay Sloane
    The Emperor's New Groove|2000|Animation,Comedy|David Spade,John Goodman,Eartha Kitt,Patrick Warburton,Wendie Malick
    RoboCop 3|1993|Action,Science Fiction|Robert John Burke,Nancy Allen,Rip Torn
    The Great Northfield Minnesota Raid|1972|Western|Cliff Robertson,Robert Duvall
    Point of No Return|1993|Action,Thriller|Bridget Fonda,Gabriel Byrne,Dermot Mulroney,Anne Bancroft,Harvey Keitel
    Citizen Ruth|1996|Comedy,Drama|Laura Dern,Swoosie Kurtz,Kurtwood Smith,Kelly Preston,Burt Reynolds
    Three Amigos|1986|Comedy,Western|Steve Martin,Chevy Chase,Martin Short
    The Master|2012|Drama|Joaquin Phoenix,Philip Seymour Hoffman,Amy Adams,Laura Dern,Ambyr Childers,Rami Malek
    A Good Year|2006|Comedy,Romance|Russell Crowe,Albert Finney,Marion Cotillard,Didier Bourdon,Abbie Cornish,Tom Hollander
    Dr. Seuss' The Lorax|2012|Animation,Comedy,Fantasy,Musical|Danny DeVito,Zac Efron,Taylor Swift,Ed Helms,Rob Riggle,Betty White
    The Emoji Movie|2017|Animation,Comedy,Science Fiction|T. J. Miller,James Corden,Anna Faris,Maya Rudolph,Steven Wright,Jennifer Coolidge
    Leatherheads|2008|Comedy,Sports|George Clooney,Renée Zellweger,John Krasinski,Jonathan Pryce,Stephen Root,Wayne Duvall
    The Old Man & the Gun|2018|Biography,Crime|Robert Redford,Casey Affleck,Danny Glover,Tika Sumpter,Tom Waits,Sissy Spacek
    Shadow Conspiracy|1997|Drama,Political,Thriller|Charlie Sheen,Donald Sutherland,Linda Hamilton,Sam Waterston,Stephen Lang,Ben Gazzara
    Jim, the World's Greatest|1976|Drama|Gregory Harrison,Reggie Bannister,Angus Scrimm
    Out of the Furnace|2013|Crime,Drama|Christian Bale,Casey Affleck,Zoe Saldana,Sam Shepard,Woody Harrelson,Forest Whitaker
    Teenage Mutant Ninja Turtles II: The Secret of the Ooze|1991|Action,Comedy,Family,Superhero|Paige Turco,David Warner,Ernie Reyes Jr.
    The Muppets|2011|Comedy,Musical|Jason Segel,Amy Adams,Chris Cooper,Rashida Jones,Jack Black,Zach Galifianakis
    American Graffiti|1973|Comedy,Drama|Richard Dreyfuss,Ron Howard,Candy Clark,Harrison Ford,Cindy Williams,Paul Le Mat
    Half Past Dead|2002|Action|Steven Seagal,Morris Chestnut,Ja Rule
    The Equalizer|2014|Action|Denzel Washington,Marton Csokas,Chloë Grace Moretz,David Harbour,Bill Pullman,Melissa Leo
    Rush|2013|Biography,Sports|Chris Hemsworth,Daniel Brühl,Olivia Wilde,Alexandra Maria Lara,Pierfrancesco Favino
    Perfect Stranger|2007|Film Noir,Thriller|Halle Berry,Bruce Willis,Giovanni Ribisi,Gary Dourdan,Florencia Lozano,Jason Antoon
    Extreme Measures|1996|Crime,Thriller|Hugh Grant,Gene Hackman,Sarah Jessica Parker
    The World Is Not Enough|1999|Action,Spy,Teen|Pierce Brosnan,Sophie Marceau,Robert Carlyle,Denise Richards
    The Forgotten|2004|Science Fiction,Thriller|Julianne Moore,Dominic West,Gary Sinise,Alfre Woodard,Anthony Edwards,Jessica Hecht
    The Perfect Score|2004|Action,Comedy,Teen|Erika Christensen,Chris Evans,Bryan Greenberg,Scarlett Johansson,Darius Miles,Leonardo Nam
    Four Christmases|2008|Comedy|Vince Vaughn,Reese Witherspoon,Robert Duvall,Jon Favreau,Mary Steenburgen,Dwight Yoakam
    Racing with the Moon|1984|Drama|Sean Penn,Nicolas Cage,Elizabeth McGovern
    Dogma|1999|Comedy,Fantasy|Ben Affleck,Matt Damon,Linda Fiorentino,Salma Hayek,Jason Lee,Alan Rickman
    Radioactive Dreams|1985|Comedy,Science Fiction|Michael Dudikoff,George Kennedy
    Troy|2004|Drama,Historical,War|Brad Pitt,Eric Bana,Orlando Bloom,Diane Kruger,Brian Cox,Sean Bean
    The Front Runner|2018|Drama,Political|Hugh Jackman,Vera Farmiga,J. K. Simmons,Alfred Molina
    The Playboys|1992|Drama|Robin Wright,Aidan Quinn,Albert Finney
    The Fifth Estate|2013|Biography,Thriller|Benedict Cumberbatch,Daniel Brühl,Laura Linney,Anthony Mackie,David Thewlis,Stanley Tucci
    Fortress|2021|Action|Jesse Metcalfe,Bruce Willis,Chad Michael Murray
    The SpongeBob SquarePants Movie|2004|Adventure,Animation,Comedy,Family|Tom Kenny,Bill Fagerbakke,Clancy Brown,Rodger Bumpass,Mr. Lawrence,Jill Talley
    Wallace & Gromit: The Curse of the Were-Rabbit|2005|Animation,Comedy,Family,Horror,Mystery,Thriller|Peter Sallis,Ralph Fiennes,Helena Bonham Carter,Peter Kay,Nicholas Smith,Dicken Ashworth
    Alex in Wonderland|1970|Comedy,Drama|Donald Sutherland,Ellen Burstyn,Federico Fellini
    A Haunting in Venice|2023|Mystery|Kyle Allen,Kenneth Branagh,Camille Cottin,Jamie Dornan,Tina Fey,Jude Hill
    The Cable Guy|1996|Comedy,Thriller|Jim Carrey,Matthew Broderick,Leslie Mann,George Segal
    Twin Peaks: Fire Walk with Me|1992|Horror|Sheryl Lee,Moira Kelly,Kiefer Sutherland,Kyle MacLachlan,David Bowie
    Charley and the Angel|1973|Comedy,Family,Western|Fred MacMurray,Harry Morgan,Cloris Leachman,Kurt Russell,George Lindsey,Edward Andrews
    America's Sweethearts|2001|Comedy,Romance|Julia Roberts,Catherine Zeta-Jones,John Cusack,Billy Crystal
    Twilight's Last Gleaming|1977|Thriller|Burt Lancaster,Richard Widmark,Charles Durning,Paul Winfield,Burt Young,Joseph Cotten
    Jack|1996|Comedy,Drama|Robin Williams,Diane Lane,Brian Kerwin,Jennifer Lopez,Fran Drescher,Bill Cosby
    We Bought a Zoo|2011|Biography,Comedy,Drama,Family|Matt Damon,Thomas Haden Church,Scarlett Johansson,John Michael Higgins,Patrick Fugit,Elle Fanning
    Being Flynn|2012|Drama|Robert De Niro,Paul Dano,Olivia Thirlby,Lili Taylor,Wes Studi,Julianne Moore
    Death Wish 4: The Crackdown|1987|Action,Thriller|Charles Bronson,Kay Lenz
    Friday the 13th Part III|1982|Slasher|Dana Kimmell,Larry Zerner
    Slam Dance|1987|Film Noir,Thriller|Tom Hulce,Mary Elizabeth Mastrantonio,Virginia Madsen,Harry Dean Stanton
    Celebrity|1998|Comedy,Drama|Kenneth Branagh,Judy Davis,Bebe Neuwirth,Charlize Theron,Leonardo DiCaprio
    Win a Date with Tad Hamilton!|2004|Comedy,Romance|Kate Bosworth,Josh Duhamel,Topher Grace,Gary Cole,Ginnifer Goodwin,Sean Hayes
    The Truth About Cats & Dogs|1996|Comedy,Romance|Uma Thurman,Janeane Garafalo,Ben Chaplin,Jamie Foxx
    Three Days of the Condor|1975|Political,Thriller|Robert Redford,Faye Dunaway,Cliff Robertson
    Boys on the Side|1995|Comedy,Drama|Whoopi Goldberg,Mary-Louise Parker,Drew Barrymore,Matthew McConaughey,James Remar
    Stealth|2005|Action,Science Fiction|Josh Lucas,Jessica Biel,Jamie Foxx,Sam Shepard,Joe Morton,Richard Roxburgh
    The Strongest Man in the World|1975|Comedy,Science Fiction|Kurt Russell,Joe Flynn,Cesar Romero,Michael McGreevey,Eve Arden,Phil Silvers
    Beyond Skyline|2017|Action,Science Fiction|Frank Grillo,Bojana Novakovic,Callan Mulvey,Iko Uwais,Yayan Ruhian,Betty Gabriel
    The Beach Bum|2019|Comedy|Matthew McConaughey,Zac Efron,Jonah Hill,Isla Fisher,Jimmy Buffett,Snoop Dogg
    You Again|2010|Comedy|Kristen Bell,Jamie Lee Curtis,Sigourney Weaver,Odette Yustman,Victor Garber,Betty White
    Mississippi Burning|1988|Crime,Thriller|Gene Hackman,Willem Dafoe,Frances McDormand
    Bewitched|2005|Comedy,Fantasy,Romance|Nicole Kidman,Will Ferrell,Shirley MacLaine,Michael Caine,Jason Schwartzman,Kristin Chenoweth
    The Happy Prince|2018|Biography,Drama|Rupert Everett,Colin Firth,Colin Morgan,Emily Watson
    Killers|2010|Action,Comedy|Ashton Kutcher,Katherine Heigl,Tom Selleck,Catherine O'Hara,Katheryn Winnick,Kevin Sussman
    Buffy the Vampire Slayer|1992|Comedy,Horror|Kristy Swanson,Donald Sutherland,Luke Perry,Rutger Hauer,Paul Reubens
    The Brothers Grimsby|2016|Action,Comedy,Spy|Sacha Baron Cohen,Mark Strong,Rebel Wilson,Penélope Cruz,Isla Fisher,Gabourey Sidibe
    License to Wed|2007|Comedy,Romance|Robin Williams,Mandy Moore,John Krasinski,Christine Taylor,Eric Christian Olsen,Josh Flitter
    Surviving Picasso|1996|Biography|Anthony Hopkins,Natascha McElhone,Julianne Moore
    Eight Men Out|1988|Biography,Drama,Sports|John Cusack,Charlie Sheen,David Strathairn,John Mahoney,Clifton James,D. B. Sweeney
    The Adventures of Pluto Nash|2002|Action,Comedy,Science Fiction|Eddie Murphy,Randy Quaid,Rosario Dawson,Joe Pantoliano,Peter Boyle,Pam Grier
    Triple Frontier|2019|Action,Adventure|Ben Affleck,Oscar Isaac,Charlie Hunnam,Garrett Hedlund,Pedro Pascal
    Angel Has Fallen|2019|Action,Thriller|Gerard Butler,Morgan Freeman,Jada Pinkett Smith,Nick Nolte,Lance Reddick,Danny Huston
    Ravenous|1999|Horror,Western|Guy Pearce,Robert Carlyle,Jeremy Davies,Jeffrey Jones,John Spencer,Stephen Spinella
    The Longest Yard|2005|Comedy,Sports|Adam Sandler,Chris Rock,Burt Reynolds,James Cromwell,William Fichtner,Nelly
    The Grudge|2004|Horror,Supernatural|Sarah Michelle Gellar,Jason Behr,KaDee Strickland,Grace Zabriskie,Rosa Blasi,Clea DuVall
    Heartbreak Ridge|1986|Drama,War|Clint Eastwood,Mario Van Peebles,Marsha Mason
    Something Wild|1986|Action,Comedy,Thriller|Jeff Daniels,Melanie Griffith,Ray Liotta
    Wild at Heart|1990|Comedy,Crime,Drama,Romance|Nicolas Cage,Laura Dern,Diane Ladd,Willem Dafoe,Harry Dean Stanton,Isabella Rossellini
    Sully|2016|Biography,Drama|Tom Hanks,Aaron Eckhart,Laura Linney
    You Kill Me|2007|Comedy,Crime|Ben Kingsley,Téa Leoni,Luke Wilson,Dennis Farina,Philip Baker Hall,Bill Pullman
    The Cobbler|2015|Comedy,Drama|Adam Sandler,Method Man,Ellen Barkin,Melonie Diaz,Dan Stevens,Steve Buscemi
    Q&A|1990|Crime,Drama|Nick Nolte,Timothy Hutton,Armand Assante,Patrick O'Neal,Charles S. Dutton,Lee Richardson
    Fantastic Four|2005|Action,Superhero|Ioan Gruffudd,Jessica Alba,Chris Evans,Michael Chiklis,Julian McMahon,Kerry Washington
    Bound for Glory|1976|Biography|David Carradine,Ronny Cox,Melinda Dillon,Randy Quaid,Gail Strickland
    Death Wish|2018|Action,Thriller|Bruce Willis,Vincent D'Onofrio,Dean Norris,Kimberly Elise,Mike Epps,Elisabeth Shue
    The Last Detail|1973|Comedy,Drama|Jack Nicholson,Otis Young,Randy Quaid,Carol Kane
    Executive Decision|1996|Action|Kurt Russell,Halle Berry,John Leguizamo,Oliver Platt,Joe Morton,David Suchet
    Beatriz at Dinner|2017|Comedy,Drama|Salma Hayek,Chloë Sevigny,Connie Britton,John Lithgow,Jay Duplass,David Warshofsky
    Eye for an Eye|1996|Thriller|Sally Field,Kiefer Sutherland,Ed Harris,Joe Mantegna,Beverly D'Angelo
    The Morning After|1986|Mystery,Thriller|Jane Fonda,Jeff Bridges,Raúl Juliá
    B*A*P*S|1997|Comedy|Halle Berry,Martin Landau,Natalie Desselle-Reid
    Red Sparrow|2018|Spy,Thriller|Jennifer Lawrence,Joel Edgerton,Matthias Schoenaerts,Charlotte Rampling,Mary-Louise Parker,Jeremy Irons
    The Island of Dr. Moreau|1996|Horror,Science Fiction|Marlon Brando,Val Kilmer,David Thewlis,Fairuza Balk
    The Santa Clause 3: The Escape Clause|2006|Comedy|Tim Allen,Martin Short,Elizabeth Mitchell,Ann-Margret,Alan Arkin,Judge Reinhold
    Sister Act 2: Back in the Habit|1993|Comedy,Musical|Whoopi Goldberg,Kathy Najimy,James Coburn
    Message in a Bottle|1999|Drama,Romance|Kevin Costner,Robin Wright Penn,Paul Newman
    The Rocketeer|1991|Action,Historical,Superhero|Billy Campbell,Jennifer Connelly,Timothy Dalton,Alan Arkin,Paul Sorvino
    Interiors|1978|Drama|Geraldine Page,Diane Keaton,Maureen Stapleton,Mary Beth Hurt,Richard Jordan,E. G. Marshall
    The Maiden Heist|2009|Comedy,Crime|Morgan Freeman,Christopher Walken,William H. Macy,Marcia Gay Harden,Breckin Meyer,Wynn Everett
    The Next Best Thing|2000|Comedy,Drama|Rupert Everett,Madonna,Benjamin Bratt
    The Replacement Killers|1998|Action|Chow Yun-fat,Mira Sorvino,Michael Rooker,Jurgen Prochnow
    Think Like a Man|2012|Comedy,Romance|Kevin Hart,Michael Ealy,Taraji P. Henson,Jerry Ferrara,Meagan Good,Regina Hall
    The Sunshine Boys|1975|Comedy|Walter Matthau,George Burns,Richard Benjamin
    Cowboys & Aliens|2011|Action,Science Fiction,Western|Daniel Craig,Harrison Ford,Olivia Wilde,Sam Rockwell,Paul Dano,Clancy Brown
    To Gillian on Her 37th Birthday|1996|Drama,Romance|Peter Gallagher,Michelle Pfeiffer,Claire Danes,Kathy Baker
    Stolen|2012|Action,Thriller|Nicolas Cage,Malin Åkerman,Josh Lucas,Danny Huston
    Rosewood|1997|Drama,Historical|Jon Voight,Ving Rhames,Don Cheadle,Bruce McGill,Loren Dean,Esther Rolle
    Bad Girls|1994|Western|Madeleine Stowe,Mary Stuart Masterson,Andie MacDowell,Drew Barrymore,Dermot Mulroney,James Russo
    Wonder Wheel|2017|Drama,Historical|Kate Winslet,Justin Timberlake,Juno Temple,Jim Belushi,Tony Sirico
    Furry Vengeance|2010|Comedy,Family,Musical|Brendan Fraser,Brooke Shields,Ken Jeong,Ricky Garcia,Eugene Cordero,Patrice O'Neal
    The Hateful Eight|2015|Mystery,Thriller,Western|Samuel L. Jackson,Kurt Russell,Jennifer Jason Leigh,Walton Goggins,Demián Bichir,Tim Roth
    The Alamo: 13 Days to Glory|1987|Biography,Western|Brian Keith,James Arness,Alec Baldwin,Raúl Juliá
    The Hangover Part III|2013|Action,Comedy|Bradley Cooper,Zach Galifianakis,Ed Helms,Justin Bartha,Ken Jeong,John Goodman
    Mr. Holland's Opus|1995|Drama|Richard Dreyfuss,Glenne Headly,Jay Thomas,Olympia Dukakis,Terrence Howard,Alicia Witt
    The Champ|1979|Drama,Film Noir,Sports|Jon Voight,Rick Schroder,Faye Dunaway
    The January Man|1989|Comedy,Crime,Mystery|Kevin Kline,Susan Sarandon,Mary Elizabeth Mastrantonio,Harvey Keitel,Danny Aiello,Rod Steiger
    The Silence|2019|Horror|Kiernan Shipka,Stanley Tucci,Miranda Otto,John Corbett
    Cadillac Man|1990|Comedy|Robin Williams,Tim Robbins,Pamela Reed,Lori Petty,Fran Drescher
    Gigli|2003|Comedy,Crime,Romance|Ben Affleck,Jennifer Lopez,Al Pacino,Justin Bartha,Christopher Walken,Lainie Kazan
    Regarding Henry|1991|Drama|Harrison Ford,Annette Bening,Donald Moffat,Bill Nunn
    Jay and Silent Bob Strike Back|2001|Comedy|Jason Mewes,Kevin Smith
    National Treasure|2004|Action,Adventure|Nicolas Cage,Jon Voight,Sean Bean,Diane Kruger,Justin Bartha,Harvey Keitel
    Waiting for Guffman|1997|Comedy,Satire|Eugene Levy,Catherine O'Hara,Christopher Guest,Fred Willard,Parker Posey
    R.I.P.D.|2013|Action,Comedy,Supernatural|Ryan Reynolds,Jeff Bridges,Kevin Bacon,Stéphanie Szostak,Mary-Louise Parker,Marisa Miller
    I Spy|2002|Action,Comedy,Spy|Owen Wilson,Eddie Murphy,Famke Janssen,Malcolm McDowell
    Black Sheep|1996|Comedy|Chris Farley,David Spade,Gary Busey,Tim Matheson,Christine Ebersole
    Vera Drake|2004|Drama,Historical|Imelda Staunton,Richard Graham,Eddie Marsan,Anna Keaveney,Sally Hawkins,Alex Kelly
    Insidious|2011|Horror,Supernatural|Patrick Wilson,Rose Byrne,Barbara Hershey
    Wild Target|2010|Comedy|Bill Nighy,Emily Blunt,Rupert Grint,Martin Freeman,Rupert Everett
    Final Fantasy: The Spirits Within|2001|Animation,Fantasy,Science Fiction|Ming-Na,Alec Baldwin,James Woods,Donald Sutherland,Ving Rhames,Steve Buscemi
    A Haunted House 2|2014|Horror,Satire|Marlon Wayans,Jaime Pressly,Essence Atkins,Gabriel Iglesias,Missi Pyle,Ashley Rickards
    Jackass Number Two|2006|Comedy|Johnny Knoxville,Bam Margera,Chris Pontius,Steve-O,Ryan Dunn,Dave England
    Poltergeist II: The Other Side|1986|Horror,Supernatural|JoBeth Williams,Craig T. Nelson,Heather O'Rourke,Oliver Robins,Zelda Rubinstein,Will Sampson
    The Kingdom|2007|Action,Thriller|Jamie Foxx,Chris Cooper,Jennifer Garner,Jason Bateman,Jeremy Piven,Danny Huston
    Unknown|2011|Action,Thriller|Liam Neeson,Diane Kruger,January Jones,Frank Langella,Aidan Quinn,Bruno Ganz
    The Odd Couple II|1998|Comedy|Jack Lemmon,Walter Matthau,Christine Baranski,Jean Smart,Jonathan Silverman
    Pat Garrett and Billy the Kid|1973|Biography,Western|James Coburn,Kris Kristofferson,Bob Dylan,John Beck,Slim Pickens,Katy Jurado
    It Lives Again|1978|Horror,Science Fiction|Frederic Forrest,John P. Ryan,Kathleen Lloyd,John Marley
    Alita: Battle Angel|2019|Action|Rosa Salazar,Christoph Waltz,Jennifer Connelly,Mahershala Ali,Ed Skrein,Jackie Earle Haley
    Congo|1995|Action,Adventure,Science Fiction|Dylan Walsh,Laura Linney,Ernie Hudson,Tim Curry,Grant Heslov,Joe Don Baker
    Dante's Peak|1997|Disaster,Thriller|Pierce Brosnan,Linda Hamilton
    BlacKkKlansman|2018|Biography,Comedy,Crime|John David Washington,Adam Driver,Laura Harrier,Topher Grace
    Short Circuit|1986|Comedy,Science Fiction|Ally Sheedy,Steve Guttenberg,Fisher Stevens
    Jungle 2 Jungle|1997|Comedy|Tim Allen,Martin Short,JoBeth Williams,Lolita Davidovich,Sam Huntington
    Paycheck|2003|Action,Science Fiction|Ben Affleck,Aaron Eckhart,Uma Thurman,Paul Giamatti,Joe Morton
    Outrageous Fortune|1987|Comedy|Bette Midler,Shelley Long,Peter Coyote
    Get Smart|2008|Action,Comedy,Spy|Steve Carell,Anne Hathaway,Dwayne Johnson,Alan Arkin,Terence Stamp,Masi Oka
    Wonder Boys|2000|Comedy,Drama|Michael Douglas,Tobey Maguire,Frances McDormand,Katie Holmes,Robert Downey Jr.
    RoboCop|2014|Superhero|Joel Kinnaman,Gary Oldman,Michael Keaton,Samuel L. Jackson,Abbie Cornish,Jackie Earle Haley
    The Promise|2017|Drama,Historical,War|Oscar Isaac,Charlotte Le Bon,Christian Bale,Daniel Giménez Cacho,Shohreh Aghdashloo,Marwan Kenzari
    Cruella|2021|Comedy,Crime|Emma Stone,Emma Thompson,Joel Fry,Paul Walter Hauser,Emily Beecham,Kirby Howell-Baptiste
    Gray Lady Down|1978|Adventure,Disaster|Charlton Heston,Ned Beatty,Ronny Cox,Stacy Keach,Rosemary Forsyth
    Changing Lanes|2002|Drama,Thriller|Ben Affleck,Samuel L. Jackson,Toni Collette
    Angie|1994|Comedy,Drama,Romance|Geena Davis,Stephen Rea,James Gandolfini,Aida Turturro
    Red Dawn|1984|Action,Drama|Patrick Swayze,Lea Thompson,Charlie Sheen,C. Thomas Howell,Jennifer Grey,Harry Dean Stanton
    The Help|2011|Comedy,Drama,Historical|Emma Stone,Viola Davis,Octavia Spencer,Jessica Chastain,Bryce Dallas Howard,Allison Janney
    Bringing Down the House|2003|Comedy,Crime,Romance|Steve Martin,Queen Latifah,Eugene Levy
    Little Fockers|2010|Comedy|Robert De Niro,Ben Stiller,Owen Wilson,Blythe Danner,Teri Polo,Jessica Alba
    Firestarter|1984|Horror,Science Fiction,Thriller|Drew Barrymore,David Keith,George C. Scott,Martin Sheen,Heather Locklear,Louise Fletcher
    Pushing Tin|1999|Comedy,Drama|John Cusack,Billy Bob Thornton,Cate Blanchett,Angelina Jolie
    Black Adam|2022|Superhero|Dwayne Johnson,Aldis Hodge,Noah Centineo,Sarah Shahi,Marwan Kenzari,Quintessa Swindell
    City Hall|1996|Drama|Al Pacino,John Cusack,Bridget Fonda,Danny Aiello,Martin Landau,David Paymer
    Spenser Confidential|2020|Action,Comedy|Mark Wahlberg,Winston Duke,Alan Arkin,Iliza Shlesinger,Bokeem Woodbine,Marc Maron
    Welcome to Collinwood|2002|Comedy,Crime|William H. Macy,Isaiah Washington,Michael Jeter
    Wolf|1994|Horror,Romance|Jack Nicholson,Michelle Pfeiffer,James Spader,Kate Nelligan,Christopher Plummer
    Inventing the Abbotts|1997|Comedy,Historical|Liv Tyler,Jennifer Connelly,Joaquin Phoenix,Billy Crudup,Joanna Going
    True Confessions|1981|Crime,Drama,Film Noir|Robert De Niro,Robert Duvall,Charles Durning,Kenneth McMillan,Cyril Cusack,Ed Flanders
    Holes|2003|Comedy,Drama,Family,Western|Shia LaBeouf,Jon Voight,Sigourney Weaver,Tim Blake Nelson,Patricia Arquette,Henry Winkler
    The Choirboys|1977|Comedy,Crime,Drama|Charles Durning,Louis Gossett Jr.,Perry King,Don Stroud,Burt Young,Barbara Rhoades
    Strange Days|1995|Science Fiction,Thriller|Ralph Fiennes,Angela Bassett,Juliette Lewis,Tom Sizemore,Michael Wincott,Vincent D'Onofrio
    Atomic Blonde|2017|Action,Thriller|Charlize Theron,James McAvoy,John Goodman,Til Schweiger,Sofia Boutella,Toby Jones
    Ghostbusters|2016|Comedy,Supernatural|Melissa McCarthy,Kristen Wiig,Kate McKinnon,Leslie Jones,Chris Hemsworth
    Kiss the Girls|1997|Crime,Film Noir,Thriller|Morgan Freeman,Ashley Judd
    The Ice Storm|1997|Drama|Kevin Kline,Joan Allen,Sigourney Weaver,Tobey Maguire,Christina Ricci,Elijah Wood
    A Simple Wish|1997|Comedy,Family,Fantasy|Martin Short,Mara Wilson,Kathleen Turner,Robert Pastorelli,Amanda Plummer,Francis Capra
    Vampire's Kiss|1989|Comedy,Horror|Nicolas Cage,Jennifer Beals,María Conchita Alonso
    Things to Do in Denver When You're Dead|1995|Crime,Drama|Andy García,Christopher Walken,Treat Williams,Gabrielle Anwar,Christopher Lloyd,William Forsythe
    The Flamingo Kid|1984|Comedy,Romance|Matt Dillon,Richard Crenna,Héctor Elizondo
    Blended|2014|Comedy,Romance|Adam Sandler,Drew Barrymore,Kevin Nealon,Terry Crews,Wendi McLendon-Covey
    Dinner for Schmucks|2010|Comedy|Steve Carell,Paul Rudd,Zach Galifianakis,Jemaine Clement,Stéphanie Szostak,Lucy Punch
    No Deposit, No Return|1976|Comedy,Crime|David Niven,Don Knotts,Darren McGavin,Barbara Feldon
    Oldboy|2013|Action,Film Noir,Thriller|Samuel L. Jackson,Elizabeth Olsen,Josh Brolin,Sharlto Copley
    Deadpool|2016|Superhero|Ryan Reynolds,Morena Baccarin,Ed Skrein,T. J. Miller,Gina Carano,Brianna Hildebrand
    The Dream Team|1989|Comedy,Thriller|Michael Keaton,Christopher Lloyd,Peter Boyle
    Psycho|1998|Horror,Thriller|Vince Vaughn,Anne Heche,Viggo Mortensen,William H. Macy,Julianne Moore
    The Lone Ranger|2013|Action,Western|Armie Hammer,Johnny Depp,Ruth Wilson,William Fichtner,Helena Bonham Carter,James Badge Dale
    Big Top Pee-wee|1988|Comedy|Paul Reubens,Penelope Ann Miller,Kris Kristofferson,Susan Tyrrell,Valeria Golino
    The Best Man|1999|Comedy,Drama,Romance|Taye Diggs,Monica Calhoun,Morris Chestnut,Nia Long
    The City of Your Final Destination|2010|Drama,Romance|Anthony Hopkins,Laura Linney,Charlotte Gainsbourg,Norma Aleandro,Omar Metwally,Alexandra Maria Lara
    Neighbors|1981|Comedy|John Belushi,Dan Aykroyd,Cathy Moriarty
    The Witches|2020|Comedy,Supernatural|Anne Hathaway,Octavia Spencer,Stanley Tucci,Jahzir Bruno,Codie-Lei Eastick,Kristin Chenoweth
    Strange World|2022|Adventure,Animation,Science Fiction|Jake Gyllenhaal,Dennis Quaid,Jaboukie Young-White,Gabrielle Union,Lucy Liu
    Southern Comfort|1981|Action,Thriller|Powers Boothe,Keith Carradine,Fred Ward,Peter Coyote
    Hardball|2001|Comedy,Drama,Sports|Keanu Reeves,Diane Lane,John Hawkes
    Haywire|2012|Action,Thriller|Gina Carano,Channing Tatum,Michael Angarano,Ewan McGregor,Michael Fassbender,Bill Paxton
    The War with Grandpa|2020|Comedy,Family|Robert De Niro,Uma Thurman,Rob Riggle,Oakes Fegley,Cheech Marin,Jane Seymour
    Mr. Wonderful|1993|Comedy,Romance|Matt Dillon,Annabella Sciorra,Mary-Louise Parker,William Hurt
    For Your Consideration|2006|Comedy|Christopher Guest,Eugene Levy,Catherine O'Hara,Parker Posey,Jennifer Coolidge,Harry Shearer
    A League of Their Own|1992|Comedy,Drama,Sports|Geena Davis,Tom Hanks,Madonna,Lori Petty,Rosie O'Donnell,David Strathairn
    Grizzly|1976|Horror,Thriller|Christopher George,Andrew Prine,Richard Jaeckel
    Beauty Shop|2005|Comedy|Queen Latifah,Alicia Silverstone,Andie MacDowell,Alfre Woodard,Mena Suvari,Kevin Bacon
    Murder by Numbers|2002|Crime,Drama,Thriller|Sandra Bullock,Ben Chaplin,Ryan Gosling,Michael Pitt
    Newsies|1992|Comedy,Drama,Historical,Musical|Christian Bale,Robert Duvall,Ann-Margret,Bill Pullman
    Public Enemies|2009|Biography,Crime,Drama|Johnny Depp,Christian Bale,Marion Cotillard,Billy Crudup,Stephen Dorff,Stephen Lang
    Driven|2001|Action,Sports|Sylvester Stallone,Burt Reynolds,Kip Pardue,Til Schweiger,Gina Gershon,Estella Warren
    Another Woman|1988|Drama|Mia Farrow,Gena Rowlands,Gene Hackman,Ian Holm
    Under the Rainbow|1981|Comedy|Chevy Chase,Carrie Fisher,Eve Arden
    Kick-Ass 2|2013|Comedy,Superhero|Aaron Johnson,Chloë Grace Moretz,Christopher Mintz-Plasse,John Leguizamo,Donald Faison,Robert Emms
    Lifeguard|1976|Drama|Sam Elliott,Anne Archer,Kathleen Quinlan
    Along Came Polly|2004|Comedy,Romance|Ben Stiller,Jennifer Aniston,Philip Seymour Hoffman,Debra Messing,Hank Azaria,Bryan Brown
    Nell|1994|Drama|Liam Neeson,Jodie Foster,Natasha Richardson
    Family Business|1989|Comedy,Crime,Film Noir|Sean Connery,Dustin Hoffman,Matthew Broderick
    The Souvenir|2019|Drama|Honor Swinton Byrne,Tom Burke,Tilda Swinton,Richard Ayoade
    An American Carol|2008|Comedy|Kevin Farley,Kelsey Grammer,Jon Voight,Dennis Hopper,Leslie Nielsen,Jillian Murray
    Black Rain|1989|Action,Film Noir,Thriller|Michael Douglas,Andy García,Ken Takakura,Kate Capshaw
    Breakfast on Pluto|2005|Comedy,Drama|Cillian Murphy,Stephen Rea,Brendan Gleeson,Liam Neeson,Gavin Friday,Ruth Negga
    It Chapter Two|2019|Horror,Supernatural|James McAvoy,Jessica Chastain,Bill Hader,Isaiah Mustafa,Jay Ryan,James Ransone
    Cross Creek|1983|Biography,Drama,Romance|Mary Steenburgen,Peter Coyote,Rip Torn,Alfre Woodard,Malcolm McDowell,Dana Hill
    John Dies at the End|2013|Comedy,Horror|Chase Williamson,Rob Mayes,Paul Giamatti,Clancy Brown,Glynn Turman,Doug Jones
    Home|2015|Animation,Comedy,Science Fiction|Jim Parsons,Rihanna,Steve Martin,Jennifer Lopez,Matt Jones
    Don't Tell Mom the Babysitter's Dead|1991|Comedy|Christina Applegate,Joanna Cassidy,Keith Coogan,Josh Charles,John Getz
    She's Funny That Way|2015|Comedy|Owen Wilson,Imogen Poots,Kathryn Hahn,Will Forte,Cybill Shepherd,Austin Pendleton
    Chasing Amy|1997|Comedy,Drama,Romance|Ben Affleck,Joey Lauren Adams,Jason Lee,Jason Mewes
    Deck the Halls|2006|Comedy|Danny DeVito,Matthew Broderick,Kristin Davis,Kristin Chenoweth,Alia Shawkat,Jorge Garcia
    A Dangerous Method|2011|Drama,Historical|Keira Knightley,Viggo Mortensen,Michael Fassbender,Vincent Cassel
    Black Sunday|1977|Action,Thriller|Robert Shaw,Bruce Dern,Marthe Keller
    The Believers|1987|Crime,Horror,Thriller|Martin Sheen,Helen Shaver,Robert Loggia,Jimmy Smits,Elizabeth Wilson,Harris Yulin
    Turner & Hooch|1989|Comedy|Tom Hanks,Mare Winningham,Craig T. Nelson,Reginald VelJohnson,J.C. Quinn
    The White Buffalo|1977|Fantasy,Western|Charles Bronson,Will Sampson,Stuart Whitman,Martin Kove,Jack Warden,Slim Pickens
    The Survivor|2022|Biography,Drama|Ben Foster,Vicky Krieps,Billy Magnussen,Peter Sarsgaard,John Leguizamo,Danny DeVito
    Beyond Therapy|1987|Comedy|Julie Hagerty,Jeff Goldblum,Glenda Jackson,Tom Conti,Christopher Guest
    Phantasm|1979|Fantasy,Horror|Reggie Bannister,Angus Scrimm
    Radio Days|1987|Comedy,Drama|Mia Farrow,Dianne Wiest,Julie Kavner,Michael Tucker,Josh Mostel,Seth Green
    Risen|2016|Drama|Joseph Fiennes,Tom Felton,Peter Firth,Cliff Curtis
    The Remains of the Day|1993|Drama|Anthony Hopkins,Emma Thompson,James Fox,Christopher Reeve,Peter Vaughan,Ben Chaplin
    Hamlet 2|2008|Comedy|Steve Coogan,Catherine Keener,David Arquette,Elisabeth Shue,Amy Poehler,Marshall Bell
    Islands in the Stream|1977|Drama|George C. Scott,David Hemmings,Gilbert Roland
    Max Dugan Returns|1983|Comedy,Drama|Jason Robards,Marsha Mason,Donald Sutherland,Matthew Broderick
    The Osterman Weekend|1983|Thriller|Rutger Hauer,John Hurt,Craig T. Nelson,Dennis Hopper,Christopher Starr,Chris Sarandon
    The Prophecy|1995|Fantasy,Thriller|Christopher Walken,Elias Koteas,Virginia Madsen,Viggo Mortensen,Eric Stoltz
    Welcome to L.A.|1976|Drama,Musical,Romance|Keith Carradine,Geraldine Chaplin,Harvey Keitel
    Captain Underpants: The First Epic Movie|2017|Animation,Comedy,Family,Superhero|Kevin Hart,Ed Helms,Thomas Middleditch,Nick Kroll,Jordan Peele,Kristen Schaal
    Wes Craven's New Nightmare|1994|Slasher|Robert Englund,Heather Langenkamp
    Saved!|2004|Comedy|Jena Malone,Mandy Moore,Macaulay Culkin,Patrick Fugit,Heather Matarazzo,Eva Amurri
    No Reservations|2007|Comedy,Drama,Romance|Catherine Zeta-Jones,Aaron Eckhart,Abigail Breslin,Patricia Clarkson,Jenny Wade,Bob Balaban
    Ordinary People|1980|Drama|Mary Tyler Moore,Donald Sutherland,Timothy Hutton,Judd Hirsch,Elizabeth McGovern
    Reign Over Me|2007|Drama|Adam Sandler,Don Cheadle,Jada Pinkett Smith,Liv Tyler,Saffron Burrows,Donald Sutherland
    Sneakers|1992|Comedy,Thriller|Robert Redford,Dan Aykroyd,Ben Kingsley,Mary McDonnell,River Phoenix,Sidney Poitier
    National Lampoon's Christmas Vacation|1989|Comedy|Chevy Chase,Beverly D'Angelo,Juliette Lewis,Randy Quaid,Johnny Galecki
    Resident Evil: Apocalypse|2004|Action,Horror,Science Fiction|Milla Jovovich,Sienna Guillory,Oded Fehr,Thomas Kretschmann,Jared Harris,Mike Epps
    Serpico|1973|Biography,Crime,Drama,Film Noir|Al Pacino,John Randolph,Tony Roberts
    The Founder|2016|Biography,Drama|Michael Keaton,Nick Offerman,John Carroll Lynch,Linda Cardellini,Patrick Wilson,B. J. Novak
    The Bounty|1984|Drama,Historical|Mel Gibson,Anthony Hopkins,Daniel Day-Lewis,Laurence Olivier
    Daddy Day Care|2003|Comedy,Family|Eddie Murphy,Jeff Garlin,Steve Zahn,Regina King,Anjelica Huston
    Along Came a Spider|2001|Crime,Film Noir,Thriller|Morgan Freeman,Monica Potter,Dylan Baker
    Sunshine|2007|Science Fiction,Thriller|Cillian Murphy,Rose Byrne,Cliff Curtis,Chris Evans,Troy Garity,Hiroyuki Sanada
    Shall We Dance?|2004|Comedy,Drama,Romance|Richard Gere,Jennifer Lopez,Susan Sarandon,Stanley Tucci,Lisa Ann Walter,Richard Jenkins
    Wild Rovers|1971|Western|William Holden,Ryan O'Neal,Karl Malden,Joe Don Baker,Tom Skerritt
    Next|2007|Action,Science Fiction,Thriller|Nicolas Cage,Julianne Moore,Jessica Biel,Thomas Kretschmann,Peter Falk,Tory Kittles
    What to Expect When You're Expecting|2012|Comedy,Romance|Cameron Diaz,Jennifer Lopez,Brooklyn Decker,Elizabeth Banks,Anna Kendrick,Chace Crawford
    A Bad Moms Christmas|2017|Comedy|Mila Kunis,Kristen Bell,Kathryn Hahn,Jay Hernandez,Susan Sarandon,Christine Baranski
    Safe Men|1998|Comedy,Crime|Sam Rockwell,Steve Zahn,Michael Lerner,Paul Giamatti
    Flirting with Disaster|1996|Comedy|Ben Stiller,Téa Leoni,Patricia Arquette,Alan Alda,Mary Tyler Moore,George Segal
    The Company|2003|Drama,Musical|Neve Campbell,Malcolm McDowell,James Franco
    Ruby Gillman, Teenage Kraken|2023|Action,Animation,Comedy,Fantasy|Lana Condor,Toni Collette,Annie Murphy,Sam Richardson,Liza Koshy,Will Forte
    The Commuter|2018|Action,Thriller|Liam Neeson,Vera Farmiga,Patrick Wilson,Jonathan Banks,Elizabeth McGovern,Sam Neill
    The Bounty Hunter|2010|Action,Comedy|Jennifer Aniston,Gerard Butler,Jason Sudeikis,Jeff Garlin,Cathy Moriarty,Ritchie Coster
    This Is 40|2012|Comedy|Paul Rudd,Leslie Mann,Maude Apatow,Iris Apatow,Graham Parker,Megan Fox
    A Piece of the Action|1977|Comedy,Crime|Bill Cosby,Sidney Poitier,James Earl Jones
    The Rescuers Down Under|1990|Adventure,Animation|Bob Newhart,Eva Gabor,John Candy,George C. Scott
    To Wong Foo, Thanks for Everything! Julie Newmar|1995|Comedy|Wesley Snipes,Patrick Swayze,John Leguizamo,Stockard Channing,Chris Penn,Blythe Danner
    Snow White and the Huntsman|2012|Fantasy|Charlize Theron,Kristen Stewart,Chris Hemsworth,Sam Spruell,Ian McShane,Bob Hoskins
    Another Year|2010|Comedy,Drama|Jim Broadbent,Imelda Staunton,Lesley Manville,Peter Wight,Oliver Maltman,David Bradley
    Two Lovers|2009|Drama,Romance|Joaquin Phoenix,Gwyneth Paltrow,Vinessa Shaw,Isabella Rossellini,Elias Koteas,Moni Moshonov
    Deathtrap|1982|Comedy,Mystery,Thriller|Michael Caine,Christopher Reeve,Dyan Cannon
    Me, Myself & Irene|2000|Comedy|Jim Carrey,Renée Zellweger,Robert Forster,Chris Cooper
    Last Holiday|2006|Comedy,Drama,Romance|Queen Latifah,LL Cool J,Timothy Hutton,Gérard Depardieu,Alicia Witt,Giancarlo Esposito
    Peter Rabbit|2018|Animation,Comedy|James Corden,Domhnall Gleeson,Rose Byrne,Daisy Ridley,Margot Robbie,Elizabeth Debicki
    16 Blocks|2006|Action,Thriller|Bruce Willis,Mos Def,David Morse,Jenna Stern,Casey Sander,Cylk Cozart
    Perfect|1985|Drama,Romance|John Travolta,Jamie Lee Curtis,Jann Wenner,Marilu Henner,Laraine Newman
    Lara Croft: Tomb Raider|2001|Action,Adventure|Angelina Jolie,Jon Voight,Iain Glen
    Lucky You|2007|Drama|Eric Bana,Drew Barrymore,Robert Duvall,Jean Smart,Debra Messing,Robert Downey Jr.
    Instant Family|2018|Biography,Comedy,Drama,Family|Mark Wahlberg,Rose Byrne,Isabela Moner,Tig Notaro,Margo Martindale,Julie Hagerty
    Turk 182|1985|Action,Comedy,Drama|Timothy Hutton,Robert Urich,Kim Cattrall,Robert Culp,Peter Boyle,Darren McGavin
    Casualties of War|1989|Drama,War|Michael J. Fox,Sean Penn
    Heist|2001|Action,Crime,Drama|Gene Hackman,Danny DeVito,Delroy Lindo,Sam Rockwell,Rebecca Pidgeon,Ricky Jay
    Corpse Bride|2005|Animation,Family,Fantasy,Musical|Johnny Depp,Helena Bonham Carter,Emily Watson,Tracey Ullman,Paul Whitehouse,Joanna Lumley
    The Day of the Dolphin|1973|Drama,Science Fiction,Thriller|George C. Scott,Trish Van Devere,Paul Sorvino,Fritz Weaver
    Star Wars: Episode II – Attack of the Clones|2002|Science Fiction|Ewan McGregor,Natalie Portman,Hayden Christensen
    The Deep End of the Ocean|1999|Drama|Michelle Pfeiffer,Treat Williams,Whoopi Goldberg
    Liberty Heights|1999|Comedy,Drama|Adrien Brody,Ben Foster,Orlando Jones
    360|2012|Drama,Thriller|Rachel Weisz,Anthony Hopkins,Jude Law,Ben Foster,Jamel Debbouze,Moritz Bleibtreu
    Undercover Brother|2002|Action,Comedy,Spy|Eddie Griffin,Chris Kattan,Dave Chappelle
    My Blue Heaven|1990|Comedy,Crime|Steve Martin,Rick Moranis,Joan Cusack
    52 Pick-Up|1986|Crime,Film Noir,Thriller|Roy Scheider,Ann-Margret,John Glover
    Shakespeare in Love|1998|Comedy,Drama,Historical,Romance|Gwyneth Paltrow,Joseph Fiennes,Geoffrey Rush,Colin Firth,Ben Affleck,Judi Dench
    Gone Baby Gone|2007|Crime,Film Noir,Thriller|Casey Affleck,Michelle Monaghan,Morgan Freeman,Ed Harris,John Ashton,Amy Ryan
    Non-Stop|2014|Action,Thriller|Liam Neeson,Julianne Moore,Scoot McNairy,Michelle Dockery,Nate Parker,Jason Butler Harner
    Despicable Me 3|2017|Animation,Comedy|Steve Carell,Kristen Wiig,Trey Parker,Miranda Cosgrove,Dana Gaier,Nev Scharrel
    Surviving Christmas|2004|Comedy,Romance|Ben Affleck,James Gandolfini,Christina Applegate,Catherine O'Hara,Josh Zuckerman,Bill Macy
    The Gift|2000|Horror,Supernatural,Thriller|Cate Blanchett,Giovanni Ribisi,Keanu Reeves,Katie Holmes,Greg Kinnear,Hilary Swank
    Mighty Joe Young|1998|Adventure|Bill Paxton,Charlize Theron,David Paymer,Peter Firth,Regina King,Rade Serbedzija
    Gangster Squad|2013|Action,Crime,Thriller|Ryan Gosling,Emma Stone,Sean Penn,Josh Brolin,Robert Patrick,Michael Peña
    Lost in Space|1998|Adventure,Science Fiction|William Hurt,Mimi Rogers,Gary Oldman,Heather Graham,Matt LeBlanc,Lacey Chabert
    The Joy Luck Club|1993|Drama|Ming-Na,Rosalind Chao,Lauren Tom,Tamlyn Tomita
    House Party 2|1991|Comedy|Kid 'n Play,Martin Lawrence,Queen Latifah,Whoopi Goldberg
    Syriana|2005|Drama,Political,Thriller|George Clooney,Matt Damon,Jeffrey Wright,Chris Cooper,William Hurt,Tim Blake Nelson
    Uptown Saturday Night|1974|Action,Comedy,Crime|Sidney Poitier,Bill Cosby,Richard Pryor
    The Family Man|2000|Comedy,Drama,Fantasy,Romance|Nicolas Cage,Téa Leoni,Don Cheadle
    Thank God It's Friday|1978|Comedy,Musical|Jeff Goldblum,Debra Winger,Donna Summer
    The Man Who Loved Women|1983|Comedy,Drama|Burt Reynolds,Julie Andrews,Kim Basinger,Sela Ward,Marilu Henner
    Stripes|1981|Comedy,War|Bill Murray,Harold Ramis,Warren Oates,John Candy,Sean Young,P.J. Soles
    High Flying Bird|2019|Drama,Sports|André Holland,Zazie Beetz,Melvin Gregg,Sonja Sohn,Zachary Quinto,Kyle MacLachlan
    The Crazy World of Julius Vrooder|1974|Comedy,Drama|Timothy Bottoms,Barbara Hershey,Albert Salmi,George Marshall
    F.I.S.T.|1978|Crime,Drama,Film Noir|Sylvester Stallone,Rod Steiger,Melinda Dillon,Brian Dennehy,Kevin Conway,Peter Boyle
    Someone to Watch Over Me|1987|Film Noir,Romance,Thriller|Tom Berenger,Mimi Rogers,Lorraine Bracco,Jerry Orbach,Andreas Katsulas
    Chaplin|1992|Biography,Comedy,Drama|Robert Downey Jr.,Dan Aykroyd,Kevin Kline,Anthony Hopkins
    Midnight Run|1988|Action,Comedy|Robert De Niro,Charles Grodin,Yaphet Kotto,John Ashton,Dennis Farina
    Deal of the Century|1983|Comedy|Chevy Chase,Gregory Hines,Sigourney Weaver
    The House Next Door: Meet the Blacks 2|2021|Comedy,Horror,Satire|Mike Epps,Katt Williams,Bresha Webb,Lil Duval,Zulay Henao,Tyrin Turner
    The Incredible Burt Wonderstone|2013|Comedy|Steve Carell,Jim Carrey,Steve Buscemi,Olivia Wilde,James Gandolfini,Alan Arkin
    Rambling Rose|1991|Drama|Laura Dern,Diane Ladd,Robert Duvall,Lukas Haas
    The Young Victoria|2009|Drama,Historical|Emily Blunt,Rupert Friend,Miranda Richardson,Jim Broadbent,Paul Bettany,Mark Strong
    What's Up, Doc?|1972|Comedy,Romance|Barbra Streisand,Ryan O'Neal,Madeline Kahn
    Beethoven|1992|Comedy,Family|Charles Grodin,Bonnie Hunt,Dean Jones,Oliver Platt,Stanley Tucci
    The Twilight Saga: Breaking Dawn – Part 2|2012|Fantasy,Romance|Kristen Stewart,Robert Pattinson,Michael Sheen,Mackenzie Foy,Billy Burke,Ashley Greene
    Lookin' to Get Out|1982|Comedy|Jon Voight,Ann-Margret,Burt Young
    The Nut Job 2: Nutty by Nature|2017|Animation,Comedy|Will Arnett,Katherine Heigl,Maya Rudolph,Sebastian Maniscalco,Kari Wahlgren,Bobby Moynihan
    Airport 1975|1974|Disaster|Charlton Heston,Karen Black,Gloria Swanson,Linda Blair,George Kennedy,Susan Clark
    The Bad News Bears|1976|Comedy,Sports|Walter Matthau,Tatum O'Neal,Chris Barnes,Jackie Earle Haley,Vic Morrow,Joyce Van Patten
    Rules of Engagement|2000|Drama,Legal,War|Tommy Lee Jones,Samuel L. Jackson,Guy Pearce
    The Humbling|2015|Comedy,Drama|Al Pacino,Greta Gerwig,Dianne Wiest,Nina Arianda,Dylan Baker,Charles Grodin
    New York, New York|1977|Drama,Musical|Liza Minnelli,Robert De Niro,Lionel Stander
    My Week with Marilyn|2011|Biography,Drama|Michelle Williams,Kenneth Branagh,Eddie Redmayne,Emma Watson,Judi Dench
    Noises Off|1992|Comedy|Carol Burnett,Michael Caine,Denholm Elliott,Julie Hagerty,Marilu Henner,Mark Linn-Baker
    Me and Orson Welles|2009|Drama,Historical|Zac Efron,Christian McKay,Claire Danes,Ben Chaplin,James Tupper,Kelly Reilly
    The Trigger Effect|1996|Drama,Thriller|Kyle MacLachlan,Dermot Mulroney,Elisabeth Shue
    The Intruder|2019|Thriller|Dennis Quaid,Michael Ealy,Meagan Good,Joseph Sikora
    The Girl Who Kicked the Hornets' Nest|2010|Crime,Thriller|Noomi Rapace,Michael Nyqvist,Lena Endre
    Crazy People|1990|Comedy|Dudley Moore,Daryl Hannah,Paul Reiser,Mercedes Ruehl,J. T. Walsh
    Shampoo|1975|Comedy,Drama|Warren Beatty,Julie Christie,Goldie Hawn,Jack Warden,Lee Grant,Carrie Fisher
    The Bridges of Madison County|1995|Drama,Romance|Clint Eastwood,Meryl Streep
    Rogue One: A Star Wars Story|2016|Science Fiction|Felicity Jones,Diego Luna,Ben Mendelsohn,Donnie Yen,Mads Mikkelsen,Alan Tudyk
    The Boat That Rocked aka Pirate Radio|2009|Comedy,Drama|Tom Sturridge,Philip Seymour Hoffman,Bill Nighy,Nick Frost,Rhys Ifans,Katherine Parkinson
    The White Dawn|1974|Adventure,Drama|Warren Oates,Timothy Bottoms,Louis Gossett Jr.
    Suicide Kings|1997|Comedy,Crime,Drama,Thriller|Christopher Walken,Denis Leary,Henry Thomas,Johnny Galecki,Sean Patrick Flanery,Jay Mohr
    A Dog's Purpose|2017|Adventure,Comedy,Drama|Britt Robertson,Dennis Quaid,Josh Gad,KJ Apa,John Ortiz
    North Country|2005|Drama|Charlize Theron,Frances McDormand,Sissy Spacek,Woody Harrelson,Sean Bean,Richard Jenkins
    Fear|1996|Thriller|Mark Wahlberg,Reese Witherspoon,Alyssa Milano,William Petersen,Amy Brenneman
    Whiffs|1975|Comedy|Elliott Gould,Eddie Albert,Harry Guardino,Jennifer O'Neill
    Hop|2011|Comedy,Fantasy|Russell Brand,James Marsden,Kaley Cuoco,Elizabeth Perkins,Hank Azaria,Gary Cole
    Club Paradise|1986|Comedy|Robin Williams,Peter O'Toole,Rick Moranis
    The Don Is Dead|1973|Crime,Drama|Anthony Quinn,Angel Tompkins,Robert Forster,Al Lettieri
    Madea's Family Reunion|2006|Comedy,Drama|Tyler Perry,Blair Underwood,Keke Palmer,Lynn Whitfield,Lisa Arrindell Anderson,Jenifer Lewis
    Harold & Kumar Go to White Castle|2004|Comedy|John Cho,Kal Penn,Neil Patrick Harris,Paula Garcés,Ryan Reynolds,David Krumholtz
    Prince of Persia: The Sands of Time|2010|Action,Fantasy|Jake Gyllenhaal,Gemma Arterton,Ben Kingsley,Alfred Molina,Toby Kebbell,Ronald Pickup
    Megamind|2010|Animation,Comedy,Superhero|Will Ferrell,Brad Pitt,Tina Fey,Jonah Hill,David Cross,Ben Stiller
    Southpaw|2015|Drama,Sports|Jake Gyllenhaal,Forest Whitaker,Naomie Harris,Oona Laurence,Rachel McAdams
    Love Ranch|2010|Drama|Helen Mirren,Joe Pesci,Sergio Peris-Mencheta,Bryan Cranston,Gina Gershon,Scout Taylor-Compton
    27 Dresses|2008|Comedy,Romance|Katherine Heigl,James Marsden,Malin Åkerman,Edward Burns,Judy Greer,Melora Hardin
    Maverick|1994|Comedy,Western|Mel Gibson,Jodie Foster,James Garner
    PAW Patrol: The Mighty Movie|2023|Action,Adventure,Animation,Comedy|Kristen Bell,Christian Convery,Mckenna Grace,Lil Rel Howery,James Marsden,Serena Williams
    Moneyball|2011|Biography,Comedy,Drama,Sports|Brad Pitt,Jonah Hill,Robin Wright Penn,Philip Seymour Hoffman,Stephen Bishop,Kathryn Morris
    Speed 2: Cruise Control|1997|Action,Thriller|Sandra Bullock,Jason Patric,Willem Dafoe,Tim Conway,Temuera Morrison
    Foolin' Around|1980|Comedy,Romance,Sports|Gary Busey,Annette O'Toole,Cloris Leachman,William H. Macy,Tony Randall,Eddie Albert
    The Skeleton Key|2005|Horror,Supernatural|Kate Hudson,Gena Rowlands,Peter Sarsgaard,Joy Bryant,John Hurt,Jeryl Prescott
    Creepshow|1982|Comedy,Horror|Hal Holbrook,Adrienne Barbeau,E. G. Marshall,Ted Danson,Fritz Weaver,Leslie Nielsen
    The Secret Life of Pets 2|2019|Animation,Comedy|Patton Oswalt,Eric Stonestreet,Kevin Hart,Jenny Slate,Tiffany Haddish,Lake Bell
    Valentine's Day|2010|Comedy,Romance|Jessica Alba,Kathy Bates,Jessica Biel,Bradley Cooper,Eric Dane,Patrick Dempsey
    Gung Ho|1986|Comedy|Michael Keaton,John Turturro,Mimi Rogers,Gedde Watanabe,George Wendt
    Hillbilly Elegy|2020|Drama|Amy Adams,Glenn Close,Gabriel Basso,Haley Bennett,Freida Pinto,Bo Hopkins
    The In-Laws|2003|Action,Comedy|Michael Douglas,Albert Brooks,David Suchet,Candice Bergen,Ryan Reynolds,Robin Tunney
    Redbelt|2008|Martial Arts|Chiwetel Ejiofor,Tim Allen,Alice Braga,Randy Couture,Ricky Jay,Joe Mantegna
    Sherlock Gnomes|2018|Animation,Comedy,Mystery|James McAvoy,Emily Blunt,Johnny Depp,Chiwetel Ejiofor,Mary J. Blige,Michael Caine
    Donnie Brasco|1997|Crime,Drama|Al Pacino,Johnny Depp,Michael Madsen,Anne Heche,Bruno Kirby
    The Assassination of Jesse James by the Coward Robert Ford|2007|Western|Brad Pitt,Casey Affleck,Sam Shepard,Mary-Louise Parker,Paul Schneider,Jeremy Renner
    Hooper|1978|Action,Comedy|Burt Reynolds,Sally Field,Jan-Michael Vincent,Brian Keith,Robert Klein,James Best
    Old Dogs|2009|Comedy|John Travolta,Robin Williams,Kelly Preston,Bernie Mac,Seth Green,Lori Loughlin
    Song to Song|2017|Drama,Romance|Ryan Gosling,Michael Fassbender,Rooney Mara,Natalie Portman
    Terminator Salvation|2009|Action,Science Fiction,War|Christian Bale,Sam Worthington,Anton Yelchin,Moon Bloodgood,Bryce Dallas Howard,Common
    """#
