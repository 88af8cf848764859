package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ripen/cmd/ripen/internal/config"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Write or show the configuration",
		Example: "  ripen config init\n  ripen config show",
	}
	cmd.AddCommand(a.configInitCommand(), a.configShowCommand())
	return cmd
}

func (a *app) configInitCommand() *cobra.Command {
	return withoutConfig(&cobra.Command{
		Use:   "init",
		Short: "Write ripen.toml with every key explained",
		Long: "Write ripen.toml with every key explained and commented out, to the configuration directory\n" +
			"or to the file that RIPEN_CONFIG names. A file that is there already is never overwritten.",
		Example: "  ripen config init\n  RIPEN_CONFIG=team.toml ripen config init",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			file, _ := a.configPath()
			if err := config.Init(file); err != nil {
				return err
			}
			v := struct {
				File string `json:"file"`
			}{file}
			return a.print(v, func(w io.Writer) { fmt.Fprintf(w, "wrote %s\n", file) })
		},
	})
}

func (a *app) configShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show",
		Short:   "Show what holds: the defaults and what ripen.toml changes",
		Example: "  ripen config show\n  ripen config show --json",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			return a.print(a.shownConfig(), func(w io.Writer) {
				if a.cfg.Found {
					fmt.Fprintf(w, "# from %s\n", a.cfg.File)
				} else {
					fmt.Fprintf(w, "# the defaults; there is no %s (ripen config init writes one)\n", a.cfg.File)
				}
				io.WriteString(w, a.cfg.TOML())
			})
		},
	}
}

// configDoc is what `ripen config show --json` prints.
type configDoc struct {
	File    string                    `json:"file"`
	Found   bool                      `json:"found"`
	Changed []string                  `json:"changed"` // "table.key" of what differs from the default
	Config  map[string]map[string]any `json:"config"`
}

func (a *app) shownConfig() configDoc {
	doc := configDoc{File: a.cfg.File, Found: a.cfg.Found, Changed: []string{}, Config: map[string]map[string]any{}}
	for _, v := range a.cfg.Values() {
		if doc.Config[v.Table] == nil {
			doc.Config[v.Table] = map[string]any{}
		}
		doc.Config[v.Table][v.Key] = v.Value
		if v.Changed {
			doc.Changed = append(doc.Changed, v.Table+"."+v.Key)
		}
	}
	return doc
}
