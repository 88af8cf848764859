// Command list writes a list of N rows and twenty columns to standard output,
// the same for the same N: five people a company in the middle, numbers by the
// company's state, some of everything missing, doubled and broken. Its numbers
// lie in the exchange 555 and its domains under .example: they reach nobody.
//
//	go run ./store/testdata/bulk 1000000 > list.csv
package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

var header = []string{"Company", "Website", "First Name", "Last Name", "Job Title", "Email", "Direct Phone", "Mobile Phone", "Company Phone",
	"Street", "City", "State", "Zip", "Country", "Industry", "NAICS", "Annual Revenue", "Employees", "CRM Number", "Notes"}

type place struct {
	city, state, zip string
	area             int
}

var places = []place{
	{"Boston", "MA", "02110", 617}, {"Springfield", "MA", "01103", 413}, {"New York", "NY", "10001", 212}, {"Buffalo", "NY", "14202", 716},
	{"Chicago", "IL", "60601", 312}, {"Houston", "TX", "77002", 713}, {"Austin", "TX", "78701", 512}, {"El Paso", "TX", "79901", 915},
	{"Phoenix", "AZ", "85004", 602}, {"Denver", "CO", "80202", 303}, {"Seattle", "WA", "98101", 206}, {"Portland", "OR", "97204", 503},
	{"San Diego", "CA", "92101", 619}, {"Fresno", "CA", "93721", 559}, {"Oakland", "CA", "94607", 510}, {"Miami", "FL", "33130", 305},
	{"Tampa", "FL", "33602", 813}, {"Atlanta", "GA", "30303", 404}, {"Charlotte", "NC", "28202", 704}, {"Richmond", "VA", "23219", 804},
	{"Columbus", "OH", "43215", 614}, {"Cleveland", "OH", "44114", 216}, {"Detroit", "MI", "48226", 313}, {"Lansing", "MI", "48933", 517},
	{"Nashville", "TN", "37201", 615}, {"St. Louis", "MO", "63101", 314}, {"Omaha", "NE", "68102", 402}, {"Tulsa", "OK", "74103", 918},
	{"Newark", "NJ", "07102", 973}, {"Pittsburgh", "PA", "15222", 412}, {"Hartford", "CT", "06103", 860}, {"Boise", "ID", "83702", 208},
}

var (
	first  = strings.Fields("Mia Tor Ann Jonas Ruth Peter Laura Samuel Nadia Victor Grace Oscar Helen Ivan Clara Hugo Edith Felix Irene Walter Sofia Louis Marta Henry Alice Simon Julia Frank Emma Bruno")
	last   = strings.Fields("Halvorsen Lind Quill Brandt Okafor Price Sandoval Kim Novak Reyes Whitfield Aarons Castell Dunmore Ekberg Farrow Gilroy Hatch Ingram Jessup Keller Lockhart Marsh Nolan Orton Pryce Quist Rowan Stroud Thorne Underhill Vance Wexler Yates Zeller Abbott Barlow Coyle Draper Emery")
	titles = []string{"IT manager", "Operations manager", "VP Operations", "Chief Financial Officer", "Plant manager", "Purchasing director",
		"Director of Logistics", "Owner", "Head of Engineering", "Maintenance supervisor", "Quality engineer", "Warehouse manager"}
	trades = []string{"Freight", "Bindery", "Foundry", "Dairy", "Mills", "Tooling", "Logistics", "Packaging", "Plastics", "Optics", "Marine", "Cold Storage"}
	ends   = []string{"Inc.", "LLC", "Corp.", "Co.", "Group", "Ltd."}
	naics  = []string{"488510", "323117", "331511", "311511", "333514", "493120", "326199", "333310", "336611", "484121", "454111", ""}
	words  = strings.Fields("asked for a quote at the fair last spring uses an older system and wants to see what it costs to run two shifts before the contract ends next year called once nobody knew who decides")
)

func main() {
	n, err := strconv.Atoi(strings.Join(os.Args[1:], ""))
	if err != nil {
		log.Fatal("how many rows? list N")
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	w := csv.NewWriter(out)
	_ = w.Write(header) // a broken pipe is seen by Flush
	r := rand.New(rand.NewPCG(3, 1))
	for i := range n {
		if err := w.Write(row(r, i, n)); err != nil {
			log.Fatal(err)
		}
	}
	w.Flush()
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// row i of n. A company's people stand near each other, not always together,
// as in an export that is sorted by something else.
func row(r *rand.Rand, i, n int) []string {
	company := i / 5
	if r.IntN(4) == 0 {
		company = r.IntN(max(1, n/5))
	}
	c := rand.New(rand.NewPCG(7, uint64(company)))
	p := places[c.IntN(len(places))]
	name := fmt.Sprintf("%s %s %s", last[c.IntN(len(last))]+strconv.Itoa(company), trades[c.IntN(len(trades))], ends[c.IntN(len(ends))])
	domain := fmt.Sprintf("firm%d.example", company)
	code, revenue, staff := naics[c.IntN(len(naics))], 1+c.IntN(900), 5+c.IntN(3000)
	street := fmt.Sprintf("%d %s St", 1+c.IntN(9000), last[c.IntN(len(last))])
	main := phone(p.area, company%10000)
	f, l := first[r.IntN(len(first))], last[r.IntN(len(last))]
	email := fmt.Sprintf("%s.%s%d@%s", strings.ToLower(f), strings.ToLower(l), i, domain)
	if r.IntN(50) == 0 && i > 0 {
		email = strings.Replace(email, "@", " at ", 1)
	}
	row := []string{name, "https://www." + domain, f, l, titles[r.IntN(len(titles))], email, phone(p.area, r.IntN(10000)), "", main,
		street, p.city, p.state, p.zip, "United States", trades[c.IntN(len(trades))], code, strconv.Itoa(revenue * 1_000_000), strconv.Itoa(staff),
		fmt.Sprintf("CRM-%07d", i), ""}
	if r.IntN(3) == 0 {
		row[7] = phone(200+r.IntN(700), r.IntN(10000))
	}
	if r.IntN(4) == 0 {
		from := r.IntN(len(words) - 8)
		row[19] = strings.Join(words[from:from+8], " ")
	}
	switch r.IntN(100) {
	case 0:
		row[0], row[1], row[5] = "", "", ""
	case 1:
		row[5] = ""
	case 2:
		row[2], row[3] = "", ""
	}
	return row
}

func phone(area, n int) string { return fmt.Sprintf("(%03d) 555-%04d", area, n) }
