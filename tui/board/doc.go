// Package board is the readiness board: the team's leads that are near to
// graduating against the ten attributes, read like a wall. It says where each
// lead is, what holds it, and what holds the team; from it a team lead approves
// what was submitted or sends it back.
package board
