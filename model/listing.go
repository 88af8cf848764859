package model

// ImportOptions say how a list is brought in.
type ImportOptions struct {
	Name     string       // of the list; "" the file's own
	Source   string       // where it comes from: a fair, a vendor
	Category string       // one of [ListCategories]; "" other
	Cost     int64        // cents
	Currency string       // "" the policy's
	Map      []string     // FIELD=HEADER; a header may be its number, or be left out: no column holds the field
	Dates    []string     // HEADER=dmy|mdy|ymd: the order of the dates in a column
	Sheet    string       // of a workbook: its name or its number from 1; "" the only one that holds rows
	Heading  Heading      // whether the file has a line of headers
	Cadence  string       // "" by category: inbound for inquiry, trade-show for trade-show, else standard
	Assign   []Assignment // who gets the leads; none: the person importing
	DryRun   bool
	FileSHA  string
	Mapping  map[string]string // field → header as settled: kept with the list
}

// Heading says whether a file has a line of headers.
type Heading string

// The headings.
const (
	HeadingGuess Heading = ""    // told from the content; a file without one is asked about
	HeadingYes   Heading = "yes" // the first full line is the header, whatever it looks like
	HeadingNo    Heading = "no"  // every line is a row; columns go by their numbers
)

// Assignment gives leads to a member: those of its regions, or, without
// regions, a turn of all that no region claims (round robin).
type Assignment struct {
	Member  MemberID
	Regions []Region // "US-MA", "DE"; a country stands for all its regions
}

// ListLook is what a file is found to be before anything is written.
type ListLook struct {
	Format     string   // "csv", "xlsx"
	Separator  string   // "comma", "semicolon", "tab", "bar"; "" in a workbook
	Encoding   string   // "UTF-8", "UTF-8 with BOM", "UTF-16 LE", "UTF-16 BE", "Windows-1252", "Shift-JIS"
	Sheet      string   // the worksheet read; "" where it is no workbook
	Sheets     []string // all of them
	HeaderLine int      // line of the headers, from 1; 0: the file has none
	Vendor     string   // whose export it is, "" plain
	Remembered bool     // the mapping was settled by a person for the same headers before
	Columns    []ListColumn
	Questions  []ImportQuestion // what a person has to settle first; none: it can come in
	Rows       int              // data rows in the file; -1: not counted
}

// ListColumn is one column of a file.
type ListColumn struct {
	Header  string
	Field   string   // as the mapping has it, "phone_2"; "" none: kept as an extra field
	Order   string   // of dates: dmy, mdy or ymd; "" where the column holds none
	Samples []string // of the first twenty rows, cleaned; "" where a row has nothing
}

// ImportQuestion is what the program will not guess: two columns for one field,
// a file without headers, days and months that cannot be told apart, a workbook
// with several sheets.
type ImportQuestion struct {
	Key     string // "field:company", "dates:Created", "heading", "sheet"
	Text    string // the question, one sentence
	Choices []ImportChoice
}

// ImportChoice is an answer to a question. Flag and Value are how a script
// gives it: --map company=Firm. Likely is the one that is preselected.
type ImportChoice struct {
	Title  string
	Flag   string // map, date, sheet, header, no-header
	Value  string // "" for a flag that takes none
	Likely bool
}

// ImportProgress is how far an import has come.
type ImportProgress struct {
	Stage string // "reading", "bringing in", "enrolling", "indexing", "looking for near matches"
	Done  int
	Total int // 0: not known
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
	Near            int               // pairs that may be one, laid by for review
	Mapping         map[string]string // field → header
	Unmapped        []string
	Rejects         []ImportReject
	Header          []string // of the file, for the rejects file
	RejectsFile     string   // "" where nothing was rejected
	Look            ListLook // what the file was found to be
	Skipped         []string // lines above the header and below the rows that are no rows, as they came
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

// Lacks is a set of what a row did not bring.
type Lacks int

// The bits of [Lacks]. They are kept with each row, never renumbered.
const (
	LacksPerson Lacks = 1 << iota // no name: only a main line is known
	LacksTitle
	LacksPhone // no number that can be dialled
	LacksEmail // no address that can be written to
	LacksAddress
	LacksIndustry
	LacksSize // neither revenue nor head count
	LacksZone
)

// LacksNames are the words of the bits, in their order.
var LacksNames = []string{"person", "title", "phone", "email", "address", "industry", "size", "time zone"}

// NearState is what was said of a pair that may be one.
type NearState string

// The states of a pair.
const (
	NearOpen   NearState = "open"
	NearMerged NearState = "merged"
	NearBoth   NearState = "both"  // two, for all that is known now; a later list may ask again
	NearNever  NearState = "never" // not the same, for ever
)

// NearSide is one of the two of a pair, as the review shows it.
type NearSide struct {
	ID      string // C7 or K3: a contact, or a company
	LeadID  LeadID
	Name    string
	Company string
	Fields  map[string]string // title, phone, email, website, street, city, state, zip, list …; what is empty is absent
	Touches int
	Status  Status // of the lead
	Owner   string
	List    string
}

// NearPair is a pair of contacts or companies that may be one.
type NearPair struct {
	ID    int64
	Kind  string // "contact", "company"
	Score int    // 0 to 100: how likely
	Why   string // in words: "same phone, name one letter off"
	State NearState
	A, B  NearSide // A was there first; a merge keeps it and fills it from B
	List  string   // with which the pair came up
}

// NearPage is a page of pairs, the likeliest first. Open counts all that are
// open, -1 for more than a thousand.
type NearPage struct {
	Pairs []NearPair
	Open  int
	More  bool
}

// Quality is the retrospective of a week: what was wrong with the lists that
// were worked, what was missing, and whether it could be found.
type Quality struct {
	From, To Date // the days of the week, both included
	Lists    []ListQuality
	Sources  []SourceQuality // where good leads could be found
	Private  []string        // names of people and companies, and parts of them, that the words may hold; the longer first
}

// ListQuality is one list in the retrospective.
type ListQuality struct {
	ListID   ListID // 0: leads added by hand
	List     string
	Source   string
	Category string
	Touched  int // contacts attempted in the week
	Leads    int // leads attempted in the week
	Defects  []DefectCount
	Missing  []MissingCount
	Words    []string // what was written with "other", as written
}

// Issues is how many list issues were coded.
func (q ListQuality) Issues() int {
	n := 0
	for _, d := range q.Defects {
		n += d.Count
	}
	return n
}

// DefectCount is one kind of list issue in a week.
type DefectCount struct {
	Code   string
	Field  string // of the mapping; "" the row as a whole
	Column string // the list's own header of that field; "" where it had none
	Count  int    // defects coded
	Of     int    // contacts attempted in the week
}

// MissingCount is what the list did not bring for contacts attempted in the
// week, and how many of these gaps people filled since, and where from.
type MissingCount struct {
	What   string // of [LacksNames]
	Lacked int
	Found  int
	Where  map[string]int // "said on the call", "company website" …
}

// SourceQuality is where contacts and companies that people added by hand were
// found, and what has become of them.
type SourceQuality struct {
	Source    string
	Leads     int // added in the week
	Contacts  int
	Reached   int // of the contacts added, spoken with since
	Graduated int
}
