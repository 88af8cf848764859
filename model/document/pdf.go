package document

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"ripen/model"
)

// Measures of the paper, in millimetres and points.
const (
	margin     = 18.0
	footer     = 16.0 // kept free at the foot
	textSize   = 9.5
	smallSize  = 8.2
	textLine   = 4.6
	smallLine  = 3.9
	labelWide  = 38.0
	cellPad    = 1.2
	rungRadius = 1.15
)

// letterPaper are the countries that print on Letter; all others use A4.
var letterPaper = []string{"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR"}

// PDF is the dossier on paper: Letter or A4 by the organisation's region. The
// same dossier gives the same bytes. A character that the fonts lack is printed
// as a box and reported in missing, in order.
func (d Doc) PDF(f Fonts) (pdf []byte, missing []rune, err error) {
	t, err := newTypesetter(f)
	if err != nil {
		return nil, nil, err
	}
	// The footer says of how many pages, which only the first setting tells.
	pages := 0
	for range 2 {
		p := d.paper(f, t, pages)
		for _, s := range d.sections() {
			p.section(s)
		}
		pages = p.PageCount()
		var b bytes.Buffer
		if err := p.Output(&b); err != nil {
			return nil, nil, model.Errorf(model.Internal, "the dossier cannot be set as PDF: %w", err)
		}
		pdf = b.Bytes()
	}
	return pdf, t.lacked(), nil
}

// paper is the PDF being set.
type paper struct {
	*fpdf.Fpdf
	set        *typesetter
	wide, foot float64 // width of the text, lowest place for it
	running    string  // head of the pages after the first
}

func (d Doc) paper(f Fonts, t *typesetter, pages int) *paper {
	size := "A4"
	if slices.Contains(letterPaper, d.Region.Country()) {
		size = "Letter"
	}
	p := &paper{Fpdf: fpdf.New("P", "mm", size, ""), set: t}
	p.SetCatalogSort(true)
	p.SetCreationDate(d.AsOf.UTC())
	p.SetModificationDate(d.AsOf.UTC())
	p.SetTitle("Dossier: "+plain(d.title()), true)
	p.SetCreator("Ripen", true)
	p.SetProducer("Ripen", true)
	p.SetLang("en")
	p.AddUTF8FontFromBytes("go", "", f.Regular)
	p.AddUTF8FontFromBytes("go", "B", f.Bold)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(false, 0)
	p.SetCellMargin(0)
	w, h := p.GetPageSize()
	p.wide, p.foot = w-2*margin, h-footer
	p.running = join(" · ", clip(d.title(), 60), "dossier "+d.reference())
	p.SetHeaderFunc(p.header)
	p.SetFooterFunc(func() { p.footer(h, pages) })
	p.AddPage()
	p.masthead(d)
	return p
}

func (d Doc) reference() string {
	if d.Handoff != nil && d.Handoff.ID != "" {
		return d.Handoff.ID
	}
	return d.LeadID
}

// header runs on every page but the first, which has the masthead.
func (p *paper) header() {
	if p.PageNo() == 1 {
		return
	}
	p.SetFont("go", "", 7.5)
	p.grey()
	p.SetXY(margin, 10)
	p.CellFormat(p.wide, 4, p.set.text(p.running), "", 0, "L", false, 0, "")
	p.SetXY(margin, margin)
}

func (p *paper) footer(h float64, pages int) {
	p.SetFont("go", "", 7.5)
	p.grey()
	p.SetXY(margin, h-11)
	p.CellFormat(p.wide, 4, fmt.Sprintf("page %d of %d", p.PageNo(), pages), "", 0, "R", false, 0, "")
}

func (p *paper) grey()  { p.SetTextColor(105, 105, 105) }
func (p *paper) black() { p.SetTextColor(25, 25, 25) }

// rule draws a line across the text.
func (p *paper) rule(y, width float64, shade int) {
	p.SetDrawColor(shade, shade, shade)
	p.SetLineWidth(width)
	p.Line(margin, y, margin+p.wide, y)
}

func (p *paper) masthead(d Doc) {
	p.SetFont("go", "", 8)
	p.grey()
	p.CellFormat(p.wide, 4, "DOSSIER", "", 1, "L", false, 0, "")
	p.black()
	p.SetFont("go", "B", 19)
	p.lines(p.split(d.title(), p.wide, 3), 8.2)
	p.SetFont("go", "", smallSize)
	p.grey()
	p.Ln(1)
	p.lines(p.split(d.under(), p.wide, 0), smallLine)
	p.Ln(2)
	p.rule(p.GetY(), 0.5, 60)
	p.Ln(1)
}

// split wraps s into lines of width w in the current font; with a most, what
// is longer ends in a mark.
func (p *paper) split(s string, w float64, most int) []string {
	lines := p.SplitText(p.set.text(s), w)
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = clip(lines[most-1], len([]rune(lines[most-1]))-1)
	}
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// lines sets lines from the current place down, over pages.
func (p *paper) lines(lines []string, high float64) {
	x := p.GetX()
	for _, l := range lines {
		p.room(high)
		p.SetX(x)
		p.CellFormat(0, high, l, "", 0, "L", false, 0, "")
		p.SetXY(x, p.GetY()+high)
	}
}

// room begins a new page unless so much is left on this one.
func (p *paper) room(high float64) {
	if p.GetY()+high <= p.foot {
		return
	}
	x := p.GetX()
	p.AddPage() // font and colour stay
	p.SetXY(x, margin)
}

func (p *paper) section(s section) {
	p.SetX(margin)
	p.Ln(4)
	p.room(22) // a heading does not stand alone at the foot
	p.SetFont("go", "B", 11.5)
	p.SetTextColor(20, 75, 60)
	p.Bookmark(p.set.text(s.title), 0, -1)
	p.lines(p.split(s.title, p.wide, 1), 6)
	p.rule(p.GetY()+0.3, 0.2, 170)
	p.Ln(2)
	for i, b := range s.blocks {
		if i > 0 {
			p.Ln(1.8)
		}
		p.SetX(margin)
		p.black()
		p.SetFont("go", "", textSize)
		p.block(b)
	}
}

func (p *paper) block(b block) {
	switch b := b.(type) {
	case para:
		p.lines(p.split(string(b), p.wide, 0), textLine)
	case bullet:
		for _, line := range b {
			p.hanging("–", line, 5)
		}
	case facts:
		for _, f := range b {
			p.hanging(f[0], f[1], labelWide)
		}
	case code:
		p.SetFillColor(243, 243, 240)
		for _, line := range b {
			p.room(textLine + 1)
			p.Rect(margin, p.GetY(), p.wide, textLine+1, "F")
			p.SetXY(margin+2, p.GetY()+0.5)
			p.lines(p.split(line, p.wide-4, 1), textLine)
			p.SetXY(margin, p.GetY()+0.5)
		}
	case table:
		p.table(b)
	}
}

// hanging sets a label in grey and its text beside it.
func (p *paper) hanging(label, text string, indent float64) {
	p.room(textLine)
	y := p.GetY()
	p.SetXY(margin, y)
	p.grey()
	p.CellFormat(indent, textLine, p.set.text(label), "", 0, "L", false, 0, "")
	p.black()
	p.SetXY(margin+indent, y)
	p.lines(p.split(text, p.wide-indent, 0), textLine)
	p.SetX(margin)
	p.SetY(p.GetY() + 0.4)
}

// rung draws the mark of a level: full, half, a quarter, empty; a stale one is
// dashed. The word stands beside it.
func (p *paper) rung(level string, x, y float64) {
	p.SetDrawColor(20, 75, 60)
	p.SetFillColor(20, 75, 60)
	p.SetLineWidth(0.25)
	if level == "stale" {
		p.SetDashPattern([]float64{0.5, 0.4}, 0)
	}
	p.Circle(x, y, rungRadius, "D")
	p.SetDashPattern([]float64{}, 0)
	share := map[string]float64{"confirmed": 1, "stated": 0.5, "listed": 0.25}[level]
	switch share {
	case 0:
		return
	case 1:
		p.Circle(x, y, rungRadius, "F")
		return
	}
	points := []fpdf.PointType{{X: x, Y: y}}
	for i := range 25 { // clockwise from noon
		a := 2 * math.Pi * share * float64(i) / 24
		points = append(points, fpdf.PointType{X: x + rungRadius*math.Sin(a), Y: y - rungRadius*math.Cos(a)})
	}
	p.Polygon(points, "F")
}
