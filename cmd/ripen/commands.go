package main

import "github.com/spf13/cobra"

// commands are the commands of Ripen in the order in which help shows them:
// one line for each method of a cmd_*.go file.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.demoCommand(),
		a.importCommand(),
		a.matchCommand(),
		a.queueCommand(),
		a.workCommand(),
		a.leadCommand(),
		a.enrolCommand(),
		a.skipCommand(),
		a.touchCommand(),
		a.noteCommand(),
		a.contactCommand(),
		a.defectCommand(),
		a.attributeCommand(),
		a.readyCommand(),
		a.graduateCommand(),
		a.handoffCommand(),
		a.dossierCommand(),
		a.reportCommand(),
		a.undoCommand(),
		a.userCommand(),
		a.targetCommand(),
		a.suppressCommand(),
		a.eraseCommand(),
		a.tickCommand(),
		a.backupCommand(),
		a.restoreCommand(),
		a.checkCommand(),
		a.codeCommand(),
		a.configCommand(),
		a.cadenceCommand(),
		a.playbookCommand(),
		a.versionCommand(),
	}
}
