package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ripen/model"
)

// fail is the one place where errors reach people and scripts: a sentence on
// standard error, with --json the facts on standard output too, the cause in
// the log. It returns the exit code.
func (a *app) fail(err error, cmd *cobra.Command) int {
	e := a.classify(err, cmd)
	if e.Code == model.Internal && e.Err != nil {
		a.note(e.Message, "cause", e.Err.Error())
	}
	if a.wantsJSON() {
		_ = writeJSON(a.stdout, map[string]any{"error": errorJSON(e)})
	}
	_, _ = io.WriteString(a.stderr, "ripen: "+plain(e.Message)+"\n")
	var content contentError
	if e.Code == model.Invalid && !errors.As(err, &content) {
		return exitUsage
	}
	return exitFailed
}

// contentError is a refusal of what a file holds: the command line was right,
// so it is a failure and no wrong usage.
type contentError struct{ of *model.Error }

func (c contentError) Error() string { return c.of.Error() }
func (c contentError) Unwrap() error { return c.of }

// content marks what a file that was named is refused for.
func content(err error) error {
	var e *model.Error
	if errors.As(err, &e) && e.Code == model.Invalid {
		return contentError{e}
	}
	return err
}

// classify makes a [model.Error] of any error. What cobra refuses before a
// command begins is wrong usage.
func (a *app) classify(err error, cmd *cobra.Command) *model.Error {
	var e *model.Error
	switch {
	case damaged(err):
		return &model.Error{Code: model.Internal, Message: "the database is damaged; restore the newest backup with ripen restore FILE", Err: err}
	case errors.As(err, &e):
		return e
	case !a.running && strings.HasPrefix(err.Error(), "unknown command "):
		return unknownCommand(cmd, err)
	case !a.running:
		msg := err.Error()
		if cmd != nil {
			msg += "; " + cmd.CommandPath() + " --help shows how"
		}
		return model.Errorf(model.Invalid, "%s", msg)
	case errors.Is(err, context.Canceled):
		return model.Errorf(model.Refused, "stopped before it was done")
	}
	return &model.Error{Code: model.Internal, Message: err.Error(), Err: err}
}

// damaged says that SQLite found its own pages broken, in its words.
func damaged(err error) bool {
	return strings.Contains(err.Error(), "database disk image is malformed")
}

// wantsJSON also holds where the flags could not be read to the end.
func (a *app) wantsJSON() bool {
	if a.flags.json {
		return true
	}
	for _, arg := range a.args {
		switch arg {
		case "--":
			return false
		case "--json", "--json=true":
			return true
		}
	}
	return false
}

// errorJSON is {"code","message","field"?,"gates"?} and the error's details.
func errorJSON(e *model.Error) map[string]any {
	out := map[string]any{}
	for k, v := range e.Detail {
		out[k] = v
	}
	out["code"], out["message"] = e.Code, e.Message
	if e.Field != "" {
		out["field"] = e.Field
	}
	if len(e.Gates) > 0 {
		type gate struct {
			Gate string `json:"gate"`
			OK   bool   `json:"ok"`
			Why  string `json:"why"`
		}
		gates := make([]gate, len(e.Gates))
		for i, g := range e.Gates {
			gates[i] = gate{g.Name, g.OK, g.Why}
		}
		out["gates"] = gates
	}
	return out
}

// usage refuses a command line.
func usage(field, format string, args ...any) *model.Error {
	e := model.Errorf(model.Invalid, format, args...)
	e.Field = field
	return e
}

// unknownCommand words cobra's refusal: unknown command "x" for "ripen".
func unknownCommand(parent *cobra.Command, err error) *model.Error {
	q, _ := strconv.QuotedPrefix(strings.TrimPrefix(err.Error(), "unknown command "))
	name, _ := strconv.Unquote(q)
	return noSuchCommand(parent, name)
}

// noSuchCommand names the nearest command that there is.
func noSuchCommand(parent *cobra.Command, name string) *model.Error {
	if parent.SuggestionsMinimumDistance == 0 {
		parent.SuggestionsMinimumDistance = 2
	}
	msg := fmt.Sprintf("there is no command %q", strings.TrimPrefix(parent.CommandPath()+" "+name, "ripen "))
	if near := parent.SuggestionsFor(name); len(near) > 0 {
		return usage("", "%s; did you mean %s %s?", msg, parent.CommandPath(), near[0])
	}
	return usage("", "%s; %s --help lists them", msg, parent.CommandPath())
}

// needsCommand refuses a command that only holds others.
func needsCommand(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return noSuchCommand(cmd, args[0])
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usage("", "%s needs one of %s; %s --help shows how", cmd.CommandPath(), strings.Join(names, ", "), cmd.CommandPath())
}

// flagError words what the flag library refuses.
func flagError(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	path := cmd.CommandPath()
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		bad     *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		dashed := "--" + name
		if unknown.GetSpecifiedShortnames() != "" {
			dashed = "-" + name
		}
		return usage(name, "%s has no flag %s; %s --help lists them", path, dashed, path)
	case errors.As(err, &bare):
		return usage(bare.GetFlag().Name, "--%s needs a value; %s --help shows how", bare.GetFlag().Name, path)
	case errors.As(err, &bad):
		f := bad.GetFlag()
		var e *model.Error
		if errors.As(err, &e) { // a flag of our own says it better
			return usage(f.Name, "--%s: %s", f.Name, e.Message)
		}
		return usage(f.Name, "--%s is %q, which is %s; %s --help shows how", f.Name, bad.GetValue(), kindOf(f), path)
	}
	return usage("", "%v; %s --help shows how", err, path)
}

// kindOf says what a refused value of the flag is.
func kindOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "int64", "uint", "uint64":
		return "no whole number"
	case "float64":
		return "no number"
	case "bool":
		return "neither true nor false"
	case "duration":
		return "no duration as 30m"
	}
	return "no value that it takes"
}

// takes is the validator of a command's arguments by their names, as in
// takes("LEAD", "[FILE]", "[ID...]"): in brackets optional, with dots any
// number.
func takes(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		most := len(names)
		for i, n := range names {
			optional := strings.HasPrefix(n, "[")
			if strings.Contains(n, "...") {
				most = max(len(args), most)
			}
			if !optional && i >= len(args) {
				return usage(strings.ToLower(strings.Trim(n, ".")), "%s needs %s; %s --help shows how",
					cmd.CommandPath(), strings.Trim(n, "."), cmd.CommandPath())
			}
		}
		if len(args) > most {
			return usage("", "%s does not take %q; %s --help shows how", cmd.CommandPath(), args[most], cmd.CommandPath())
		}
		return nil
	}
}
