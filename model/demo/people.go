package demo

import (
	"strings"

	"ripen/model"
)

// Names by where people are. Given names first; any of them with any family
// name.
var given = map[string][]string{
	"US": {"Mia", "Ana", "Rita", "Sam", "Lee", "Beth", "Carla", "Derek", "Yolanda", "Andre", "Nadia", "Wes", "Priscilla", "Hector", "Joyce", "Kofi", "Lorraine",
		"Mateo", "Neil", "Olive", "Paula", "Quentin", "Rosa", "Stan", "Thuy", "Ursula", "Vince", "Wanda", "Xavier", "Yusuf", "Zoe", "Alma", "Brent", "Chidi", "Dolores",
		"Elliot", "Faye", "Gus", "Hana", "Ivo", "José", "Kayla", "Luis", "Marguerite", "Noël", "Renée", "Sofía", "Tyrone", "Inés", "Björn"},
	"GB": {"Alistair", "Bronwen", "Callum", "Fiona", "Gareth", "Imogen", "Nigel", "Parveen", "Rhys", "Siân", "Trevor", "Winifred", "Zadie", "Hamish"},
	"DE": {"Jürgen", "Käthe", "Lüder", "Sabine", "Uwe", "Björn", "Annegret", "Jörg", "Marlene", "Götz", "Ayşe", "Ralf", "Ulrike"},
	"NO": {"Per", "Åse", "Øyvind", "Sigrid", "Torbjørn", "Håkon", "Ingrid", "Kåre", "Solveig", "Bjørg"},
	"CA": {"Geneviève", "Marc-André", "Élodie", "Priya", "Doug", "Chantal", "Rémi", "Heather", "Gurpreet", "Maude"},
}

var family = map[string][]string{
	"US": {"Halvorsen", "Ruiz", "Voss", "Poole", "Chan", "Amos", "Okafor", "Petrov", "Castellanos", "Whitlock", "Nguyen", "Baptiste", "Kowalczyk", "Ferraro", "Dunmore",
		"Peña", "Abernathy", "Delacroix", "Iwasaki", "Grimsby", "Tillman", "Oyelaran", "Muñoz", "Stanhope", "Vandermeer", "Achterberg", "Lindgren", "Marchbanks", "Quintero",
		"Rosenthal", "Sandoval", "Threadgill", "Upshaw", "Villaseñor", "Wainwright", "Yamada", "Zielinski", "Breckenridge", "Cho", "D'Angelo", "Esperanza", "Fairweather",
		"Gallo", "Holloway", "Ibarra", "Jankowski", "Kessler", "Lovelace", "Mbeki", "Novotny", "O'Rourke", "Prasad"},
	"GB": {"Pemberton", "Ashworth", "Featherstone", "Llewellyn", "McAllister", "Blackwood", "Chaudhry", "Tregenza", "Winterbourne", "Oyelowo", "Hardcastle"},
	"DE": {"Maier", "Großmann", "Schönfeld", "Krüger", "Weiß", "Yıldız", "Böttcher", "Hohenstein", "Lindemann", "Preuß", "Fährmann"},
	"NO": {"Aas", "Brække", "Sørlie", "Ødegård", "Nygård", "Fjellheim", "Lunde", "Skårderud", "Tveit"},
	"CA": {"Tremblay", "Beauséjour", "MacIsaac", "Côté", "Dhaliwal", "Lévesque", "Fontaine", "Stavropoulos", "Kinsella"},
}

// rare names are those that screens must bear: scripts of double width, and
// length. The second is how the address is spelt.
var rare = [][2]string{
	{"田中 美咲", "misaki.tanaka"}, {"王 小明", "xiaoming.wang"}, {"김 서연", "seoyeon.kim"}, {"佐々木 健", "ken.sasaki"},
	{"Maximiliane-Charlotte von Hohenberg-Wittelsbach", "mc.hohenberg"}, {"Oluwaseun Adebayo-Fairweather-Montgomery III", "seun.adebayo"},
	{"Nguyễn Thị Phương Thảo", "thao.nguyen"}, {"Þórbjörg Guðmundsdóttir", "thorbjorg"}, {"Αλεξάνδρα Παπαδοπούλου", "a.papadopoulou"}, {"Љубица Стојановић", "ljubica.s"},
}

// titles by what people turn out to be; the playbook's target ranks them.
var titles = map[model.BuyingRole][]string{
	model.DecisionMaker: {"COO", "VP Operations", "Director of Operations", "CFO", "Plant Manager", "Head of Supply Chain", "Managing Director", "VP Finance", "Director of Logistics", "Owner", "General Manager"},
	model.Influencer:    {"IT Manager", "Controller", "Purchasing Manager", "Quality Manager", "Finance Manager", "Maintenance Manager", "Process Engineer", "Director of IT"},
	model.Champion:      {"Operations Manager", "Continuous Improvement Lead", "Planning Manager", "Logistics Manager", "Project Manager"},
	model.User:          {"Dispatcher", "Shift Supervisor", "Scheduler", "Warehouse Supervisor", "Planner", "Floor Lead"},
	model.Gatekeeper:    {"Executive Assistant", "Office Manager", "Receptionist"},

	model.InformationGatherer: {"Business Analyst", "Buyer", "Operations Assistant", "Procurement Specialist"},
}

// roleOrder is who else is at a company, after the first: the second is
// whom the arc of a lead needs most.
var roleOrder = []model.BuyingRole{model.DecisionMaker, model.Champion, model.Influencer, model.User, model.InformationGatherer, model.Gatekeeper}

// person is a name with its spelling in an address.
func person(d dice, country string, taken map[string]bool) (name, local string) {
	if given[country] == nil {
		country = "US"
	}
	for range 20 {
		if d.chance(0.012) {
			r := pick(d, rare)
			name, local = r[0], r[1]
		} else {
			a, b := pick(d, given[country]), pick(d, family[country])
			name, local = a+" "+b, slug(a)+"."+slug(b)
		}
		if !taken[name] {
			break
		}
	}
	taken[name] = true
	return name, local
}

var latin = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "aa", "ø", "oe", "æ", "ae", "é", "e", "è", "e", "ê", "e", "ë", "e", "ô", "o", "ó", "o",
	"í", "i", "ï", "i", "î", "i", "ñ", "n", "á", "a", "à", "a", "â", "a", "ç", "c", "ş", "s", "ı", "i", "ú", "u", "'", "")

// slug is a word as it stands in an address: small, without accents.
func slug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		}
		return -1
	}, latin.Replace(strings.ToLower(s)))
}

// stems begin the names of companies.
var stems = []string{"Halvorsen", "Nordlys", "Quill", "Tamarack", "Orbit", "Birch Hill", "Cobalt", "Redwood", "Atlas", "Meridian", "Sable", "Juno", "Tern", "Pike", "Lark",
	"Alder", "Bramble", "Cinder", "Drift", "Ember", "Fennel", "Gannet", "Heron", "Ironwood", "Juniper", "Kestrel", "Larkspur", "Marram", "Nettle", "Osprey", "Plover", "Quarry",
	"Ridgeline", "Saltmarsh", "Thistle", "Umber", "Verity", "Willow Bend", "Yarrow", "Zephyr", "Anvil", "Beacon", "Copperfield", "Dovetail", "Eastgate", "Foxglove", "Granite",
	"Hawthorn", "Inlet", "Jasper", "Keystone", "Lodestar", "Millbrook", "Northfield", "Oakhaven", "Pinecrest", "Quicksilver", "Rookery", "Silverton", "Tidewater", "Underhill",
	"Vanguard", "Westbrook", "Wren", "Yellowstone Creek", "Ashgrove", "Bluestem", "Cascade", "Dunmore", "Elkhorn", "Fairhaven", "Glenrock", "Hollis", "Ivybridge", "Jetty",
	"Kingfisher", "Linden", "Mosaic", "Nimbus", "Old Ferry", "Palisade", "Quartz", "Rowan", "Stonecrop", "Teal", "Upland", "Vesper", "Windrose", "Brightwater", "Calder"}

// companies hands out names: each once.
type companies struct {
	shift int         // where the season begins
	made  map[int]int // by trade
}

// name of the next company of a trade. Stem and word first; when those have all
// been used, two stems and a word.
func (c *companies) name(t int) string {
	n := c.made[t]
	c.made[t]++
	words := trades[t].words
	all := len(stems) * len(words)
	at := (n*59 + c.shift + t*23) % all // 59 has no divisor in common with the sizes
	name := stems[at%len(stems)]
	if second := n / all; second > 0 {
		name += " & " + stems[(at+second)%len(stems)]
		if third := second / len(stems); third > 0 {
			name += " " + roman(third+1)
		}
	}
	return name + " " + words[at/len(stems)]
}

func roman(n int) string {
	out := ""
	for ; n >= 10; n -= 10 {
		out += "X"
	}
	return out + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n]
}

// domain of a company: fictional for good, by its last label.
func domain(name string) string {
	return slug(strings.ReplaceAll(strings.ReplaceAll(name, " & ", "-"), " ", "-")) + ".example"
}
