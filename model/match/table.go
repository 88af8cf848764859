package match

import (
	"strings"
	"sync"
)

// shortForms are given names with the forms that people go by.
const shortForms = `william bill will billy willy liam
robert bob rob bobby robbie bert
richard rick dick rich ricky
james jim jimmy jamie
john jack johnny jon
jonathan jon john nathan
charles chuck charlie chas
thomas tom tommy
michael mike mick mickey
joseph joe joey
edward ed ted eddie ned
theodore ted theo
david dave davy
daniel dan danny
steven steve
stephen steve
matthew matt
anthony tony
andrew andy drew
christopher chris kit
christian chris
christine chris chrissie tina
christina chris tina
nicholas nick nico
alexander alex sandy
alexandra alex sandra
benjamin ben
samuel sam
samantha sam
patrick pat paddy
patricia pat patty trish tricia
kenneth ken kenny
gregory greg
ronald ron ronnie
donald don donnie
timothy tim
lawrence larry
gerald gerry jerry
jerome jerry
raymond ray
frederick fred freddy
francis frank
franklin frank
henry harry hank
harold harry hal
peter pete
philip phil
phillip phil
walter walt wally
leonard len leo lenny
vincent vince
zachary zach zack
jeffrey jeff
geoffrey geoff
douglas doug
elizabeth liz beth betty lisa eliza lizzie
margaret maggie meg peggy greta
catherine cathy kate katie cat
katherine kathy kate katie
kathleen kathy kate
jennifer jen jenny
susan sue susie
deborah deb debbie
rebecca becky becca
barbara barb
victoria vicky tori
jacqueline jackie
pamela pam
cynthia cindy
sandra sandy
dorothy dot dottie
virginia ginny
theresa terry tess
teresa terry tess
terence terry
abigail abby
judith judy
valerie val
veronica ronnie
suzanne sue
kimberly kim
amanda mandy
melissa missy
johannes hans jan
wolfgang wolf
friedrich fritz
heinrich heinz
josef sepp
francisco paco
jose pepe
ignacio nacho`

// given are names of their own beside those with short forms: what is one
// letter from another of them is another person.
const given = `adam alan albert alice alicia allen alan amy ana andrea andreas angela anita ann anna anne annie antonio arthur ashley
barry beatrice bernard brandon brian bryan bruce bruno carl carla carlo carlos carmen carol carole caroline carrie cecil cecilia
claire clara claude claudia clark craig dale dana dane daniela danielle dean dennis denis denise diana diane diego dominic donna
duncan earl elena eleanor ella ellen elsa elaine eileen emil emily emilia emma eric erica erik erika erin ernest ethan eugene eva
eve evan felix fiona frances franz fred gabriel gabriela gary george georgia gina glen grace guy hannah hanna harriet heather
heidi helen helena helga henri henrik holly howard hugh hugo ian ida ines ingrid irene iris isaac ivan jack jacob jake jan jana
jane janet janice jason jay jean jeanne jessica jill joan joana joanna joanne joel johan johanna jon jonas jordan jose joyce juan
juana judith judy julia julian juliana julie julio june justin kai karen karin karl karla kate kay keith kelly kerry kevin kim
kirk kristin kristina kyle lara lars laura lauren lea leah lee lena leo leon leona leslie lillian lily linda lisa liz lloyd lois
lorena louis louisa louise luca lucas lucia lucy luis luisa luke lynn marc marcel marco marcus maria marian marianne marie marilyn
mario marion mark marta martha martin martina marvin mary max maya megan mel melanie mia miguel mila miles milo mina miranda mona
monica monika morgan nadia nancy naomi natalia natalie neil nina noah noel nora norma norman olaf olga oliver olivia omar oscar
otto owen pablo paola paul paula pauline pedro penny per pia rachel ralph ramon raul rene renee rhonda rita roberta roberto robin
rodney roger roland roman rosa rose rosemary ross roxanne roy ruby ruth ryan sally sam sara sarah sean seth shane shannon sharon
shaun shawn sheila shirley sidney silvia simon simone sofia sophia sophie stan stanley stella stuart sven sylvia tara tanya ted
tessa tim tina todd tracy travis trevor troy tyler ursula vera victor viola vivian wade wanda warren wayne wendy wesley wilhelm
yvette yvonne`

// names are the tables of given names. They are made when the first two names
// are compared: a start pays nothing for them.
type names struct {
	known  map[string]bool     // well known
	longOf map[string][]string // short form → the names it stands for
}

var givenNames = sync.OnceValue(func() names {
	n := names{map[string]bool{}, map[string][]string{}}
	for line := range strings.SplitSeq(shortForms, "\n") {
		words := strings.Fields(line)
		for _, w := range words {
			n.known[w] = true
			n.longOf[w] = append(n.longOf[w], words[0])
		}
	}
	for w := range strings.FieldsSeq(given) {
		n.known[w] = true
	}
	// Two spellings of one name, each right.
	for _, pair := range [][2]string{{"stephen", "steven"}, {"sara", "sarah"}, {"brian", "bryan"}, {"eric", "erik"}, {"erica", "erika"}, {"hanna", "hannah"},
		{"jon", "john"}, {"sean", "shawn"}, {"sean", "shaun"}, {"shawn", "shaun"}, {"catherine", "katherine"}, {"ann", "anne"}, {"philip", "phillip"}, {"carl", "karl"}, {"marc", "mark"},
		{"theresa", "teresa"}, {"jeffrey", "geoffrey"}, {"alan", "allen"}, {"dennis", "denis"}, {"claire", "clare"}, {"sofia", "sophia"}, {"monica", "monika"}} {
		n.longOf[pair[0]] = append(n.longOf[pair[0]], pair[1])
		n.longOf[pair[1]] = append(n.longOf[pair[1]], pair[0])
	}
	return n
})

func wellKnown(name string) bool { return givenNames().known[name] }

// shortOf says that one is a form of the other, or both of one name.
func shortOf(a, b string) bool {
	for _, x := range givenNames().longOf[a] {
		if x == b {
			return true
		}
		for _, y := range givenNames().longOf[b] {
			if (x == y || a == y) && len(a) > 1 {
				return true
			}
		}
	}
	for _, y := range givenNames().longOf[b] {
		if y == a {
			return true
		}
	}
	return false
}

// formal is the first of the names that a short form stands for.
func formal(given string) string {
	if all := givenNames().longOf[given]; len(all) > 0 {
		return all[0]
	}
	return given
}

// streetWords are written in full and in short.
var streetWords = pairs(`street st str|avenue ave av|road rd|drive dr|boulevard blvd|lane ln|court ct|place pl|square sq|highway hwy|parkway pkwy|
terrace ter|circle cir|suite ste|north n|south s|east e|west w|floor fl|building bldg|apartment apt|mount mt|saint|fort ft|trail trl|turnpike tpke|plaza plz|center ctr centre`)

// tradeWords are companies' words written in full and in short.
var tradeWords = pairs(`international intl|manufacturing mfg|services svcs service svc|associates assoc|management mgmt|technologies tech technology|systems sys system|
industries ind industry|brothers bros|national natl|university univ|department dept|engineering engrg eng|construction constr|solutions solution|
products prod product|distribution dist|laboratories labs lab laboratory|center ctr centre|group grp|american amer|equipment equip|logistics logistic|government govt`)

func pairs(s string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		out := map[string]string{}
		for part := range strings.SplitSeq(s, "|") {
			words := strings.Fields(part)
			for _, w := range words {
				out[w] = words[0]
			}
		}
		return out
	})
}

// general are words that many companies have: by themselves they tell none apart.
var general = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`group holding holdings services international usa us america global worldwide enterprises partners of
company co inc llc ltd corporation corp solutions systems technologies associates consulting industries the division`) {
		out[w] = true
	}
	return out
})
