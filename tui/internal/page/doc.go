// Package page is what the team's screens have in common: text that scrolls,
// Markdown laid out in cells, the desks that stand behind rows, and the forms
// in which a hand-off is sent back or rejected. It draws with kit and knows no
// screen.
package page
