package main

import "ripen/model"

// importDoc is the answer of `ripen import`.
type importDoc struct {
	List            string            `json:"list"`
	ListID          *string           `json:"list_id"`
	DryRun          bool              `json:"dry_run"`
	Rows            int               `json:"rows"`
	LeadsCreated    int               `json:"leads_created"`
	ContactsCreated int               `json:"contacts_created"`
	ContactsMerged  int               `json:"contacts_merged"`
	Rejected        int               `json:"rejected"`
	Suppressed      int               `json:"suppressed"`
	Mapping         map[string]string `json:"mapping"`
	Unmapped        []string          `json:"unmapped"`
	Rejects         []rejectDoc       `json:"rejects"`
	RejectsFile     *string           `json:"rejects_file"`
	Near            int               `json:"near"`
	Vendor          string            `json:"vendor"`
	Format          string            `json:"format"`
	Separator       string            `json:"separator"`
	Encoding        string            `json:"encoding"`
	Sheet           string            `json:"sheet"`
	HeaderLine      int               `json:"header_line"`
	Remembered      bool              `json:"remembered"`
	Skipped         []string          `json:"skipped"`
	Questions       []questionAsked   `json:"questions"`
}

// questionAsked is what must not be guessed, with the flags that answer it.
type questionAsked struct {
	Key     string        `json:"key"`
	Text    string        `json:"text"`
	Choices []choiceAsked `json:"choices"`
}

type choiceAsked struct {
	Title  string `json:"title"`
	Flag   string `json:"flag"`
	Value  string `json:"value"`
	Likely bool   `json:"likely"`
}

func importQuestions(all []model.ImportQuestion) []questionAsked {
	out := []questionAsked{}
	for _, q := range all {
		doc := questionAsked{q.Key, q.Text, []choiceAsked{}}
		for _, c := range q.Choices {
			doc.Choices = append(doc.Choices, choiceAsked{c.Title, "--" + c.Flag, c.Value, c.Likely})
		}
		out = append(out, doc)
	}
	return out
}

type rejectDoc struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
	Field  string `json:"field"`
}

func importOf(r model.ImportResult) importDoc {
	out := importDoc{List: r.List, ListID: ref(r.ListID), DryRun: r.DryRun, Rows: r.Rows, LeadsCreated: r.LeadsCreated,
		ContactsCreated: r.ContactsCreated, ContactsMerged: r.ContactsMerged, Rejected: r.Rejected, Suppressed: r.Suppressed,
		Mapping: r.Mapping, Unmapped: list(r.Unmapped), Rejects: []rejectDoc{}, RejectsFile: some(r.RejectsFile),
		Near: r.Near, Vendor: r.Look.Vendor, Format: r.Look.Format, Separator: r.Look.Separator, Encoding: r.Look.Encoding, Sheet: r.Look.Sheet,
		HeaderLine: r.Look.HeaderLine, Remembered: r.Look.Remembered, Skipped: list(r.Skipped), Questions: importQuestions(r.Look.Questions)}
	if out.Mapping == nil {
		out.Mapping = map[string]string{}
	}
	for _, j := range r.Rejects {
		out.Rejects = append(out.Rejects, rejectDoc{j.Row, j.Reason, j.Field})
	}
	return out
}
