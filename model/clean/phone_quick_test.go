package clean

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

// phoneCases is how many numbers each comparison with the library reads: some
// thousands by default, what RIPEN_PROPERTY_CASES says by hand. With a million
// they take some minutes.
func phoneCases() int {
	if n, err := strconv.Atoi(os.Getenv("RIPEN_PROPERTY_CASES")); err == nil && n > 0 {
		return n
	}
	return 10_000
}

// comparison holds [Phone] against what the library alone would say, and counts
// how many numbers were read without it.
type comparison struct{ all, quick, valid, wrong int }

func (c *comparison) check(t interface {
	Helper()
	Errorf(string, ...any)
}, in, country string) {
	t.Helper()
	got, want := Phone(in, country), plainPhone(in, country)
	c.all++
	if _, ok := quickPhone(number(Text(in)), homeCountry(country), ""); ok {
		c.quick++
		if want.Valid {
			c.valid++
		}
	}
	if !reflect.DeepEqual(got, want) {
		if c.wrong++; c.wrong < 20 {
			t.Errorf("Phone(%q, %q) = %+v\nby the library  %+v", in, country, got, want)
		}
	}
}

// enough makes sure that the comparison compared something.
func (c *comparison) enough(t *testing.T, quick float64) {
	t.Helper()
	t.Logf("%+v", *c)
	if float64(c.quick) < quick*float64(c.all) {
		t.Errorf("of %d numbers only %d were read quickly", c.all, c.quick)
	}
	if c.valid*20 < c.quick {
		t.Errorf("of %d numbers only %d are valid", c.quick, c.valid)
	}
}

// spellings are the ways in which lists write North American numbers.
var spellings = []string{"(%s) %s-%s", "%s-%s-%s", "%s.%s.%s", "+1 %s %s %s", "1-%s-%s-%s", "%s%s%s", "001-%s-%s-%s", "+1%s%s%s", "%s/%s-%s", "+1 (%s) %s-%s"}

var extensions = []string{"", "", "", "x5610", " x12", " ext. 7", " ext 0042", ", Ext: 33", " #9", " extension 100", "x123456789", " x1234567890", " Extn.5"}

// Every area code with every exchange, in one spelling or another: the whole of
// North America.
func TestQuickIsTheLibraryInNorthAmerica(t *testing.T) {
	var c comparison
	const pairs = 800 * 1000 // of an area code and an exchange
	n := phoneCases()
	stride := max(1, pairs/n)
	r := rand.New(rand.NewPCG(1, 2))
	for i := r.IntN(stride); i < max(n, pairs); i += 1 + r.IntN(2*stride-1) {
		area, exchange := 200+i%pairs/1000, i%1000
		line := []int{r.IntN(10000), 100 + r.IntN(100), 0, 9999}[r.IntN(4)]
		in := fmt.Sprintf(spellings[r.IntN(len(spellings))], strconv.Itoa(area), fmt.Sprintf("%03d", exchange), fmt.Sprintf("%04d", line)) +
			extensions[r.IntN(len(extensions))]
		c.check(t, in, []string{"US", "US", "US", "CA", "PR", "JM", "", "DE", "Narnia"}[r.IntN(9)])
	}
	c.enough(t, 0.7)
}

// The islands and the special ranges are where single exchanges and lines
// matter.
func TestQuickIsTheLibraryWhereSingleDigitsMatter(t *testing.T) {
	var c comparison
	r := rand.New(rand.NewPCG(3, 4))
	var areas []string
	for region := range phonenumbers.GetSupportedRegions() {
		if p := phonenumbers.GetExampleNumber(region); phonenumbers.GetCountryCodeForRegion(region) == 1 && p != nil {
			areas = append(areas, strconv.FormatUint(p.GetNationalNumber(), 10)[:3])
		}
	}
	areas = append(areas, "800", "888", "900", "500", "521", "522", "523", "524", "533", "600", "622", "700", "274", "472", "983", "829", "658", "242", "310")
	slices.Sort(areas)
	for range phoneCases() / 4 {
		c.check(t, "+1"+areas[r.IntN(len(areas))]+fmt.Sprintf("%07d", r.IntN(1e7)), "US")
	}
	c.enough(t, 0.95)
}

// typed writes a national number of a region in the ways in which people do.
func typed(r *rand.Rand, region, national string) string {
	code := strconv.Itoa(phonenumbers.GetCountryCodeForRegion(region))
	spread := func(s string) string {
		var b strings.Builder
		for i, c := range s {
			if i > 0 && r.IntN(4) == 0 {
				b.WriteString([]string{" ", "-", ".", "/", ") ", " - "}[r.IntN(6)])
			}
			b.WriteRune(c)
		}
		return b.String()
	}
	front := []string{"+" + code, "+" + code + " ", "00" + code, "00 " + code + " ", "0", "0", "", "1", "+" + code + " (0)", "011" + code, code, "8", "+" + code + "0", "(0)", "0 0"}
	return front[r.IntN(len(front))] + spread(national) + extensions[r.IntN(len(extensions))]
}

// Numbers of all countries: the library's examples of each type, with digits
// changed, cut and added, at home and abroad.
func TestQuickIsTheLibraryAbroad(t *testing.T) {
	var c comparison
	r := rand.New(rand.NewPCG(5, 6))
	regions := slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
	common := []string{"GB", "DE", "FR", "NL", "IT", "ES", "CH", "AT", "BE", "SE", "DK", "IE", "AU", "IN", "JP", "BR", "MX", "CN"}
	for i := range phoneCases() {
		region := regions[i%len(regions)]
		if i%2 == 0 {
			region = common[i/2%len(common)]
		}
		p := phonenumbers.GetExampleNumberForType(region, phonenumbers.PhoneNumberType(r.IntN(11)))
		if p == nil {
			p = phonenumbers.GetExampleNumber(region)
		}
		if p == nil {
			continue
		}
		national := []byte(phonenumbers.GetNationalSignificantNumber(p))
		for j := len(national) - 1; j >= 0 && r.IntN(3) > 0; j-- {
			national[j] = '0' + byte(r.IntN(10))
		}
		switch r.IntN(12) {
		case 0:
			national = national[:len(national)-1]
		case 1:
			national = append(national, '7')
		case 2:
			national[r.IntN(len(national))] = '0' + byte(r.IntN(10))
		}
		home := region
		if r.IntN(4) == 0 {
			home = append(regions, "ZZ", "US", "DE")[r.IntN(len(regions)+3)]
		}
		c.check(t, typed(r, region, string(national)), home)
	}
	c.enough(t, 0.25)
}

// A number that looks American is none where it was not typed in America.
func TestHomeDecidesWhoseNumberItIs(t *testing.T) {
	for _, home := range []string{"DE", "GB", "FR", "AU", "MX", "Narnia"} {
		for _, in := range []string{"617-555-0142", "(617) 555-0142", "6175550142", "1-617-555-0142", "001-617-555-0142x5"} {
			if n := Phone(in, home); n.Country == "US" && !strings.HasPrefix(in, "001") {
				t.Errorf("Phone(%q, %q) = %+v", in, home, n)
			}
			var c comparison
			c.check(t, in, home)
		}
	}
}

// Many imports at once fill the same memory.
func TestQuickFromManySides(t *testing.T) {
	var wait sync.WaitGroup
	for side := range 4 {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(side/2))) // two and two alike
			for range 300 {
				var c comparison
				c.check(t, fmt.Sprintf("+%d%09d", []int{1, 34, 45, 351, 47, 91}[r.IntN(6)], r.IntN(1e9)), "US")
			}
		})
	}
	wait.Wait()
}
