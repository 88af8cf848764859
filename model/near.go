package model

// NearQuery asks for a page of pairs that may be one, the likeliest first.
type NearQuery struct {
	State NearState // "" open
	List  string    // the list with which the pair came up; "" all
	Limit int       // 0: fifty
	// The last pair of the page before; After 0 for the first page.
	AfterScore int
	After      int64
}
