package work

import (
	"errors"
	"strings"

	"ripen/model"
	"ripen/tui/kit"
)

// note writes a note: the words behind the command, or lines until one with a
// single dot. It goes with the next outcome, or is recorded by itself.
func (t *talk) note(rest string) error {
	if rest != "" {
		t.addToNote(rest)
	} else if err := t.noteLines(); err != nil {
		return err
	}
	return t.placeNote()
}

// addToNote adds a line to the note of this lead, which is a draft until it is
// recorded.
func (t *talk) addToNote(text string) {
	if text = strings.TrimPrefix(text, `\`); text == "" {
		return
	}
	if had := t.draft("note")["note"]; had != "" {
		text = had + "\n" + text
	}
	t.keep("note", map[string]string{"note": text})
}

// noteLines takes lines until one with a single dot.
func (t *talk) noteLines() error {
	if had := t.draft("note")["note"]; had != "" {
		t.sayf(`The note so far: "%s"`, strings.ReplaceAll(had, "\n", " "))
	}
	t.say("Write the note; a line with a single dot ends it.")
	for first := true; ; {
		text, err := t.hear(question{typed: t.addNoteLine})
		if err != nil {
			return err
		}
		switch strings.ToLower(text) {
		case ".":
			return nil
		case "quit", "exit":
			return errQuit
		case "back":
			return errBack
		case "leave":
			return errLeft
		case "?", "help":
			t.say(`What you write is kept line by line. A line with a single dot ends it; back or leave keeps it as a draft; a \ before a word makes it text.`)
			continue
		case "":
			if first {
				t.say("Write the note; a line with a single dot ends it.")
			}
			continue
		}
		first = false
	}
}

func (t *talk) addNoteLine(text string, _ bool) {
	if text != "." {
		t.addToNote(text)
	}
}

// What may become of a note.
const (
	noteNow  = "now"
	noteWith = "with the outcome"
)

// placeNote asks what becomes of the note.
func (t *talk) placeNote() error {
	text := strings.TrimSpace(t.draft("note")["note"])
	if text == "" {
		t.say("The note is empty.")
		return nil
	}
	a, err := t.ask(question{text: "Record the note now, keep it for the outcome, or forget it?", short: true,
		about: "now records it by itself; with the outcome keeps it as a draft until the next outcome of this lead; forget throws it away",
		options: []kit.Option{{Key: "n", Value: noteNow, Title: noteNow}, {Key: "w", Value: noteWith, Title: noteWith}, {Key: "f", Value: forget, Title: forget},
			{Key: "k", Value: "keep", Title: "keep it for the outcome"}}})
	switch {
	case errors.Is(err, errBack):
		t.say("The note is kept as a draft.")
		return nil
	case err != nil:
		return err
	case a == forget:
		t.drop("note")
		t.say("Thrown away.")
		return nil
	case a != noteNow:
		t.say("It goes with the next outcome.")
		return nil
	}
	who := model.ContactID(0)
	if c := t.person(); c != nil {
		who = c.ID
	}
	if _, err := t.office.Note(t.ctx, t.By, t.lead, who, text); err != nil {
		return err
	}
	t.drop("note")
	t.say("The note is recorded.")
	t.reload()
	return nil
}
