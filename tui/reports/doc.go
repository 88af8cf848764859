// Package reports is the month's report: what came in, what was handed to
// sales and what became of it, by salesperson, and how the team reached people.
package reports
