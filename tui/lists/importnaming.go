package lists

import (
	"path"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/playbook"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// makeForm makes the form of what list it is, with the cadences that there are;
// values are what its fields hold at first.
func (v *Import) makeForm(values map[string]string) {
	categories := make([]kit.Option, len(model.ListCategories))
	for i, c := range model.ListCategories {
		categories[i] = kit.Option{Key: "itprseao"[i : i+1], Value: c, Title: page.Words(c)}
	}
	cadences := []kit.Option{{Key: "0", Title: "by category"}}
	taken := "0"
	for _, p := range v.plans {
		cadences = append(cadences, kit.Option{Key: freeKey(p.Name, &taken), Value: p.Name, Title: page.Words(p.Name)})
	}
	v.form = kit.NewForm(v.l,
		kit.Field{Key: "name", Label: "list name", Required: true, Placeholder: "what people here will call it"},
		kit.Field{Key: "source", Label: "source", Placeholder: "the fair, the vendor, the web form"},
		kit.Field{Key: "category", Label: "category", Kind: kit.ChoiceField, Value: "other", Options: categories},
		kit.Field{Key: "cost", Label: "cost", Kind: kit.MoneyField, Check: func(t string) error { _, _, err := playbook.ParseMoney(t); return err }},
		kit.Field{Key: "cadence", Label: "cadence", Kind: kit.ChoiceField, Options: cadences},
	)
	v.form.SetValues(values)
	v.form.OnSave = v.check
	if v.giving == nil {
		v.giving = kit.NewCompleter(v.l, "empty: you; dana, omar in turns; dana: US-MA US-NY, omar: DE")
		v.giving.OnType = v.listTeam
		v.giving.OnTake = func(kit.Completion) tea.Cmd { return v.save() }
	}
}

// freeKey is the first letter of a name that no other option has.
func freeKey(name string, taken *string) string {
	for _, c := range strings.ToLower(name) + "abcdefghijklmnopqrstuvwxyz123456789" {
		if c > ' ' && c < 0x7f && c != '-' && !strings.ContainsRune(*taken, c) {
			*taken += string(c)
			return string(c)
		}
	}
	return ""
}

// nameAfter names the list after its file, unless the person has named it.
func (v *Import) nameAfter(file string) {
	own := func(p string) string { return strings.TrimSuffix(base(p), path.Ext(base(p))) }
	if has := v.form.Values()["name"]; has == "" || v.path != "" && has == kit.Clean(own(v.path)) {
		v.form.SetValues(map[string]string{"name": own(file)})
	}
}

// knowTeam takes over who leads can be given to.
func (v *Import) knowTeam(msg membersLoadedMsg) tea.Cmd {
	v.team = msg.team
	v.giving.SetHint("")
	if msg.err != nil {
		v.giving.SetHint("Who works here could not be read: " + page.Sentence(v.s, msg.err))
	}
	return v.listTeam(v.giving.Value())
}

// knowPlans offers the cadences that there are; what was typed stays.
func (v *Import) knowPlans(msg cadencesLoadedMsg) tea.Cmd {
	v.plans = msg.plans
	values, at := v.form.Values(), v.form.Field()
	if v.drafts.restored && v.drafts.kept["cadence"] != "" {
		values["cadence"] = v.drafts.kept["cadence"] // its option was not there when the draft came
	}
	v.makeForm(values)
	if v.step == naming && !v.gives {
		v.form.FocusField(at)
	}
	v.SetSize(v.w, v.h)
	return nav.Fail(msg.err)
}

// mayGive says why leads cannot be given to others, nil where they can.
func (v *Import) mayGive() error { return v.s.Actor.Allow(model.ActAssign) }

// listTeam lists who could be meant by the name that is being written.
func (v *Import) listTeam(typed string) tea.Cmd {
	if v.mayGive() != nil {
		return nil
	}
	at := strings.LastIndexAny(typed, ",;") + 1
	before, name := typed[:at], strings.TrimSpace(typed[at:])
	if before != "" {
		before += " "
	}
	named, _ := assignments(before, v.team)
	var out []kit.Completion
	if !strings.Contains(name, ":") {
		for _, m := range v.team {
			if !works(m) || slices.ContainsFunc(named, func(a model.Assignment) bool { return a.Member == m.ID }) {
				continue
			}
			if like := membersLike(name, []model.MemberRow{m}); name == "" || len(like) > 0 && !strings.EqualFold(name, m.Name) {
				out = append(out, kit.Completion{Text: before + m.Name, Title: m.Name, On: true,
					Note: page.Joined(", ", page.Words(m.Role), page.Many(m.Leads, "open lead", "open leads"))})
			}
		}
	}
	return v.giving.Found(typed, out)
}

func (v *Import) focusNaming() {
	if v.gives && v.mayGive() == nil {
		v.giving.Focus()
		return
	}
	v.gives = false
	v.form.Focus()
}

// pressNaming moves through the form and on to the line of who gets the leads.
func (v *Import) pressNaming(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlS {
		return v.save()
	}
	if !v.gives {
		last := v.form.Field() == "cadence" && (k.Type == tea.KeyTab || k.Type == tea.KeyEnter || k.Type == tea.KeyDown)
		round := v.form.Field() == "name" && k.Type == tea.KeyShiftTab
		if (last || round) && v.mayGive() == nil {
			v.gives = true
			v.form.Blur()
			v.giving.Focus()
			return nil
		}
		_, cmd := v.form.Update(k)
		return cmd
	}
	if k.Type != tea.KeyShiftTab {
		if used, cmd := v.giving.Update(k); used {
			return cmd
		}
	}
	switch k.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		v.backToForm("cadence")
	case tea.KeyTab:
		v.backToForm("name")
	}
	return nil
}

func (v *Import) backToForm(field string) {
	if _, err := assignments(v.giving.Value(), v.team); err != nil {
		v.giving.SetProblem(page.Sentence(v.s, err))
	}
	v.gives = false
	v.giving.Blur()
	v.form.FocusField(field)
}

// save reads the form and then who gets the leads; what is wrong is said where
// it stands.
func (v *Import) save() tea.Cmd {
	if !v.form.Valid() {
		if v.gives {
			v.backToForm(v.form.Field())
		}
		return nil
	}
	return v.check(v.form.Values())
}

// check puts the options together and asks what the import would do.
func (v *Import) check(t map[string]string) tea.Cmd {
	given, err := assignments(v.giving.Value(), v.team)
	if err != nil {
		v.gives = true
		v.form.Blur()
		v.giving.Focus()
		v.giving.SetProblem(page.Sentence(v.s, err))
		return nil
	}
	v.opts = model.ImportOptions{Name: t["name"], Source: t["source"], Category: t["category"], Cadence: t["cadence"], Assign: given}
	if t["cost"] != "" {
		v.opts.Cost, v.opts.Currency, _ = playbook.ParseMoney(t["cost"]) // the form has checked it
	}
	v.said.onto(&v.opts)
	return tea.Batch(v.run(true), v.keep())
}

// cadence is the one that the list would run in, by its category where none was
// chosen.
func cadence(chosen, category string) string {
	switch {
	case chosen != "":
		return page.Words(chosen)
	case slices.Contains([]string{"inquiry", "trade-show"}, category):
		return map[string]string{"inquiry": "inbound", "trade-show": "trade show"}[category] + ", as the category says"
	}
	return "standard, as the category says"
}

// namingView is the form, and below it who gets the leads.
func (v *Import) namingView(h int) string {
	w := min(v.w, 110)
	lines := min(v.form.Lines(max(0, w-1)), max(1, h-4))
	v.form.SetSize(max(0, w-1), lines)
	t := v.form.Values()
	out := []string{v.form.View(), kit.Fit(" "+v.l.Paint(theme.Dim, "runs in: "+cadence(t["cadence"], t["category"])), v.w),
		kit.Rule(v.l, v.w, "Who gets the leads")}
	if err := v.mayGive(); err != nil {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Dim, "You: "+err.Error()), v.w))
		return strings.Join(out, "\n")
	}
	given, err := assignments(v.giving.Value(), v.team)
	says := kit.Fit(" "+v.l.Paint(theme.Info, sharing(given, v.team, "you")), v.w)
	if err != nil {
		says = kit.Fit(" "+v.l.Paint(theme.Dim, "as in: dana, omar (in turns), or dana: US-MA US-NY, omar: DE"), v.w)
	}
	v.giving.SetSize(w, max(1, h-lines-4))
	return strings.Join(append(out, says, v.giving.View()), "\n")
}
