package main

import (
	"os"
	"path/filepath"
	"testing"
)

const fair = `Company,Contact,Title,Phone,Email,Street,City,State,Zip
Halvorsen Freight,Mia Halvorsen,CFO,617 555 0101,mia@halvorsen.example,1 Elm Street,Boston,MA,02110
Quill Bindery,Ann Quill,Owner,617 555 0102,ann@quill.example,2 Elm Street,Boston,MA,02110
Tamarack Foods,Ana Ruiz,Plant manager,617 555 0103,ana@tamarack.example,3 Elm Street,Boston,MA,02110
Orbit Fasteners,Lee Chan,Buyer,617 555 0104,lee@orbit.example,4 Elm Street,Boston,MA,02110
Birch Hill Clinics,Oba Okafor,Director,617 555 0105,oba@birch.example,5 Elm Street,Boston,MA,02110
Cobalt Packaging,Jo Maier,COO,617 555 0106,jo@cobalt.example,6 Elm Street,Boston,MA,02110
Gamma Works,Gil Amma,Engineer,617 555 0107,gil@gamma.example,7 Elm Street,Boston,MA,02110
Redwood Transit,Sam Poole,Fleet,617 555 0108,sam@redwood.example,8 Elm Street,Boston,MA,02110
Atlas Water,Rita Voss,CFO,617 555 0109,rita@atlas.example,9 Elm Street,Boston,MA,02110
Meridian Labs,Ivo Petrov,Buyer,617 555 0110,ivo@meridian.example,10 Elm Street,Boston,MA,02110
`

func TestScenario(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "fair.csv")
	if err := os.WriteFile(file, []byte(fair), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, dir, "dana", 120, 40)
	show := func() step { return newStep("", func(s *stage) string { s.t.Log("\n" + s.screen()); return "" }) }
	s.play(
		see("Nothing to work on yet"),
		press("6"), show(), press("+"), write(file), press("tab"), write("Fair"), show(), press("ctrl+s"), show(), press("enter"), show(), press("enter"), show(),
		press("1"), show(), press("enter"), show(), press("o"), show(), press("i"), show(), press("enter"), show(),
	)
}
