// Ripen is a console and a command line for prospect-experience specialists.
//
// This package joins the rooms: it reads flags and configuration, opens what a
// command needs, and turns what comes back into text, JSON and an exit code.
// A command is a method of [app] in a file cmd_NAME.go that returns its
// *cobra.Command, listed in commands.go; it answers through [app.print] and
// fails by returning an error. Nothing else writes to standard output or error,
// and nothing but main leaves the program.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"ripen/cmd/ripen/internal/early"
)

func main() {
	early.Restore()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks a command to stop cleanly; a second one ends it.
	context.AfterFunc(ctx, stop)
	a := &app{
		stdin:    os.Stdin,
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		env:      os.Getenv,
		terminal: term.IsTerminal(int(os.Stdout.Fd())) && term.IsTerminal(int(os.Stdin.Fd())),
		styled:   term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
	a.console = a.runConsole
	code := a.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
