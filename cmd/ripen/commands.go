package main

import "github.com/spf13/cobra"

// commands are the commands of Ripen in the order in which help shows them:
// one line for each method of a cmd_*.go file.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.configCommand(),
		a.versionCommand(),
	}
}
