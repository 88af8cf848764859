// Package team is the screen of the people who work with Ripen: what each has
// to do today and how far it is done.
package team
