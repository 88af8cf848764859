package main

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"ripen/cmd/ripen/internal/config"
	"ripen/model"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // nothing was changed
	exitUsage  = 2 // the command line, the environment or the configuration is wrong
)

// run carries one command line out and returns the exit code. Errors have been
// printed then.
func (a *app) run(ctx context.Context, args []string) (code int) {
	a.args = args
	defer func() {
		if p := recover(); p != nil {
			a.note("panic", "value", fmt.Sprint(p), "stack", string(debug.Stack()))
			code = a.fail(model.Errorf(model.Internal,
				"Ripen failed on a fault of its own (%v); please report it with what %s says", p, a.logPath()), nil)
		}
		if a.logFile != nil {
			_ = a.logFile.Close()
		}
	}()
	root := a.root()
	// Cobra falls back to the arguments of the process where there are none.
	root.SetArgs(append([]string{}, args...))
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil {
		return a.fail(err, cmd)
	}
	return exitDone
}

// root builds the tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "ripen",
		Short: "Nurture raw inquiries into opportunities that sales is glad to get",
		Long: "Ripen serves one lead at a time, walks it through its cadence of touches, keeps what was\n" +
			"learnt against the ten attributes, and graduates it to sales with a dossier.\n\n" +
			"Without a command it opens the console.",
		Example:           "  ripen\n  ripen --db ~/team.db --as dana",
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.prepare(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.openConsole(cmd) },
	}
	f := root.PersistentFlags()
	f.StringVar(&a.flags.db, "db", "", "the database, a `PATH` (default: RIPEN_DB, or the configuration)")
	f.StringVar(&a.flags.as, "as", "", "the `NAME` of who is working (default: RIPEN_USER, or the configuration)")
	f.BoolVar(&a.flags.json, "json", false, "answer with one JSON document")
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd) })
	root.SetHelpCommand(a.helpCommand())
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(a.commands()...)
	a.adopt(root)
	return root
}

// adopt gives every command below cmd what they have in common.
func (a *app) adopt(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	if cmd.HasSubCommands() && cmd.RunE == nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error { return needsCommand(cmd, args) }
	}
	if work := cmd.RunE; work != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			a.running = true
			return work(cmd, args)
		}
	}
	for _, c := range cmd.Commands() {
		a.adopt(c)
	}
}

// withoutConfig marks a command that must work when ripen.toml is wrong.
func withoutConfig(cmd *cobra.Command) *cobra.Command {
	cmd.Annotations = map[string]string{"config": "none"}
	return cmd
}

// prepare sets clock, log and configuration before a command begins.
func (a *app) prepare(cmd *cobra.Command) (err error) {
	if a.now, err = newClock(a.env); err != nil {
		return err
	}
	a.log, a.logFile = newLog(a.logPath(), a.now)
	a.cfg = config.Default()
	if cmd.Annotations["config"] == "none" {
		return nil
	}
	file, named := a.configPath()
	a.cfg, err = config.Load(file, named)
	return err
}

// openConsole is what `ripen` alone does.
func (a *app) openConsole(cmd *cobra.Command) error {
	switch {
	case !a.terminal:
		return model.Errorf(model.Invalid, "the console needs a terminal; start ripen in one, or name a command (ripen --help lists them)")
	case a.console == nil:
		return cmd.Help()
	}
	return a.console(cmd.Context())
}

// note writes to the log where there is one already.
func (a *app) note(msg string, args ...any) {
	if a.log != nil {
		a.log.Error(msg, args...)
	}
}
