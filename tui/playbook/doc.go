// Package playbook is the screen of what the team has agreed on: the playbook
// that a lead is judged by, its gates and the prospects wanted, and the cadences
// with their steps. It is read here and edited as text files.
package playbook
