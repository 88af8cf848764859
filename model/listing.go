package model

// ImportOptions say how a list is brought in.
type ImportOptions struct {
	Name     string   // of the list; "" the file's own
	Source   string   // where it comes from: a fair, a vendor
	Category string   // one of [ListCategories]; "" other
	Cost     int64    // cents
	Currency string   // "" the policy's
	Map      []string // FIELD=HEADER
	Cadence  string   // "" by category: inbound for inquiry, trade-show for trade-show, else standard
	Assign   MemberID // 0: the person importing
	DryRun   bool
	FileSHA  string
}

// ImportReject is a row that could not become a contact.
type ImportReject struct {
	Row    int // line of the file, the header being 1
	Field  string
	Reason string
	Cells  []string // as it came
}

// ImportResult accounts for every row: Rows = ContactsCreated +
// ContactsMerged + Rejected + Suppressed.
type ImportResult struct {
	ListID          ListID
	List            string
	DryRun          bool
	Rows            int
	LeadsCreated    int
	ContactsCreated int
	ContactsMerged  int
	Rejected        int
	Suppressed      int
	Mapping         map[string]string // field → header
	Unmapped        []string
	Rejects         []ImportReject
	Header          []string // of the file, for the rejects file
	RejectsFile     string   // "" where nothing was rejected
}

// UndoneImport says what an undone import took back and what it kept because
// it had been worked since.
type UndoneImport struct {
	List            string
	LeadsRemoved    int
	ContactsRemoved int
	LeadsKept       int
	Kept            []string // companies kept, with why
}
