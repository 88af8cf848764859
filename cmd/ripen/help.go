package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Commands stand in the order of a day's work, as commands lists them.
func init() { cobra.EnableCommandSorting = false }

// help writes a command's page: what it does, usage, examples, commands and
// flags. It is Ripen's own because fang's asks the terminal for its background
// before each page and before each error, which a terminal that never answers
// turns into seconds. Styles are bold and nothing else, and only on a terminal.
func (a *app) help(cmd *cobra.Command) {
	var b strings.Builder
	if about := strings.TrimSpace(cmd.Long); about != "" {
		b.WriteString(about + "\n")
	} else if cmd.Short != "" {
		b.WriteString(cmd.Short + ".\n")
	}
	a.heading(&b, "Usage")
	// A group that only holds others is used by naming one of them; ripen,
	// enrol and import do something themselves besides.
	group := cmd.HasAvailableSubCommands()
	if !group || strings.Contains(cmd.Use, " ") || !cmd.HasParent() {
		cmd.DisableFlagsInUseLine = true
		line := cmd.UseLine()
		if !cmd.HasParent() || len(flagRows(cmd.LocalNonPersistentFlags())) > 0 {
			line += " [flags]"
		}
		b.WriteString("  " + line + "\n")
	}
	if group {
		fmt.Fprintf(&b, "  %s COMMAND [flags]\n", cmd.CommandPath())
	}
	if cmd.Example != "" {
		a.heading(&b, "Examples")
		b.WriteString(strings.TrimRight(cmd.Example, "\n ") + "\n")
	}
	var rows [][2]string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" {
			rows = append(rows, [2]string{c.Name(), c.Short})
		}
	}
	a.section(&b, "Commands", rows)
	a.section(&b, "Flags", flagRows(cmd.LocalNonPersistentFlags()))
	a.section(&b, "Flags of every command", flagRows(cmd.Root().PersistentFlags()))
	_, _ = io.WriteString(a.stdout, b.String())
}

// helpCommand is `ripen help COMMAND`, the same page as --help.
func (a *app) helpCommand() *cobra.Command {
	return withoutConfig(&cobra.Command{
		Use:     "help [COMMAND...]",
		Short:   "Explain a command",
		Example: "  ripen help config init",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return unknownCommand(cmd.Root(), err)
			}
			if len(rest) > 0 {
				return noSuchCommand(about, rest[0])
			}
			a.help(about)
			return nil
		},
	})
}

func (a *app) heading(b *strings.Builder, s string) {
	if a.styled {
		s = "\x1b[1m" + s + "\x1b[0m"
	}
	b.WriteString("\n" + s + "\n")
}

func (a *app) section(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	a.heading(b, title)
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r[0]))
	}
	for _, r := range rows {
		fmt.Fprintf(b, "  %-*s  %s\n", wide, r[0], r[1])
	}
}

func flagRows(set *pflag.FlagSet) [][2]string {
	var rows [][2]string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, words := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		switch f.DefValue {
		case "", "0", "false", "[]":
		default:
			words += " (default " + f.DefValue + ")"
		}
		rows = append(rows, [2]string{name, words})
	})
	return rows
}
