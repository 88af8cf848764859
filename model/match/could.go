package match

// CouldBe says that the names of two people do not rule out that they are one:
// a quick look before the rest is read.
func (a *Person) CouldBe(b *Person) bool {
	return !a.name.isNobody() && !b.name.isNobody() && !compareNames(a.name, b.name).apart
}

// CouldBe says that the names or the domains of two companies do not rule out
// that they are one.
func (a *Firm) CouldBe(b *Firm) bool {
	n := compareFirms(&a.firm, &b.firm)
	return n != different && n != missing || compareDomains(a.firm.domain, b.firm.domain) > missing
}
