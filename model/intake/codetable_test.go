package intake

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ripen/model"
	"ripen/model/industry"
)

// workbook makes an .xlsx of rows in the shape of the Census Bureau's.
func workbook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func census(t testing.TB) []byte {
	return workbook(t,
		[]any{"Seq. No.", "2022 NAICS US   Code", "2022 NAICS US Title"},
		[]any{},
		[]any{1, "48-49", "Transportation and WarehousingT"},
		[]any{2, 488, "Support Activities for TransportationT  "},
		[]any{3, 488510, "Freight Transportation Arrangement\u00a0 "},
		[]any{4, "488999", "Tricky \u202etitle\u200b"},
		[]any{},
		[]any{"", "T means that three countries share the code."},
	)
}

func TestCensusWorkbook(t *testing.T) {
	b := census(t)
	tab, err := ReadCodeTable("codes.xlsx", b, "")
	if err != nil {
		t.Fatal(err)
	}
	if tab.Vintage() != "NAICS 2022" || tab.Len() != 4 {
		t.Fatalf("%s with %d codes", tab.Vintage(), tab.Len())
	}
	for code, want := range map[string]string{
		"48": "Transportation and Warehousing", "488": "Support Activities for Transportation",
		"488510": "Freight Transportation Arrangement", "488999": "Tricky title",
	} {
		if c, ok := tab.Lookup(code); !ok || c.Title != want {
			t.Errorf("%s = %v, %v; want %q", code, c, ok, want)
		}
	}
	kept, err := ReadCodeTable("kept", tab.Encode(), "")
	if err != nil || kept.Len() != tab.Len() {
		t.Errorf("a table that Ripen wrote: %v", err)
	}
}

func TestSICTable(t *testing.T) {
	for name, in := range map[string]string{
		"commas":           "Division,Major Group,Industry Group,SIC,Description\r\nA,01,011,0111,Wheat\r\nE,42,421,4213,\"Trucking, Except Local\"\r\n",
		"semicolons, BOM":  "\ufeffSIC Code;SIC Description\n0111;Wheat\n4213;Trucking, Except Local\n",
		"noughts lost":     "SIC,Title\n111,Wheat\n4213,\"Trucking, Except Local\"\n",
		"tabs, bare CR":    "Code\tTitle\r0111\tWheat\r4213\tTrucking, Except Local\r",
		"headings, remark": "1987 SIC Code,Title\n01,Crops\n011,Cash grains\n0111,Wheat\n4213,\"Trucking, Except Local\"\n\nSource: the manual,\n",
	} {
		tab, err := ReadCodeTable(name, []byte(in), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if tab.Vintage() != "SIC 1987" {
			t.Errorf("%s: vintage %q", name, tab.Vintage())
		}
		for code, want := range map[string]string{"0111": "Wheat", "4213": "Trucking, Except Local"} {
			if c, ok := tab.Lookup(code); !ok || c.Title != want {
				t.Errorf("%s: %s = %v, %v", name, code, c, ok)
			}
		}
		if _, ok := tab.Lookup("4212"); ok {
			t.Errorf("%s: a full table accepts a code that it does not hold", name)
		}
		if again, err := ReadCodeTable(name, []byte(in), ""); err != nil || again.Scheme() != industry.SIC {
			t.Errorf("%s is not told to be SIC: %v", name, err)
		}
	}
}

func TestSICTableInWindowsLetters(t *testing.T) {
	tab, err := ReadCodeTable("table", []byte("SIC,Title\n0111,Men\x92s caf\xe9s\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := tab.Lookup("0111"); c.Title != "Men’s cafés" {
		t.Errorf("%q", c.Title)
	}
}

func TestCodeTablesRefused(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty":          nil,
		"a list":         []byte("company,phone\nAcme,1\n"),
		"no codes":       []byte("SIC,Title\n"),
		"long title":     []byte("SIC,Title\n0111," + strings.Repeat("x", 500) + "\n"),
		"too short":      []byte("SIC,Title\n01,Crops\n"),
		"no title":       []byte("SIC,Title\n0111,\n"),
		"two titles":     []byte("SIC,Title\n0111,Wheat\n0111,Rice\n"),
		"bad code":       []byte("2022 NAICS Code,Title\n4885101,Freight\n"),
		"binary":         []byte("SIC,Title\n\x00\x01"),
		"old workbook":   []byte("\xd0\xcf\x11\xe0 rest"),
		"broken zip":     []byte("PK\x03\x04 rest"),
		"too large":      bytes.Repeat([]byte("0111,Wheat\n"), maxCodeTable/10),
		"workbook, list": workbook(t, []any{"Company", "Phone"}, []any{"Acme", 1}),
	} {
		_, err := ReadCodeTable(name, b, "")
		if model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheEditionIsReadOrSaid(t *testing.T) {
	bare := []byte("NAICS Code,Title\n488510,Freight\n")
	if _, err := ReadCodeTable("bare", bare, ""); err == nil || !strings.Contains(err.Error(), "--vintage") {
		t.Errorf("without a year: %v", err)
	}
	six := []byte("code,title\n488510,Freight\n")
	if _, err := ReadCodeTable("six", six, ""); err == nil || !strings.Contains(err.Error(), "--vintage") {
		t.Errorf("six digits under a bare \"code\": %v", err)
	}
	if tab, err := ReadCodeTable("six", six, "NAICS 2027"); err != nil || tab.Len() != 1 {
		t.Errorf("six digits, said: %v", err)
	}
	if tab, err := ReadCodeTable("bare", bare, "NAICS 2022"); err != nil || tab.Vintage() != "NAICS 2022" {
		t.Errorf("said: %v", err)
	}
}

func FuzzReadCodeTable(f *testing.F) {
	f.Add([]byte("SIC,Title\n0111,Wheat\n"))
	f.Add([]byte("2022 NAICS Code;Title\n488510;Freight\n"))
	f.Add(census(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		tab, err := ReadCodeTable("x", b, "")
		if err != nil {
			if model.CodeOf(err) != model.Invalid {
				t.Fatal(err)
			}
			return
		}
		if again, err := industry.ParseTSV(tab.Encode()); err != nil || again.Len() != tab.Len() {
			t.Fatalf("does not read its own writing: %v", err)
		}
	})
}
