package document

// table sets rows of wrapped cells. The head is repeated on each page; a row
// stays together unless it is taller than half a page.
func (p *paper) table(t table) {
	wide := make([]float64, len(t.wide))
	sum := 0.0
	for _, w := range t.wide {
		sum += w
	}
	for i, w := range t.wide {
		wide[i] = p.wide * w / sum
	}
	p.tableHead(t.head, wide)
	for _, row := range t.rows {
		p.SetFont("go", "", smallSize)
		lines := make([][]string, len(row))
		for i, c := range row {
			lines[i] = p.split(c.text, wide[i]-2*cellPad-indent(c), 0)
		}
		p.row(t, row, lines, wide)
	}
	p.SetX(margin)
}

// indent is the room for a rung's mark.
func indent(c cell) float64 {
	if c.rung == "" {
		return 0
	}
	return 2*rungRadius + 1.3
}

func (p *paper) tableHead(head []string, wide []float64) {
	p.room(3 * smallLine)
	p.SetFont("go", "B", smallSize-0.4)
	p.grey()
	x, y := margin, p.GetY()
	for i, h := range head {
		p.SetXY(x+cellPad, y)
		p.CellFormat(wide[i]-2*cellPad, smallLine+1, p.set.text(h), "", 0, "L", false, 0, "")
		x += wide[i]
	}
	p.SetXY(margin, y+smallLine+1)
	p.rule(p.GetY(), 0.3, 120)
	p.black()
	p.SetFont("go", "", smallSize)
}

// row sets the lines of a row, on several pages where it must.
func (p *paper) row(t table, row []cell, lines [][]string, wide []float64) {
	tall := 0
	for _, l := range lines {
		tall = max(tall, len(l))
	}
	fits := func() int { return int((p.foot - p.GetY() - 2*cellPad) / smallLine) }
	if body := p.foot - margin; fits() < tall && (float64(tall)*smallLine < body/2 || fits() < 3) {
		p.newTablePage(t, wide)
	}
	for from := 0; from < tall; {
		n := min(tall-from, max(1, fits()))
		p.slice(row, lines, wide, from, n)
		if from += n; from < tall {
			p.newTablePage(t, wide)
		}
	}
}

func (p *paper) newTablePage(t table, wide []float64) {
	p.AddPage()
	p.SetXY(margin, margin)
	p.tableHead(t.head, wide)
}

// slice sets n lines of the row, the first being from.
func (p *paper) slice(row []cell, lines [][]string, wide []float64, from, n int) {
	x, y := margin, p.GetY()+cellPad
	for i, l := range lines {
		if row[i].rung != "" && from == 0 {
			p.rung(row[i].rung, x+cellPad+rungRadius, y+smallLine/2)
		}
		for j := from; j < min(from+n, len(l)); j++ {
			p.SetXY(x+cellPad+indent(row[i]), y+float64(j-from)*smallLine)
			p.CellFormat(wide[i], smallLine, l[j], "", 0, "L", false, 0, "")
		}
		x += wide[i]
	}
	p.SetXY(margin, y+float64(n)*smallLine+cellPad)
	p.rule(p.GetY(), 0.1, 200)
}
