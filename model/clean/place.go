package clean

import (
	"strings"
	"sync"
)

// PlaceKey folds city, state and country to the key by which addresses are
// matched: "boston|ma|us". States of the US and provinces of Canada agree
// whether written out or as letters, and supply a country that is missing;
// country may be a name or a code. Saint, Fort and Mount agree with St., Ft. and Mt.
// "" when all three are empty.
func PlaceKey(city, state, country string) string {
	words := fold(city)
	for i, w := range words {
		switch w {
		case "st", "ste":
			words[i] = "saint"
		case "ft":
			words[i] = "fort"
		case "mt":
			words[i] = "mount"
		}
	}
	land := strings.ToLower(Country(country))
	if land == "" {
		land = strings.Join(initials(fold(country)), " ")
	}
	st, land := region(strings.Join(initials(fold(state)), " "), land)
	if key := strings.Join(words, " ") + "|" + st + "|" + land; key != "||" {
		return key
	}
	return ""
}

// Country gives the ISO 3166 code of two capitals for a country as lists write
// it: "USA", "U.S.", "United States of America", "uk", "Deutschland". A code of two
// letters is taken as it is. "" for a name that Ripen does not know.
func Country(s string) string {
	if len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z' && s != "UK" {
		return s
	}
	k := strings.Join(initials(fold(s)), " ")
	if k == "uk" {
		return "GB"
	}
	if len(k) == 2 && 'a' <= k[0] && k[0] <= 'z' && 'a' <= k[1] && k[1] <= 'z' {
		return strings.ToUpper(k)
	}
	return countryCodes()[k]
}

// countryCodes gives the codes by folded name.
var countryCodes = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for line := range strings.SplitSeq(countries, "\n") {
		code, names, _ := strings.Cut(line, " ")
		for name := range strings.SplitSeq(names, ",") {
			codes[name] = code
		}
	}
	return codes
})

// region gives the letters of a US state or a Canadian province, and its
// country where none was given. Other regions stay as written: DE is Delaware
// in the US only.
func region(folded, land string) (letters, country string) {
	if r, found := regions()[folded]; found && (land == "" || land == r.land) {
		return r.letters, r.land
	}
	return folded, land
}

type regionCode struct{ letters, land string }

// regions gives states and provinces by folded name and by letters, which no
// two of them share.
var regions = sync.OnceValue(func() map[string]regionCode {
	all := map[string]regionCode{}
	for land, list := range map[string]string{"us": states, "ca": provinces} {
		for entry := range strings.SplitSeq(list, ",") {
			letters, name, _ := strings.Cut(entry, " ")
			all[letters], all[name] = regionCode{letters, land}, regionCode{letters, land}
		}
	}
	return all
})

const states = "al alabama,ak alaska,az arizona,ar arkansas,ca california,co colorado,ct connecticut,de delaware," +
	"dc district of columbia,fl florida,ga georgia,hi hawaii,id idaho,il illinois,in indiana,ia iowa,ks kansas," +
	"ky kentucky,la louisiana,me maine,md maryland,ma massachusetts,mi michigan,mn minnesota,ms mississippi," +
	"mo missouri,mt montana,ne nebraska,nv nevada,nh new hampshire,nj new jersey,nm new mexico,ny new york," +
	"nc north carolina,nd north dakota,oh ohio,ok oklahoma,or oregon,pa pennsylvania,pr puerto rico,ri rhode island," +
	"sc south carolina,sd south dakota,tn tennessee,tx texas,ut utah,vt vermont,va virginia,wa washington," +
	"wv west virginia,wi wisconsin,wy wyoming"

const provinces = "ab alberta,bc british columbia,mb manitoba,nb new brunswick,nl newfoundland and labrador," +
	"ns nova scotia,nt northwest territories,nu nunavut,on ontario,pe prince edward island,qc quebec,sk saskatchewan,yt yukon"

// countries holds folded names, the spoken ones and those of the country's own language.
const countries = `US usa,united states,united states of america,america
CA canada,can
GB united kingdom,great britain,gbr,england,scotland,wales,northern ireland
IE ireland,irl,eire
AU australia,aus
NZ new zealand,nzl
DE germany,deutschland,deu,ger
AT austria,osterreich,aut
CH switzerland,schweiz,suisse,svizzera,che
FR france,fra
BE belgium,belgie,belgique,bel
NL netherlands,the netherlands,holland,nederland,nld
LU luxembourg,lux
IT italy,italia,ita
ES spain,espana,esp
PT portugal,prt
DK denmark,danmark,dnk
SE sweden,sverige,swe
NO norway,norge,nor
FI finland,suomi,fin
IS iceland,isl
PL poland,polska,pol
CZ czechia,czech republic,cze
SK slovakia,svk
HU hungary,hun
RO romania,rou
BG bulgaria,bgr
GR greece,grc
HR croatia,hrv
SI slovenia,svn
EE estonia,est
LV latvia,lva
LT lithuania,ltu
UA ukraine,ukr
TR turkey,turkiye,tur
IL israel,isr
AE united arab emirates,uae,are
SA saudi arabia,sau
IN india,ind
SG singapore,sgp
MY malaysia,mys
PH philippines,phl
JP japan,jpn
KR south korea,korea,kor
CN china,chn
HK hong kong,hkg
TW taiwan,twn
ZA south africa,zaf
NG nigeria,nga
KE kenya,ken
EG egypt,egy
MX mexico,mex
BR brazil,brasil,bra
AR argentina,arg
CL chile,chl
CO colombia,col`
